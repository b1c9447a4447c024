"""Tables in texts whose cells are kept apart by commas or tabs."""

from __future__ import annotations

import pytest
from tests.parse.readers.conftest import only_grid, shown

from gongkai.errors import Refused
from gongkai.parse.readers import csv as reader
from gongkai.settings import Limits


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('科目,金额\n教育,"1,234.50"\n', "utf-8-sig"),
        ('科目,金额\r\n教育,"1,234.50"\r\n', "gb18030"),
        ("科目\t金额\n教育\t1,234.50\n", "utf-16"),
        ("科目;金额\n教育;1,234.50\n科目;\n", "utf-8"),
    ],
)
def test_cells_are_read_whatever_keeps_them_apart(text: str, encoding: str) -> None:
    grid = only_grid(reader.read(text.encode(encoding), Limits()))
    assert grid.texts()[:2] == [["科目", "金额"], ["教育", "1,234.50"]]
    assert grid.rows[1][1] is not None and grid.rows[1][1].place.cell == "B2"


def test_rows_of_one_text_are_lines_and_an_empty_row_ends_a_table() -> None:
    content = reader.read("某某局2024年单位预算公开,\n,\n表1,\n科目,金额\n教育,5.00\n".encode(), Limits())
    assert shown(content) == ["某某局2024年单位预算公开", [["表1", ""], ["科目", "金额"], ["教育", "5.00"]]]


def test_a_quote_that_never_ends_is_corrupt_and_not_half_a_table() -> None:
    with pytest.raises(Refused, match="CORRUPT"):
        reader.read(('科目,金额\n"教育,' + "5" * 200_000).encode(), Limits())
