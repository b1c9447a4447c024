"""Changes in percent."""

from tests.parse.rules.conftest import doc, only, outcome, said


def stated(amount: str, change: str, pct: str):
    return doc(statements=(said("三", "基本支出", amount, change=change, change_pct=pct),))


def test_a_change_divided_by_last_years_amount_holds():
    assert outcome("narrative.change_pct", stated("110.00", "10.00", "10.00")).held == 1


def test_a_wrong_percentage_is_an_error_with_the_right_one():
    finding = only("narrative.change_pct", stated("110.00", "10.00", "15.00"))
    assert (finding.where, finding.stated, finding.expected) == ("第三部分 三 基本支出", "15.00", "10.00")


def test_division_by_this_years_amount_is_named_as_the_cause():
    finding = only("narrative.change_pct", stated("139.00", "-6.00", "-4.32"))
    assert (finding.cause, finding.severity) == ("divided by this year's amount", "error")


def test_decimals_that_were_cut_off_are_a_warning():
    finding = only("narrative.change_pct", stated("300.00", "248.33", "480"))
    assert (finding.severity, finding.expected) == ("warning", "480.61")


def test_nothing_last_year_is_noted_and_no_error():
    assert only("narrative.change_pct", stated("30.00", "30.00", "100.00")).severity == "info"


def test_no_change_of_zero_percent_holds():
    assert outcome("narrative.change_pct", stated("0.00", "0.00", "0.00")).held == 1


def test_what_the_last_digit_of_small_amounts_allows_is_right():
    assert outcome("narrative.change_pct", stated("0.41", "0.14", "51.00")).held == 1


def test_a_sign_alone_is_left_to_its_own_rule():
    assert outcome("narrative.change_pct", stated("110.00", "10.00", "-10.00")).held == 1


def test_a_sentence_that_is_about_nothing_by_name_is_not_judged():
    nameless = said("三", ".", "33", change="-7.69", change_pct="-3.84")
    assert outcome("narrative.change_pct", doc(statements=(nameless,))).status == "not_applicable"


def test_a_statement_without_a_percentage_is_not_applicable():
    assert outcome("narrative.change_pct", doc(statements=(said("三", "基本支出", "1.00"),))).status == "not_applicable"
