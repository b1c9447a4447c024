"""CSV: the rows of a text whose cells are kept apart by commas, semicolons or tabs, as a worksheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.formats.encodings import decode
from gongkai.parse import worksheets
from gongkai.parse.drawing import Allowance, broken_characters
from gongkai.parse.ooxml.addresses import position_of
from gongkai.parse.sheet import Sheet
from gongkai.settings import Limits

_SEPARATORS = ",\t;"
_SAMPLE = 1000  # lines that tell the separator


def read(data: bytes, limits: Limits) -> Content:
    """The content of a CSV; places are cells of its one sheet."""
    decoded = decode(data)
    allowance = Allowance(limits)
    sheet = Sheet("", hidden=False)
    try:
        for row, cells in enumerate(_rows(decoded.text), 1):
            for column, text in enumerate(map(str.strip, cells), 1):
                if text:
                    allowance.cells(1)
                    sheet.texts[position_of(None, row, column)] = allowance.text(text)
    except csv.Error as damage:
        raise Refused("CORRUPT", str(damage)) from damage
    return Content("csv", tuple(worksheets.blocks(sheet, allowance)), notices=broken_characters(decoded.broken))


def _rows(text: str) -> Iterator[list[str]]:
    plain = text.replace("\0", "")
    return csv.reader(io.StringIO(plain, newline=""), delimiter=_separator(plain))


def _separator(text: str) -> str:
    """The sign that cuts most of the first lines; an amount has commas of its own, but then it is quoted."""
    lines = text.splitlines()[:_SAMPLE]
    return max(_SEPARATORS, key=lambda sign: sum(1 for line in lines if sign in line))
