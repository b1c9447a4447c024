"""Amounts of the narrative against their cells."""

from tests.parse.rules.conftest import doc, only, outcome, row, said, section, spots, table

OVERALL = section(
    "一",
    "关于收支预算情况的总体说明",
    "收支总预算10.00万元。\n支出预算包括：农林水支出7.00万元、住房保障支出3.00万元。",
)
EXPENDITURE = table(
    "expenditure",
    row("213", "农林水支出", total="7.00", basic="4.00"),
    row("221", "住房保障支出", total="3.00", basic="3.00"),
    row(None, "合计", total="10.00", basic="7.00"),
)
SPENDING = section("三", "关于支出预算情况说明", "支出预算10.00万元，其中：\n基本支出7.00万元")


def test_amounts_of_sentences_and_lists_that_repeat_their_cells_hold():
    document = doc(EXPENDITURE, sections=(OVERALL, SPENDING), statements=(said("三", "基本支出", "7.00"),))
    assert outcome("narrative.amount", document).held == 5


def test_an_amount_that_differs_from_its_cell_is_an_error_with_both_places():
    document = doc(EXPENDITURE, sections=(SPENDING,), statements=(said("三", "基本支出", "8.30"),))
    finding = only("narrative.amount", document)
    assert (finding.where, finding.stated, finding.expected) == ("第三部分 三 基本支出", "8.30", "7.00")
    assert "表3 合计" in finding.message


def test_an_amount_of_a_list_is_looked_up_by_the_name_of_its_row():
    wrong = section("一", OVERALL.heading or "", "支出预算包括：农林水支出7.50万元、住房保障支出3.00万元。")
    assert spots("narrative.amount", doc(EXPENDITURE, sections=(wrong,))) == [
        ("第三部分 一 农林水支出", "7.50", "7.00")
    ]


def test_the_path_of_a_function_leads_to_its_row_and_its_number():
    tables = table("general_expenditure", row("213", "农林水支出", total="7.00"), row("21303", "水利", total="7.00"))
    text = "1.别的（类）事（款）：1万元\n2.农林水支出（类）水利（款）：2024年预算数为6.00万元"
    use = section("五/（三）", "一般公共预算当年拨款具体使用情况", text)
    document = doc(tables, sections=(use,), statements=(said("五/（三）", "农林水支出/水利", "6.00"),))
    assert spots("narrative.amount", document) == [("第三部分 五（三）2", "6.00", "7.00")]


def test_a_class_that_a_balance_prints_by_its_name_alone_may_be_repeated_from_there():
    tables = table("general_expenditure", row("210", "卫生健康支出", total="6.01"))
    balance = table("balance", row(None, "九、卫生健康支出", side="expenditure", amount="6.00"))
    use = section("五/（二）", "一般公共预算当年拨款结构情况", "卫生健康支出（类）6.00万元")
    document = doc(tables, sections=(use,), statements=(said("五/（二）", "卫生健康支出", "6.00"),))
    assert len(spots("narrative.amount", document)) == 1
    assert (
        spots("narrative.amount", doc(balance, *document.tables, sections=(use,), statements=document.statements)) == []
    )


def test_ten_thousand_yuan_in_the_text_fit_yuan_in_the_table():
    yuan = table(
        "expenditure",
        row(None, "合计", total="100000.00", basic="70012.00"),
        row("213", "类", total="100000.00"),
        currency="元",
    )
    document = doc(yuan, sections=(SPENDING,), statements=(said("三", "基本支出", "7.00"),))
    assert spots("narrative.amount", document) == []


def test_a_sentence_that_agrees_with_the_sums_of_a_broken_table_is_right():
    broken = table("expenditure", row("213", "类", total="10.00"), row(None, "合计", total="10.60"))
    assert spots("narrative.amount", doc(broken, sections=(SPENDING,))) == []


def test_a_sentence_without_a_table_is_not_applicable():
    document = doc(sections=(SPENDING,), statements=(said("三", "基本支出", "7.00"),))
    assert outcome("narrative.amount", document).status == "not_applicable"


def test_a_function_without_share_and_change_is_compared_too():
    general = table("general_expenditure", row("2130314", "防汛", total="3.00"), row(None, "合计", total="3.00"))
    text = "1.农林水支出（类）水利（款）防汛（项）2024年预算数为{}万元，主要用于：抢险。"
    used = [section("三", "一般公共预算当年拨款具体使用情况", text.format(amount)) for amount in ("3.00", "4.00")]
    assert outcome("narrative.amount", doc(general, sections=used[:1])).held == 1
    assert [found[1:] for found in spots("narrative.amount", doc(general, sections=used[1:]))] == [("4.00", "3.00")]
