from decimal import Decimal

from gongkai.domain.places import Place
from gongkai.parse.wrapped.entries import Entry
from gongkai.parse.wrapped.figures import Figure
from gongkai.parse.wrapped.hierarchy import items


def _entry(code: str | None, name: str, amount: str = "") -> Entry:
    figures = (Figure(amount, Decimal(amount), Place()),) if amount else ()
    return Entry(name, Place(), code, amounts=figures)


def test_a_function_is_the_sum_of_the_rows_whose_codes_go_on_from_it() -> None:
    entries = [
        _entry("208", "社会保障", "9"),
        _entry("20805", "养老", "9"),
        _entry("2080505", "缴费", "9"),
        _entry(None, "合计", "9"),
    ]
    found, _ = items(entries)
    assert [item.parts for item in found] == [(1,), (2,), (), (0,)]


def test_a_total_printed_twice_and_the_unit_repeat_each_other() -> None:
    entries = [
        _entry(None, "总计", "9"),
        _entry(None, "示例区档案馆", "9"),
        _entry("208", "社会保障", "9"),
        _entry(None, "合计", "9"),
    ]
    found, repeated = items(entries)
    assert repeated == {0: 3, 1: 3}
    assert found[3].parts == (2,)


def test_several_units_have_their_own_functions() -> None:
    entries = [
        _entry(None, "合计", "9"),
        _entry(None, "甲中心", "4"),
        _entry("208", "社会保障", "4"),
        _entry(None, "乙中心", "5"),
        _entry("208", "社会保障", "5"),
    ]
    found, _ = items(entries)
    assert [item.parts for item in found] == [(1, 3), (2,), (), (4,), ()]


def test_purchase_and_running_are_parts_of_the_vehicles() -> None:
    entries = [
        _entry(None, "合计", "9"),
        _entry(None, "公务用车购置及运行费（小计）", "9"),
        _entry(None, "公务用车购置费"),
        _entry(None, "公务用车运行费", "9"),
    ]
    found, _ = items(entries)
    assert [item.parts for item in found] == [(1,), (3,), (), ()]
