"""Tables that the contents list names but the document does not print: published as empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from gongkai.domain.content import Line, Notice
from gongkai.domain.disclosure import Table
from gongkai.domain.places import Place
from gongkai.domain.text import bare, tidy
from gongkai.parse import captions
from gongkai.parse.recognition.headings import is_heading_word
from gongkai.parse.recognition.kinds import Kind, by_title
from gongkai.parse.remembered import remembered

_FEWEST_LISTED = 4
# A line of a table that was not read has several figures, with decimals or in whole yuan, or ends in one, and is no sentence.
_FIGURE = re.compile(r"(?<![\d.,])(?:[\d,]+\.\d+|\d{1,3}(?:,\d{3})+|\d{5,12})(?![\d.,])")
_ROW = re.compile(rf"[^。；，]{{0,80}}?{_FIGURE.pattern}(?:(?: 0| -)*|[^。；，]*{_FIGURE.pattern}[^。；，]*)")
_PART = re.compile(r"第[一二三四五六七八九十\d]+(?:部分|章)")
_FEWEST_FIGURES, _FAR, _MOST_BETWEEN = 2, 60, 9
_LEADER = re.compile(r"[.．…·]{3,}|…|\t")


def with_titles(tables: tuple[Table, ...], lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables, those without a title of their own under the one that the contents give to their kind."""
    listed = {kind.code: captions.title(line.text) for _, line, kind in reversed(_contents(lines))}
    return tuple(table if table.title else replace(table, title=listed.get(table.code, "")) for table in tables)


def with_empty(tables: tuple[Table, ...], lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables, and in its place an empty one for each that is announced in the contents but not printed.

    The same for a caption with a sentence that says the table is empty in place of a grid.
    """
    for table in _captions_alone(lines):
        if not any(other.code == table.code for other in tables):
            tables = _in_place(tables, table)
    listed = _contents(lines)
    printed = {bare(table.title) for table in tables}
    missing = [(number, line, kind) for number, line, kind in listed if not _is_printed(line, kind, printed, tables)]
    if tables and len(missing) < len(listed):
        empty = [_empty(kind, number, line) for number, line, kind in missing]
        tables = _in_order(tables, empty, listed)
    return tables


def with_unread(tables: tuple[Table, ...], left: Sequence[Line]) -> tuple[tuple[Table, ...], tuple[Notice, ...]]:
    """The tables, those whose figures stand below their title without a grid not as empty, and a notice for each of them.

    An unread table has no rows and is not `empty`: nothing is said about its figures.
    """
    unread = [(line, kind) for at, line in enumerate(left) if (kind := _unread(left, at))]
    codes = {kind.code for _, kind in unread}
    kept = tuple(replace(table, empty=False) if table.code in codes and not table.rows else table for table in tables)
    return kept, tuple(_notice(line) for line, _ in unread)


def _unread(lines: Sequence[Line], at: int) -> Kind | None:
    """The kind of the table whose title this line is and whose figures were left as running lines."""
    kind = by_title(lines[at].text) if captions.is_title(lines[at].text) else None
    if kind is None:
        return None
    below = takewhile(
        lambda line: not (captions.is_title(line.text) or _PART.match(bare(line.text))), lines[at + 1 : at + 1 + _FAR]
    )
    rows = (" ".join(line.text.split()) for line in below)
    return kind if sum(len(_FIGURE.findall(row)) for row in rows if _ROW.fullmatch(row)) >= _FEWEST_FIGURES else None


def _notice(title: Line) -> Notice:
    name = captions.title(title.text)
    return Notice(
        "UNREAD_TABLE",
        f"“{name}”的数字没有表格线，未能按列读出，请对照原件。",
        f"The figures of “{name}” stand without rules and were not read into columns; see the original.",
        title.place,
    )


def _empty(kind: Kind, number: int | None, line: Line, note: str | None = None) -> Table:
    return Table(
        code=kind.code,
        title=captions.title(line.text),
        number=number,
        empty=True,
        note=note,
        columns=kind.standard,
        place=line.place,
    )


def _captions_alone(lines: Sequence[Line]) -> list[Table]:
    """Tables of which only title, unit line, words of headings and a sentence that they are empty are printed."""
    found: list[Table] = []
    for at, title in enumerate(lines):
        kind = by_title(title.text) if captions.is_title(title.text) else None
        if kind is None:
            continue
        near = lines[at + 1 : at + 1 + _MOST_BETWEEN]
        between = list(takewhile(lambda line: _stands_between(line.text), near))
        note = near[len(between)].text if len(between) < len(near) else ""
        if captions.says_empty(note):
            below = [title.text, *(line.text for line in between)]
            above = [line.text for line in lines[max(0, at - 1) : at] if captions.is_number_line(line.text)]
            number = next((n for text in (*above, *below) if (n := captions.number(text)) is not None), None)
            money = next((unit for text in below if (unit := captions.currency(text))), None)
            ordinal = captions.ordinal(title.text)
            table = _empty(kind, ordinal if number is None else number, title, tidy(note))
            found.append(replace(table, currency=money))
    return found


def _stands_between(text: str) -> bool:
    """Whether a line may stand between the title of a table and what is said of it: number, unit, words of headings."""
    if captions.is_unit_line(text) or captions.is_number_line(text):
        return True
    return not captions.says_empty(text) and all(is_heading_word(word) for word in text.split())


def _in_place(tables: tuple[Table, ...], table: Table) -> tuple[Table, ...]:
    """The tables with one more before the first that has a higher number or stands farther on."""
    later = (at for at, other in enumerate(tables) if _comes_after(other, table))
    at = next(later, len(tables))
    return (*tables[:at], table, *tables[at:])


def _comes_after(other: Table, table: Table) -> bool:
    if other.number and table.number:
        return other.number > table.number
    place, mine = other.place, table.place
    if place is None or mine is None:
        return False
    if place.line is not None and mine.line is not None:
        return place.line > mine.line
    if place.page is None or mine.page is None:
        return False
    return (place.page, _top(place)) > (mine.page, _top(mine))


def _top(place: Place) -> float:
    return place.box[1] if place.box else 0.0


@remembered
def _contents(lines: Sequence[Line]) -> list[tuple[int | None, Line, Kind]]:
    """The first unbroken list of numbered table titles, at least four of them."""
    run: list[tuple[int | None, Line, Kind]] = []
    for line in lines:
        text = _LEADER.split(line.text)[0]
        kind = by_title(text) if captions.is_title(text) else None
        number = captions.ordinal(text) or captions.number(text) if kind else None
        if kind and number is not None:
            run.append((number, replace(line, text=text), kind))
        elif len(run) >= _FEWEST_LISTED:
            return run
        elif not captions.is_furniture(line.text):
            run = []
    return run if len(run) >= _FEWEST_LISTED else []


def _is_printed(line: Line, kind: Kind, printed: set[str], tables: Sequence[Table]) -> bool:
    return bare(captions.title(line.text)) in printed or any(table.code == kind.code for table in tables)


def _in_order(
    tables: Sequence[Table], empty: Sequence[Table], listed: Sequence[tuple[int | None, Line, Kind]]
) -> tuple[Table, ...]:
    order = {kind.code: place for place, (_, _, kind) in enumerate(listed)}
    out = list(tables)
    for table in empty:
        after = [
            at for at, other in enumerate(out) if order.get(other.code, -1) < order[table.code] and other.code in order
        ]
        out.insert(after[-1] + 1 if after else 0, table)
    return tuple(out)
