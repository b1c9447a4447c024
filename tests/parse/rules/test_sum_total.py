"""Total lines."""

from dataclasses import replace

from tests.parse.rules.conftest import doc, findings, only, outcome, row, spots, table

from gongkai.domain.content import Notice
from gongkai.domain.places import Place


def test_totals_and_unit_lines_are_the_sum_of_their_classes():
    rows = (
        row(None, "青石县水务局", total="3.00"),
        row("208", "类", total="1.00"),
        row("213", "类", total="2.00"),
        row(None, "合计", total="3.00"),
    )
    assert outcome("sum.total", doc(table("expenditure", *rows))).held == 2


def test_a_wrong_total_is_an_error():
    rows = (row("208", "类", total="1.00"), row("213", "类", total="2.00"), row(None, "合计", total="3.50"))
    assert spots("sum.total", doc(table("expenditure", *rows))) == [("表3 合计", "3.50", "3.00")]


def test_the_unit_line_of_one_unit_leaves_the_other_alone():
    rows = (
        row(None, "水务局本级", total="1.00"),
        row("213", "类", total="1.00"),
        row(None, "青石县水文站", total="9.00"),
        row("213", "类", total="2.00"),
        row(None, "合计", total="3.00"),
    )
    assert only("sum.total", doc(table("expenditure", *rows))).expected == "2.00"


def test_three_public_adds_up_by_its_items():
    rows = (
        row(None, "合计", total="5.00"),
        row(None, "因公出国（境）费", total=None),
        row(None, "公务接待费", total="1.00"),
        row(None, "公务用车购置及运行费（小计）", total="4.00"),
        row(None, "其中：公务用车购置费", total=None),
        row(None, "公务用车运行费", total="3.00"),
    )
    assert spots("sum.total", doc(table("three_public", *rows))) == [
        ("表10 公务用车购置及运行费（小计）", "4.00", "3.00")
    ]


def test_a_total_without_lines_could_not_be_checked():
    rows = (row("208", "类", total=None), row(None, "合计", total="3.00"))
    assert outcome("sum.total", doc(table("expenditure", *rows))).status == "unchecked"


def test_lines_that_belong_nowhere_leave_the_total_unchecked():
    rows = (row("208", "类", total="1.00"), row(None, "不明的一行", total="1.00"), row(None, "合计", total="3.00"))
    assert outcome("sum.total", doc(table("expenditure", *rows))).status == "unchecked"


def test_a_code_whose_class_is_misprinted_leaves_the_total_unchecked():
    rows = (row("210", "类", total="1.00"), row("71102", "项", total="1.00"), row(None, "合计", total="1.00"))
    assert outcome("sum.total", doc(table("expenditure", *rows))).status == "unchecked"


def test_the_unit_line_above_a_list_of_projects_is_no_project():
    names = ("青石县水务中心", "河道清淤", "防汛中心")
    rows = [row(None, name, total=total) for name, total in zip(names, ("5.00", "3.00", "2.00"), strict=True)]
    document = doc(table("project_expenditure", *rows, row(None, "合计", total="5.00")))
    assert outcome("sum.total", document).held == 2


def test_a_table_that_goes_on_unread_could_not_be_checked():
    printed = table("expenditure", row("208", "类", total="1.00"), row(None, "合计", total="3.00"))
    rows = tuple(replace(one, place=Place(page=4)) for one in printed.rows)
    for page, count in ((5, 0), (6, 1)):
        told = Notice("UNREAD_TABLE", "没有读", "unread", Place(page=page))
        assert len(findings("sum.total", doc(replace(printed, rows=rows), notices=(told,)))) == count


def test_a_table_without_its_total_at_the_end_may_go_on_where_any_figures_were_left():
    rows = (row(None, "合计", total="3.00"), row("208", "类", total="1.00"))
    told = Notice("UNREAD_FIGURES", "没有读", "unread", Place(page=1))
    for order, count in ((rows, 0), (rows[::-1], 1)):
        printed = table("expenditure", *(replace(one, place=Place(page=4)) for one in order))
        assert len(findings("sum.total", doc(printed, notices=(told,)))) == count


def test_lines_of_a_text_that_were_left_belong_to_the_table_above_them():
    printed = table("expenditure", row("208", "类", total="1.00"), row(None, "合计", total="3.00"))
    rows = tuple(replace(one, place=Place(line=12)) for one in printed.rows)
    own, behind = (replace(printed, rows=rows, place=Place(line=line)) for line in (10, 30))
    for line, count in ((20, 0), (40, 1)):
        told = Notice("UNREAD_TABLE", "没有读", "unread", Place(line=line))
        assert len(findings("sum.total", doc(own, replace(behind, code="other"), notices=(told,)))) == count


def test_a_line_that_was_not_read_whole_could_not_be_checked():
    told = Notice("NOT_A_FIGURE", "不是数字", "no number", Place(page=1, cell="total"))
    printed = table("expenditure", row("208", "类", total="1.00"), row(None, "合计", total="3.00"))
    assert findings("sum.total", doc(printed, notices=(told,))) == []
    assert findings("sum.total", doc(printed)) != []


def test_without_a_total_line_the_rule_is_not_applicable():
    assert outcome("sum.total", doc(table("income", row("208", "类", total="1.00")))).status == "not_applicable"


def test_the_total_of_each_of_two_lists_adds_up_its_own_lines():
    lists = table(
        "basic_expenditure",
        row("301", "工资福利支出", total="8.00", personnel="8.00", operating=None),
        row("302", "商品和服务支出", total="2.00", personnel=None, operating="2.00"),
        row(None, "人员经费合计", total="8.00", personnel="8.00", operating=None),
        row(None, "公用经费合计", total="2.00", personnel=None, operating="2.00"),
    )
    assert outcome("sum.total", doc(lists)).status == "passed"
