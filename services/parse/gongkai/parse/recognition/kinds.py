"""The kinds of tables as data: one TOML file a kind beside this package, found by being there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from gongkai.domain.text import bare

Path_ = tuple[str, ...]
Steps = tuple[re.Pattern[str], ...]
Wanted = Mapping[str, tuple[Steps, ...]]

FOLDER = Path(__file__).parents[1] / "tables"
COMPARED = {
    "last_year": (
        r"(?:上年|去年|上年度)?(?:预算)?执行数",
        r"(?:上年|去年|上年度)(?:年初)?(?:预算|决算|执行)数?",
        r"(?:上年|去年|上年度)?.*执行数/(?:合计|小计)",
    ),
    "change": (r"增减额|增减(?:金额|数)?", r".*比.*/增减额", r"(?:较|比)?.*增(?:加|减)(?:额|数|金额)"),
    "change_pct": (r".*增减(?:%|率%?|幅度?|比例|百分比)(?:\(%\))?", r".*(?:增减|增长)\(%\)|增长(?:率|%)(?:\(%\))?"),
}
_MEASURE = re.compile(r"(?:年初|本年|当年)?预算(?:数|额|金额)?|决算(?:统计)?(?:数|额|金额)?|支出数|金额|数额|数")
_SUM, _SUMMED = re.compile(r"合计|小计|总计"), re.compile(r"(?<=[一-鿿)])(?:合计|小计|总计)$")
_LONGEST_HEADING = 120
# 其中： before a word, numbers and formulas of columns behind one, 本年 before 预算数, 安排 in 预算安排数.
_NO_MEANING = re.compile(
    r"^其中:(?=.)|\(?\d+(?:[=+]\d+)+\)?$|(?<=[一-鿿])=.*$|(?<=\D)\(\d+\)$"
    r"|^(?:本年度?|当年)(?=(?:年初)?(?:预算|决算)(?:数|额|金额)?$)|(?<=预算)安排(?=(?:数|额|金额)?$)"
)
_YEAR = re.compile(r"20\d{2}年?度?")


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


@lru_cache(1024)
def _plain(title: str) -> str:
    return re.sub(r"[\"'\s]", "", bare(title))


@lru_cache(1024)
def label(text: str) -> str:
    """A heading for comparing: no white space, quotes, years, units of money or column formulas.

    >>> label("2024年 预算数（万元）"), label("合  计"), label("“三公”经费")
    ('预算数', '合计', '三公经费')
    >>> label("2024年"), label("其中："), label("其中：基本支出"), label("本年决算数")
    ('金额', '其中', '基本支出', '决算数')
    """
    plain = re.sub(r"[\"'*]", "", bare(text[:_LONGEST_HEADING]))
    plain = re.sub(r"\((?:单位:)?(?:万元|元|亿元)\)", "", _YEAR.sub("", plain) or ("金额" if plain else ""))
    return _NO_MEANING.sub("", plain).rstrip(":")


def keys(paths: Sequence[Path_], wanted: Wanted, not_under: re.Pattern[str] | None) -> list[str | None]:
    """The value key of each heading path; a key is given once, to the column that fits it best.

    Of keys that fit equally well the one listed first chooses first, of its patterns the one listed first counts most.
    """
    common = frozenset.intersection(*map(frozenset, paths)) if paths else frozenset()
    groups = Counter(path[:-1] for path in paths)
    fits = [
        (-fit[0], order, fit[1], column, key)
        for column, path in enumerate(paths)
        for readings in [list(_readings(path, alone=groups[path[:-1]] == 1))]
        for order, (key, patterns) in enumerate(wanted.items())
        if (fit := _fit(readings, patterns, not_under, common))
    ]
    found: dict[int, str] = {}
    for *_, column, key in sorted(fits):
        if column not in found and key not in found.values():
            found[column] = key
    return [found.get(column) for column in range(len(paths))]


@cache
def compared() -> Wanted:
    """The columns of last year's figures and of the change, which any kind may print."""
    return _wanted({key: list(patterns) for key, patterns in COMPARED.items()})


