"""One stated total against the sum of its parts: equal, off by rounding, or broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.amounts import exponent, printed, slack
from gongkai.domain.disclosure import Row, Table
from gongkai.domain.findings import Fault, Skipped, Verdict
from gongkai.domain.places import Place
from gongkai.parse.checking import causes
from gongkai.parse.checking.columns import column
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.wheres import row_where

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Words:
    """How a sentence names the two sides: `下级之和` and `the sum of its children`."""

    zh: str
    en: str


def column_sum(table: Table, total: Row, parts: Sequence[Row], key: str, words: Words) -> Verdict | Iterable[Verdict]:
    """A row's cell against the same column of other rows; an empty tuple when nothing is printed at all.

    An empty part adds nothing, but a total without any printed part, or parts without a total, cannot be compared.
    """
    stated = total[key]
    known = [row for row in parts if row[key] is not None]
    if stated is None and not known:
        return ()
    where = row_where(table, total)
    if stated is None or not known:
        return absent(f"{where} {column(key, table.code)}", f"{where} {key}")
    figures = [value for row in known if (value := row[key]) is not None]
    spots = (*places(total, key), *(place for row in known for place in places(row, key)))
    subject = Words(f"{total.name or where}{column(key, table.code)}列", f"{total.name or where}, column {key}:")
    return sum_verdict(where, subject, stated, figures, words, spots, table.currency)


def sum_verdict(
    where: str,
    subject: Words,
    stated: Decimal,
    parts: Sequence[Decimal],
    words: Words,
    spots: tuple[Place, ...] = (),
    unit: str | None = None,
) -> Verdict:
    """None when the total is exactly the sum; a warning within what rounding allows; else a fault.

    Rounded is by half the last digit of each part, or to whole 元 where others are printed with 角 and 分.
    """
    expected = sum(parts, Decimal(0))
    if stated == expected:
        return None
    by_rounding = len(parts) > 1 and abs(stated - expected) <= _slack(stated, parts, unit)
    cause = causes.ROUNDING if by_rounding else causes.of_sum(stated, list(parts))
    off = printed(abs(stated - expected))
    return Fault(
        where=where,
        stated=printed(stated),
        expected=printed(expected),
        severity="warning" if by_rounding else None,
        cause=cause,
        zh=f"{subject.zh}{printed(stated)}不等于{words.zh}{printed(expected)}，差{off}{causes.in_chinese(cause)}。",
        en=f"{subject.en} {printed(stated)} is not {words.en}, {printed(expected)}; off by {off}{causes.in_english(cause)}.",
        places=spots,
    )


def _slack(stated: Decimal, parts: Sequence[Decimal], unit: str | None) -> Decimal:
    usual = slack(stated, parts)
    whole = [figure for figure in (stated, *parts) if figure and exponent(figure) == 0]
    return max(usual, len(whole) * _HALF) if unit == "元" else usual


def believed(tree: Tree, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """The verdicts on a table; of one whose lines may go on unread, a sum that does not hold could not be checked."""
    for verdict in verdicts:
        yield unread(tree.table.label) if tree.cut and isinstance(verdict, Fault) else verdict


def unread(where: str) -> Skipped:
    """Something of which the reading told that it is not whole."""
    return Skipped(f"{where}没有读全", f"{where}: not everything was read")


def absent(zh: str, en: str) -> Skipped:
    """A figure that a comparison needs is not there."""
    return Skipped(f"{zh}缺少可比的数", f"{en}: a figure is missing")
