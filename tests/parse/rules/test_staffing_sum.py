"""Numbers of staff."""

from tests.parse.rules.conftest import doc, outcome, section, spots, staffing

SECTION = section("第一部分/二", "机构设置及人员情况", "编制数50，实有人数60人，其中：在职40人；退休19人；离休1人。")


def staff(actual: int):
    return doc(sections=(SECTION,), staffing=staffing(actual=actual, in_service=40, retired=19, departed=1))


def test_parts_that_add_up_hold():
    assert outcome("staffing.sum", staff(60)).held == 1


def test_parts_that_do_not_add_up_are_an_error():
    assert spots("staffing.sum", staff(62)) == [("第一部分 二", "62", "60")]


def test_those_in_service_counted_apart_from_those_retired_are_no_sum():
    apart = section("第一部分/二", "人员情况", "核定编制50名，实有在职人员40人，退休人员19人。")
    document = doc(sections=(apart,), staffing=staffing(actual=40, in_service=40, retired=19))
    assert outcome("staffing.sum", document).status == "not_applicable"


def test_without_numbers_the_rule_is_not_applicable():
    assert outcome("staffing.sum", doc(staffing=staffing(posts=50))).status == "not_applicable"
