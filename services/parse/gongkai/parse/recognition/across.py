"""A list whose items are columns (因公出国费 | 公务接待费 | …): each item becomes a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.disclosure import Row
from gongkai.domain.text import bare
from gongkai.parse.recognition.bodies import Body
from gongkai.parse.recognition.cells import figures, is_total, words
from gongkai.parse.recognition.headings import Heading
from gongkai.parse.recognition.kinds import Kind
from gongkai.parse.recognition.naming import earlier_years
from gongkai.parse.recognition.wording import is_measure

Cells = Sequence[Cell | None]
Slot = tuple[str, int]

_YEAR = re.compile(r"(20\d{2})年?度?(?:年初)?(?:预算|决算|执行)?数?")
_EARLIER, _FINAL, _PLANNED = re.compile("上年|去年|执行数"), re.compile("决算"), re.compile("预算|本年|当年")
_EXECUTED = re.compile("执行|决算")
_CHANGE, _SHARE = re.compile("增减|增长|变化|变动|比上年|同比"), re.compile("%|率|幅度|比例")
# Columns of journeys, guests or cars hold no amounts.
_COUNT = re.compile(
    r".*(?:团组|人|批|批次|辆|台|数量|保有量)数?量?\([个次人批辆台/]+\)|.*(?:团组数|人数|人次数?|批次数?|保有量|数量|辆数)"
)
_FEWEST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures: its item as printed, the how-manieth of that name for its key, and the key."""

    at: int
    slot: Slot
    key: str


def is_across(kind: Kind, paths: Sequence[Heading]) -> bool:
    """Whether the items of the list stand in the heading and not in the rows."""
    items = [said[-1] for path in paths if (said := _said(path))]
    return sum(any(pattern.fullmatch(item) for pattern in kind.names[1:]) for item in items) >= _FEWEST_ITEMS


def read_across(grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind) -> Body:
    """A row an item; several printed rows are years or measures of one unit, or units with their name in `project`."""
    values = [column for column, path in enumerate(paths) if _is_item(path, kind)]
    labels = [column for column in range(grid.width) if column not in values]
    columns = list(_columns(grid, heading, paths, values))
    body = [row for row in grid.rows[heading:] if any(row[column] and words(row[column]) for column in values)]
    body = body or [row for row in grid.rows[heading:][:1] if values and any(cell and words(cell) for cell in row)]
    keys = _keys_of_rows(body, labels)
    rows: list[Row] = []
    notices: list[Notice] = []
    for owner, printed in _owned(body, labels, keys):
        for slot in dict.fromkeys(column.slot for column in columns):
            own = [column for column in columns if column.slot == slot]
            row, odd = _row(
                slot[0], owner, [(cells, {one.at: key or one.key for one in own}) for cells, key in printed]
            )
            rows.append(row)
            notices += odd
    order = tuple(dict.fromkeys(keys or (column.key for column in columns)))
    return Body(order or kind.standard, tuple(rows), tuple(notices))


def _said(path: Heading) -> Heading:
    """The words above a column without those that only say that figures follow."""
    return tuple(part for part in path if not is_measure(part) and not _COUNT.fullmatch(part))


def _is_item(path: Heading, kind: Kind) -> bool:
    """Whether a column is an item of the list, or part of one whatever it is called (购置费 below 公务用车购置及运行费)."""
    return any(pattern.fullmatch(part) for part in _said(path)[-2:] for pattern in kind.names)


def _columns(grid: Grid, heading: int, paths: Sequence[Heading], values: Sequence[int]) -> Iterator[_Column]:
    """Each item with its amounts: one run of items for 预算数, one for 决算数, one for the year before.

    Of an earlier year of which both 预算数 and 执行数 are printed, the latter are last year's figures.
    """
    earlier = earlier_years(grid, heading, values)
    final = any(_FINAL.search(part) for column in values for part in paths[column])
    above = grid.spread()[:heading]
    planned = {column for column in earlier if not any(_EXECUTED.search(part) for part in paths[column])}
    unknown = planned if earlier - planned else set[int]()
    met: Counter[tuple[str, str]] = Counter()
    for column in values:
        is_unknown = column in unknown or bool(_COUNT.fullmatch(paths[column][-1]))
        key = f"c{column + 1}" if is_unknown else _key(paths[column], column in earlier, final)
        name = _name(above, column)
        yield _Column(column, (name, met[name, key]), key)
        met[name, key] += 1


def _key(path: Heading, earlier: bool, final: bool) -> str:
    """Beside 决算数 the 预算数 is the budget; where only one of them is printed it is the amount."""
    if change := next((part for part in path if _CHANGE.search(part)), ""):
        return "change_pct" if _SHARE.search(change) else "change"
    if earlier or any(_EARLIER.search(part) for part in path):
        return "last_year"
    return "budget" if final and not any(_FINAL.search(part) for part in path) else "amount"


def _name(above: Sequence[Cells], column: int) -> str:
    """The last words of the heading above a column; of what is counted with the words of its group."""
    texts = list(dict.fromkeys(text for row in above if (text := words(row[column])) and not text.isdigit()))
    said = [text for text in texts if not is_measure(text)] or texts
    if len(said) > 1 and _COUNT.fullmatch(bare(said[-1])):
        return said[-2] + said[-1]
    return next(reversed(said), "")


def _keys_of_rows(body: Sequence[Cells], labels: Sequence[int]) -> list[str]:
    """The key of each row where every row is a year or a measure of one unit; [] where rows are units."""
    texts = [[bare(words(row[column])) for column in labels if words(row[column])] for row in body]
    years = [next((m.group(1) for text in row if (m := _YEAR.fullmatch(text))), "") for row in texts]
    final = any(_FINAL.search(text) for row in texts for text in row)
    found = [_key_of_row(row, year, max(years, default=""), final) for row, year in zip(texts, years, strict=True)]
    return found if len(found) > 1 and all(found) and len(set(found)) == len(found) else []


def _key_of_row(texts: Sequence[str], year: str, latest: str, final: bool) -> str:
    if year:
        told = "".join(texts)
        return "last_year" if year < latest else ("budget" if final and not _FINAL.search(told) else "amount")
    text = next(
        (
            text
            for text in texts
            if _CHANGE.search(text) or _EARLIER.search(text) or _PLANNED.search(text) or _FINAL.search(text)
        ),
        "",
    )
    return _key((text,), False, final) if text else ""


def _owned(
    body: Sequence[Cells], labels: Sequence[int], keys: Sequence[str]
) -> list[tuple[str, list[tuple[Cells, str]]]]:
    """The rows of each unit with their keys, which are "" where the columns have them."""
    if keys:
        return [("", list(zip(body, keys, strict=True)))]
    return [(_owner(row, labels) if len(body) > 1 else "", [(row, "")]) for row in body]


def _owner(printed: Cells, labels: Sequence[int]) -> str:
    """The unit that a row is about; a sum over units has none."""
    texts = [text for column in labels if (text := words(printed[column])) and not text.isdigit()]
    return "" if any(is_total(text) for text in texts) else next(iter(texts), "")


def _row(name: str, owner: str, parts: Sequence[tuple[Cells, Mapping[int, str]]]) -> tuple[Row, list[Notice]]:
    read = [figures(cells, at) for cells, at in parts]
    places = {key: place for _, found, _ in read for key, place in found.items()}
    row = Row(
        name=name,
        project=owner or None,
        values={key: value for values, _, _ in read for key, value in values.items()},
        total_row=is_total(name),
        place=next(iter(places.values()), None),
        cells=places,
    )
    return row, [notice for _, _, odd in read for notice in odd]
