"""Which value key a column has: the words above it against the patterns of a kind, each key given once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from gongkai.parse.recognition.wording import MEASURE, SUM, SUMMED

Path_ = tuple[str, ...]
Steps = tuple[re.Pattern[str], ...]
Wanted = Mapping[str, tuple[Steps, ...]]

_COMPARED = {
    "last_year": (
        r"(?:上年|去年|上年度)?(?:预算)?执行数",
        r"(?:上年|去年|上年度)(?:年初)?(?:预算|决算|执行)数?",
        r"(?:上年|去年|上年度)?.*执行数/(?:合计|小计)",
    ),
    "change": (
        r"增减额|增减(?:变化|变动)?(?:金额|数|额|情况)?",
        r".*比.*/增减额",
        r"(?:较|比)?.*增(?:加|减)(?:额|数|金额)",
    ),
    "change_pct": (r".*增减(?:%|率%?|幅度?|比例|百分比)(?:\(%\))?", r".*(?:增减|增长)\(%\)|增长(?:率|%)(?:\(%\))?"),
}


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
    return wanted_columns({key: list(patterns) for key, patterns in _COMPARED.items()})


def wanted_columns(data: Mapping[str, Sequence[str]]) -> Wanted:
    """The patterns of each key: heading paths from the top down, parts joined by `/`."""
    return {
        key: tuple(tuple(re.compile(step) for step in text.split("/")) for text in texts) for key, texts in data.items()
    }


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
    if not path or not (MEASURE.fullmatch(path[-1]) or SUM.fullmatch(path[-1])):
        return False
    return any(part not in common for part in path[:-1] if not MEASURE.fullmatch(part))


def _readings(path: Path_, alone: bool) -> Iterator[tuple[Path_, int]]:
    """The path as printed, then without words that only say that figures follow (`一般公共预算/预算数`, `基本支出/小计`).

    Where its column is `alone` in its group or the sum of it, also with its last two words as one, which a page end may
    have cut (`一般公共` | `预算`).
    """
    plain = tuple(part for part in path if not MEASURE.fullmatch(part))
    yield path, 5
    if plain and plain != path:
        yield plain, 4
    if len(plain) > 1 and SUM.fullmatch(plain[-1]):
        yield plain[:-1], 3
    if plain and (whole := SUMMED.sub("", plain[-1])) != plain[-1]:
        yield (*plain[:-1], whole), 2
    if len(path) > 1 and (alone or SUM.fullmatch(path[-1])):
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
