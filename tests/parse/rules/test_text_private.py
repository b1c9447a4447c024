"""Private data."""

from tests.parse.rules.conftest import doc, only, outcome, section


def test_text_without_private_data_holds():
    assert (
        outcome("text.private", doc(sections=(section("八", "说明", "电话0991-1234567，金额13800000000.00"),))).status
        != "failed"
    )


def test_a_mobile_number_is_noted_without_repeating_it():
    finding = only("text.private", doc(sections=(section("八", "说明", "联系人王某，13800000000"),)))
    assert finding.stated == "手机号码"
    assert "13800000000" not in finding.message


def test_without_text_the_rule_is_not_applicable():
    assert outcome("text.private", doc()).status == "not_applicable"
