"""How well a column suits an amount: what other tables say, how wide the cell was, what is usual."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gongkai.domain.text import bare
from gongkai.parse.wrapped.drafts import Draft
from gongkai.parse.wrapped.entries import Entry
from gongkai.parse.wrapped.facts import Fact, facts, row_name
from gongkai.parse.wrapped.placing import Suits
from gongkai.parse.wrapped.shapes import TOTAL, shapes
from gongkai.parse.wrapped.vocabulary import usual

# A broken cell tells more than habit: its column is exactly as wide as its heading.
_WIDTH_WEIGHT = 10


def suits(draft: Draft, drafts: Mapping[str, Draft]) -> Suits:
    """For each row, column and amount: the facts that speak for it, and the weight of width and habit."""
    known = frozenset(facts(draft.kind, drafts))
    widths = {column.width for column in draft.columns if column.key != TOTAL}

    def suit(row: int, place: int, column: int) -> tuple[int, int]:
        key = draft.columns[column].key
        if key == TOTAL:
            return 0, 0
        entry = draft.entries[row]
        strong = _facts_for(known, row_name(draft, row), key, entry.amounts[place].value)
        weak = usual(draft.kind, key, bare(entry.project or entry.name)) if _is_single(draft, entry) else 0
        if len(widths) > 1 and _width_fits(entry.amounts[place].width, draft.columns[column].width):
            weak += _WIDTH_WEIGHT
        return strong, weak

    return suit


def _is_single(draft: Draft, entry: Entry) -> bool:
    """Habit speaks of a single row, not of a sum of rows."""
    return not entry.is_total and (entry.project is not None or not shapes()[draft.kind].has_projects)


def _facts_for(known: frozenset[Fact], name: str | None, key: str, value: Decimal | None) -> int:
    asked = (Fact(name, key, value), Fact(name, key, None), Fact(None, key, None))
    return sum(1 for fact in dict.fromkeys(asked) if fact in known)


def _width_fits(digits: int | None, letters: int | None) -> bool:
    """Digits are half as wide as characters: a cell broken after 3 digits is one character wide, after 4 or 5 two."""
    return digits is not None and letters is not None and digits // 2 == letters
