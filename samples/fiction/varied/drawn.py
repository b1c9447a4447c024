"""A table as columns and lines: from them the sheet to be printed, and what a reader has to make of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from fiction.document import Head, Sheet
from fiction.varied.dice import Dice
from fiction.varied.ledger import Money

Cells = tuple[str | None, ...]
UNKNOWN = "?"


@dataclass(frozen=True)
class Notation:
    """How amounts are printed: unit of money, decimals (None: no trailing zeros), thousands, and nothing."""

    unit: str = "万元"
    decimals: int | None = 2
    thousands: bool = False
    nothing: str | None = None

    def said(self, value: Money) -> str:
        """An amount as text."""
        shown = value.scaleb({"元": 4, "万元": 0, "亿元": -4}[self.unit])
        text = f"{shown:,f}" if self.thousands else f"{shown:f}"
        whole, _, rest = text.partition(".")
        if self.decimals is None:
            rest = rest.rstrip("0")
        else:
            rest = rest.ljust(self.decimals, "0")[: max(self.decimals, len(rest.rstrip("0")))]
        return f"{whole}.{rest}" if rest else whole

    def cell(self, value: Money | None) -> str | None:
        """An amount as a cell; None stays empty, zero is printed as `nothing`."""
        return None if value is None else self.said(value) if value else self.nothing


@dataclass(frozen=True)
class Line:
    """One row: its words by column, and its amounts by key."""

    amounts: dict[str, Money | None]
    code: str | None = None
    name: str | None = None
    project: str | None = None
    side: str | None = None
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """A printed column: the headings above it from the top down, and what it prints of a line.

    `key` is what it has to be read as; one that begins with `?` has no known meaning. `holds` is what `key` takes from a line.
    """

    path: tuple[str, ...]
    width: float = 1.5
    key: str | None = None
    holds: str | None = None
    text: Callable[[Line], str | None] | None = None


@dataclass(frozen=True)
class Row:
    """A row as it has to be read."""

    side: str | None
    code: str | None
    name: str | None
    project: str | None
    values: dict[str, Decimal | None]


@dataclass(frozen=True)
class Printed:
    """A table as it has to be read."""

    code: str
    title: str
    number: int | None
    currency: str
    rows: tuple[Row, ...]
    note: str | None = None

    def keys(self) -> set[str]:
        """The keys of its columns."""
        return {key for row in self.rows for key in row.values}


@dataclass(frozen=True)
class Drawn:
    """A sheet and what has to be read of it."""

    sheet: Sheet
    printed: Printed


def figures(*named: tuple[str, str], group: tuple[str, ...] = (), width: float = 1.5) -> list[Column]:
    """Columns of amounts: their keys and headings, `/` between levels."""
    return [Column((*group, *heading.split("/")), width, key) for key, heading in named]


def code_columns(dice: Dice, group: tuple[str, ...], names: tuple[str, ...]) -> list[Column]:
    """Code and name of a line: in one column, in three, in full on every level, or together in one cell."""
    name = dice.pick(*names)
    form = dice.pick("one", "one", "three", "three", "together")
    if form == "together":
        mark = dice.pick(" ", "", "-", "  ")
        both = dice.pick("科目名称", "功能分类科目", "科目编码及名称", "项目")
        return [
            Column((*group, both), 4.0, text=lambda line: f"{line.code}{mark}{line.name}" if line.code else line.name)
        ]
    if form == "one":
        heading = dice.pick("科目编码", "科目代码", "功能分类科目编码", "编码")
        return [Column((*group, heading), 1.3, text=lambda line: line.code), _names(group, name)]
    above = (*group, dice.pick("科目编码", "功能分类科目编码", "科目代码"))
    full, carried = dice.often(0.3), dice.often(0.7)
    return [*(Column((*above, level), 0.9 if full else 0.7, text=_level(place, full, carried)) for place, level in enumerate("类款项")), _names(group, name)]  # fmt: skip


def _names(group: tuple[str, ...], name: str) -> Column:
    return Column((*group, name), 3.0, text=lambda line: line.name)


def _level(place: int, full: bool, carried: bool) -> Callable[[Line], str | None]:
    """类, 款 or 项 of a code: alone (05) or in full (20805), on each line or only on the line of its own level."""
    start, end = ((0, 3), (3, 5), (5, 7))[place]

    def text(line: Line) -> str | None:
        code = line.code or ""
        if len(code) < end or (not carried and len(code) != end):
            return None
        return code[:end] if full else code[start:end]

    return text


def head(columns: Sequence[Column]) -> tuple[tuple[Head, ...], ...]:
    """Heading cells: equal words above neighbours are one cell, a short path reaches down."""
    depth = max(len(column.path) for column in columns)
    rows: list[tuple[Head, ...]] = []
    for level in range(depth):
        cells: list[Head] = []
        at = 0
        while at < len(columns):
            path = columns[at].path
            if len(path) <= level:
                at += 1
                continue
            end = at + 1
            if len(path) > level + 1:
                while end < len(columns) and len(columns[end].path) > level + 1 and columns[end].path[: level + 1] == path[: level + 1]:  # fmt: skip
                    end += 1
            cells.append(Head(path[level], end - at, depth - level if len(path) == level + 1 else 1))
            at = end
        rows.append(tuple(cells))
    return tuple(rows)


def cells(columns: Sequence[Column], line: Line, notation: Notation) -> Cells:
    """A line as printed."""
    return tuple(_cell(column, line, notation) for column in columns)


def _cell(column: Column, line: Line, notation: Notation) -> str | None:
    if column.text:
        return column.text(line)
    return notation.cell(line.amounts.get(column.holds or column.key or ""))


def row(columns: Sequence[Column], line: Line, notation: Notation) -> Row:
    """A line as it has to be read: amounts as printed under the keys of the printed columns."""
    values: dict[str, Decimal | None] = {}
    for column in columns:
        if column.key:
            values[column.key] = amount(_cell(column, line, notation))
    return Row(line.side, line.code, line.name, line.project, values)


def amount(text: str | None) -> Decimal | None:
    """What a printed cell is worth; `-` and an empty cell are nothing."""
    plain = (text or "").replace(",", "")
    return Decimal(plain) if plain and plain not in ("-", "—") else None


def draw(
    code: str, columns: Sequence[Column], lines: Sequence[Line], notation: Notation, *, bare_lines: Sequence[Line] = ()
) -> Drawn:
    """A table before its caption; `bare_lines` are printed but no rows to be read."""
    printed = [cells(columns, line, notation) for line in lines]
    sheet = Sheet(
        name=code, caption=(), left="", right="", head=head(columns), rows=tuple(printed),
        widths=tuple(column.width for column in columns), code=code, keys=tuple(column.key or "" for column in columns),
    )  # fmt: skip
    rows = tuple(row(columns, line, notation) for line in lines if line not in bare_lines)
    return Drawn(sheet, Printed(code, "", None, notation.unit, rows))


def captioned(drawn: Drawn, title: str, number: int | None, caption: tuple[str, ...], left: str, right: str) -> Drawn:
    """The table with its caption."""
    sheet = replace(drawn.sheet, name=title[:20], caption=caption, left=left, right=right)
    return Drawn(sheet, replace(drawn.printed, title=title, number=number))
