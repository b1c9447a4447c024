"""A statement while its sentence is read: the item, its amount, and what is said of its share and its change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.disclosure import Statement
from gongkai.domain.places import Place
from gongkai.parse.narrative.clauses import Clause, Move
from gongkai.parse.narrative.items import Item

_YEAR = re.compile(r"20\d\d(?=年)")


@dataclass
class Draft:
    """What is known so far of one item."""

    item: Item
    place: Place | None
    amount: Decimal | None = None
    share: Decimal | None = None
    change: Decimal | None = None
    change_pct: Decimal | None = None
    reason: str | None = None
    unit: str = ""
    year: int | None = None

    @property
    def is_stated(self) -> bool:
        """Whether more than the amount is said."""
        return any(value is not None for value in (self.share, self.change, self.change_pct))

    @property
    def is_open(self) -> bool:
        """Whether no change has been said yet."""
        return self.change is None and self.change_pct is None

    def take(self, clause: Clause) -> None:
        """The amount of the clause with its unit, and the year that it is of where the words before it say so."""
        self.amount, self.unit, self.year = clause.amount, clause.unit, _year(clause)

    def move(self, move: Move) -> None:
        """A change, the first of each kind; one in another unit than the amount is none."""
        if move.is_percent:
            self.change_pct = move.value if self.change_pct is None else self.change_pct
        elif self.change is None and self.has_unit(move.unit):
            self.change = move.value

    def comes_before(self, clause: Clause) -> bool:
        """Whether the amount so far is missing or of an earlier year: 2023年预算300万元、2024年预算320万元."""
        year = _year(clause)
        return self.amount is None or bool(self.year and year and self.year < year)

    def comes_after(self, clause: Clause) -> bool:
        """Whether the clause states the amount of an earlier year than the one known: 2024年预算320万元，2023年预算300万元."""
        year = _year(clause)
        return self.amount is not None and bool(self.year and year and year < self.year)

    def has_unit(self, unit: str) -> bool:
        """Whether a change in this unit can stand beside the amount; 3亿元 and 200万元 cannot."""
        return not unit or not self.unit or unit.rstrip("元") == self.unit.rstrip("元")

    def can_grow_by(self, move: Move) -> bool:
        """Whether the amount may contain this increase: 0万元 has not grown by 52.31万元."""
        return self.amount is None or move.is_percent or move.value <= self.amount or not self.has_unit(move.unit)

    def goes(self, direction: int) -> bool:
        """Whether its change may be told to go this way (1 up, -1 down, 0 either)."""
        changes = [value for value in (self.change, self.change_pct) if value is not None]
        return all(value * direction >= 0 for value in changes)

    def statement(self, section: tuple[str, ...]) -> Statement:
        """The statement as the schema has it."""
        return Statement(
            section=section,
            item=self.item.name,
            amount=self.amount,
            share_pct=self.share,
            change=self.change,
            change_pct=self.change_pct,
            reason=self.reason,
            place=self.place,
        )


def _year(clause: Clause) -> int | None:
    """The last year that the words before the amount name."""
    years = _YEAR.findall(clause.subject)
    return int(years[-1]) if years else None
