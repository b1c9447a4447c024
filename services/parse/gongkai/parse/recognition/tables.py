"""Every table of a document with its title, number, unit of money, notes and rows, and the blocks that belong to none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.domain.content import Block, Grid, Line, Notice
from gongkai.domain.disclosure import Finding, Table
from gongkai.parse.objectives import is_objective
from gongkai.parse.recognition import announced
from gongkai.parse.recognition.around import Caption, caption_above, note_of, notes_below
from gongkai.parse.recognition.bodies import Body
from gongkai.parse.recognition.headings import Heading, heading_rows, headings
from gongkai.parse.recognition.healing import heal
from gongkai.parse.recognition.kinds import Kind, by_headings, by_title
from gongkai.parse.recognition.reading import read_body

_SIDED_NAME, _SIDES = re.compile(r"项目(?!支出).*|.*科目.*|.*分类.*"), re.compile(r"收入|支出")
_OTHER_SUBJECT = re.compile(
    r"采购|购买|资产|转移支付|机关运行|运行经费|专项|债务|债券|绩效|目标|培训|会议|人员|非税|征收|分类|附属|往来|情况说明|说明表|统计|名词"
)


@dataclass(frozen=True, slots=True)
class Recognition:
    """The tables in printed order, the blocks that belong to none of them, and what was odd or put right in reading."""

    tables: tuple[Table, ...]
    left: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    findings: tuple[Finding, ...] = ()


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
    listed = announced.with_empty(announced.with_titles(tuple(tables), _lines(blocks)), _lines(blocks))
    read, unread = announced.with_unread(listed, _lines(left))
    return Recognition(read, left, (*notices, *unread), tuple(findings))


def _open_heading(grid: Grid) -> Notice:
    return Notice(
        "OPEN_HEADING",
        "表头第一行没有上边线，未画入表格，分组栏目请对照原件。",
        "The first row of the headings is not drawn into the table; see the original for the groups of columns.",
        grid.place,
    )


def _lines(blocks: Iterable[Block]) -> list[Line]:
    return [block for block in blocks if isinstance(block, Line)]


def _table(grid: Grid, caption: Caption, notes: Sequence[Block]) -> tuple[Table, Body]:
    kind = by_title(caption.title) if caption.title else None
    if kind is None and not _OTHER_SUBJECT.search(caption.title):
        kind = _kind_by_headings(grid)
    if kind and _is_unlike(kind, caption, headings(grid, heading_rows(grid))):
        kind = None
    body = read_body(grid, kind)
    table = Table(
        code=kind.code if kind and not body.unlike else "other",
        title=caption.title,
        number=caption.number if caption.number is not None else caption.ordinal,
        currency=caption.currency,
        empty=all(value is None for row in body.rows for value in row.values.values()),
        note=note_of([note for note in notes if isinstance(note, Line)]),
        columns=body.columns,
        rows=body.rows,
        place=grid.place,
    )
    return table, body


def _is_unlike(kind: Kind, caption: Caption, paths: Sequence[Heading]) -> bool:
    """Whether a table is drawn in a form in which its kind cannot be read: headings cut off, income beside expenditure."""
    if caption.open_heading and not (all(paths) and len(set(paths)) == len(paths)):
        return True
    if kind.functional and _is_economic(paths):
        return True
    sides = {
        side for path in paths if len(path) > 1 and _SIDED_NAME.fullmatch(path[-1]) for side in _SIDES.findall(path[0])
    }
    return kind.layout == "codes" and len(sides) > 1


def _is_economic(paths: Sequence[Heading]) -> bool:
    """Whether the headings speak of the economic classification and of no other."""
    words = "".join(part for path in paths for part in path)
    return "经济" in words and "功能" not in words


def _kind_by_headings(grid: Grid) -> Kind | None:
    paths = headings(grid, heading_rows(grid))
    return by_headings(list({part for path in paths for part in path}))
