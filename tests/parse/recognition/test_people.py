from collections.abc import Callable

from gongkai.domain.content import Grid
from gongkai.domain.disclosure import Staffing
from gongkai.parse.recognition.people import staffing, with_counts

Draw = Callable[..., Grid]

HEADING = "单位名称 | 编制人数 | < | < | 实有人数 | < | < | <\n^ | 合计 | 行政 | 事业 | 合计 | 在职人员 | 离休人员 | 退休人员\n"


def _counts(found: Staffing | None) -> tuple[int | None, ...] | None:
    return found and (found.posts, found.actual, found.in_service, found.retired, found.departed)


def test_persons_by_columns_are_counted_once_for_the_only_unit(draw: Draw) -> None:
    grid = draw(HEADING + "青河县水利局 | 30 | 20 | 10 | 41 | 28 | 1 | 12")
    assert _counts(staffing([grid])) == (30, 41, 28, 12, 1)


def test_of_several_units_the_total_counts_and_without_one_nothing_does(draw: Draw) -> None:
    units = "水利局 | 30 | 20 | 10 | 41 | 28 | 1 | 12\n水文站 | 5 | | 5 | 6 | 5 | | 1"
    total = "\n合计 | 35 | 20 | 15 | 47 | 33 | 1 | 13"
    assert _counts(staffing([draw(HEADING + units + total)])) == (35, 47, 33, 13, 1)
    assert staffing([draw(HEADING + units)]) is None


def test_persons_by_rows_are_counted(draw: Draw) -> None:
    grid = draw("项目 | 人数\n编制人数 | 30\n实有人数 | 41\n其中：在职人员 | 28\n退休人员 | 12")
    assert _counts(staffing([grid])) == (30, 41, 28, 12, None)


def test_parts_of_the_posts_are_not_all_of_them(draw: Draw) -> None:
    assert staffing([draw("单位 | 编制人数 | <\n^ | 行政编制 | 事业编制\n水利局 | 20 | 10")]) is None


def test_what_the_text_states_goes_before_a_table() -> None:
    counted = Staffing(posts=30, actual=41)
    assert with_counts(Staffing(posts=31), counted) == Staffing(posts=31)
    assert with_counts(Staffing(offices=("办公室",)), counted) == Staffing(posts=30, actual=41, offices=("办公室",))
    assert with_counts(None, counted) == counted
