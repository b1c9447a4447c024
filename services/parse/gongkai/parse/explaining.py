"""What became of everything that a reader delivered: which parts were understood as what, and what was left over.

A line is accounted for when what it says stands somewhere in the disclosure, a figure of a grid when a value was read from its
place or equals it. Headings of columns, captions, codes and the list of contents need no place of their own. What remains is
named with its place, so that a person sees what was not understood instead of missing it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from gongkai.domain.amounts import amount, printed
from gongkai.domain.codec import notice_to_json
from gongkai.domain.content import Cell, Content, Grid, Line, Notice
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse import captions

PARTS = ("sections", "tables", "projects", "carry_overs", "objectives", "statements", "glossary", "policy_refs")
_NOT_SAID = frozenset({"place", "places", "cells", "notices", "findings", "values", "reader"})
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+[部章节]分?|[一二三四五六七八九十]+|\([一二三四五六七八九十\d]+\)|\d{1,2})[、.:]?"
)
_LEADERS = re.compile(r"[.·…]{3,}\d*$|-{3,}\d*$")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# With decimals or thousands separators, and neither a date (2024.1.5) nor the number of a heading (1.2 概况).
_AMOUNT = re.compile(r"(?<![\d.])\d[\d,]*\.\d+(?![\d.])|\d,\d{3}(?!\d)")
_HEADED = re.compile(r"^\d{1,2}\.\d{1,2}(?=[^\d%万亿元])")
_SHOWN, _MOST_SHOWN = 24, 5
# What the disclosure keeps apart: a label or term from what is said of it.
_APART = re.compile(r"[:：](?:是?指)?")
_NOT_RECOGNISED = Notice(
    "NOT_RECOGNISED",
    "没有认出任何公开表、项目、绩效目标或收支说明：可能不是预算或决算公开。",
    "No table, project, objective or statement of a disclosure was recognised: it may not be one.",
)
_OUTLINE = re.compile(r"目[录次]|第[一二三四五六七八九十\d]+部分.{0,30}")


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table as understood. `code` is its kind, `other` for one that is kept as it stands."""

    code: str
    title: str
    rows: int
    columns: int
    values: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class Left:
    """A line or a figure that stands in the document and nowhere in what was understood."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Share:
    """How many there are, and which of them were left over."""

    total: int
    left: tuple[Left, ...]

    @property
    def read(self) -> float:
        """The share that is accounted for, 0 to 1; 1 where there is nothing to account for."""
        return 1 - len(self.left) / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one document was read. `parts` counts what was understood, `lines` and `figures` say what was not."""

    reader: str
    pages: int | None
    parts: Mapping[str, int]
    tables: tuple[TableRead, ...]
    lines: Share
    figures: Share
    notices: tuple[Notice, ...]


def explain(content: Content, disclosure: Disclosure) -> Explanation:
    """Hold what was read against what was understood; `disclosure` is what `content` was assembled to."""
    said = _Said(disclosure)
    lines = [line for line in content.lines() if bare(line.text)]
    figures = [cell for grid in content.grids() for cell in _figures(grid)]
    return Explanation(
        reader=content.reader,
        pages=content.pages,
        parts={name: len(getattr(disclosure, name)) for name in PARTS},
        tables=tuple(_tables(disclosure)),
        lines=Share(len(lines), tuple(Left(one.text, one.place) for one in lines if not said.has_line(one))),
        figures=Share(len(figures), tuple(Left(one.text, one.place) for one in said.unread(figures))),
        notices=disclosure.notices,
    )


def unread(content: Content, disclosure: Disclosure) -> Iterator[Notice]:
    """A notice UNREAD_FIGURES when amounts stand in the document and nowhere in what was understood.

    Only figures with decimals or thousands separators count: whole numbers may be codes or numbers of lines.
    """
    said = _Said(disclosure)
    figures = said.unread(cell for grid in content.grids() for cell in _figures(grid))
    lines = (line for line in content.lines() if _has_amount(line) and not said.has_line(line))
    left: list[Cell | Line] = [*filter(_has_amount, figures), *lines]
    if not left:
        return
    shown = "、".join(bare(one.text)[:_SHOWN] for one in left[:_MOST_SHOWN])
    yield Notice(
        "UNREAD_FIGURES",
        f"有 {len(left)} 处数额没有读入任何表格、段落或指标：{shown}。请对照原件。",
        f"{len(left)} amounts were not read into any table, section or indicator: {shown}; see the original.",
        left[0].place,
    )


def unrecognised(disclosure: Disclosure) -> Iterator[Notice]:
    """A notice NOT_RECOGNISED when neither a title nor anything else of a disclosure was found; sections may be any text's."""
    known = (table for table in disclosure.tables if table.code != "other")
    parts = (getattr(disclosure, part) for part in ("projects", "carry_overs", "objectives", "statements"))
    if not disclosure.kind and not any(known) and not any(parts):
        yield _NOT_RECOGNISED


