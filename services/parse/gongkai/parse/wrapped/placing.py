"""Which column an amount stood in when empty cells left no trace: the placing that makes rows and columns add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import reduce

from gongkai.domain.amounts import half_unit
from gongkai.parse.wrapped.choices import Amounts, Choice, choices, totals_first
from gongkai.parse.wrapped.shapes import Column

# One sum for each column that is looked at.
Sums = tuple[Decimal, ...]
# For a row, the place of an amount in it and a column: what is known to speak for it, then how usual it is.
Suits = Callable[[int, int, int], tuple[int, int]]

_NOTHING = Decimal(0)
# How many sums of a family are followed, and how many once a table has taken too many steps.
_MOST_SUMS = 400
_FEWEST_SUMS = 20
_MOST_STEPS = 60_000
# How many choices of a row with others below it are tried: those that suit all the rows best.
_MOST_TRIED = 30
_ANY_SUPPORT = 1_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """The amounts of a row and the rows directly below it in the hierarchy, by index."""

    amounts: Amounts
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """A placing of rows. `doubtful` are the rows that another placing, supported as well, puts elsewhere."""

    agreeing: int = 0
    strong: int = 0
    weak: int = 0
    choices: Mapping[int, Choice] = field(default_factory=dict)
    doubtful: frozenset[int] = frozenset()

    @property
    def support(self) -> tuple[int, int]:
        return self.agreeing, self.strong


def place(items: Sequence[Item], columns: tuple[Column, ...], suits: Suits) -> Placing:
    """The best supported placing of all rows with amounts; rows whose amounts exceed the columns are left out."""
    return _Table(items, columns, suits).solve()


class _Table:
    def __init__(self, items: Sequence[Item], columns: tuple[Column, ...], suits: Suits) -> None:
        self.items = items
        self.columns = columns
        self.suits = suits
        self.options = [self._options(item.amounts) for item in items]
        # The most that could be known in favour of the choices of a row that were not tried.
        self.dropped: dict[int, int] = {}
        self.steps = 0
        self.known: dict[tuple[int, Choice], Placing] = {}
        self.exact: dict[tuple[int, Choice], Placing | None] = {}
        self.feasible: dict[int, Sequence[Choice]] = {}
        self.bounded = all((value or 0) >= 0 for item in items for value in item.amounts)

    def solve(self) -> Placing:
        below = {part for item in self.items for part in item.parts}
        tops = [index for index, options in enumerate(self.options) if index not in below]
        return reduce(_both, (self._best(index) for index in tops), Placing())

    def _options(self, amounts: Amounts) -> Sequence[Choice]:
        """Where nothing adds up the document errs: then any order of columns may be meant, the first amount being the total."""
        if not amounts or len(amounts) > len(self.columns):
            return ()
        return choices(amounts, self.columns) or totals_first(amounts, self.columns)

    def _best(self, index: int) -> Placing:
        """The row itself and all below it, over all choices for the row."""
        found = [self._with(index, choice) for choice in self._feasible(index)]
        if not found:
            return reduce(_both, (self._best(part) for part in self.items[index].parts), Placing())
        best = reduce(_either, found)
        if self.dropped.get(index, -1) < best.strong:
            return best
        return self._doubted(best, [index, *self.items[index].parts])

    def _feasible(self, index: int) -> Sequence[Choice]:
        """The choices for which the rows below sum up exactly; all where none does."""
        if index not in self.feasible:
            options = self._promising(index)
            exact = []
            for tried, choice in enumerate(options):
                if tried and self._is_exhausted():
                    # What was not tried might do as well: the rows stay in doubt.
                    self.dropped[index] = _ANY_SUPPORT
                    options = options[:tried]
                    break
                exact += [choice] if self._exact(index, choice) is not None else []
            self.feasible[index] = exact or options
        return self.feasible[index]

    def _is_exhausted(self) -> bool:
        return self.steps >= _MOST_STEPS

    def _promising(self, index: int) -> Sequence[Choice]:
        """The choices of a row that suit the rows below it best, as if these need not sum up."""
        options, parts = self.options[index], self.items[index].parts
        if not parts or len(options) <= _MOST_TRIED:
            return options
        hopes = {choice: self._hope(index, choice) for choice in options}
        ranked = sorted(options, key=lambda choice: hopes[choice], reverse=True)
        self.dropped[index] = hopes[ranked[_MOST_TRIED]][0]
        return ranked[:_MOST_TRIED]

    def _hope(self, index: int, choice: Choice) -> tuple[int, int]:
        """The most support that a choice can bring, its own and that of all rows below within its columns."""
        strong, weak = self._support(index, choice)
        for part in self.items[index].parts:
            inside = [self._hope(part, below) for below in self.options[part] if set(below) <= set(choice)]
            best = max(inside, default=(0, 0))
            strong, weak = strong + best[0], weak + best[1]
        return strong, weak

    def _with(self, index: int, choice: Choice) -> Placing:
        if (index, choice) not in self.known:
            strong, weak = self._support(index, choice)
            own = Placing(0, strong, weak, {index: choice})
            self.known[index, choice] = _both(own, self._exact(index, choice) or self._loose(index, choice))
        return self.known[index, choice]

    def _support(self, index: int, choice: Choice) -> tuple[int, int]:
        found = [self.suits(index, place, column) for place, column in enumerate(choice)]
        return sum(strong for strong, _ in found), sum(weak for _, weak in found)

    def _exact(self, index: int, choice: Choice) -> Placing | None:
        """The best placing of the rows below that sums to this row in every column; None where there is none."""
        if (index, choice) not in self.exact:
            parts, target = self.items[index].parts, _plain(self.items[index].amounts)
            sums = self._sums(parts, choice, target if self.bounded else None) if parts else {target: Placing()}
            found = sums.get(target)
            self.exact[index, choice] = _agreeing(found, len(choice)) if found else None
        return self.exact[index, choice]

    def _loose(self, index: int, choice: Choice) -> Placing:
        """The best placing of the rows below that sums to this row in as many columns as possible; all of it in doubt."""
        parts, target = self.items[index].parts, _plain(self.items[index].amounts)
        sums = self._sums(parts, choice, None)
        scored = (_agreeing(below, _matches(own, target, len(parts))) for own, below in sums.items())
        return self._doubted(reduce(_either, scored), parts)

    def _doubted(self, placing: Placing, rows: Iterable[int]) -> Placing:
        """The placing with every one of the rows, and all below them, in doubt that may stand elsewhere."""
        several = {row for top in rows for row in self._family(top) if len(self.options[row]) > 1}
        return replace(placing, doubtful=placing.doubtful | several)

    def _family(self, row: int) -> Iterator[int]:
        yield row
        for part in self.items[row].parts:
            yield from self._family(part)

    def _sums(self, parts: Sequence[int], columns: Choice, limit: Sums | None) -> dict[Sums, Placing]:
        """All sums that the rows below can have in these columns, each with its best placing."""
        sums: dict[Sums, Placing] = {tuple(_NOTHING for _ in columns): Placing()}
        for part in (part for part in parts if self.options[part]):
            grown: dict[Sums, Placing] = {}
            for choice in self._within(part, columns, strict=limit is not None):
                vector = self._vector(part, choice, columns)
                below = self._with(part, choice)
                self.steps += len(sums)
                for before, placing in sums.items():
                    after = tuple(left + right for left, right in zip(before, vector, strict=True))
                    if limit is None or _not_above(after, limit):
                        both = _both(placing, below)
                        grown[after] = _either(grown[after], both) if after in grown else both
            sums = self._followed(grown, parts)
        return sums

    def _followed(self, sums: dict[Sums, Placing], parts: Sequence[int]) -> dict[Sums, Placing]:
        """The sums that are followed further; where some are given up, nothing proves that the others are the only ones."""
        most = _FEWEST_SUMS if self._is_exhausted() else _MOST_SUMS
        if len(sums) <= most:
            return sums
        ranked = sorted(sums.items(), key=lambda item: (item[1].support, item[1].weak), reverse=True)
        return {key: self._doubted(placing, parts) for key, placing in ranked[:most]}

    def _within(self, part: int, columns: Choice, strict: bool) -> Sequence[Choice]:
        """The choices of a row below that use no other columns than the row above does."""
        options = self._feasible(part)
        inside = [choice for choice in options if set(choice) <= set(columns)]
        return inside if inside or strict else options

    def _vector(self, index: int, choice: Choice, columns: Choice) -> Sums:
        values = dict(zip(choice, self.items[index].amounts, strict=True))
        return tuple(values.get(column) or _NOTHING for column in columns)


def _plain(amounts: Amounts) -> Sums:
    return tuple(amount or _NOTHING for amount in amounts)


def _not_above(sums: Sums, target: Sums) -> bool:
    return all(left <= right for left, right in zip(sums, target, strict=True))


def _matches(sums: Sums, target: Sums, parts: int) -> int:
    """In how many columns the sums are right, as far as rounding allows."""
    pairs = zip(sums, target, strict=True)
    return sum(1 for left, right in pairs if abs(left - right) <= half_unit(right) * (parts + 1))


def _agreeing(placing: Placing, columns: int) -> Placing:
    return replace(placing, agreeing=placing.agreeing + columns)


def _both(one: Placing, other: Placing) -> Placing:
    """Two placings of different rows as one."""
    return Placing(
        one.agreeing + other.agreeing,
        one.strong + other.strong,
        one.weak + other.weak,
        {**one.choices, **other.choices},
        one.doubtful | other.doubtful,
    )


def _either(one: Placing, other: Placing) -> Placing:
    """The better of two placings of the same rows; where both are supported alike, the rows in which they differ are in doubt."""
    if one.support != other.support:
        return max(one, other, key=lambda placing: placing.support)
    better = other if other.weak > one.weak else one
    differing = {row for row in one.choices if one.choices[row] != other.choices.get(row)}
    return replace(better, doubtful=one.doubtful | other.doubtful | differing)
