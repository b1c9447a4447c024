"""The lines that belong to a table: number, title and unit of money above it, notes below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.domain.content import Block, Line
from gongkai.domain.text import bare, tidy
from gongkai.parse import captions
from gongkai.parse.recognition.headings import is_heading_word
from gongkai.parse.recognition.kinds import by_title

_FARTHEST = 8
_LONGEST_TAIL = 24
_LONGEST_TITLE = 40
_LONGEST_PASSED = 20
_USUAL_SIZE = 12.0
_RUNNING_TEXT = re.compile(r"[。；;,!?]|部分|详见|目录")
_NO_TAIL = re.compile(r"[。；:：、]|部分")
_SIDE = re.compile(r"(?:[一二]、)?(?:本年|财政拨款)?(?:收入|支出)")
_WIDE_WORD = re.compile(r"(?<=[收支合总小项])\s+(?=[入出计目])")
_MOST_HEADINGS, _MOST_LOOSE = 14, 2
# Titles that do not end with 表.
_LISTED = re.compile(
    r"(?![一二三四五六七八九十]+、|\()[^。；;:,、]{2,30}(?:清单|目录|情况|明细|一览|统计|汇总|安排|计划)(?:\([^()]*\))?"
)
_FIRST_NUMBER = re.compile(r"[:：]\s*[(（]?1[.、．)）]")


@dataclass(frozen=True, slots=True)
class Caption:
    """What the lines above a table say; `lines` are their indices. `ordinal` is the number of its heading (`八、…表`).

    `open_heading` tells that a first row of its headings stands above the drawing, which no rule closes at the top.
    """

    title: str
    number: int | None
    ordinal: int | None
    currency: str | None
    lines: frozenset[int]
    open_heading: bool = False


def caption_above(blocks: Sequence[Block], at: int, used: set[int]) -> Caption:
    """The caption of the grid at index `at`; a sheet's name is the title where no line is."""
    taken = _own(line for line in _above(blocks, at) if line[0] not in used)
    texts = [line.text for _, line in taken]
    title = next((text for text in texts if _is_title(text)), "")
    return Caption(
        title=captions.title(title) or _sheet_title(blocks[at]),
        number=next((number for text in texts if (number := captions.number(text)) is not None), None),
        ordinal=captions.ordinal(title),
        currency=next((money for text in texts if (money := captions.currency(text))), None),
        lines=frozenset(place for place, _ in taken),
        open_heading=_is_open(blocks, at),
    )


def notes_below(blocks: Sequence[Block], at: int) -> list[int]:
    """The indices of the note lines directly below the grid at index `at`."""
    found: list[int] = []
    notes: list[Line] = []
    for place in range(_below_loose_headings(blocks, at), len(blocks)):
        block = blocks[place]
        if not isinstance(block, Line) or not (_is_note(block.text, notes) or (notes and _is_full(notes[-1]))):
            break
        found.append(place)
        notes.append(block)
    return found


def _below_loose_headings(blocks: Sequence[Block], at: int) -> int:
    """Where notes may begin: below words of headings that stand beside their drawing, of which a table without rows leaves a line."""
    below = at + 1
    while below < len(blocks) and below - at <= _MOST_LOOSE:
        block = blocks[below]
        if not isinstance(block, Line) or _is_note(block.text, ()) or not _are_headings(block.text):
            break
        below += 1
    return below


def note_of(lines: Sequence[Line]) -> str | None:
    """The note as printed: a line of its own for each, wrapped lines put together."""
    texts: list[str] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        if before is not None and _is_full(before):
            texts[-1] += line.text.strip()
        else:
            texts.append(line.text)
    return "\n".join(tidy(text) for text in texts) or None


