"""A table as a grid again: a heading with the full words, one logical row a row, every cell with the line it began in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from gongkai.domain.content import Cell, Grid
from gongkai.domain.places import Place
from gongkai.parse.wrapped.drafts import Draft
from gongkai.parse.wrapped.entries import Entry

Cells = tuple[Cell | None, ...]

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


def _listed(draft: Draft, place: Place) -> list[Cells]:
    coded = draft.layout == "coded"
    with_projects = any(entry.project for entry in draft.entries) or draft.kind == "project_expenditure"
    odd = any(draft.left_over(row) for row in range(len(draft.entries)))
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
    if draft.left_over(row) and not _has_last_column(draft):
        return (_rest(draft, row), *(empty for _ in draft.columns[1:]))
    return tuple(
        Cell(figures[at].text, figures[at].place) if at in figures else empty for at in range(len(draft.columns))
    )


def _has_last_column(draft: Draft) -> bool:
    """Whether a table of this layout has room for a column of amounts that fit in no other; else they share a cell."""
    return draft.layout in ("coded", "items")


def _rest(draft: Draft, row: int) -> Cell:
    return Cell(draft.left_over(row), draft.entries[row].place)


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
