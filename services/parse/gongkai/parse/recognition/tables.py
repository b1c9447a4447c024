"""Every table of a document with its title, number, unit of money, notes and rows, and the blocks that belong to none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.domain.content import Block, Grid, Line, Notice
from gongkai.domain.disclosure import Finding, Staffing, Table
from gongkai.parse.objectives import is_objective
from gongkai.parse.recognition import announced, money, people
from gongkai.parse.recognition.around import Caption, caption_above, note_of, notes_below
from gongkai.parse.recognition.bodies import Body
from gongkai.parse.recognition.cells import NOT_A_FIGURE
from gongkai.parse.recognition.choosing import kind_of
from gongkai.parse.recognition.healing import heal
from gongkai.parse.recognition.reading import read_body


@dataclass(frozen=True, slots=True)
class Recognition:
    """The tables in printed order, the blocks that belong to none of them, and what was odd or put right in reading.

    `staffing` is what a table of posts and persons counts.
    """

    tables: tuple[Table, ...]
    left: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    findings: tuple[Finding, ...] = ()
    staffing: Staffing | None = None


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Tables of the known kinds, others as `other`; performance objectives and running text stay in `left`."""
    tables: list[Table] = []
    notices: list[Notice] = []
    findings: list[Finding] = []
    used: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Line) or is_objective(block):
            continue
        caption = caption_above(blocks, at, used)
        notes = notes_below(blocks, at)
        printed, body = _table(block, caption, [blocks[note] for note in notes])
        table, moved = heal(printed, body.labels)
        tables.append(table)
        notices += body.notices
        if caption.open_heading:
            notices.append(_open_heading(block))
        findings += moved
        used |= {at, *caption.lines, *notes}
    left = tuple(block for at, block in enumerate(blocks) if at not in used)
    lines = _lines(blocks)
    titled = announced.with_titles(tuple(_with_unit(tables, money.for_all(lines))), lines)
    listed = announced.with_empty(titled, lines)
    read, unread = announced.with_unread(listed, _lines(left))
    return Recognition(read, left, (*notices, *unread), tuple(findings), people.staffing(blocks))


def _open_heading(grid: Grid) -> Notice:
    return Notice(
        "OPEN_HEADING",
        "表头第一行没有上边线，未画入表格，分组栏目请对照原件。",
        "The first row of the headings is not drawn into the table; see the original for the groups of columns.",
        grid.place,
    )


def _is_empty(body: Body) -> bool:
    """Whether no figure is printed; rows are not nothing where no column of figures was found or what stands there is none."""
    if (not body.columns and body.rows) or any(notice.code == NOT_A_FIGURE for notice in body.notices):
        return False
    return all(value is None for row in body.rows for value in row.values.values())


def _with_unit(tables: Sequence[Table], unit: str | None) -> list[Table]:
    """The tables, those that state no unit of money in the one that the document states for all."""
    return [replace(table, currency=table.currency or unit) for table in tables]


def _lines(blocks: Iterable[Block]) -> list[Line]:
    return [block for block in blocks if isinstance(block, Line)]


def _table(grid: Grid, caption: Caption, notes: Sequence[Block]) -> tuple[Table, Body]:
    grid, behind = money.behind_figures(grid)
    kind = kind_of(grid, caption)
    body = read_body(grid, kind)
    table = Table(
        code=kind.code if kind and not body.unlike else "other",
        title=caption.title,
        number=caption.number if caption.number is not None else caption.ordinal,
        currency=behind or caption.currency or money.in_headings(grid),
        empty=_is_empty(body),
        note=note_of([note for note in notes if isinstance(note, Line)]),
        columns=body.columns,
        rows=body.rows,
        place=grid.place,
    )
    return table, body
