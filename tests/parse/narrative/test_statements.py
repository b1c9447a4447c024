"""Sentences that state an amount with its share or its change."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.domain.disclosure import Statement
from gongkai.domain.places import Place

from .conftest import Tell


def stated(one: Statement) -> tuple[str | None, ...]:
    figures = (one.amount, one.share_pct, one.change, one.change_pct)
    return (one.item, *(None if value is None else str(value) for value in figures), one.reason)


def read(tell: Tell, *texts: str) -> list[tuple[str | None, ...]]:
    told = tell("第三部分 2024年预算情况说明", "二、情况说明", *texts, unit="云溪区水务局")
    return [stated(one) for one in told.statements]


def test_share_change_and_reason_belong_to_the_amount_before_them(tell: Tell) -> None:
    text = "一般公共预算 864.24 万元，占 6.44%，比上年预算减少 1,055.10 万元，下降 54.97%，主要原因是：压减项目，人员减少；"
    assert read(tell, text) == [("一般公共预算", "864.24", "6.44", "-1055.10", "-54.97", "压减项目，人员减少")]


@pytest.mark.parametrize(
    ("words", "change"),
    [("比上年减少5万元", "-5"), ("较上年降低5万元", "-5"), ("与上年相比增加5万元", "5"), ("同比增长5万元", "5"), ("比2023年预算下降5万元", "-5"),
     ("比上年增加0.00万元", "0.00"), ("比上年减少0万元", "0"), ("与上年持平", "0"), ("与2023年预算一致", "0"), ("比上年增加-5万元", "-5"), ("比上年减少约5万", "-5"), ("较上年降幅5万元", "-5"), ("比上年增加了5万元", "5")],
)  # fmt: skip
def test_a_decrease_is_negative_however_it_is_worded(tell: Tell, words: str, change: str) -> None:
    ((_, _, _, found, _, _),) = read(tell, f"基本支出100万元，{words}。")
    assert found == change


def test_an_amount_with_neither_share_nor_change_is_no_statement(tell: Tell) -> None:
    assert read(tell, "云溪区水务局2024年收入预算100万元，其中：", "政府性基金预算未安排。") == []


def test_classes_and_items_are_a_path(tell: Tell) -> None:
    text = "1. 农林水支出（类）水利（款）行政运行（项）：2024年预算数为10万元，比上年执行数增加1万元，增长11.11%，主要是用于人员经费。"
    assert read(tell, text) == [("农林水支出/水利/行政运行", "10", None, "1", "11.11", None)]


def test_amounts_of_one_sentence_meet_their_changes_in_the_next(tell: Tell) -> None:
    found = read(
        tell,
        "云溪区水务局2024年财政拨款“三公”经费数为12.50万元，其中：因公出国（境）费0万元，公务用车购置0万元，公务接待费12.50万元。",
        "2024年“三公”经费比上年预算增加2.50万元，增长25.00%，其中：因公出国（境）费增加0万元，主要原因是未安排；公务用车购置费为0。"
        "[或公务用车购置费减少0万元，主要原因是未购车]；公务接待费增加2.50万元，增长25.00%，主要原因是接待增加。",
    )
    assert found == [
        ("“三公”经费", "12.50", None, "2.50", "25.00", None),
        ("因公出国（境）费", "0", None, "0", None, "未安排"),
        ("公务用车购置费", "0", None, "0", None, "未购车"),
        ("公务接待费", "12.50", None, "2.50", "25.00", "接待增加"),
    ]


def test_after_a_list_of_parts_the_sentence_speaks_of_the_whole(tell: Tell) -> None:
    text = "2024年支出合计100万元，其中：基本支出60万元，占60%；项目支出40万元，占40%。与上年相比减少5万元，下降4.76%。"
    assert read(tell, text)[0] == ("支出合计", "100", None, "-5", "-4.76", None)


def test_final_accounts_count_the_decision_and_not_the_plan(tell: Tell) -> None:
    text = "2023年度“三公”经费支出预算为10万元，支出决算为8万元，完成预算的80%，比预算减少2万元，下降20%；较上年减少1万元，下降11.11%。"
    assert read(tell, text) == [("“三公”经费", "8", None, "-1", "-11.11", None)]


def test_a_reason_may_follow_in_a_sentence_of_its_own(tell: Tell) -> None:
    text = "2024年，本级及下属2家行政单位的机关运行经费财政拨款预算70.51万元，比上年预算增加5.94万元。主要原因是核算项目改变。其中：无"
    assert read(tell, text) == [("机关运行经费", "70.51", None, "5.94", None, "核算项目改变")]


def test_amounts_inside_a_reason_are_no_statements(tell: Tell) -> None:
    text = "项目支出40万元，比上年增加10万元，主要原因是新增清淤项目10万元，占25%。"
    assert read(tell, text) == [("项目支出", "40", None, "10", None, "新增清淤项目10万元，占25%")]


def test_an_amount_above_holds_for_the_change_below(tell: Tell) -> None:
    told = tell(
        "五、“三公”经费安排情况说明",
        "2023年“三公”经费预算数3万元，其中：公务接待费1.50万元。",
        "（一）公务接待费较上年下降25%。",
    )
    assert [(one.section, *stated(one)[:2]) for one in told.statements] == [(("五", "（一）"), "公务接待费", "1.50")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云溪区水务局2024年因公出国（境）费预算为0万元，较上年增加0万元，共计安排团组0个。", ("因公出国（境）费", "0", None, "0", None, None)),
        ("一般公共预算财政拨款“三公”经费预算合计5.30万元，较上年减少1.00万元。", ("“三公”经费", "5.30", None, "-1.00", None, None)),
        ("公务用车购置及运行维护费支出决算为8万元，占“三公”经费支出的94.12%。", ("公务用车购置及运行维护费", "8", "94.12", None, None, None)),
        ("与上年对比部门财务总收入增加100.00万元，主要原因分析：项目增加。", ("财务总收入", None, None, "100.00", None, "项目增加")),
        ("社会保障和就业（类）支出120万元，占12%;", ("社会保障和就业支出", "120", "12", None, None, None)),
        ("公务接待费预算4万元，比2023年预算减少4万元，下降原因主要是压缩开支，减少次数。", ("公务接待费", "4", None, "-4", None, "压缩开支，减少次数")),
    ],
)  # fmt: skip
def test_the_wordings_of_other_provinces_are_understood(
    tell: Tell, text: str, expected: tuple[str | None, ...]
) -> None:
    assert read(tell, text) == [expected]


def test_a_reason_in_a_paragraph_of_its_own_belongs_to_the_statement_above(tell: Tell) -> None:
    assert read(tell, "公务接待费1万元，较上年减少1万元。", "减少原因为厉行节约。")[0][-1] == "厉行节约"


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费5万元，公务用车运行费3万元，与上年相比分别减少1万元、2万元。",
        "基本支出60万元，项目支出40万元，分别占60%、40%。",
    ],
)
def test_what_is_stated_respectively_is_given_to_none(tell: Tell, text: str) -> None:
    assert read(tell, text) == []


def test_the_share_of_another_noun_is_not_taken(tell: Tell) -> None:
    text = "日常支出1300万元，比上年增加20万元。办公设备购置等公用经费占基本支出的10%。"
    assert read(tell, text) == [("日常支出", "1300", None, "20", None, None)]


def test_a_statement_knows_its_section_and_place(tell: Tell) -> None:
    told = tell("第三部分 说明", "二、收入情况", "基本支出1万元，占10%。")
    assert (told.statements[0].section, told.statements[0].place) == (("第三部分", "二"), Place(line=3))


def test_glossary_and_projects_state_nothing(tell: Tell) -> None:
    assert tell("第四部分 名词解释", "一、基本支出：占10%的支出1万元，比上年增加1万元。").statements == ()


def test_income_and_expenditure_together_are_one_item(tell: Tell) -> None:
    text = "2022年度收、支总计均为226.19万元。与2021年度相比，收、支总计各减少18.10万元，下降7.41%。"
    assert read(tell, text) == [("收、支总计", "226.19", None, "-18.10", "-7.41", None)]


def test_what_was_achieved_of_a_budget_is_no_amount(tell: Tell) -> None:
    text = "公务接待费支出决算为22.59万元，完成预算43.2万元的52.3%，比上年决算数增加20.63万元，增长1,055.4%。"
    assert read(tell, text) == [("公务接待费", "22.59", None, "20.63", "1055.4", None)]


def test_behind_a_list_in_brackets_the_sentence_speaks_of_the_whole_again(tell: Tell) -> None:
    text = "公务用车购置及运行费25.50万元（其中，公务用车购置费0万元，公务用车运行费25.50万元），比上年减少2.00万元，下降7.27%。"
    assert read(tell, text) == [("公务用车购置及运行费", "25.50", None, "-2.00", "-7.27", None)]


def test_beside_income_expenditure_is_an_item_of_its_own(tell: Tell) -> None:
    text = "2023年收入预算188.35万元，比上年增加12.35万元；支出预算188.35万元，比上年增加12.35万元。"
    assert [one[0] for one in read(tell, text)] == ["收入预算", "支出预算"]


def test_a_short_heading_names_what_the_figures_behind_it_are_about(tell: Tell) -> None:
    text = "公务接待费。2023年预算数1.20万元，比2022年预算数1.50万元减少0.30万元。"
    assert read(tell, text) == [("公务接待费", "1.20", None, "-0.30", None, None)]


def test_a_paragraph_that_begins_with_the_comparison_goes_on_with_the_total_before(tell: Tell) -> None:
    texts = (
        "2024年部门财务总收入22.68万元，其中：上年结转结余0.71万元。",
        "与上年对比增加1.20万元，增长5.59%，主要原因分析：新增项目。",
    )
    assert read(tell, *texts) == [("财务总收入", "22.68", None, "1.20", "5.59", "新增项目")]


def test_the_changes_behind_a_comparison_are_those_of_what_stands_before_it(tell: Tell) -> None:
    text = "收入总计12.50万元，年末结转0.00万元。收支总计与年初预算数相比，各增加1.50万元；与上年决算数相比，各减少2.00万元，下降13.79%。"
    assert read(tell, text) == [("收支总计", None, None, "-2.00", "-13.79", None)]


@pytest.mark.parametrize("words", ["公务接待费2023年预算2.00万元", "“公务接待费”2023年预算2.00万元"])
def test_an_item_may_stand_before_the_year(tell: Tell, words: str) -> None:
    assert read(tell, f"{words}，比2022年预算减少0.50万元。") == [("公务接待费", "2.00", None, "-0.50", None, None)]


def test_the_plan_is_no_part_of_the_name(tell: Tell) -> None:
    text = (
        "一般公共预算财政拨款支出年初预算为10.00万元，支出决算为12.00万元，完成年初预算的120.00%。比上年增加2.00万元。"
    )
    assert read(tell, text) == [("一般公共预算财政拨款支出", "12.00", None, "2.00", None, None)]


def test_the_class_of_a_heading_holds_for_the_functions_below_it(tell: Tell) -> None:
    told = tell(
        "四、支出预算",
        "（一）社会保障和就业支出（类）",
        "1．民政管理事务（款）行政运行（项）支出12.00万元，与上年相比增加2.00万元。",
    )
    assert [one.item for one in told.statements] == ["社会保障和就业支出/民政管理事务/行政运行"]


def test_both_sides_change_by_the_amount_that_both_have(tell: Tell) -> None:
    text = "收入总计34.50万元，支出总计34.50万元。与上年相比，收、支总计各减少1.20万元，下降3.36%。"
    assert read(tell, text) == [("收、支总计", "34.50", None, "-1.20", "-3.36", None)]


def test_where_the_sides_differ_there_is_no_amount_of_both(tell: Tell) -> None:
    text = "收入总计34.50万元，支出总计30.00万元。与上年相比，收、支总计各减少1.20万元。"
    assert read(tell, text) == [("收、支总计", None, None, "-1.20", None, None)]


def test_two_spellings_of_both_sides_are_one_item(tell: Tell) -> None:
    text = "收入、支出预算总计65.00万元，与上年相比收、支预算总计各增加5.00万元，增长8.33%。"
    assert [one[1:5] for one in read(tell, text)] == [("65.00", None, "5.00", "8.33")]


def test_what_is_announced_before_a_colon_names_a_budget_that_says_nothing_more(tell: Tell) -> None:
    text = "2.公务接待费：2023年预算安排2.00万元，比上年减少1.00万元，下降33.33%。"
    assert read(tell, text) == [("公务接待费", "2.00", None, "-1.00", "-33.33", None)]


def test_an_amount_of_nothing_above_is_not_missing_below(tell: Tell) -> None:
    told = tell("六、三公经费", "因公出国（境）经费0万元，公务接待费6万元。", "（一）因公出国（境）经费与上年持平。")
    assert [(one.amount, one.change) for one in told.statements] == [(Decimal(0), Decimal(0))]


def test_the_heading_of_the_passage_names_a_budget_that_says_nothing_more(tell: Tell) -> None:
    told = tell("五、“三公”经费", "（二）公务接待费", "2022年预算安排5.00万元，比上年减少1.00万元，降低16.67%。")
    assert [stated(one) for one in told.statements] == [("公务接待费", "5.00", None, "-1.00", "-16.67", None)]


def test_a_title_alone_in_its_line_names_what_the_next_line_states(tell: Tell) -> None:
    found = read(tell, "2.公务接待费", "2022年预算安排5.00万元，比上年减少1.00万元。")
    assert found == [("公务接待费", "5.00", None, "-1.00", None, None)]


def test_spending_alone_may_change(tell: Tell) -> None:
    text = "2025年年初预算数21.60万元，其中：教育支出20.00万元。支出较2024年减少1.40万元。"
    assert read(tell, text) == [("支出", "21.60", None, "-1.40", None, None)]


def test_of_two_years_the_later_amount_is_stated(tell: Tell) -> None:
    text = "基本支出2023年预算300万元、2024年预算320万元，增加20万元，增长6.67%。"
    assert read(tell, text) == [("基本支出", "320", None, "20", "6.67", None)]


def test_a_change_in_another_unit_than_the_amount_is_not_put_beside_it(tell: Tell) -> None:
    text = "收入预算3.45亿元，比上年增加1200万元，增长3.6%。"
    assert read(tell, text) == [("收入预算", "3.45", None, None, "3.6", None)]


@pytest.mark.parametrize("words", ["比上年增长5%至8%", "比上年增加（减少）5万元"])
def test_neither_a_range_nor_an_open_direction_is_a_change(tell: Tell, words: str) -> None:
    assert read(tell, f"人员经费100万元，{words}。") == []


def test_an_open_direction_of_nothing_is_no_change(tell: Tell) -> None:
    assert read(tell, "公务接待费5万元，较上年增加（减少）0万元。") == [("公务接待费", "5", None, "0", None, None)]


def test_the_amount_may_come_after_its_change(tell: Tell) -> None:
    text = "事业收入同比上升3.1%，达到456万元。"
    assert read(tell, text) == [("事业收入", "456", None, None, "3.1", None)]


def test_the_source_of_the_money_is_no_part_of_an_items_name(tell: Tell) -> None:
    text = "机关运行经费一般公共预算拨款安排20万元，比上年增加5万元。"
    assert read(tell, text) == [("机关运行经费", "20", None, "5", None, None)]


def test_a_heading_above_does_not_take_the_final_figure_of_what_was_named_since(tell: Tell) -> None:
    told = tell("六、“三公”经费", "2023年度公务接待费预算1.00万元，支出决算0.60万元，决算数较上年增加0.10万元。")
    assert [stated(one)[:2] for one in told.statements] == [("公务接待费", "0.60")]


def test_what_is_compared_with_the_documents_own_year_is_compared_with_the_plan(tell: Tell) -> None:
    text = "1.公务接待费。2021年决算数0.60万元，比2021年年初预算数1.00万元减少0.40万元。"
    assert tell("2021年度部门决算", "四、“三公”经费", text).statements == ()
    before = tell("2021年度部门决算", "四、“三公”经费", text.replace("比2021年年初", "比2020年"))
    assert [stated(one)[:4] for one in before.statements] == [("公务接待费", "0.60", None, "-0.40")]


def test_quotation_marks_are_no_part_of_the_name(tell: Tell) -> None:
    assert read(tell, "“公共安全支出”88.50万元，占89.85%。") == [("公共安全支出", "88.50", "89.85", None, None, None)]


def test_the_rest_is_no_item(tell: Tell) -> None:
    text = "公务接待费减少0.50万元，其他与2022年持平。"
    assert read(tell, text) == [("公务接待费", None, None, "-0.50", None, None)]


def test_total_income_and_total_spending_are_both_sides(tell: Tell) -> None:
    text = "总收入34.00万元，总支出34.00万元，与上年相比，收入、支出总计各减少1.00万元。"
    assert read(tell, text) == [("收入、支出总计", "34.00", None, "-1.00", None, None)]


def test_two_figures_in_one_breath_are_left_alone(tell: Tell) -> None:
    text = "收、支总计各是412.50万元、414.90万元，与上年相比各减少12.60万元、25.70万元，各下降2.96%、5.83%。"
    assert read(tell, text) == []


def test_what_did_not_change_against_the_plan_may_have_changed_against_the_year_before(tell: Tell) -> None:
    text = "公务接待费支出决算比预算无增减变化，比去年增加0.5万元，增长50%，增加原因主要是检查增加。"
    assert read(tell, text) == [("公务接待费", None, None, "0.5", "50", "检查增加")]


def test_after_parts_in_brackets_the_change_is_that_of_the_whole(tell: Tell) -> None:
    text = "公务用车购置及运行费28万元（公务用车购置费0万元，公务用车运行维护费28万元），较上年无增减；"
    assert read(tell, text) == [("公务用车购置及运行费", "28", None, "0", None, None)]


def test_a_percentage_may_stand_in_brackets_behind_the_change(tell: Tell) -> None:
    text = "公务接待费0.50万元，较上年减少0.50万元（50%）；"
    assert read(tell, text) == [("公务接待费", "0.50", None, "-0.50", "-50", None)]


def test_the_figure_of_the_year_before_is_not_the_amount(tell: Tell) -> None:
    text = "公务接待费由上年的2.00万元减少到1.20万元，减少0.80万元，降幅40%。"
    assert read(tell, text) == [("公务接待费", "1.20", None, "-0.80", "-40", None)]


@pytest.mark.parametrize(
    ("subject", "item"),
    [
        ("公共安全支出（204类）司法（06款）行政运行（01项）", "公共安全支出/司法/行政运行"),
        ("“一般公共服务支出-财政事务-行政运行”科目", "一般公共服务支出/财政事务/行政运行"),
        ("行政运行（2013101）", "行政运行"),
        ("2010601行政运行：2024年预算数", "行政运行"),
        ("住房保障（类）支出", "住房保障支出"),
        ("2024年部门收入总计", "收入总计"),
        ("云溪区水务局2024年一般公共预算拨款", "一般公共预算拨款"),
        ("机关运行经费当年一般公共预算拨款", "机关运行经费"),
    ],
)
def test_codes_and_levels_are_no_part_of_the_name(tell: Tell, subject: str, item: str) -> None:
    text = f"{subject}84.86万元，主要用于：行政单位的基本支出。比上年增加4.50万元。"
    assert read(tell, text) == [(item, "84.86", None, "4.50", None, None)]


def test_a_reason_goes_to_what_its_own_words_name(tell: Tell) -> None:
    texts = (
        "2024年收入预算90万元，其中：财政拨款收入90万元，比2023年预算减少20万元。",
        "支出预算90万元，其中：财政拨款支出预算90万元，比2023年预算减少20万元；政府性基金支出预算0万元，与2023年预算持平。",
        "财政拨款收入支出减少的主要原因是项目调整。",
    )
    assert read(tell, *texts) == [
        ("财政拨款收入", "90", None, "-20", None, "项目调整"),
        ("财政拨款支出预算", "90", None, "-20", None, "项目调整"),
        ("政府性基金支出预算", "0", None, "0", None, None),
    ]


def test_a_reason_behind_several_parts_is_that_of_the_whole(tell: Tell) -> None:
    text = "“三公”经费6.5万元，比上年减少1.5万元，其中：公务用车运行费5万元，减少1万元；公务接待费1.5万元，减少0.5万元。减少的主要原因是节约。"
    assert [one[-1] for one in read(tell, text)] == ["节约", None, None]


def test_a_reason_that_goes_the_other_way_explains_nothing(tell: Tell) -> None:
    text = "基本支出60万元，比上年增加5万元。经费减少的主要原因是压减。"
    assert read(tell, text) == [("基本支出", "60", None, "5", None, None)]


def test_an_amount_cannot_have_grown_by_more_than_itself(tell: Tell) -> None:
    text = "收入652.31万元，其中：一般公共预算收入652.31万元、政府性基金收入0万元，较上年增加52.31万元。"
    assert read(tell, text) == [("收入", "652.31", None, "52.31", None, None)]


def test_a_name_that_ends_like_a_change_is_none(tell: Tell) -> None:
    assert read(tell, "2024年项目总预算90万元，其中支持节能提升30.00万元，支持商圈活力40.00万元。") == []


def test_a_budget_compared_with_its_own_year_means_the_one_before(tell: Tell) -> None:
    told = tell("云溪区水务局2026年部门预算", "四、编制说明", "2026年收入预算90万元，比2026年预算增加10万元。")
    assert [stated(one)[:4] for one in told.statements] == [("收入预算", "90", None, "10")]


def test_a_change_of_each_is_that_of_income_and_of_spending(tell: Tell) -> None:
    text = "2021年收入总计90万元，支出总计90万元，与2020年相比，各增加12万元，增长15.38%。主要原因是：人员增加。"
    assert read(tell, text) == [
        ("收入总计", "90", None, "12", "15.38", "人员增加"),
        ("支出总计", "90", None, "12", "15.38", "人员增加"),
    ]


def test_a_use_behind_the_reason_is_no_part_of_it(tell: Tell) -> None:
    text = "项目支出1000万元，比上年增加8万元，主要原因是新增项目，主要用于水利建设；"
    assert read(tell, text) == [("项目支出", "1000", None, "8", None, "新增项目")]


@pytest.mark.parametrize("before", ["上年收入总预算1,300.00万元", "2023年收入总预算1,300.00万元"])
def test_the_amount_of_the_year_before_is_not_taken_for_this_years(tell: Tell, before: str) -> None:
    text = f"2024年收入总预算1,412.60万元，{before}，增加112.60万元，增幅均为8.66%。"
    assert read(tell, text) == [("收入总预算", "1412.60", None, "112.60", "8.66", None)]
