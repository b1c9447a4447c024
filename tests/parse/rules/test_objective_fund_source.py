"""Other funds that are carried-over appropriation."""

from tests.parse.rules.conftest import doc, objective, only, outcome, row, section, table

from gongkai.domain.disclosure import Disclosure, Term

EXPLAINED = (Term(term="其他资金", definition="包括事业收入、经营收入等。"),)
CALLED = "防汛项目，预算总金额50.00万元，其中涉及财政拨款资金35.00万元，上年结转资金15.00万元。"


def other(text: str = CALLED, glossary: tuple[Term, ...] = EXPLAINED, **sources: str) -> Disclosure:
    income = table("income", row(None, "合计", total="50.00", appropriation_carry_over="15.00", **sources))
    funds = objective("防汛", total="50.00", fiscal="35.00", other="15.00")
    return doc(income, objectives=(funds,), sections=(section("十", "其他事项", text),), glossary=glossary)


def test_other_funds_that_the_text_calls_carried_over_appropriation_are_suspicious():
    finding = only("objective.fund_source", other())
    assert (finding.where, finding.stated, finding.severity) == ("绩效表（一）", "15.00", "warning")


def test_other_funds_of_a_unit_with_other_income_hold():
    assert outcome("objective.fund_source", other(business="3.00")).held == 1


def test_other_funds_that_the_text_does_not_call_carried_over_are_not_judged():
    assert outcome("objective.fund_source", other("上年结转结余15.00万元。")).status == "not_applicable"


def test_other_funds_without_their_explanation_are_not_judged():
    assert outcome("objective.fund_source", other(glossary=())).status == "not_applicable"
