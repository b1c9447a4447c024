"""Faults to plant into a document, each named like the rule that has to find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from fiction import modern
from fiction.book import Book
from fiction.document import Document, Paragraph, Sheet


def wrong_period(book: Book) -> None:
    """`period.year`: the first project still has last year's period."""
    book.undertakings[0].period_year = book.year - 1


def wrong_allocation(book: Book) -> None:
    """`allocation.sum`: the parts of the second project are 10 万元 more than its amount."""
    one = book.undertakings[1]
    (name, first), *rest = one.allocation
    one.allocation = ((name, first + 10), *rest)


def wrong_parent(document: Document) -> Document:
    """`sum.children`: the first 类 of the expenditure table is 1.00 万元 too large in 基本支出."""
    return _change_cell(
        document, "单位支出总体情况表", row=0, column=5, change=lambda text: str(Decimal(text or 0) + 1)
    )


def wrong_staff(document: Document) -> Document:
    """`staffing.sum`: 实有人数 is two more than its parts."""
    return _change_text(document, "实有人数", lambda number: str(int(number) + 2))


def wrong_procurement(document: Document) -> Document:
    """`procurement.sum`: the total is 5 万元 more than goods, works and services."""
    return _change_text(document, "政府采购预算", lambda number: str(Decimal(number) + 5))


def wrong_share(document: Document) -> Document:
    """`narrative.share`: the share of 基本支出 has its digits swapped."""
    return _change_text(document, "基本支出", lambda number: number, after="占", then=lambda pct: str(Decimal(pct) + 9))


Fault = Callable[[Book], None] | Callable[[Document], Document]
IN_THE_BOOK: dict[str, Callable[[Book], None]] = {"period.year": wrong_period, "allocation.sum": wrong_allocation}
ON_PAPER: dict[str, Callable[[Document], Document]] = {
    "sum.children": wrong_parent, "staffing.sum": wrong_staff, "procurement.sum": wrong_procurement, "narrative.share": wrong_share,
}  # fmt: skip


def write_with(book: Book, *rules: str) -> Document:
    """The document of a unit with the named faults in it."""
    for rule in rules:
        if rule in IN_THE_BOOK:
            IN_THE_BOOK[rule](book)
    document = modern.write(book)
    for rule in rules:
        if rule in ON_PAPER:
            document = ON_PAPER[rule](document)
    return document


def _change_cell(
    document: Document, title: str, row: int, column: int, change: Callable[[str | None], str]
) -> Document:
    def mend(part: Paragraph | Sheet) -> Paragraph | Sheet:
        if not isinstance(part, Sheet) or title not in part.caption:
            return part
        cells = list(part.rows[row])
        cells[column] = change(cells[column])
        return replace(part, rows=(*part.rows[:row], tuple(cells), *part.rows[row + 1 :]))

    return replace(document, parts=tuple(map(mend, document.parts)))


def _change_text(
    document: Document, before: str, change: Callable[[str], str], after: str = "", then: Callable[[str], str] = str
) -> Document:
    """Change the first number that directly follows `before` in body text, or the one after `after` behind it."""
    parts = list(document.parts)
    for at, part in enumerate(parts):
        if isinstance(part, Paragraph) and (new := _changed(part.text, before, change, after, then)):
            parts[at] = replace(part, text=new)
            return replace(document, parts=tuple(parts))
    raise ValueError(f"no sentence has a number after {before}{after}")


def _changed(
    text: str, before: str, change: Callable[[str], str], after: str, then: Callable[[str], str]
) -> str | None:
    head, found, rest = text.partition(before)
    number = _leading_number(rest)
    if not found or not number:
        return None
    rest = rest[len(number) :]
    if not after:
        return head + found + change(number) + rest
    middle, again, tail = rest.partition(after)
    second = _leading_number(tail)
    if not again or not second:
        return None
    return head + found + number + middle + again + then(second) + tail[len(second) :]


def _leading_number(text: str) -> str:
    size = 0
    while size < len(text) and (text[size].isdigit() or text[size] == "."):
        size += 1
    return text[:size]
