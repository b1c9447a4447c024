"""Names that should be one."""

from tests.parse.rules.conftest import carried, doc, objective, only, outcome, project, row, said, section, spots, table

PROJECTS = table("project_expenditure", row("2130305", "水利工程建设", project="河道清淤工程", total="35.00"))


def test_a_code_with_one_name_in_all_tables_holds():
    tables = (
        table("income", row("213", "农林水支出", total="1.00")),
        table("expenditure", row("213", "农林水支出", total="1.00")),
    )
    assert outcome("names.mismatch", doc(*tables)).held == 2


def test_the_table_that_names_a_code_otherwise_is_an_error():
    tables = [table(code, row("223", "国有资本经营预算支出", total="1.00")) for code in ("income", "expenditure")]
    other = table("capital_expenditure", row("223", "退休人员管理补助", total="1.00"))
    finding = only("names.mismatch", doc(*tables, other))
    assert (finding.where, finding.severity, finding.expected) == ("表9 223", "error", "国有资本经营预算支出")


def test_a_code_in_the_place_of_a_name_is_none():
    tables = [
        table(code, row("2130314", name, total="1.00")) for code, name in (("income", "防汛"), ("expenditure", "14"))
    ]
    assert outcome("names.mismatch", doc(*tables)).status == "not_applicable"


def test_a_name_that_lost_its_ending_is_only_noted():
    tables = [table(code, row("213", "农林水支出", total="1.00")) for code in ("income", "expenditure")]
    cut = table("general_expenditure", row("213", "农林水", total="1.00"))
    assert only("names.mismatch", doc(*tables, cut)).severity == "info"


def test_a_function_of_the_text_that_the_table_names_otherwise_is_suspicious():
    rows = (row("213", "农林水支出", total="7.00"), row("21303", "水利工程管理事务", total="7.00"))
    use = section("五/（三）", "具体使用情况", "1.农林水支出（类）水利管理事务（款）7.00万元")
    statements = (said("五/（三）", "农林水支出/水利管理事务", "7.00"),)
    document = doc(table("general_expenditure", *rows), sections=(use,), statements=statements)
    assert spots("names.mismatch", document) == [("第三部分 五（三）1", "水利管理事务", "水利工程管理事务")]


def test_a_performance_table_with_an_addition_to_the_name_is_suspicious():
    document = doc(
        PROJECTS,
        projects=(project("河道清淤工程", "35.00"),),
        objectives=(objective("河道清淤工程（含管理费）", total="35.00", fiscal="35.00"),),
    )
    assert spots("names.mismatch", document) == [("绩效表（一）", "河道清淤工程（含管理费）", "河道清淤工程")]


def test_a_number_before_the_name_does_not_count():
    document = doc(
        PROJECTS,
        projects=(project("河道清淤工程", "35.00"),),
        objectives=(objective("青财农[2023]12号、15号-河道清淤工程", fiscal="35.00"),),
    )
    assert spots("names.mismatch", document) == []


def test_a_statement_that_stands_alone_against_the_table_is_named():
    document = doc(PROJECTS, projects=(project("水渠加固与清理", "35.00"),))
    assert spots("names.mismatch", document) == [("第三部分 七（一）", "水渠加固与清理", "河道清淤工程")]


def test_a_name_with_the_unit_before_it_is_only_noted():
    assert only("names.mismatch", doc(PROJECTS, projects=(project("青石县河道清淤工程", "35.00"),))).severity == "info"


def test_two_amounts_under_one_name_are_an_error_at_every_place():
    document = doc(
        PROJECTS,
        projects=(project("河道清淤工程", "35.00"),),
        objectives=(objective("水渠资金", fiscal="35.00"), objective("河道清淤工程", fiscal="90.00")),
    )
    finding = only("names.mismatch", document)
    assert (finding.where, finding.severity) == (
        "表7 2130305 / 第三部分 七（一） / 绩效表（一）、绩效表（二）",
        "error",
    )


def test_a_carry_over_with_another_name_in_the_list_is_suspicious():
    lines = table("carry_over", row(None, "青财农[2023]12号中中央资金", total="1.00"), row(None, "乙", total="2.00"))
    document = doc(lines, carry_overs=(carried("青财农[2023]12号中央资金", "1.00"), carried("乙", "2.00")))
    assert only("names.mismatch", document).where == "表11 第1行"


def test_marks_alone_are_only_noted():
    lines = table("carry_over", row(None, "资金—甲", total="1.00"))
    assert only("names.mismatch", doc(lines, carry_overs=(carried("资金--甲", "1.00"),))).severity == "info"


def test_names_that_stand_only_once_are_not_applicable():
    assert outcome("names.mismatch", doc(PROJECTS)).status == "not_applicable"


def test_names_of_projects_beside_codes_are_no_names_of_functions():
    functions = table("general_expenditure", row("2130314", "防汛", total="3.00"))
    projects = table("project_expenditure", row("2130314", "山洪灾害防治", total="3.00"))
    assert spots("names.mismatch", doc(functions, projects)) == []
