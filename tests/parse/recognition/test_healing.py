from collections.abc import Callable

import pytest

from gongkai.domain.content import Grid, Line
from gongkai.domain.disclosure import Disclosure
from gongkai.parse.recognition import Recognition, recognise
from gongkai.parse.rules import check

Read = Callable[[str], Recognition]

HEADING = "功能分类科目编码 | 功能分类科目名称 | 合计 | 单位资金 | 财政拨款结转\n"


@pytest.fixture
def read(draw: Callable[..., Grid], lines: Callable[..., list[Line]]) -> Read:
    return lambda body: recognise([*lines("表2", "单位收入总体情况表"), draw(HEADING + body)])


def _columns(recognition: Recognition) -> list[tuple[str | None, str | None]]:
    texts = [(row["unit_funds"], row["appropriation_carry_over"]) for row in recognition.tables[0].rows]
    return [tuple(str(value) if value is not None else None for value in pair) for pair in texts]  # type: ignore[misc]


def test_figures_one_column_off_are_put_where_every_sum_needs_them(read: Read) -> None:
    recognition = read(
        "208 | 社会保障支出 | 9 |  | 9\n20806 | 企业改革补助 | 4 | 4 | \n2080699 | 其他补助 | 4 | 4 | \n"
        "20807 | 就业补助 | 5 |  | 5\n | 合计 | 9 |  | 9"
    )
    assert _columns(recognition) == [(None, "9"), (None, "4"), (None, "4"), (None, "5"), (None, "9")]
    (finding,) = recognition.findings
    assert (finding.rule, finding.severity, finding.where) == ("table.column_shift", "warning", "表2 20806、2080699")
    assert (finding.stated, finding.expected) == ("单位资金", "财政拨款结转")


def test_the_place_of_a_moved_figure_is_where_it_is_printed(read: Read) -> None:
    recognition = read(
        "208 | 社会保障支出 | 9 |  | 9\n20806 | 补助 | 4 | 4 |\n20807 | 就业 | 5 | | 5\n | 合计 | 9 | | 9"
    )
    row = recognition.tables[0].rows[1]
    assert row.cells["appropriation_carry_over"] in recognition.findings[0].places


def test_a_row_without_a_cell_in_some_column_is_no_reason_to_fail(read: Read) -> None:
    recognition = read("208 | 社会保障支出 | 9 | 甲4 | 9\n20806 | 补助 | 9 | 4 | 9\n | 合计 | 9 | | 乙")
    assert len(recognition.tables[0].rows) == 3


def test_a_table_without_a_total_stays_as_printed(read: Read) -> None:
    recognition = read("208 | 社会保障支出 | 9 |  | 9\n20806 | 补助 | 4 | 4 |\n20807 | 就业 | 5 | | 5")
    assert _columns(recognition)[1] == ("4", None)
    assert recognition.findings == ()


def test_figures_that_leave_another_sum_broken_stay_as_printed(read: Read) -> None:
    recognition = read(
        "208 | 社会保障支出 | 9 |  | 9\n20806 | 补助 | 4 | 4 |\n20807 | 就业 | 4 | | 4\n | 合计 | 9 | | 9"
    )
    assert _columns(recognition)[1] == ("4", None)


def test_figures_stay_where_moving_the_total_would_do_as_well(read: Read) -> None:
    recognition = read("208 | 社会保障支出 | 9 |  | 9\n | 合计 | 9 | 9 | ")
    assert _columns(recognition) == [(None, "9"), ("9", None)]


def test_figures_stay_where_two_choices_would_do(read: Read) -> None:
    recognition = read(
        "208 | 社会保障支出 | 9 | 4 | 5\n20806 | 补助 | 4 | 4 |\n20807 | 就业 | 4 | 4 | \n20808 | 抚恤 | 1 | | 1\n | 合计 | 9 | 4 | 5"
    )
    assert _columns(recognition)[1:3] == [("4", None), ("4", None)]


def test_what_the_reading_put_back_is_in_the_report(read: Read) -> None:
    recognition = read(
        "208 | 社会保障支出 | 9 |  | 9\n20806 | 补助 | 4 | 4 |\n20807 | 就业 | 5 | | 5\n | 合计 | 9 | | 9"
    )
    report = check(Disclosure(tables=recognition.tables, findings=recognition.findings))
    assert [finding.where for finding in report.findings if finding.rule == "table.column_shift"] == ["表2 20806"]
