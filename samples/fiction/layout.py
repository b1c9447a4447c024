"""What the templates print alike: amounts in one notation, two-sided lists, lines of coded tables, glossaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from fiction import document as form
from fiction.book import ZERO, Book, Money
from fiction.document import Head, Paragraph
from fiction.vocabulary import CLASSES, ECONOMIC, function_name
from fiction.wording import numeral

Cells = tuple[str | None, ...]
Headings = tuple[tuple[Head, ...], ...]
Side = list[tuple[str, tuple[Money | None, ...]]]
Outline = Iterable[tuple[str | None, tuple[Money | None, ...]]]


@dataclass(frozen=True)
class Notation:
    """Amounts in 元 or 万元, thousands separated or not, nothing as an empty cell or as `nothing`."""

    yuan: bool = False
    thousands: bool = False
    nothing: str | None = None

    @property
    def unit(self) -> str:
        """元 or 万元."""
        return "元" if self.yuan else "万元"

    def said(self, value: Money) -> str:
        """As a sentence prints it."""
        shown = self.shown(value)
        return f"{shown:,.2f}" if self.thousands else f"{shown:.2f}"

    def shown(self, value: Money) -> Money:
        """The printed number of an amount that the book keeps in 万元."""
        return value * 10000 if self.yuan else value

    def cell(self, value: Money | None) -> str | None:
        """As a table prints it."""
        return self.said(value) if value else self.nothing

    def cells(self, values: Iterable[Money | None]) -> Cells:
        """Several as a table prints them; None stays an empty cell."""
        return tuple(None if value is None else self.cell(value) for value in values)


class Table(NamedTuple):
    """A table before its caption: its kind, the key of every column of amounts, headings, rows, widths."""

    code: str
    keys: tuple[str, ...]
    head: Headings
    rows: tuple[Cells, ...]
    widths: tuple[float, ...]
    note: str | None = None
    spans: tuple[tuple[int, int, int, int], ...] = ()


def table(
    code: str, keys: tuple[str, ...], head: Headings, rows: Iterable[Cells], *widths: float, note: str | None = None
) -> Table:
    """A table from its parts, the widths last."""
    return Table(code, keys, head, tuple(rows), widths, note)


def heads(*texts: str, rowspan: int = 1) -> tuple[Head, ...]:
    """Heading cells one column wide."""
    return tuple(Head(text, rowspan=rowspan) for text in texts)


def sides(notation: Notation, left: Outline, right: Outline, widths: tuple[int, int]) -> list[Cells]:
    """Two lists side by side, the shorter one followed by empty cells; `widths` are their columns of amounts."""
    return [
        (*_side(notation, one, widths[0]), *_side(notation, other, widths[1]))
        for one, other in zip_longest(left, right)
    ]


def _side(notation: Notation, line: tuple[str | None, tuple[Money | None, ...]] | None, width: int) -> Cells:
    name, amounts = line or (None, (None,) * width)
    return (name, *notation.cells(amounts))


def lined(notation: Notation, left: Side, right: Side) -> list[Cells]:
    """Two lists with line numbers that run down the left side and on down the right one."""
    rows: list[Cells] = []
    width = len(right[0][1])
    for number, (one, other) in enumerate(zip_longest(left, right), 1):
        name, amounts = one or (None, (None,))
        title, spent = other or (None, (None,) * width)
        lines = (str(number), str(number + max(len(left), len(right))))
        rows.append((name, lines[0], *notation.cells(amounts), title, lines[1], *notation.cells(spent)))
    return rows


def pad(left: Side, right: Side) -> None:
    """Make the left list as long as the right one."""
    left += [("", (None,))] * (len(right) - len(left))


def by_class(
    book: Book, amounts: Callable[[str], tuple[Money | None, ...]], mark: str = "{}、", names: int = 12
) -> Iterator[tuple[str, tuple[Money | None, ...]]]:
    """The standing list of the first classes and those used, numbered 一、 or （一）, with the amounts below each class."""
    used = {code[:3] for code in book.codes()}
    kept = [code for place, code in enumerate(CLASSES) if place < names or code in used]
    for number, code in enumerate(kept, 1):
        yield mark.format(numeral_of(number)) + CLASSES[code], amounts(code)


def numeral_of(number: int) -> str:
    """1 -> 一, 22 -> 二十二."""
    tens, ones = divmod(number, 10)
    return numeral(number) if number < 20 else numeral(tens) + "十" + (numeral(ones) if ones else "")


def function_lines(book: Book, notation: Notation, amounts: Callable[[str], tuple[Money, ...]]) -> list[Cells]:
    """A line for every 类, 款 and 项 with an amount: code, name, amounts."""
    lines = [(code, amounts(code)) for code in book.codes()]
    return [(code, function_name(code), *notation.cells(values)) for code, values in lines if any(values)]


def economic_lines(book: Book, classes: tuple[str, ...] = ("301", "302", "303")) -> list[tuple[str, str, Money]]:
    """The economic items of the basic expenditure with their classes: code, name, amount."""
    return [(code, name, book.economic_sum(code)) for code, name in ECONOMIC.items() if code[:3] in classes]


def by_people(code: str, amount: Money) -> tuple[Money, Money]:
    """An economic item as 人员经费 and 公用经费."""
    return (ZERO, amount) if code.startswith("302") else (amount, ZERO)


def spending(book: Book, prefix: str = "") -> tuple[Money, Money, Money]:
    """Total, basic and project expenditure below a code, what was carried over included."""
    total, basic = book.by_prefix(prefix, "total"), book.by_prefix(prefix, "basic")
    return total, basic, total - basic


def glossary(terms: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    """一、term：meaning"""
    for number, (term, meaning) in enumerate(terms, 1):
        yield Paragraph(f"{numeral(number)}、{term}：{meaning}", form.SECTION)


def over_three_columns(made: Table) -> Table:
    """A coded table with its code drawn over columns for 类, 款 and 项, 合计 over the name as well."""
    top, below, numbers = made.head
    head = (
        (replace(top[0], colspan=4), *top[1:]),
        (replace(below[0], colspan=3), *below[1:]),
        (*heads("类", "款", "项", "栏次"), *numbers[1:]),
    )
    rows = tuple((code, None, None, *rest) for code, *rest in made.rows)
    spans = tuple((at, 0, 1, 3 if (row[0] or "").isdigit() else 4) for at, row in enumerate(rows))
    widths = (made.widths[0] / 2, made.widths[0] / 3, made.widths[0] / 3, *made.widths[1:])
    return made._replace(head=head, rows=rows, spans=spans, widths=widths)
