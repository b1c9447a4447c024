"""Tables that the contents list names but the document does not print: published as empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.domain.content import Line
from gongkai.domain.disclosure import Table
from gongkai.domain.text import bare
from gongkai.parse import captions
from gongkai.parse.recognition.kinds import Kind, by_title


def with_titles(tables: tuple[Table, ...], lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables, those without a title of their own under the one that the contents give to their kind."""
    listed = {kind.code: captions.title(line.text) for _, line, kind in reversed(_contents(lines))}
    return tuple(table if table.title else replace(table, title=listed.get(table.code, "")) for table in tables)


def with_empty(tables: tuple[Table, ...], lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables, and in their place in the contents' order an empty one for each that is announced but not printed."""
    listed = _contents(lines)
    printed = {bare(table.title) for table in tables}
    missing = [(number, line, kind) for number, line, kind in listed if not _is_printed(line, kind, printed, tables)]
    if not tables or len(missing) >= len(listed):
        return tables
    empty = [
        Table(
            code=kind.code,
            title=captions.title(line.text),
            number=number,
            empty=True,
            columns=kind.standard,
            place=line.place,
        )
        for number, line, kind in missing
    ]
    return _in_order(tables, empty, listed)


def _contents(lines: Sequence[Line]) -> list[tuple[int | None, Line, Kind]]:
    """The first unbroken list of numbered table titles, at least four of them."""
    run: list[tuple[int | None, Line, Kind]] = []
    for line in lines:
        text = line.text.split("…")[0].split("....")[0]
        kind = by_title(text) if captions.is_title(text) and captions.ordinal(text) is not None else None
        if kind:
            run.append((captions.ordinal(text), replace(line, text=text), kind))
        elif len(run) >= 4:
            return run
        elif not captions.is_furniture(line.text):
            run = []
    return run if len(run) >= 4 else []


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
