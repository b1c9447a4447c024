"""The body rows of a table, whatever its layout: one logical row each, with the pieces that a page break cut off put back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.domain.amounts import amount
from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.disclosure import Row, Side
from gongkai.domain.places import Place, around
from gongkai.domain.text import bare
from gongkai.parse.joining.turning import turns_the_page
from gongkai.parse.recognition.cells import coded_name, figures, is_total, joined_code, words
from gongkai.parse.recognition.columns import Columns

Cells = tuple[Cell | None, ...]

_BROKEN_OFF = re.compile(r"\.\d?$|,\d{0,2}$")
_OPENED = re.compile(r"[(\[（【〔“《][^()\[\]（）【】〔〕“”《》]*$")
_PRINTED_CODE, _LEADING_CODE = re.compile(r"[\d\s.\-—_]+"), re.compile(r"(\d{3,7})\D")
_NO_CODE = re.compile(r"[^\d\s.\-]")
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、]|\d+[.、](?!\d)|其中")
_OF_HEADINGS = re.compile(r"(?:功能|经济|支出)*(?:分类)?科目(?:名称|编码|代码)?|栏次")
_LONGEST_TOTAL = 12
_HALVES = frozenset("合总小计")
_LONGEST_PIECED = 2000
_LONGEST_TAIL = 8
_UNIT = re.compile(r"(?:局|委|办|厅|部|中心|站|所|院|校|队|会|处|室|本级|机关|单位|公司)(?:\(.*\)|（.*）)?$")


@dataclass(frozen=True, slots=True)
class Plan:
    """How the body of one group of columns is read. `counted` tells that every row of it has figures."""

    columns: Columns
    keys: Mapping[int, str]
    side: Side | None = None
    counted: bool = False


def read(grid: Grid, heading: int, plan: Plan) -> tuple[list[Row], list[Notice]]:
    """The rows of one group of columns from top to bottom, and what could not be read as a figure."""
    rows: list[Row] = []
    notices: list[Notice] = []
    code: str | None = None
    for raw, spread in _healed(grid, heading, plan):
        row, odd = _row(raw, spread, plan, code)
        notices += odd
        if row:
            rows.append(row)
            code = row.code or (None if row.total_row else code)
    return rows, notices


def _row(raw: Cells, spread: Cells, plan: Plan, before: str | None) -> tuple[Row | None, list[Notice]]:
    if _label_reaches_over(spread, plan):
        return None, []
    code, name, project = _words(raw, spread, plan.columns, before)
    if not (name or code or project):
        name = _total_word(raw, plan)
    values, places, notices = figures(raw, plan.keys)
    if not (name or code or project):
        if all(value is None for value in values.values()):
            return None, notices
        notices.append(_nameless(values, places))
    total = code is None and is_total(name)
    row = Row(
        side=plan.side,
        code=code,
        name=(name.rstrip(":：") if total else name) or None,
        project=project or None,
        values=values,
        total_row=total,
        place=around([cell.place for cell in raw if cell]),
        cells=places,
    )
    return row, notices


def _words(raw: Cells, spread: Cells, columns: Columns, before: str | None) -> tuple[str | None, str, str]:
    """Code, name and project of a row; a total may be drawn over code, name and project or stand in any of them."""
    name, project = _at(spread, columns.name), _at(spread, columns.project)
    code = joined_code([_digits(words(cell)) for cell in _code_cells(raw, spread, columns)], before)
    if project == name and is_total(name):
        project = ""
    name = _parted_total(raw) if name in _HALVES else name or _label(spread, columns)
    if not columns.codes:
        code, name = coded_name(name)
    if not name and is_total(project):
        name, project = project, ""
    if not name and code is None:
        name = _at(spread, columns.unit)
    return code, name, project


def _parted_total(raw: Cells) -> str:
    """The label of a total whose two letters stand wide apart, each in a column of its own."""
    return "".join(text for cell in raw if cell and (text := words(cell)) in _HALVES)


def _total_word(raw: Cells, plan: Plan) -> str:
    """合计 where it stands in none of the columns that are read, such as 项目分类 or 单位代码."""
    own = (column for column in plan.columns.reach if column not in plan.columns.values)
    texts = [words(cell) for column in own if (cell := raw[column])]
    return next((text for text in texts if len(text) <= _LONGEST_TOTAL and is_total(text)), "") if not plan.side else ""


def _nameless(values: Mapping[str, Decimal | None], places: Mapping[str, Place]) -> Notice:
    known = [key for key, value in values.items() if value is not None]
    text = ", ".join(str(values[key]) for key in known)
    place = places.get(known[0])
    return Notice("NO_NAME", f"一行金额没有名称：{text}", f"figures without a name in their row: {text}", place)


def _at(row: Sequence[Cell | None], column: int | None) -> str:
    return words(row[column]) if column is not None and column < len(row) else ""


def _code_cells(raw: Cells, spread: Cells, columns: Columns) -> list[Cell | None]:
    """The cells of the code, one that is drawn over several of its columns only once."""
    cells = [raw[column] or spread[column] for column in columns.codes]
    return [
        None if cell and any(cell is other for other in cells[:place]) else cell for place, cell in enumerate(cells)
    ]


def _digits(text: str) -> str:
    """The code in a code cell; a word that reaches into the code columns (合计) is none."""
    if not text or _PRINTED_CODE.fullmatch(text):
        return text
    found = _LEADING_CODE.match(text)
    return found.group(1) if found else ""


def _label(spread: Cells, columns: Columns) -> str:
    """The words that stand in the code columns where the name is empty, those of the lowest level first (类 款 项 by name)."""
    found = [_at(spread, column) for column in columns.codes]
    return next((text for text in reversed(found) if _NO_CODE.search(text)), "")


def _label_reaches_over(spread: Cells, plan: Plan) -> bool:
    """A label drawn over the figures of this group belongs to the group further right."""
    name = spread[plan.columns.name] if plan.columns.name is not None else None
    return name is not None and bool(name.text) and any(spread[column] is name for column in plan.columns.values)


def _healed(grid: Grid, heading: int, plan: Plan) -> Iterable[tuple[Cells, Cells]]:
    """Raw and spread rows of the body, a piece cut off by the page end joined to the row it belongs to."""
    spread = [tuple(row) for row in grid.spread()[heading:]]
    pairs: list[tuple[Cells, Cells]] = []
    for raw, full in zip(grid.rows[heading:], spread, strict=True):
        if pairs and _is_piece(raw, full, pairs[-1][0], plan):
            pairs[-1] = _together(pairs[-1], raw, full, plan)
        else:
            pairs.append((raw, full))
    return pairs


def _is_piece(raw: Cells, full: Cells, above: Cells, plan: Plan) -> bool:
    columns = plan.columns
    if any(column < len(raw) and words(raw[column]) for column in columns.codes):
        return False
    own = [column for column in _columns(columns) if column < len(raw) and raw[column] and words(raw[column])]
    if not own or any(cell and len(cell.text) > _LONGEST_PIECED for cell in above):
        return False
    named = [column for column in own if column in (columns.name, columns.project)]
    counted = [column for column in own if column in columns.values]
    if _starts_a_row(full, plan):
        return False
    if not named:
        return not _has_figures(above, plan) or all(_completes(above, raw, column) for column in counted)
    if counted:
        return _is_lower_half(raw, above, plan)
    return _is_cut(above, raw, named) or _is_tail(raw, above, plan)


def _is_tail(raw: Cells, above: Cells, plan: Plan) -> bool:
    """Whether a name without figures is the rest of the name above, which has them.

    In a list where every row has figures always; in a table of codes on a new page, and where no page is known if
    it is short and no unit's name.
    """
    if not _has_figures(above, plan) or not (plan.counted or plan.columns.codes):
        return False
    if plan.counted or turns_the_page(above, raw):
        return True
    name = _at(raw, plan.columns.name)
    return not _has_page(raw) and len(name) <= _LONGEST_TAIL and not _UNIT.search(name)


def _is_lower_half(raw: Cells, above: Cells, plan: Plan) -> bool:
    """Whether a row without a code on a new page has the figures of the coded row above, which has none."""
    coded = any(_at(above, column) for column in plan.columns.codes)
    return coded and not _has_figures(above, plan) and turns_the_page(above, raw)


def _has_page(row: Cells) -> bool:
    return any(cell and cell.place.page is not None for cell in row)


def _columns(columns: Columns) -> list[int]:
    texts = [column for column in (columns.name, columns.project) if column is not None]
    return [*columns.codes, *texts, *columns.values]


def _starts_a_row(full: Cells, plan: Plan) -> bool:
    name = _at(full, plan.columns.name)
    if is_total(name) or _OF_HEADINGS.fullmatch(name):
        return True
    return coded_name(name)[0] is not None or bool(_NUMBERED.match(name))


def _completes(above: Cells, raw: Cells, column: int) -> bool:
    """Whether two pieces of a figure make one: `1966.6` and `6`, `13,4` and `17.50`, `14,666` and `,700.0`; two whole numbers never do."""
    first, rest = words(above[column]), words(raw[column])
    if not first or amount(first + rest) is None:
        return False
    return bool(_BROKEN_OFF.search(first)) or rest.startswith((".", ","))


def _is_cut(above: Cells, raw: Cells, named: Sequence[int]) -> bool:
    """A bracket opened above and closed here is one text in two pieces."""
    first = [bare(words(above[column])) for column in named if column < len(above)]
    rest = [bare(words(raw[column])) for column in named]
    return any(_OPENED.search(one) and re.search(r"[)\]】〕”》]", two) for one, two in zip(first, rest, strict=False))


def _has_figures(row: Cells, plan: Plan) -> bool:
    return any(column < len(row) and amount(words(row[column])) is not None for column in plan.columns.values)


def _together(pair: tuple[Cells, Cells], raw: Cells, full: Cells, plan: Plan) -> tuple[Cells, Cells]:
    columns = set(_columns(plan.columns))
    return _merged(pair[0], raw, columns), _merged(pair[1], full, columns)


def _merged(above: Cells, below: Cells, columns: set[int]) -> Cells:
    out = list(above)
    for column, cell in enumerate(below):
        mine = out[column] if column < len(out) else None
        if column in columns and cell and cell.text.strip():
            out[column] = (
                replace(mine, text=f"{mine.text}\n{cell.text}" if _is_text(mine) else mine.text + cell.text)
                if mine
                else cell
            )
    return tuple(out)


def _is_text(cell: Cell) -> bool:
    return amount(words(cell)) is None