def to_plain(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values: shares from 0 to 1, places as in the JSON of a disclosure."""
    return {
        "reader": explanation.reader,
        "pages": explanation.pages,
        "parts": dict(explanation.parts),
        "tables": [
            {"code": one.code, "title": one.title, "rows": one.rows, "columns": one.columns, "values": one.values,
             "place": one.place.to_json() if one.place else None}
            for one in explanation.tables
        ],
        "lines": _share(explanation.lines),
        "figures": _share(explanation.figures),
        "notices": [notice_to_json(notice) for notice in explanation.notices],
    }  # fmt: skip


def _share(share: Share) -> dict[str, Any]:
    left = [{"text": one.text, "place": one.place.to_json()} for one in share.left]
    return {"total": share.total, "read": round(share.read, 4), "left": left}


class _Said:
    """All that a disclosure says, for asking whether something stands in it."""

    def __init__(self, disclosure: Disclosure) -> None:
        words: list[str] = []
        _take_words(disclosure, words)
        self._words, self._here = "\n".join(words), 0
        self._codes = {part for table in disclosure.tables for row in table.rows for part in _parts(row.code)}
        values = [
            (row.cells.get(key), value)
            for table in disclosure.tables
            for row in table.rows
            for key, value in row.values.items()
            if value is not None
        ]
        self._spots: dict[tuple[Place | None, Decimal | None], list[Decimal]] = {}
        for spot in values:
            self._spots.setdefault(spot, []).append(spot[1])
        self._values: Counter[Decimal | None] = Counter(value for _, value in values)

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(_NUMBER.findall(self._words))

    def has_line(self, line: Line) -> bool:
        """Whether all parts of a line stand in the disclosure, or it only leads to what does."""
        text = _LEADERS.sub("", bare(line.text))
        if captions.is_caption(line.text) or captions.is_furniture(line.text) or _OUTLINE.fullmatch(text):
            return True
        return self._says(text) or all(map(self._says, _APART.split(_NUMBERED.sub("", text))))

    def _says(self, text: str) -> bool:
        """Most lines stand after the one asked for before, so the search begins there."""
        at = self._words.find(text, self._here)
        if at < 0:
            at = self._words.find(text, 0, self._here + len(text))
        self._here = max(at, 0) or self._here
        return at >= 0

    def unread(self, figures: Iterable[Cell]) -> Iterator[Cell]:
        """Those from whose place nothing was read, and that equal nothing that was read from elsewhere or told in words."""
        homeless = []
        for cell in figures:
            value = amount(cell.text)
            if spots := self._spots.get((cell.place, value)):
                spots.pop()
                self._values[value] -= 1
            else:
                homeless.append(cell)
        for cell in homeless:
            if self._values[amount(cell.text)] > 0:
                self._values[amount(cell.text)] -= 1
            elif bare(cell.text) not in self._codes and self._numbers.isdisjoint((bare(cell.text), _solid(cell.text))):
                yield cell


def _solid(text: str) -> str:
    """A figure as the JSON has it, without its separators: 4,100,000.00 as 4100000.00."""
    return printed(amount(text)) or ""


def _has_amount(one: Cell | Line) -> bool:
    text = bare(one.text)
    return ("." in text or "," in text) and bool(_AMOUNT.search(_HEADED.sub("", text)))


def _figures(grid: Grid) -> Iterator[Cell]:
    return (cell for row in grid.rows for cell in row if cell and amount(cell.text) is not None)


def _parts(code: str | None) -> Iterator[str]:
    """A code and what its columns print of it: 类, 款, 项, alone and joined."""
    if code:
        yield from (code, code[:3], code[:5], code[3:5], code[5:7])


def _take_words(value: Any, words: list[str]) -> None:
    """What the parts of a disclosure say, amounts as they are printed in its JSON."""
    if isinstance(value, str):
        words.append(bare(value))
    elif isinstance(value, Decimal):
        words.append(printed(value) or "")
    elif isinstance(value, tuple):
        _take_all(value, words)
    elif names := _said_in(value.__class__):
        _take_all([getattr(value, name) for name in names], words)
    elif isinstance(value, Mapping):
        _take_all(value.values(), words)


def _take_all(values: Iterable[Any], words: list[str]) -> None:
    for value in values:
        if value is not None:
            _take_words(value, words)


@cache
def _said_in(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that say something; none of other values."""
    return tuple(field.name for field in fields(kind) if field.name not in _NOT_SAID) if is_dataclass(kind) else ()


def _tables(disclosure: Disclosure) -> Iterator[TableRead]:
    for table in disclosure.tables:
        values = sum(value is not None for row in table.rows for value in row.values.values())
        yield TableRead(table.code, table.title, len(table.rows), len(table.columns), values, table.place)
