"""What a person should look at in a table that was put together from wrapped text."""

from __future__ import annotations

from gongkai.domain.content import Notice
from gongkai.domain.places import Place
from gongkai.parse.wrapped.drafts import Draft
from gongkai.parse.wrapped.entries import Entry
from gongkai.parse.wrapped.figures import Figure

AMBIGUOUS = "AMBIGUOUS_COLUMN"
UNPLACED = "UNPLACED_AMOUNT"
RAGGED = "RAGGED_AMOUNT"
UNKNOWN_HEADING = "UNKNOWN_HEADING"

_FEW, _JUMBLED = 2, 0.1
"""Rows with too many figures that a table may have all the same, and which share of all."""


def notices(draft: Draft, place: Place) -> list[Notice]:
    """What a person should look at: headings nobody knows, amounts whose column is in doubt or unknown."""
    found = [_unknown(text, place) for text in draft.heading.unknown]
    found += [_ambiguous(draft.entries[row]) for row in sorted(draft.doubtful)]
    found += [_unplaced(entry) for row, entry in enumerate(draft.entries) if draft.left_over(row)]
    found += [_unplaced(entry) for entry in draft.income if len(entry.amounts) > 1]
    found += [_swallowed(entry) for entry in (*draft.income, *draft.entries) if _has_figures(entry)]
    found += [_ragged(figure) for figure in _ragged_figures(draft)]
    return found


def is_jumbled(draft: Draft) -> bool:
    """Whether many rows have more figures than columns: then the text does not follow the cells, and no row is sure."""
    over = sum(1 for row in range(len(draft.entries)) if draft.left_over(row))
    over += sum(1 for entry in (*draft.income, *draft.entries) if _has_figures(entry))
    return over > max(_FEW, _JUMBLED * len(draft.entries))


def unread(place: Place) -> Notice:
    """The notice of a table whose text does not follow its cells."""
    return Notice(
        "UNREAD_TABLE",
        "此处表格的文字不是按单元格顺序排列的，未能读出，请对照原件。",
        "The text of the table here does not follow its cells and was not read; see the original.",
        place,
    )


def _has_figures(entry: Entry) -> bool:
    """Whether amounts were taken for a part of the name."""
    return any(piece.is_figure and "." in piece.text for piece in entry.words)


def _ragged_figures(draft: Draft) -> list[Figure]:
    """Amounts with one decimal where the table prints two: a digit may stand in another line."""
    figures = [figure for entry in (*draft.income, *draft.entries) for figure in entry.amounts if "." in figure.text]
    ragged = [figure for figure in figures if len(figure.text.rpartition(".")[2]) == 1]
    return ragged if 2 * len(ragged) < len(figures) else []


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
