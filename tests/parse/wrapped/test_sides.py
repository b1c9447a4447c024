from collections.abc import Callable, Sequence

from gongkai.parse.wrapped.entries import Entry
from gongkai.parse.wrapped.pieces import Piece
from gongkai.parse.wrapped.shapes import Column
from gongkai.parse.wrapped.sides import Sides, side_entries

Pieces = Callable[[str], list[Piece]]


COLUMNS = (Column("total", "合计"), Column("general", "一般公共预算", 0))


def _sides(printed: list[Piece]) -> Sides:
    return side_entries(printed, COLUMNS)


def _rows(entries: Sequence[Entry]) -> list[tuple[str | None, str, list[str]]]:
    return [(entry.code, entry.name, [figure.text for figure in entry.amounts]) for entry in entries]


def test_both_sides_of_a_line_are_told_apart(pieces: Pieces) -> None:
    sides = _sides(
        pieces("1. 财政拨款 9.00 201 一般公共服务支出\n其他收入 202 外交支出 9.00\n收 入 总 计 9.00 支 出 总 计 9.00")
    )
    assert _rows(sides.income) == [(None, "1.财政拨款", ["9.00"]), (None, "其他收入", []), (None, "收入总计", ["9.00"])]
    assert _rows(sides.expenditure) == [
        ("201", "一般公共服务支出", []),
        ("202", "外交支出", ["9.00"]),
        (None, "支出总计", ["9.00"]),
    ]


def test_the_rest_of_a_function_name_is_no_income_item(pieces: Pieces) -> None:
    sides = _sides(pieces("事业收入 208 社会保障和就业支\n出\n21.00 21.00\n其他收入 209 社会保险基金支出"))
    assert _rows(sides.expenditure)[0] == ("208", "社会保障和就业支出", ["21.00", "21.00"])
    assert [entry.name for entry in sides.income] == ["事业收入", "其他收入"]


def test_an_income_item_over_two_lines_is_one_item(pieces: Pieces) -> None:
    sides = _sides(pieces("单位上年结余（不包括国\n库集中支付额度结余）"))
    assert [entry.name for entry in sides.income] == ["单位上年结余（不包括国库集中支付额度结余）"]


def test_a_subtotal_printed_once_counts_for_both_sides(pieces: Pieces) -> None:
    sides = _sides(pieces("小 计 7.00 7.00"))
    assert _rows(sides.income) == _rows(sides.expenditure) == [(None, "小计", ["7.00"])]


def test_numbered_names_without_codes_stand_on_two_sides(pieces: Pieces) -> None:
    sides = _sides(pieces("二、政府性基金 二、外交支出"))
    assert [entry.name for entry in (*sides.income, *sides.expenditure)] == ["二、政府性基金", "二、外交支出"]


def test_amounts_broken_over_lines_are_whole_on_both_sides(pieces: Pieces) -> None:
    sides = _sides(
        pieces("一般公共预算 1234567.\n89\n201 一般公共服务支出\n1234567.\n89\n1234567.\n89\n其他收入 202 外交支出")
    )
    assert _rows(sides.income) == [(None, "一般公共预算", ["1234567.89"]), (None, "其他收入", [])]
    assert _rows(sides.expenditure)[0] == ("201", "一般公共服务支出", ["1234567.89", "1234567.89"])


def test_the_number_of_a_line_is_no_amount(pieces: Pieces) -> None:
    printed = pieces("年初结转和结余 29 5.00 年末结转和结余 59\n总计 30 155.00 总计 60 155.00")
    sides = side_entries(printed, COLUMNS, numbered=True)
    assert _rows(sides.income) == [(None, "年初结转和结余", ["5.00"]), (None, "总计", ["155.00"])]
    assert _rows(sides.expenditure) == [(None, "年末结转和结余", []), (None, "总计", ["155.00"])]
