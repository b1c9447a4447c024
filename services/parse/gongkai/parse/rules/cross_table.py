"""A figure printed in several tables is the same in each. 各表之间同一数字相等。

The equalities are the `between` entries of identities.toml, by table kind and value key, for totals and for every code.
The table that stands alone against the others is named; between two, the one whose own sums are broken. A figure that
only repeats a sum already broken in its own table is not reported again. An empty cell or table is not zero.
Where some tables count what was carried over from last year and others do not, exactly that may lie between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.figures import Figure
from gongkai.parse.checking.identities import load
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.units import in_yuan
from gongkai.parse.rules import rule


@rule("cross.table", severity="error", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every entry that fits the kind of document."""
    book = open_book(disclosure)
    if len(book.trees) < 2:
        raise NotApplicable("没有可互相比对的表", "fewer than two filled tables")
    for entry in load()["between"]:
        if entry.get("only") in (None, disclosure.kind):
            yield from _entry(book, entry)


def _entry(book: Book, entry: dict[str, Any]) -> Iterator[Verdict]:
    if any(row in entry["sides"][0] for row in ("[each]", "[class]")):
        yield from _by_code(book, entry)
        return
    figures = [figure for side in entry["sides"] if (figure := book.one(side))]
    others = [figure for side in entry.get("or", []) if (figure := book.one(side))]
    witnesses = [figure for side in entry.get("witness", []) if (figure := book.one(side))]
    if len(figures) == 1:
        yield Skipped(f"{entry['zh']}：缺少可比的表", f"{entry['en']}: a table is missing")
    elif figures:
        apart = [figure for side in entry.get("apart", []) if (figure := book.one(side))]
        yield from _compare(figures, [*others, *_moved(figures, apart)], witnesses, entry)


def _by_code(book: Book, entry: dict[str, Any]) -> Iterator[Verdict]:
    sides = [book.by_code(side) for side in entry["sides"]]
    others = [book.by_code(side) for side in entry.get("or", [])]
    witnesses = [book.by_code(side) for side in entry.get("witness", [])]
    apart = [book.by_code(side) for side in entry.get("apart", [])]
    for code in sorted(set(sides[0]).intersection(*sides[1:])):
        figures = [side[code] for side in sides]
        moved = _moved(figures, _at(apart, code))
        yield from _compare(figures, [*_at(others, code), *moved], _at(witnesses, code), entry)


def _at(sides: list[Mapping[str, Figure]], code: str) -> list[Figure]:
    return [side[code] for side in sides if code in side]


def _moved(figures: Sequence[Figure], apart: Sequence[Figure]) -> list[Figure]:
    """The figures with and without each amount that one side may count and another not."""
    return [
        replace(figure, value=figure.value + sign * amount.shown_in(figure.unit))
        for amount in apart
        if amount.value
        for figure in figures
        for sign in (1, -1)
    ]


def _compare(
    figures: Sequence[Figure], others: Sequence[Figure], witnesses: Sequence[Figure], entry: dict[str, Any]
) -> Iterator[Verdict]:
    """One verdict for every printing after the first; witnesses only help to tell which one is wrong."""
    if all(figure.same(figures[0]) for figure in figures):
        yield from [None] * (len(figures) - 1)
        return
    norm = _norm(figures, witnesses)
    for figure in figures:
        if figure is norm:
            continue
        agrees = figure.same(norm) or any(figure.same(other) for other in others)
        yield None if agrees or figure.reconcilable(norm) else _fault(figure, norm, entry["zh"], entry["en"])


def _norm(figures: Sequence[Figure], witnesses: Sequence[Figure]) -> Figure:
    """The printing that most others agree with; among equals one without doubts, then the first."""
    everyone = [*figures, *witnesses]
    return max(figures, key=lambda one: (sum(one.same(other) for other in everyone), not one.doubts()))


def _fault(figure: Figure, norm: Figure, zh: str, en: str) -> Fault:
    cause = causes.of_difference(in_yuan(figure.value, figure.unit), in_yuan(norm.value, norm.unit))
    stated, expected = printed(figure.value), printed(norm.shown_in(figure.unit))
    return Fault(
        where=figure.where,
        stated=stated,
        expected=expected,
        cause=cause,
        zh=f"{zh}：{figure.where}为{stated}，{norm.where}为{expected}{causes.in_chinese(cause)}。",
        en=f"{en}: {stated} at {figure.where}, {expected} at {norm.where}{causes.in_english(cause)}.",
        places=(*figure.places, *norm.places),
    )
