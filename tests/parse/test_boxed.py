"""Tables drawn with signs as rows of cells."""

from __future__ import annotations

import pytest

from gongkai.parse.boxed import RULE, as_rows

BOX = ["┌────┬────┐", "│科目│金额│", "├────┼────┤", "│教育│5.00│", "└────┴────┘"]
ROWS = [RULE, "|科目|金额|", RULE, "|教育|5.00|", RULE]


@pytest.mark.parametrize("signs", ["│┌┬┐├┼┤└┴┘─", "┃┏┳┓┣╋┫┗┻┛━", "║╔╦╗╠╬╣╚╩╝═", "|+++++++++-"])
def test_a_drawn_table_is_rows_between_bars(signs: str) -> None:
    drawn = [line.translate(str.maketrans("│┌┬┐├┼┤└┴┘─", signs)) for line in BOX]
    assert as_rows(["表1", *drawn, "注：无"]) == ["表1", *ROWS, "注：无"]


def test_lines_between_rules_are_one_row_where_rules_keep_rows_apart() -> None:
    drawn = [*BOX[:4], "│支出│    │", *BOX[2:]]
    assert as_rows(drawn) == [*ROWS[:3], "|教育<br>支出|5.00|", RULE, RULE, "|教育|5.00|", RULE]


def test_lines_are_rows_where_only_the_frame_is_drawn() -> None:
    assert as_rows([*BOX[:4], *BOX[3:]]) == [*ROWS[:4], *ROWS[3:]]


def test_an_empty_first_cell_stays_a_cell() -> None:
    assert as_rows([*BOX[:3], "│    │5.00│", BOX[4]])[3] == "||5.00|"


@pytest.mark.parametrize("line", ["│      收入│", "│科目├────┤"])
def test_a_table_with_merged_cells_stays_as_drawn(line: str) -> None:
    drawn = [*BOX[:3], line, *BOX[3:]]
    assert as_rows(drawn) == drawn


def test_bars_alone_and_other_rules_are_left_to_others() -> None:
    for lines in (["|科目|金额|", "|教育|5.00|"], ["----------"], ["+ 1"], ["首页│公开│互动"], [""]):
        assert as_rows(lines) == lines


def test_a_very_long_line_of_rules_takes_no_time() -> None:
    lines = ["+" + "-" * 1_000_000 + "x"]
    assert as_rows(lines) == lines
