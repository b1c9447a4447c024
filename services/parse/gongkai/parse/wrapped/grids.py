"""A table as a grid again: a heading with the full words, one logical row a row, every cell with the line it began in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.places import Place
from gongkai.parse.wrapped.drafts import Draft
from gongkai.parse.wrapped.entries import Entry
from gongkai.parse.wrapped.figures import Figure

Cells = tuple[Cell | None, ...]

AMBIGUOUS = "AMBIGUOUS_COLUMN"
UNPLACED = "UNPLACED_AMOUNT"
RAGGED = "RAGGED_AMOUNT"
UNKNOWN_HEADING = "UNKNOWN_HEADING"
_UNPLACED_HEADING = "未能归列的金额"
_GROUPS = {"fiscal": "财政拨款", "other": "非财政拨款"}
_LEAVES = {"total": "合计", "personnel": "人员经费", "operating": "公用经费", "project": "项目支出"}


def grid(draft: Draft, place: Place) -> Grid:
    """The table with each amount in its column; amounts that fit in no column stand in a last one of their own."""
    if draft.layout == "sides":
        rows = _sided(draft, place)
    elif draft.layout == "across":
        rows = [_texts([column.heading for column in draft.columns], place), *_across(draft)]
    else:
        rows = _listed(draft, place)
    return Grid(tuple(rows), place)


def notices(draft: Draft, place: Place) -> list[Notice]:
    """What a person should look at: headings nobody knows, amounts whose column is in doubt or unknown."""
    found = [_unknown(text, place) for text in draft.heading.unknown]
    found += [_ambiguous(draft.entries[row]) for row in sorted(draft.doubtful)]
    found += [_unplaced(entry) for row, entry in enumerate(draft.entries) if _left_over(draft, row)]
    found += [_unplaced(entry) for entry in draft.income if len(entry.amounts) > 1]
    found += [_swallowed(entry) for entry in (*draft.income, *draft.entries) if _has_figures(entry)]
    found += [_ragged(figure) for figure in _ragged_figures(draft)]
    return found


def _has_figures(entry: Entry) -> bool:
    """Whether amounts were taken for a part of the name."""
    return any(piece.is_figure and "." in piece.text for piece in entry.words)


def _ragged_figures(draft: Draft) -> list[Figure]:
    """Amounts with one decimal where the table prints two: a digit may stand in another line."""
    figures = [figure for entry in (*draft.income, *draft.entries) for figure in entry.amounts if "." in figure.text]
    ragged = [figure for figure in figures if len(figure.text.rpartition(".")[2]) == 1]
    return ragged if 2 * len(ragged) < len(figures) else []


def _listed(draft: Draft, place: Place) -> list[Cells]:
    coded = draft.layout == "coded"
    with_projects = any(entry.project for entry in draft.entries) or draft.kind == "project_expenditure"
    odd = any(_left_over(draft, row) for row in range(len(draft.entries)))
    stub = ["科目编码", "科目名称"] if coded else ["项目"]
    stub += ["项目名称"] if with_projects else []
    heading = _heading(draft, stub, place, odd)
    rows = [
        (*_stub(entry, coded, with_projects), *_amounts(draft, row), *([_rest(draft, row)] if odd else []))
        for row, entry in enumerate(draft.entries)
    ]
    return [*heading, *rows]


def _heading(draft: Draft, stub: Sequence[str], place: Place, odd: bool) -> list[Cells]:
    tail = [_UNPLACED_HEADING] if odd else []
    if draft.kind != "carry_over":
        return [_texts([*stub, *(column.heading for column in draft.columns), *tail], place)]
    keys = [column.key for column in draft.columns]
    above = [*stub, *(_GROUPS.get(key.split("_")[0], "总计") for key in keys), *tail]
    below = [*stub, *(_LEAVES.get(key.split("_")[-1], "合计") if key != "total" else "总计" for key in keys), *tail]
    return [_texts(above, place), _texts(below, place)]


def _stub(entry: Entry, coded: bool, with_projects: bool) -> Cells:
    texts = [entry.code or "", entry.name] if coded else [entry.name]
    texts += [entry.project or ""] if with_projects else []
    return _texts(texts, entry.place)


def _amounts(draft: Draft, row: int) -> Cells:
    figures = dict(zip(draft.choices.get(row, ()), draft.entries[row].amounts, strict=False))
    empty = Cell("", draft.entries[row].place)
    return tuple(
        Cell(figures[at].text, figures[at].place) if at in figures else empty for at in range(len(draft.columns))
    )


def _left_over(draft: Draft, row: int) -> str:
    """The amounts of a row that no column took."""
    if row in draft.choices:
        return ""
    return " ".join(figure.text for figure in draft.entries[row].amounts)


def _rest(draft: Draft, row: int) -> Cell:
    return Cell(_left_over(draft, row), draft.entries[row].place)


def _across(draft: Draft) -> Iterable[Cells]:
    return [_amounts(draft, row) for row in range(len(draft.entries))]


def _sided(draft: Draft, place: Place) -> list[Cells]:
    spent = [column.heading for column in draft.columns]
    one = draft.income_heading
    above = ["收入", "收入", "支出", *("支出" for _ in spent)]
    below = ["项目", one, "功能分类", *spent]
    left = [(Cell(entry.name, entry.place), _all(entry)) for entry in draft.income]
    right = [(_function(entry), *_amounts(draft, row)) for row, entry in enumerate(draft.entries)]
    no_left = (Cell("", place), Cell("", place))
    no_right = tuple(Cell("", place) for _ in range(len(spent) + 1))
    rows = [(*(one or no_left), *(other or no_right)) for one, other in zip_longest(left, right)]
    return [_texts(above, place), _texts(below, place), *rows]


def _function(entry: Entry) -> Cell:
    return Cell(f"{entry.code} {entry.name}" if entry.code else entry.name, entry.place)


def _all(entry: Entry) -> Cell:
    """The one amount of an income row; more than one are kept together, as they cannot both be it."""
    return Cell(
        " ".join(figure.text for figure in entry.amounts), entry.amounts[0].place if entry.amounts else entry.place
    )


def _texts(texts: Iterable[str], place: Place) -> Cells:
    return tuple(Cell(text, place) for text in texts)


def _ambiguous(entry: Entry) -> Notice:
    figures = " ".join(figure.text for figure in entry.amounts)
    name = entry.project or entry.name
    return Notice(
        AMBIGUOUS,
        f"“{name}”的金额 {figures} 在原文中没有列的痕迹，所在列按最可能的情形归入，请核对原文件",
        f"the text leaves no trace of the columns of {figures} ({name}); they were put where they most likely stood",
        entry.place,
    )


def _unplaced(entry: Entry) -> Notice:
    figures = " ".join(figure.text for figure in entry.amounts)
    return Notice(
        UNPLACED,
        f"“{entry.name}”的金额 {figures} 多于表头的列，未能归列",
        f"{entry.name} prints more amounts than the table has columns: {figures}",
        entry.place,
    )


def _swallowed(entry: Entry) -> Notice:
    return Notice(
        UNPLACED,
        f"“{entry.name}”中的金额未能读出，仍留在名称中",
        f"amounts within the name {entry.name} could not be read and stay in it",
        entry.place,
    )


def _ragged(figure: Figure) -> Notice:
    return Notice(
        RAGGED,
        f"金额 {figure.text} 的小数位数少于表中其他金额，可能被换行截断，请核对原文件",
        f"{figure.text} has fewer decimals than the other amounts of its table; a line break may have cut it",
        figure.place,
    )


def _unknown(text: str, place: Place) -> Notice:
    return Notice(UNKNOWN_HEADING, f"表头中有不认识的文字：{text}", f"the heading has unknown words: {text}", place)
