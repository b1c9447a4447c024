"""The kinds of tables as data: one TOML file a kind beside this package, found by being there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from gongkai.domain.text import bare
from gongkai.parse.recognition.keying import Wanted, compared, wanted_columns
from gongkai.parse.recognition.wording import label

FOLDER = Path(__file__).parents[1] / "tables"
_FEWEST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: how its title and headings read, which columns it has, how its rows are laid out.

    `layout` is `codes` (a classification code, a name and figures in each row), `sides` (income left, expenditure right)
    or `items` (a list of names). `economic`: its codes are economic ones where both are printed; `functional`: they
    never are; `counted`: every row
    has figures, so a name without any is the rest of the name above. Patterns of columns are heading paths from the top down, parts joined by `/`.
    """

    code: str
    order: int
    layout: str
    titles: tuple[re.Pattern[str], ...]
    unlike: tuple[re.Pattern[str], ...]
    headings: tuple[re.Pattern[str], ...]
    standard: tuple[str, ...]
    not_under: re.Pattern[str] | None = None
    economic: bool = False
    functional: bool = False
    counted: bool = False
    columns: Wanted = field(default_factory=dict)
    income: Wanted = field(default_factory=dict)
    expenditure: Wanted = field(default_factory=dict)
    names: tuple[re.Pattern[str], ...] = ()

    def wanted(self, side: str | None) -> Wanted:
        """The columns of a side, or of the whole table where it has no sides."""
        return {"income": self.income, "expenditure": self.expenditure}.get(side or "", self.columns)

    def titled(self, title: str) -> bool:
        """Whether a title is one of this kind."""
        plain = _plain(title)
        return any(pattern.search(plain) for pattern in self.titles) and not any(
            pattern.search(plain) for pattern in self.unlike
        )

    def headed(self, labels: Iterable[str]) -> bool:
        """Whether all the headings that give this kind away are among the labels."""
        known = list(labels)
        return all(any(pattern.fullmatch(label) for label in known) for pattern in self.headings)

    def lists(self, names: Sequence[str]) -> bool:
        """Whether these are the names of this list, its items and sums of them, and no others."""
        met = {place for name in names for place, item in enumerate(self.names) if item.fullmatch(name)}
        return len(met) >= _FEWEST_ITEMS and all(any(item.fullmatch(name) for item in self.names) for name in names)


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind there is, the more special ones first."""
    loaded = [_kind(tomllib.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(loaded, key=lambda kind: kind.order))


@lru_cache(1024)  # lines are asked about by all who look for titles
def by_title(title: str) -> Kind | None:
    """The kind that a title names."""
    return next((kind for kind in kinds() if kind.titled(title)), None)


def by_headings(labels: Sequence[str]) -> Kind | None:
    """The kind that a table without a telling title shows by its headings."""
    return next((kind for kind in kinds() if kind.headed(labels)), None)


def by_names(names: Sequence[str]) -> Kind | None:
    """The kind whose list the rows of a table are, all of them; it has a row for at least three of the items."""
    plain = [label(name) for name in names]
    return next((kind for kind in kinds() if kind.lists(plain)), None)


@lru_cache(1024)
def _plain(title: str) -> str:
    return re.sub(r"[\"'\s]", "", bare(title))


@cache
def _vocabulary() -> re.Pattern[str]:
    steps = {
        step.pattern
        for kind in kinds()
        for columns in (kind.columns, kind.income, kind.expenditure, compared())
        for patterns in columns.values()
        for pattern in patterns
        for step in pattern
    }
    names = {pattern.pattern for kind in kinds() for pattern in (*kind.names, *kind.headings)}
    return re.compile("|".join(f"(?:{one})" for one in sorted(steps | names) if one != ".*"))


def is_column_word(text: str) -> bool:
    """Whether a text is a column heading of some kind of table."""
    return bool(_vocabulary().fullmatch(label(text)))


def _kind(data: Mapping[str, Any]) -> Kind:
    return Kind(
        code=data["code"],
        order=data["order"],
        layout=data["layout"],
        titles=_patterns(data["titles"]),
        unlike=_patterns(data.get("unlike", [])),
        headings=_patterns(data["headings"]),
        standard=tuple(data["standard"]),
        not_under=re.compile(data["not_under"]) if "not_under" in data else None,
        economic=data.get("economic", False),
        functional=data.get("functional", False),
        counted=data.get("counted", False),
        columns=wanted_columns(data.get("columns", {})),
        income=wanted_columns(data.get("income", {})),
        expenditure=wanted_columns(data.get("expenditure", {})),
        names=_patterns(data.get("items", {}).get("names", [])),
    )


def _patterns(texts: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in texts)