def _own(near: Iterable[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Of the caption lines above a grid, nearest first, those that are its own: one title with what belongs to it."""
    taken: list[tuple[int, Line]] = []
    titled = False
    for place, line in near:
        if titled and (_is_title(line.text) or captions.is_unit_line(line.text)):
            break
        taken.append((place, line))
        if titled and captions.is_number_line(line.text):
            break
        titled = titled or _is_title(line.text)
    return taken


def _above(blocks: Sequence[Block], at: int) -> list[tuple[int, Line]]:
    """The caption lines directly above a grid, nearest first; a wrapped title is put together in its second line."""
    found: list[tuple[int, Line]] = []
    passed = False
    for place in range(at - 1, max(-1, at - 1 - _FARTHEST), -1):
        block = blocks[place]
        if not isinstance(block, Line):
            break
        if found and _is_wrapped_title(block, found[-1][1]):
            below, line = found[-1]
            found[-1] = (below, replace(line, text=block.text.strip() + line.text.strip()))
            found.append((place, replace(block, text="")))
        elif (
            _is_caption(block)
            or _is_titled_by_place(block, found)
            or _is_wrapped_tail(block, blocks[place - 1] if place else None)
        ):
            found.append((place, block))
        elif place == at - 1 and _is_heading_row(block.text):
            found.append((place, replace(block, text="")))
        elif not passed and _may_be_passed(block, blocks[place - 1] if place else None):
            passed = True
        else:
            break
    return found


def _may_be_passed(line: Line, above: Block | None) -> bool:
    """A short unknown line directly below a caption is no reason to lose the table's title; it stays what it is."""
    plain = bare(line.text)
    return (
        len(plain) <= _LONGEST_PASSED
        and not _RUNNING_TEXT.search(plain)
        and isinstance(above, Line)
        and _is_caption(above)
    )


def _is_open(blocks: Sequence[Block], at: int) -> bool:
    above = blocks[at - 1] if at else None
    return isinstance(above, Line) and _is_heading_row(above.text) and not _is_sides(above.text)


def _is_heading_row(text: str) -> bool:
    """Whether a line right above a grid is the first row of its heading, which no rule closes at the top: `收 入  支 出`."""
    words = _WIDE_WORD.sub("", text).split()
    return 1 < len(words) <= _MOST_HEADINGS and all(is_heading_word(word) or _SIDE.fullmatch(word) for word in words)


def _are_headings(text: str) -> bool:
    words = text.split()
    return all(is_heading_word(word) and len(word) <= _LONGEST_PASSED for word in words)


def _is_sides(text: str) -> bool:
    """Whether the words are only those of two sides, whose order says the same."""
    return all(_SIDE.fullmatch(word) for word in _WIDE_WORD.sub("", text).split())


def _is_caption(line: Line) -> bool:
    return captions.is_caption(line.text) or captions.is_furniture(line.text) or _names_a_kind(line.text)


def _is_title(text: str) -> bool:
    return captions.is_title(text) or _names_a_kind(text) or bool(_LISTED.fullmatch(bare(text)))


def _is_titled_by_place(line: Line, below: Sequence[tuple[int, Line]]) -> bool:
    """Whether a line that could name a list (`专项资金清单`) stands right above the unit of money, where only a title stands."""
    nearest = below[-1][1].text if below else ""
    return (
        bool(_LISTED.fullmatch(bare(line.text))) and captions.is_unit_line(nearest) and bool(captions.currency(nearest))
    )


def _names_a_kind(text: str) -> bool:
    """Whether a short line names a kind of table though it does not end with 表."""
    plain = bare(text)
    if len(plain) > _LONGEST_TITLE or "表" not in plain or _RUNNING_TEXT.search(plain):
        return False
    return by_title(plain) is not None


def _is_wrapped_title(line: Line, below: Line) -> bool:
    """The first line of a long title that only with its second one names a kind of table."""
    if line.whole or below.whole:
        return False
    if bare(below.text) == "表":
        return not captions.is_title(line.text) and _names_a_kind(line.text + below.text)
    if _is_caption(line) or by_title(below.text):
        return False
    if captions.is_number_line(below.text) or not bare(below.text).endswith("表"):
        return False
    joined = line.text + below.text
    return len(bare(below.text)) <= _LONGEST_TAIL and captions.is_title(joined) and _names_a_kind(joined)


def _is_wrapped_tail(line: Line, above: Block | None) -> bool:
    """The second line of a long unit line: `编制部门：某市人力资源和社会` | `保障局`."""
    if line.whole or not isinstance(above, Line) or _NO_TAIL.search(line.text):
        return False
    short = len(bare(line.text)) <= _LONGEST_TAIL
    return short and captions.is_unit_line(above.text) and captions.currency(above.text) is None


def _sheet_title(block: Block) -> str:
    sheet = block.place.sheet or ""
    return captions.title(sheet) if by_title(sheet) or captions.is_title(sheet) else ""


def _is_full(line: Line) -> bool:
    """Whether a printed line reaches the right edge of its column, so that it goes on in the next one."""
    if line.whole or line.right is None or line.place.box is None or line.text.rstrip().endswith(("。", "；")):
        return False
    return line.place.box[2] > line.right - 1.5 * (line.size or _USUAL_SIZE)


def _is_note(text: str, before: Sequence[Line]) -> bool:
    """A note, the next number of a numbered one (`注：1.…` `2.…`), or a sentence that says that the table is empty."""
    if captions.is_note(text) or captions.says_empty(text):
        return True
    if not before or not _FIRST_NUMBER.search(before[0].text):
        return False
    return bool(re.match(rf"[(（]?{len(before) + 1}[.、．)）]", text.strip()))