@cache
def _vocabulary() -> re.Pattern[str]:
    steps = {
        step.pattern
        for kind in kinds()
        for wanted in (kind.columns, kind.income, kind.expenditure, compared())
        for patterns in wanted.values()
        for pattern in patterns
        for step in pattern
    }
    names = {pattern.pattern for kind in kinds() for pattern in (*kind.names, *kind.headings)}
    return re.compile("|".join(f"(?:{one})" for one in sorted(steps | names) if one != ".*"))


def is_column_word(text: str) -> bool:
    """Whether a text is a column heading of some kind of table."""
    return bool(_vocabulary().fullmatch(label(text)))


def is_measure(text: str) -> bool:
    """Whether a heading says only that figures follow: 预算数, 2024年决算数, 金额."""
    return bool(_MEASURE.fullmatch(label(text)))


def is_sum(text: str) -> bool:
    """Whether a heading says only that its figures are sums: 合计, 小计, 总计."""
    return bool(_SUM.fullmatch(text))


def _fit(
    readings: Iterable[tuple[Path_, int]],
    patterns: Sequence[Steps],
    not_under: re.Pattern[str] | None,
    common: frozenset[str],
) -> tuple[int, int] | None:
    """How well a heading path fits (more for a longer pattern and for the path as printed) and by which pattern."""
    fits: list[tuple[int, int]] = []
    for candidate, weight in readings:
        closed = _measures_a_part(candidate, common) or (
            not_under is not None and any(not_under.fullmatch(part) for part in candidate[:-1])
        )
        for place, steps in enumerate(patterns):
            if (len(steps) > 1 or not closed) and _descends(candidate, steps):
                fits.append((10 * len(steps) + weight, place))
    return max(fits, key=lambda fit: (fit[0], -fit[1]), default=None)


def _measures_a_part(path: Path_, common: frozenset[str]) -> bool:
    """Whether `预算数` stands below words of this column alone (`其他资金/预算数`), which it then does not say by itself."""
    if not path or not (_MEASURE.fullmatch(path[-1]) or _SUM.fullmatch(path[-1])):
        return False
    return any(part not in common for part in path[:-1] if not _MEASURE.fullmatch(part))


def _readings(path: Path_, alone: bool) -> Iterator[tuple[Path_, int]]:
    """The path as printed, then without words that only say that figures follow (`一般公共预算/预算数`, `基本支出/小计`).

    Where its column is `alone` in its group or the sum of it, also with its last two words as one, which a page end may
    have cut (`一般公共` | `预算`).
    """
    plain = tuple(part for part in path if not _MEASURE.fullmatch(part))
    yield path, 5
    if plain and plain != path:
        yield plain, 4
    if len(plain) > 1 and _SUM.fullmatch(plain[-1]):
        yield plain[:-1], 3
    if plain and (whole := _SUMMED.sub("", plain[-1])) != plain[-1]:
        yield (*plain[:-1], whole), 2
    if len(path) > 1 and (alone or _SUM.fullmatch(path[-1])):
        yield (*path[:-2], path[-2] + path[-1]), 4


def _descends(path: Path_, steps: Steps) -> bool:
    if not path or not steps[-1].fullmatch(path[-1]):
        return False
    rest = list(path[:-1])
    for step in reversed(steps[:-1]):
        while rest and not step.fullmatch(rest[-1]):
            rest.pop()
        if not rest:
            return False
        rest.pop()
    return True


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
        columns=_wanted(data.get("columns", {})),
        income=_wanted(data.get("income", {})),
        expenditure=_wanted(data.get("expenditure", {})),
        names=_patterns(data.get("items", {}).get("names", [])),
    )


def _patterns(texts: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in texts)


def _wanted(data: Mapping[str, Sequence[str]]) -> Wanted:
    return {
        key: tuple(tuple(re.compile(step) for step in text.split("/")) for text in texts) for key, texts in data.items()
    }
