"""What the other tables of a document say about the columns of one table: the same figure, or a figure that must be missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.text import bare
from gongkai.parse.wrapped.drafts import Draft
from gongkai.parse.wrapped.vocabulary import told

TOTAL_ROW = "total"
# The items of 三公 and the economic class that pays for each: 因公出国, 公务接待, 购置, 运行.
_ITEM_CODES = {"abroad": "30212", "reception": "30217", "buy": "31013", "run": "30231"}
_ITEMS = {"abroad": "因公出国", "reception": "接待", "buy": "购置费", "run": "运行(?:维护)?费(?!用?\\()"}
_PERSONNEL = re.compile(r"30[13]")
_OPERATING = re.compile(r"302|310")
_PARTS_OF_EXPENDITURE = ("general_expenditure", "fund_expenditure", "capital_expenditure")
_SOURCES = {"general": "general_expenditure", "fund": "fund_expenditure", "capital": "capital_expenditure"}

Drafts = Mapping[str, Draft]


@dataclass(frozen=True, slots=True)
class Fact:
    """The row `row` (a code, an item, or the total; None for any row) has `value` in column `key`; None for any value."""

    row: str | None
    key: str
    value: Decimal | None


def facts(kind: str, drafts: Drafts) -> Iterable[Fact]:
    """Everything that the other tables tell about the columns of a table of this kind."""
    found = {
        "expenditure": _from_parts,
        "general_expenditure": _from_expenditure,
        "fund_expenditure": _from_expenditure,
        "capital_expenditure": _from_expenditure,
        "appropriation_balance": _by_source,
        "income": _of_income,
        "basic_expenditure": _by_economic_class,
        "three_public": _of_three_public,
        "carry_over": _of_carry_over,
    }.get(kind)
    return found(drafts) if found else ()


def row_name(draft: Draft, row: int) -> str | None:
    """By what a fact knows a row: its code, the item of 三公, or the total."""
    entry = draft.entries[row]
    if entry.code:
        return entry.code
    if draft.kind == "three_public":
        return next((item for item, pattern in _ITEMS.items() if re.search(pattern, bare(entry.name))), TOTAL_ROW)
    return TOTAL_ROW if entry.is_total else None


def _certain(drafts: Drafts, kind: str) -> Iterator[tuple[str | None, dict[str, Decimal | None]]]:
    """The rows of a table whose columns are beyond doubt."""
    draft = drafts.get(kind)
    for row in draft.choices if draft else ():
        if draft and row not in draft.doubtful:
            yield row_name(draft, row), draft.values(row)


def _from_parts(drafts: Drafts) -> Iterator[Fact]:
    for part in _PARTS_OF_EXPENDITURE:
        for name, values in _certain(drafts, part):
            for key in ("basic", "project"):
                if name and values.get(key) is not None:
                    yield Fact(name, key, values[key])


def _from_expenditure(drafts: Drafts) -> Iterator[Fact]:
    """What the whole has in one column only, no part of it has in another."""
    for name, values in _certain(drafts, "expenditure"):
        filled = [key for key, value in values.items() if value and key != "total"]
        if not name or not filled:
            continue
        for key in filled:
            yield Fact(name, key, values[key])
        if len(filled) == 1 and name != TOTAL_ROW:
            yield Fact(name, filled[0], None)


def _by_source(drafts: Drafts) -> Iterator[Fact]:
    """The total of a function in the table of one source stands in the column of that source."""
    for key, kind in _SOURCES.items():
        draft = drafts.get(kind)
        for row, entry in enumerate(draft.entries if draft else ()):
            if draft and entry.amounts:
                yield Fact(row_name(draft, row), key, entry.amounts[0].value)
    own = drafts.get("appropriation_balance")
    yield from _told(own) if own else ()


def _told(draft: Draft) -> Iterator[Fact]:
    """The items of income name the columns whose totals they are."""
    for entry in draft.income:
        for key in told(bare(entry.name)):
            if entry.amounts:
                yield Fact(TOTAL_ROW, key, entry.amounts[0].value)


def _of_income(drafts: Drafts) -> Iterator[Fact]:
    yield from (fact for fact in _by_source(drafts) if fact.row != TOTAL_ROW)
    if "balance" in drafts:
        yield from _told(drafts["balance"])


def _by_economic_class(drafts: Drafts) -> Iterator[Fact]:
    """301 and 303 are paid to persons, 302 and 310 keep the office running."""
    for entry in drafts["basic_expenditure"].entries:
        if entry.code and _PERSONNEL.match(entry.code):
            yield Fact(entry.code, "personnel", None)
        if entry.code and _OPERATING.match(entry.code):
            yield Fact(entry.code, "operating", None)


def _of_three_public(drafts: Drafts) -> Iterator[Fact]:
    """The same figure among the economic classes paid from the general budget; no fund and no capital without a table of them."""
    basic = drafts.get("basic_expenditure")
    paid = {entry.code: entry.amounts[0].value for entry in (basic.entries if basic else ()) if entry.amounts}
    for item, code in _ITEM_CODES.items():
        if code in paid:
            yield Fact(item, "general", paid[code])
            yield Fact(TOTAL_ROW, item, paid[code])
    if all(_is_empty(drafts, kind) for kind in ("fund_expenditure", "capital_expenditure")):
        yield Fact(None, "general", None)


def _is_empty(drafts: Drafts, kind: str) -> bool:
    return kind in drafts and not any(entry.amounts for entry in drafts[kind].entries)


def _of_carry_over(drafts: Drafts) -> Iterator[Fact]:
    balance = drafts.get("balance")
    told_of = {fact.key for fact in (_told(balance) if balance else ())}
    if "appropriation_carry_over" in told_of and "other_carry_over" not in told_of:
        yield Fact(None, "fiscal", None)
    if _basic_is_of_this_year(drafts):
        yield Fact(None, "fiscal_project", None)
        yield Fact(None, "other_project", None)


def _basic_is_of_this_year(drafts: Drafts) -> bool:
    """All basic expenditure is paid from this year's appropriations, so none of it from what was carried over."""
    whole = _total_of(drafts, "expenditure", ("basic",))
    parts = [_total_of(drafts, kind, ("basic", "personnel", "operating")) for kind in _PARTS_OF_EXPENDITURE]
    return whole is not None and whole == sum((part for part in parts if part is not None), Decimal(0))


def _total_of(drafts: Drafts, kind: str, keys: Iterable[str]) -> Decimal | None:
    found = [values.get(key) for name, values in _certain(drafts, kind) if name == TOTAL_ROW for key in keys]
    known = [value for value in found if value is not None]
    return known[-1] if len(set(known)) == 1 else sum(dict.fromkeys(known), Decimal(0)) if known else None
