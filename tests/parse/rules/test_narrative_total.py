"""The appropriation's sources."""

from tests.parse.rules.conftest import doc, outcome, section, spots


def stated(*sources: str):
    text = f"财政拨款收支总预算30.00万元。\n收入预算包括：{'、'.join(sources)}。"
    return doc(sections=(section("四", "财政拨款收支预算情况的总体说明", text),))


def test_sources_that_add_up_hold():
    assert outcome("narrative.total", stated("一般公共预算拨款20.00万元", "政府性基金预算拨款10.00万元")).held == 1


def test_a_source_left_out_is_an_error():
    assert spots("narrative.total", stated("一般公共预算拨款20.00万元")) == [("第三部分 四", "30.00", "20.00")]


def test_sources_without_amounts_are_not_applicable():
    assert outcome("narrative.total", stated("一般公共预算拨款")).status == "not_applicable"
