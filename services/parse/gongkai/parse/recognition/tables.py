"""Every table of a document with its title, number, unit of money, notes and rows, and the blocks that belong to none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.domain.content import Block, Grid, Line, Notice
from gongkai.domain.disclosure import Finding, Table
from gongkai.domain.text import bare, tidy
from gongkai.parse import captions
from gongkai.parse.objectives import is_objective
from gongkai.parse.recognition import announced
from gongkai.parse.recognition.bodies import Body
from gongkai.parse.recognition.headings import heading_rows, headings
from gongkai.parse.recognition.healing import heal
from gongkai.parse.recognition.kinds import Kind, by_headings, by_title
from gongkai.parse.recognition.reading import read_body

_FARTHEST = 8
_LONGEST_TAIL = 24


@dataclass(frozen=True, slots=True)
class Recognition:
    """The tables in printed order, the blocks that belong to none of them, and what was odd or put right in reading."""

    tables: tuple[Table, ...]
    left: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Caption:
    title: str
    number: int | None
    ordinal: int | None
    currency: str | None
    lines: frozenset[int]


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Tables of the known kinds, others as `other`; performance objectives and running text stay in `left`."""
    tables: list[Table] = []
    notices: list[Notice] = []
    findings: list[Finding] = []
    used: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Line) or is_objective(block):
            continue
        caption = _caption(blocks, at, used)
        notes = _notes(blocks, at)
        printed, body = _table(block, caption, [blocks[note] for note in notes])
        table, moved = heal(printed, body.labels)
        tables.append(table)
        notices += body.notices
        findings += moved
        used |= {at, *caption.lines, *notes}
    left = tuple(block for at, block in enumerate(blocks) if at not in used)
    listed = announced.with_empty(announced.with_titles(tuple(tables), _lines(blocks)), _lines(blocks))
    return Recognition(listed, left, tuple(notices), tuple(findings))


def _lines(blocks: Iterable[Block]) -> list[Line]:
    return [block for block in blocks if isinstance(block, Line)]


def _above(blocks: Sequence[Block], at: int) -> list[tuple[int, Line]]:
    """The caption lines directly above a grid, nearest first."""
    found: list[tuple[int, Line]] = []
    for place in range(at - 1, max(-1, at - 1 - _FARTHEST), -1):
        block = blocks[place]
        if not isinstance(block, Line):
            break
        if found and _is_wrapped_title(block, found[-1][1]):
            found[-1] = (found[-1][0], replace(found[-1][1], text=block.text.strip() + found[-1][1].text.strip()))
            found.append((place, replace(block, text="")))
            continue
        if not (_is_caption(block) or _is_wrapped_tail(blocks, place)):
            break
        found.append((place, block))
    return found


def _is_wrapped_title(line: Line, below: Line) -> bool:
    """The first line of a long title that only with its second one names a kind of table."""
    if line.whole or below.whole or by_title(below.text) or not bare(below.text).endswith("表"):
        return False
    return (
        len(bare(below.text)) <= _LONGEST_TAIL
        and captions.is_title(line.text + below.text)
        and _names_a_kind(line.text + below.text)
    )


def _is_caption(line: Line) -> bool:
    return captions.is_caption(line.text) or captions.is_furniture(line.text) or _names_a_kind(line.text)


def _is_wrapped_tail(blocks: Sequence[Block], place: int) -> bool:
    """The second line of a long unit line: `编制部门：某市人力资源和社会` | `保障局`."""
    line, above = blocks[place], blocks[place - 1] if place else None
    if not isinstance(line, Line) or line.whole or not isinstance(above, Line):
        return False
    short = len(bare(line.text)) <= _LONGEST_TAIL and not re.search(r"[。；:：、]|部分", line.text)
    return short and captions.is_unit_line(above.text) and captions.currency(above.text) is None


def _names_a_kind(text: str) -> bool:
    """Whether a short line names a kind of table though it does not end with 表."""
    plain = bare(text)
    return (
        len(plain) <= 40
        and "表" in plain
        and not re.search(r"[。；;,!?]|部分|详见|目录", plain)
        and by_title(plain) is not None
    )


def _caption(blocks: Sequence[Block], at: int, used: set[int]) -> _Caption:
    near = [(place, line) for place, line in _above(blocks, at) if place not in used]
    titles: list[tuple[int, str]] = []
    taken: list[int] = []
    for place, line in near:
        names_it = captions.is_title(line.text) or _names_a_kind(line.text)
        if titles and (names_it or captions.is_unit_line(line.text)):
            break
        taken.append(place)
        if names_it:
            titles.append((place, line.text))
        elif titles and captions.is_number_line(line.text):
            break
    lines = [blocks[place] for place in taken]
    texts = [line.text for line in lines if isinstance(line, Line)]
    title = titles[0][1] if titles else ""
    grid = blocks[at]
    return _Caption(
        title=captions.title(title) or _sheet_title(grid),
        number=next((number for text in texts if (number := captions.number(text)) is not None), None),
        ordinal=captions.ordinal(title),
        currency=next((money for text in texts if (money := captions.currency(text))), None),
        lines=frozenset(taken),
    )


def _sheet_title(block: Block) -> str:
    sheet = block.place.sheet or ""
    return captions.title(sheet) if by_title(sheet) else ""


def _notes(blocks: Sequence[Block], at: int) -> list[int]:
    found: list[int] = []
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        if not isinstance(block, Line) or not _is_note(block.text, [blocks[note] for note in found]):
            break
        found.append(place)
    return found


def _is_note(text: str, before: Sequence[Block]) -> bool:
    """A note, the next number of a numbered one (`注：1.…` `2.…`), or a sentence that says that the table is empty."""
    if captions.is_note(text) or captions.says_empty(text):
        return True
    numbered = [line.text for line in before if isinstance(line, Line)]
    expected = rf"[(（]?{len(numbered) + 1}[.、．)）]"
    return (
        bool(numbered)
        and bool(re.search(r"[:：]\s*[(（]?1[.、．)）]", numbered[0]))
        and bool(re.match(expected, text.strip()))
    )


def _table(grid: Grid, caption: _Caption, notes: Sequence[Block]) -> tuple[Table, Body]:
    kind = by_title(caption.title) if caption.title else None
    kind = kind or _kind_by_headings(grid)
    body = read_body(grid, kind)
    texts = [tidy(note.text) for note in notes if isinstance(note, Line)]
    table = Table(
        code=kind.code if kind else "other",
        title=caption.title,
        number=caption.number if caption.number is not None else caption.ordinal,
        currency=caption.currency,
        empty=all(value is None for row in body.rows for value in row.values.values()),
        note="\n".join(texts) or None,
        columns=body.columns,
        rows=body.rows,
        place=grid.place,
    )
    return table, body


def _kind_by_headings(grid: Grid) -> Kind | None:
    paths = headings(grid, heading_rows(grid))
    return by_headings(list({part for path in paths for part in path}))
