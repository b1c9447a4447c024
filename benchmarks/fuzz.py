"""Reads hundreds of varied disclosures and counts what is right, what is told as unread, and what is wrong.

    fuzz.py [--from 0] [--count 300] [--formats pdf,docx,xlsx,html,txt,layout,rules] [--show 20]

Wrong is a figure under another row or column than printed, or one that is missing without a notice. It has to be 0.
`layout` is text whose columns only spaces keep apart; `rules`, PDF tables with few rules or none, much of which can only be told.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "samples"))

from fiction.varied.composing import Told, Varied, compose
from fiction.varied.drawn import UNKNOWN, Printed
from fiction.varied.drawn import Row as PrintedRow
from fiction.varied.printing import FORMATS, HARD, SUFFIXES, printed

from gongkai.domain.amounts import amount
from gongkai.domain.disclosure import Disclosure, Row, Table
from gongkai.domain.text import bare
from gongkai.parse.pipeline import parse
from gongkai.settings import Limits

# Notices that say that something was not read, by what they may be about.
TELLING = {
    "UNREAD_TABLE",
    "UNREAD_OBJECTIVE",
    "NOT_A_FIGURE",
    "AMBIGUOUS_COLUMN",
    "UNPLACED_AMOUNT",
    "UNKNOWN_HEADING",
    "LOST_FIGURE",
    "NO_NAME",
    "UNREAD_FIGURES",
    "OPEN_HEADING",
}


@dataclass
class Count:
    """Figures and parts of a document: read right, told to be unread, wrong; `faults` say where."""

    right: int = 0
    told: int = 0
    wrong: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Count) -> None:
        """Add the counts of another document."""
        self.right, self.told, self.wrong = self.right + other.right, self.told + other.told, self.wrong + other.wrong
        self.faults += other.faults

    def expect(self, what: str, wanted: object, found: object, is_told: bool = False) -> None:
        """Count one comparison."""
        if wanted == found:
            self.right += 1
        elif is_told:
            self.told += 1
        else:
            self.wrong += 1
            self.faults.append(f"{what}: {_difference(wanted, found)}")

    def miss(self, what: str, figures: int, is_told: bool) -> None:
        """Count the figures of a table that was not read."""
        self.told += figures * is_told
        if figures and not is_told:
            self.wrong += figures
            self.faults.append(f"{what}: {figures}")


def _difference(wanted: object, found: object) -> str:
    """Both, or only the first entries that differ in two lists."""
    if isinstance(wanted, list) and isinstance(found, list):
        at = next(
            (at for at, (one, two) in enumerate(zip(wanted, found, strict=False)) if one != two),
            min(len(wanted), len(found)),
        )
        return f"[{at}] {wanted[at : at + 2]} != {found[at : at + 2]} ({len(wanted)}, {len(found)})"
    return f"{wanted} != {found}"


def compare(told: Told, read: Disclosure) -> Count:
    """What of a document was read right."""
    count = Count()
    notices = {notice.code for notice in read.notices}
    is_told = bool(notices & TELLING)
    count.expect("tables", [table.code for table in told.tables], [table.code for table in read.tables], is_told)
    for wanted, table in _pairs(told.tables, read.tables):
        _compare_table(count, wanted, table, is_told)
    _compare_aims(count, told, read, is_told)
    _compare_text(count, told, read)
    return count


def _compare_aims(count: Count, told: Told, read: Disclosure, is_told: bool) -> None:
    wanted = [(bare(one.project or ""), one.total and Decimal(one.total)) for one in told.aims]
    found = [(bare(one.project or ""), one.funds.total) for one in read.objectives]
    count.expect("objectives", wanted, found, is_told)
    for one, other in zip(told.aims, read.objectives, strict=False):
        count.expect("goal", bare(one.goal), bare(other.goal or ""), is_told)
        indicators = [
            (i.level1, i.level2, i.level3, i.op, i.value, i.measure, _amount(i.weight)) for i in one.indicators
        ]
        read_as = [
            (i.level1, i.level2, i.level3, i.op, i.value, i.measure, _amount(i.weight)) for i in other.indicators
        ]
        count.expect("indicators", indicators, read_as, is_told)


def _amount(text: str | None) -> Decimal | str | None:
    return amount(text) or text


def _compare_text(count: Count, told: Told, read: Disclosure) -> None:
    text = told.text
    staff = {key: getattr(read.staffing, key, None) for key in text.staff}
    count.expect("staff", text.staff, staff)
    stated = [(one.amount, one.share_pct, one.change, one.change_pct) for one in read.statements]
    count.expect("statements", list(text.statements), stated)
    count.expect("projects", list(text.projects), [(one.name, one.amount) for one in read.projects])
    count.expect("references", list(dict.fromkeys(text.references)), [one.ref for one in read.policy_refs])


def _pairs(printed: tuple[Printed, ...], tables: tuple[Table, ...]) -> Iterator[tuple[Printed, Table | None]]:
    """Each printed table with the one read under its title, else the next of its kind."""
    left = list(tables)
    for one in printed:
        titled = [table for table in left if bare(table.title) == bare(one.title)]
        kind = [table for table in left if table.code == one.code]
        found = next(iter([*titled, *kind]), None)
        if found:
            left.remove(found)
        yield one, found


def _compare_table(count: Count, printed: Printed, table: Table | None, is_told: bool) -> None:
    name = printed.title
    if table is None:
        figures = sum(value is not None for row in printed.rows for value in row.values.values())
        count.miss(f"{name} missing", figures, is_told)
        return
    # A table whose beginning was not read has no title.
    is_headless = is_told and not table.title
    count.expect(f"{name} title", bare(printed.title), bare(table.title), is_headless)
    count.expect(f"{name} number", printed.number, table.number, is_headless)
    count.expect(f"{name} currency", printed.currency, table.currency, is_headless)
    count.expect(f"{name} note", bare(printed.note or ""), bare(table.note or ""), is_told)
    is_empty = not any(value is not None for row in printed.rows for value in row.values.values())
    count.expect(f"{name} empty", is_empty, table.empty, is_told)
    if printed.code == "other":
        count.expect(f"{name} amounts", _amounts_printed(printed), _amounts_read(table), is_told)
        return
    rows = [
        row for row in table.rows if row.name or row.code or any(value is not None for value in row.values.values())
    ]
    count.expect(f"{name} rows", [_label(row) for row in printed.rows], [_label(row) for row in rows], is_told)
    left = iter(printed.rows)
    for found in rows:
        wanted = next((row for row in left if _is_label_of(row, found)), None)
        if wanted is not None:
            _compare_row(count, f"{name} {_label(wanted)}", wanted, found, is_told)
            continue
        # A row that is not printed here is wrong whatever was told elsewhere, but not if it has no name: that is told of it alone.
        # Those after it cannot be compared.
        made_up = [value for value in found.values.values() if value is not None and (found.name or found.code)]
        count.expect(f"{name} made up {_label(found)}", [], made_up)
        break


def _amounts_printed(printed: Printed) -> Counter[Decimal]:
    return Counter(value for row in printed.rows for value in row.values.values() if value is not None)


def _amounts_read(table: Table) -> Counter[Decimal]:
    return Counter(value for row in table.rows for value in row.values.values() if value is not None)


def _label(row: PrintedRow | Row) -> tuple[str | None, ...]:
    return (row.side, row.code, bare(row.name or "").replace("其中:", ""), bare(row.project or ""))


def _is_label_of(printed: PrintedRow, row: Row) -> bool:
    """Whether a row is the printed one; its name may be missing."""
    wanted, found = _label(printed), _label(row)
    return wanted == found or (not row.name and wanted[:2] == found[:2])


def _compare_row(count: Count, what: str, printed: PrintedRow, row: Row, is_told: bool) -> None:
    known = {key: value for key, value in printed.values.items() if not key.startswith(UNKNOWN)}
    for key, value in known.items():
        count.expect(f"{what} {key}", value, row.values.get(key), is_told and row.values.get(key) is None)
    more = Counter(value for key, value in printed.values.items() if key.startswith(UNKNOWN) and value is not None)
    rest = Counter(value for key, value in row.values.items() if key not in known and value is not None)
    count.expect(f"{what} other columns", more, rest, is_told and rest <= more)


def run(seeds: range, formats: list[str]) -> Iterator[tuple[int, str, Count]]:
    """Compare every document in every format."""
    for seed in seeds:
        varied = compose(seed)
        for format in formats:
            yield seed, format, compare(varied.told, read(varied, format, seed))


def read(varied: Varied, format: str, seed: int) -> Disclosure:
    """The document written in a format and read again."""
    return parse(printed(varied, format, seed), f"disclosure.{SUFFIXES.get(format, format)}", Limits())


def main() -> int:
    """Print the counts; 1 when something is wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--from", type=int, default=0, dest="first")
    asked.add_argument("--count", type=int, default=300)
    asked.add_argument("--formats", default=",".join((*FORMATS, *HARD)))
    asked.add_argument("--show", type=int, default=20)
    given = asked.parse_args()
    counts: dict[str, Count] = {}
    shown, start = 0, time.process_time()
    for seed, format, count in run(range(given.first, given.first + given.count), given.formats.split(",")):
        counts.setdefault(format, Count()).add(count)
        for fault in count.faults[:3]:
            if shown < given.show:
                print(f"{seed} {format}  {fault}"[:300])
                shown += 1
    for format, count in counts.items():
        print(f"{format:6} right {count.right:7}  told {count.told:5}  wrong {count.wrong:5}")
    print(f"{given.count} documents, {time.process_time() - start:.0f} s of processor time")
    return int(any(count.wrong for count in counts.values()))


if __name__ == "__main__":
    raise SystemExit(main())
