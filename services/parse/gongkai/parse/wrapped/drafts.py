"""One table on its way from lines to a grid: its heading, its rows, and in which columns their amounts are thought to stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gongkai.parse.wrapped.choices import Amounts, Choice, choices
from gongkai.parse.wrapped.entries import Entry
from gongkai.parse.wrapped.hierarchy import items
from gongkai.parse.wrapped.placing import Item, Suits, place
from gongkai.parse.wrapped.shapes import Column, Heading
from gongkai.parse.wrapped.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as read. `income` are the rows of the left side of a balance table, whose one column needs no placing."""

    span: Span
    heading: Heading
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    income: tuple[Entry, ...] = ()
    layout: str = "coded"
    choices: Mapping[int, Choice] = field(default_factory=dict)
    doubtful: frozenset[int] = frozenset()

    @property
    def kind(self) -> str:
        """The kind of table, as the corpus schema calls it."""
        return self.span.kind

    @property
    def income_heading(self) -> str:
        """The heading of the one column of income."""
        return self.columns[0].heading

    def left_over(self, row: int) -> str:
        """The amounts of a row that no column took, "" where each has its column."""
        return "" if row in self.choices else " ".join(figure.text for figure in self.entries[row].amounts)

    def values(self, row: int) -> dict[str, Decimal | None]:
        """What a row has in which column, by key."""
        amounts = (figure.value for figure in self.entries[row].amounts)
        return {self.columns[at].key: value for at, value in zip(self.choices.get(row, ()), amounts, strict=False)}


def placed(draft: Draft, suits: Suits) -> Draft:
    """The draft with its amounts placed in the columns, by sums first and by what suits next."""
    found, repeated = items(draft.entries)
    tops = [Item(()) if index in repeated else item for index, item in enumerate(found)]
    placing = place(tops, draft.columns, suits)
    known = {
        **placing.choices,
        **{row: placing.choices[like] for row, like in repeated.items() if like in placing.choices},
    }
    odd = {row for row in placing.choices if _does_not_add_up(tops[row].amounts, draft.columns)}
    doubtful = placing.doubtful | odd | {row for row, like in repeated.items() if like in placing.doubtful}
    return replace(draft, choices=known, doubtful=doubtful)


def _does_not_add_up(amounts: Amounts, columns: tuple[Column, ...]) -> bool:
    """Whether some columns are empty and no way to fill the others makes the row add up."""
    return 1 < len(amounts) < len(columns) and not choices(amounts, columns)
