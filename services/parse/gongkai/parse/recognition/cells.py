"""Reading the cells of a body row: figures exactly as printed, codes joined, words healed, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

from gongkai.domain.amounts import amount
from gongkai.domain.content import Cell, Notice
from gongkai.domain.places import Place
from gongkai.domain.text import bare, tidy

NOT_A_FIGURE = "NOT_A_FIGURE"

_NOTHING = re.compile(r"[-—－/\\*·.…无]*|—+|-+|无")
_NO_DIGITS = re.compile(r"\D+")
_TOTAL = re.compile(r"合计|总计|小计")
_CODED = re.compile(r"(\d{3}|\d{5}|\d{7})(?!\d)[\s　\-—_.、]*(?=[^\d\s.,%年-])(.+)", re.DOTALL)
_MAY_BE_SHARE = re.compile(r"change_pct|c\d+")
_MARKUP = re.compile(r"</?(?:p|br|div|span|b|strong)\b[^<>]*>", re.IGNORECASE)


def words(cell: Cell | None) -> str:
    """The text of a cell in one line, without the marks that an extractor left in it."""
    if not cell or not cell.text:
        return ""
    return tidy(_MARKUP.sub("", cell.text) if "<" in cell.text else cell.text)


def is_total(name: str) -> bool:
    """Whether a row's name makes it a sum: 合计, 总计 or 小计."""
    return bool(_TOTAL.search(name))


def coded_name(text: str) -> tuple[str | None, str]:
    """Code and name of a cell that holds both: `208 社会保障和就业支出`; a unit's number stays in its name.

    >>> coded_name("208 社会保障和就业支出"), coded_name("101020-某某局"), coded_name("1.一般公共预算拨款")
    (('208', '社会保障和就业支出'), (None, '101020-某某局'), (None, '1.一般公共预算拨款'))
    """
    found = _CODED.fullmatch(text.strip())
    return (found.group(1), tidy(found.group(2))) if found else (None, tidy(text))


def joined_code(parts: Sequence[str], before: str | None) -> str | None:
    """One code from the cells 类 款 项, however they are printed: each level alone, in full, or only where it changes.

    >>> joined_code(["208", "01", "01"], None), joined_code(["", "05", ""], "2080101"), joined_code(["2080101", "", ""], None)
    ('2080101', '20805', '2080101')
    """
    digits = [part if part.isascii() and part.isdecimal() else _digits(part) for part in parts]
    if not any(digits):
        return None
    first = next(level for level, part in enumerate(digits) if part)
    code = before[: 3 + 2 * (first - 1)] if before and first and len(before) >= 1 + 2 * first else ""
    for part in filter(None, digits):
        level = part.zfill(2) if code else part
        code = level if level.startswith(code) and len(level) > max(2, len(code)) else code + level
    return code or None


def _digits(text: str) -> str:
    return _NO_DIGITS.sub("", unicodedata.normalize("NFKC", text)) if text else ""


def figures(
    row: Sequence[Cell | None], columns: Mapping[int, str]
) -> tuple[dict[str, Decimal | None], dict[str, Place], list[Notice]]:
    """The figures of a row by key, the place of each, and a notice for each cell that holds something else."""
    values: dict[str, Decimal | None] = {}
    places: dict[str, Place] = {}
    notices: list[Notice] = []
    for column, key in columns.items():
        cell = row[column] if column < len(row) else None
        values[key] = _figure(cell, key)
        if cell:
            places[key] = cell.place
        if cell and values[key] is None and not _NOTHING.fullmatch(bare(words(cell))):
            notices.append(_not_a_figure(cell))
    return values, places, notices


def _figure(cell: Cell | None, key: str) -> Decimal | None:
    text = words(cell)
    return amount(text.removesuffix("%") if _MAY_BE_SHARE.fullmatch(key) else text)


def _not_a_figure(cell: Cell) -> Notice:
    text = words(cell)[:60]
    return Notice(
        NOT_A_FIGURE,
        f"金额栏内的“{text}”不是数字，未作为金额读取",
        f"{text!r} in a column of figures is no number and was not read as one",
        cell.place,
    )
