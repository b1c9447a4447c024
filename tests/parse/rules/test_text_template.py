"""Left-over text."""

from tests.parse.rules.conftest import doc, only, outcome, section


def test_finished_text_holds():
    assert outcome("text.template", doc(sections=(section("八", "说明", "经费增加（或减少）0万元。"),))).held == 1


def test_an_alternative_in_brackets_is_noted():
    text = "公务用车购置费为0。[或公务用车购置费增加0万元]"
    assert only("text.template", doc(sections=(section("八", "说明", text),))).severity == "info"


def test_a_blank_to_fill_in_is_noted():
    assert only("text.template", doc(sections=(section("八", "说明", "预算XX万元"),))).stated == "XX万元"


def test_without_text_the_rule_is_not_applicable():
    assert outcome("text.template", doc()).status == "not_applicable"
