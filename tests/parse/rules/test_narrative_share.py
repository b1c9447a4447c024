"""Shares."""

from tests.parse.rules.conftest import doc, only, outcome, row, said, section, spots, table

TABLE = table("expenditure", row("213", "类", total="200.00"), row(None, "合计", total="200.00"))
SECTION = section("三", "支出预算情况说明", "支出预算200.00万元，其中：基本支出50.00万元")


def stated(share: str, *tables, text: str | None = SECTION.text):
    sections = (section("三", "支出预算情况说明", text),)
    return doc(*tables, sections=sections, statements=(said("三", "基本支出", "50.00", share_pct=share),))


def test_a_share_of_the_tables_total_holds():
    assert outcome("narrative.share", stated("25.00", TABLE)).held == 1


def test_a_wrong_share_is_an_error():
    assert spots("narrative.share", stated("26.00", TABLE)) == [("第三部分 三 基本支出", "26.00", "25.00")]


def test_a_share_of_the_total_that_the_section_states_is_right():
    other = table("expenditure", row("213", "类", total="300.00"), row(None, "合计", total="300.00"))
    assert spots("narrative.share", stated("25.00", other)) == []


def test_a_share_that_was_cut_off_is_a_warning():
    assert only("narrative.share", stated("24", TABLE, text=None)).severity == "error"
    document = doc(TABLE, sections=(SECTION,), statements=(said("三", "基本支出", "51.90", share_pct="25"),))
    assert only("narrative.share", document).severity == "warning"


def test_an_amount_is_no_whole_of_itself_unless_it_is_all():
    assert (
        outcome("narrative.share", stated("99.86", text="基本支出50.00万元，占本年支出合计的99.86%。")).status
        == "unchecked"
    )
    assert outcome("narrative.share", stated("100", text="基本支出50.00万元，占100%。")).held == 1


def test_the_general_budget_of_final_accounts_is_a_share_of_all_spending():
    heading = section(
        "五/（一）", "一般公共预算财政拨款支出决算总体情况", "一般公共预算财政拨款支出150.00万元，占75.00%"
    )
    share = said("五/（一）", "一般公共预算财政拨款支出", "150.00", share_pct="75.00")
    assert outcome("narrative.share", doc(TABLE, sections=(heading,), statements=(share,))).held == 1


def test_a_share_without_any_total_could_not_be_checked():
    assert outcome("narrative.share", stated("25.00", text=None)).status == "unchecked"


def test_without_shares_the_rule_is_not_applicable():
    assert outcome("narrative.share", doc(statements=(said("三", "基本支出", "1.00"),))).status == "not_applicable"
