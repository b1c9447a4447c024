from collections.abc import Callable
from decimal import Decimal

from gongkai.domain.content import Grid, Line
from gongkai.domain.places import Place
from gongkai.parse.joining import join
from gongkai.parse.recognition import recognise

Draw = Callable[..., Grid]
Lines = Callable[..., list[Line]]

GRID = "科目编码 | 科目名称 | 合计 | 基本支出\n208 | 社会保障支出 | 3.00 | 3.00"


def test_number_title_unit_and_note_around_a_grid_are_the_tables(draw: Draw, lines: Lines) -> None:
    blocks = [
        *lines("表三：", "部门支出总体情况表", "编制部门：青河县水利局\t单位：万元"),
        draw(GRID),
        *lines("备注：含上年结转。"),
    ]
    recognition = recognise(blocks)
    (table,) = recognition.tables
    assert (table.number, table.title, table.currency, table.note) == (
        3,
        "部门支出总体情况表",
        "万元",
        "备注：含上年结转。",
    )
    assert recognition.left == ()


def test_a_number_below_the_title_counts_too(draw: Draw, lines: Lines) -> None:
    (table,) = recognise([*lines("支出决算表", "公开03表", "金额单位：元"), draw(GRID)]).tables
    assert (table.number, table.code, table.currency) == (3, "expenditure", "元")


def test_running_text_around_the_tables_stays_in_order(draw: Draw, lines: Lines) -> None:
    blocks = [*lines("第二部分 预算表", "表1", "部门支出总表"), draw(GRID), *lines("第三部分 说明")]
    assert [line.text for line in recognise(blocks).left if isinstance(line, Line)] == [
        "第二部分 预算表",
        "第三部分 说明",
    ]


def test_the_captions_of_one_table_are_not_those_of_the_next(draw: Draw, lines: Lines) -> None:
    blocks = [*lines("表1", "部门支出总表", "单位：万元"), draw(GRID), *lines("表2", "一般公共预算支出表"), draw(GRID)]
    assert [(table.number, table.currency) for table in recognise(blocks).tables] == [(1, "万元"), (2, None)]


def test_notes_numbered_over_several_lines_are_one_note(draw: Draw, lines: Lines) -> None:
    blocks = [*lines("支出决算表"), draw(GRID), *lines("注：1.本表反映支出。", "2.尾数可能有差。", "第三部分 说明")]
    recognition = recognise(blocks)
    assert recognition.tables[0].note == "注：1.本表反映支出。\n2.尾数可能有差。"
    assert len(recognition.left) == 1


def test_a_table_without_a_title_is_known_by_its_headings(draw: Draw) -> None:
    grid = draw("“三公”经费支出内容 | 合计\n因公出国（境）费 | \n公务接待费 | 1.00")
    across = draw("合计 | 因公出国（境）费 | 公务用车购置及运行费 | 公务接待费\n2.00 | | 1.00 | 1.00")
    assert [recognise([one]).tables[0].code for one in (grid, across)] == ["other", "three_public"]


def test_a_title_missing_at_the_table_is_taken_from_the_contents(draw: Draw, lines: Lines) -> None:
    contents = lines(
        "一、部门收支总表", "二、部门收入总表", "三、部门支出总表", "四、一般公共预算支出表", "第一部分 概况"
    )
    grid = draw("科目编码 | 科目名称 | 支出预算 | < | <\n^ | ^ | 合计 | 基本支出 | 项目支出\n201 | 公共支出 | 1 | 1 |")
    captioned = draw(GRID)
    tables = recognise([*contents, grid, *lines("部门支出总表"), captioned]).tables
    assert "部门支出总表" in [table.title for table in tables]


def test_a_table_announced_but_not_printed_is_an_empty_one_in_its_place(draw: Draw, lines: Lines) -> None:
    contents = lines(
        "一、部门收支总表",
        "二、部门收入总表",
        "三、部门支出总表",
        "四、政府性基金预算支出表",
        "五、国有资本经营预算支出表",
    )
    balance = draw("收入 | < | 支出 | <\n项目 | 预算数 | 项目 | 预算数\n收入总计 | 1.00 | 支出总计 | 1.00")
    income = draw("科目编码 | 科目名称 | 合计 | 事业收入\n208 | 社会保障支出 | 1.00 | 1.00")
    printed = [
        *lines("表1", "部门收支总表"),
        balance,
        *lines("表2", "部门收入总表"),
        income,
        *lines("表3", "部门支出总表"),
        draw(GRID),
        *lines("表5", "国有资本经营预算支出表"),
        draw(GRID),
    ]
    tables = recognise([*contents, *lines("第一部分 概况"), *printed]).tables
    assert [table.number for table in tables] == [1, 2, 3, 4, 5]
    empty = tables[3]
    assert (empty.code, empty.empty, empty.rows, empty.currency) == ("fund_expenditure", True, (), None)
    assert empty.columns == ("total", "basic", "project")


def test_a_table_with_headings_and_a_lone_total_is_empty(draw: Draw, lines: Lines) -> None:
    (table,) = recognise(
        [*lines("政府性基金预算支出表"), draw("科目编码 | 科目名称 | 合计 | 基本支出\n | 合计 | | ")]
    ).tables
    assert table.empty
    assert [(row.name, row.total_row) for row in table.rows] == [("合计", True)]


def test_performance_forms_are_left_to_others(draw: Draw, lines: Lines) -> None:
    form = draw("项目名称 | 修路 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 里程 | ≥3公里")
    recognition = recognise([*lines("项目支出绩效目标表"), form])
    assert recognition.tables == ()
    assert len(recognition.left) == 2


def test_a_grid_of_no_known_kind_is_kept_with_all_its_rows(draw: Draw, lines: Lines) -> None:
    grid = draw("采购项目 | 数量 | 金额\n复印纸 | 10 | 1.50\n桌椅 | 若干 | 2.00\n合计 | | 3.50")
    (table,) = recognise([*lines("表11", "政府采购预算表", "单位：万元"), grid]).tables
    assert (table.code, table.number, table.columns) == ("other", 11, ("c1", "c2"))
    assert [row.name for row in table.rows] == ["采购项目 数量 金额", "复印纸", "桌椅 若干", "合计"]
    assert [str(row["c2"]) for row in table.rows] == ["None", "1.50", "2.00", "3.50"]


def test_a_wrapped_note_is_one_note(draw: Draw) -> None:
    full = Line("备注：本表的数字包括上年结转，", Place(box=(50, 0, 500, 10)), right=500)
    rest = Line("不包括非财政拨款。", Place(box=(50, 10, 200, 20)), right=500)
    (table,) = recognise([Line("部门支出总表", Place()), draw(GRID), full, rest]).tables
    assert table.note == "备注：本表的数字包括上年结转，不包括非财政拨款。"


def test_a_title_wrapped_over_two_lines_is_one_title(draw: Draw) -> None:
    first, second = Line("2024年一般公共预算财政拨款基本支", Place()), Line("出预算表", Place())
    recognition = recognise([first, second, draw("科目编码 | 科目名称 | 合计 | 人员经费\n301 | 工资 | 1 | 1")])
    assert recognition.tables[0].title == "2024年一般公共预算财政拨款基本支出预算表"
    assert recognition.left == ()


def test_a_unit_line_wrapped_over_two_lines_does_not_hide_the_title(draw: Draw, lines: Lines) -> None:
    wrapped = [Line("编制部门：青河县人力资源和社会", Place()), Line("保障局", Place())]
    (table,) = recognise([*lines("表3", "部门支出总表"), *wrapped, *lines("单位：万元"), draw(GRID)]).tables
    assert (table.number, table.title, table.currency) == (3, "部门支出总表", "万元")


def test_a_title_of_another_subject_is_not_overruled_by_headings(draw: Draw, lines: Lines) -> None:
    grid = draw("项目名称 | 工资福利支出 | 商品和服务支出\n修渠 | 1.00 | 2.00")
    codes = [recognise([*lines(title), grid]).tables[0].code for title in ("政府采购预算表", "公开附表")]
    assert codes == ["other", "project_expenditure"]


def test_headings_repeated_in_the_middle_of_a_grid_are_no_rows(draw: Draw, lines: Lines) -> None:
    (table,) = recognise(
        [*lines("部门支出总表"), draw(f"{GRID}\n科目编码 | 科目名称 | 合计 | 基本支出\n | 合计 | 3.00 | ")]
    ).tables
    assert [row.name for row in table.rows] == ["社会保障支出", "合计"]


def test_a_caption_with_a_sentence_in_place_of_a_grid_is_an_empty_table(draw: Draw, lines: Lines) -> None:
    said = lines("表9", "政府性基金预算支出表", "本单位无政府性基金预算支出，故本表为空表。")
    blocks = [*lines("表3", "部门支出总表"), draw(GRID), *said, *lines("表10", "一般公共预算支出表"), draw(GRID)]
    tables = recognise(blocks).tables
    assert [(table.number, table.code, table.empty) for table in tables] == [
        (3, "expenditure", False),
        (9, "fund_expenditure", True),
        (10, "general_expenditure", False),
    ]


def test_contents_with_dot_leaders_and_page_numbers_are_contents(draw: Draw, lines: Lines) -> None:
    titles = ("部门收支总表", "部门收入总表", "部门支出总表", "国有资本经营预算支出表")
    contents = lines(*(f"表{number} {title}.........{number + 3}" for number, title in enumerate(titles, 1)))
    balance = draw("收入 | < | 支出 | <\n项目 | 预算数 | 项目 | 预算数\n收入总计 | 1.00 | 支出总计 | 1.00")
    printed = [*lines("第一部分 概况", "表1", "部门收支总表"), balance, *lines("表2", "部门收入总表"), draw(GRID)]
    tables = recognise([*contents, *printed, *lines("表3", "部门支出总表"), draw(GRID)]).tables
    assert [(table.number, table.empty) for table in tables] == [(1, False), (2, False), (3, False), (4, True)]


def test_a_heading_word_alone_in_its_row_is_no_row(draw: Draw, lines: Lines) -> None:
    grid = draw("项目 | 合计 | 基本支出\n功能分类科目 |  |\n208社会保障支出 | 3.00 | 3.00")
    (table,) = recognise([*lines("部门支出总表"), grid]).tables
    assert [(row.code, row.name) for row in table.rows] == [("208", "社会保障支出")]


def test_the_two_sides_printed_as_a_line_above_the_grid_do_not_hide_its_title(draw: Draw, lines: Lines) -> None:
    grid = draw("项目 | 预算数 | 项目 | 预算数\n一、财政拨款 | 3.00 | 一、教育支出 | 3.00")
    (table,) = recognise([*lines("部门收支总表", "单位：万元", "收 入 支 出"), grid]).tables
    assert (table.code, [row.side for row in table.rows]) == ("balance", ["income", "expenditure"])


def test_this_years_figures_are_told_from_those_of_a_named_year(draw: Draw, lines: Lines) -> None:
    grid = draw("项目 | 2023年预算数 | 本年预算数\n公务接待费 | 3.00 | 2.00")
    (table,) = recognise([*lines("“三公”经费支出表"), grid]).tables
    assert {key: str(value) for key, value in table.rows[0].values.items()} == {"last_year": "3.00", "amount": "2.00"}


def test_a_table_whose_groups_stand_above_its_drawing_is_kept_but_not_named(draw: Draw, lines: Lines) -> None:
    grid = draw("合计 | 公务接待费 | 合计 | 公务接待费\n3.00 | 3.00 | 2.00 | 2.00")
    recognition = recognise([*lines("“三公”经费支出表", "2023年预算数 2024年预算数"), grid])
    (table,) = recognition.tables
    assert (table.code, [notice.code for notice in recognition.notices]) == ("other", ["OPEN_HEADING"])


def test_a_table_of_one_source_with_two_sides_is_no_table_of_its_expenditure(draw: Draw, lines: Lines) -> None:
    grid = draw("收入 | < | 支出 | <\n项目 | 预算数 | 项目 | 预算数\n一、利润收入 | 5.00 | 一、改革成本支出 | 3.00")
    (table,) = recognise([*lines("国有资本经营预算收支表"), grid]).tables
    assert table.code == "other"


def test_what_is_carried_over_is_not_taken_for_this_years_money(draw: Draw, lines: Lines) -> None:
    grid = draw(
        "类型 | 项目名称 | 合计 | 本年拨款 | < | 财政拨款结转结余 | <\n^ | ^ | ^ | 一般公共预算 | 单位资金 | 一般公共预算 | 政府性基金预算\n"
        "特定目标类 | 设备购置 | 12.00 | 10.00 | | 2.00 |"
    )
    (table,) = recognise([*lines("项目支出预算表"), grid]).tables
    assert (table.rows[0].name, str(table.rows[0].values["general"])) == ("设备购置", "10.00")


def test_a_list_that_is_called_no_table_has_its_title_above_the_unit_of_money(draw: Draw) -> None:
    blocks = join(
        [draw("附表11 | <\n专项资金管理清单目录 | <\n | 单位：万元\n专项资金名称 | 金额\n文艺创作专项 | 3.00")]
    )
    (table,) = recognise(blocks).tables
    assert (table.title, table.number, table.currency) == ("专项资金管理清单目录", 11, "万元")


def test_a_short_unknown_line_below_a_title_does_not_hide_it(draw: Draw, lines: Lines) -> None:
    blocks = [*lines("表2", "部门支出总体情况表", "机密级 无", "万元"), draw(GRID)]
    recognition = recognise(blocks)
    assert [(table.title, table.number, table.currency) for table in recognition.tables] == [
        ("部门支出总体情况表", 2, "万元")
    ]
    assert [block.text for block in recognition.left if isinstance(block, Line)] == ["机密级 无"]


def test_the_unit_of_money_may_stand_in_the_headings(draw: Draw, lines: Lines) -> None:
    heading = "科目编码 | 科目名称 | 合计（{0}） | 基本支出（{1}）\n208 | 社会保障支出 | 3.00 | 3.00"
    grids = [draw(heading.format(*units)) for units in (("亿元", "亿元"), ("万元", "元"))]
    tables = [recognise([*lines("部门支出总表"), grid]).tables[0] for grid in grids]
    assert [table.currency for table in tables] == ["亿元", None]


def test_a_unit_of_money_stated_for_all_tables_is_that_of_those_without_one(draw: Draw, lines: Lines) -> None:
    blocks = [
        *lines("（以下各表金额单位均为万元）", "部门支出总表"),
        draw(GRID),
        *lines("支出决算表", "单位：元"),
        draw(GRID),
    ]
    assert [table.currency for table in recognise(blocks).tables] == ["万元", "元"]


def test_a_table_without_a_title_is_known_by_the_items_that_its_rows_are(draw: Draw) -> None:
    items = "项目 | 预算数\n合计 | 3.00\n因公出国（境）费 | 1.00\n公务接待费 | 2.00"
    codes = [recognise([draw(grid)]).tables[0].code for grid in (items, items + "\n办公费 | 1.00")]
    assert codes == ["three_public", "other"]


def test_the_name_of_a_part_of_the_document_is_no_title(draw: Draw, lines: Lines) -> None:
    (table,) = recognise([*lines("第二部分 部门预算表"), draw(GRID)]).tables
    assert table.title == ""


def test_ordinals_of_an_unknown_table_are_no_figures(draw: Draw, lines: Lines) -> None:
    (table,) = recognise([*lines("单位构成情况表"), draw("序号 | 单位名称 | 人数\n1 | 青河县水利局 | 12")]).tables
    assert [(row.name, row.values.get("c1")) for row in table.rows[1:]] == [("1 青河县水利局", 12)]


def test_a_note_counts_below_loose_words_of_a_heading_without_rows(draw: Draw, lines: Lines) -> None:
    blocks = [
        *lines("政府性基金预算支出表"),
        draw("小计 | 基本支出 | 项目支出"),
        *lines("科目编码 科目名称", "注：本表为空表。"),
    ]
    (table,) = recognise(blocks).tables
    assert (table.empty, table.rows, table.note) == (True, (), "注：本表为空表。")


def test_a_heading_without_columns_of_figures_is_an_empty_table(draw: Draw, lines: Lines) -> None:
    (table,) = recognise([*lines("部门支出总表"), draw("科目编码 | < | <\n类 | 款 | 项")]).tables
    assert (table.code, table.rows, table.columns) == ("expenditure", (), ("total", "basic", "project"))


def test_an_empty_table_without_a_drawing_stands_in_its_place(draw: Draw, lines: Lines) -> None:
    empty = lines("表2 政府性基金预算支出表", "单位：元", "科目编码 合计", "注：本表为空。", page=2)
    first, last = (lines(title, page=page) for title, page in (("部门支出总表", 1), ("一般公共预算支出表", 3)))
    table = recognise([*first, draw(GRID, page=1), *empty, *last, draw(GRID, page=3)]).tables[1]
    assert (table.code, table.number, table.currency) == ("fund_expenditure", 2, "元")
    assert (table.empty, table.note) == (True, "注：本表为空。")


def test_rows_of_figures_that_end_in_words_tell_an_unread_table_too(lines: Lines) -> None:
    rows = ["201 一般公共服务支出 12.50 3.00 按月", "205 教育支出 12.50 3.00 4…"]
    (notice,) = recognise(lines("部门支出总表", *rows)).notices
    assert notice.code == "UNREAD_TABLE"


def test_a_title_whose_last_letter_stands_on_the_next_line_is_one_title(draw: Draw) -> None:
    texts = ("表六：财政拨款（含政府性基金预算）“三公”经费支出", "表", "单位：元")
    table = recognise([*(Line(text, Place(page=1)) for text in texts), draw(GRID)]).tables[0]
    assert (table.number, table.title) == (6, "财政拨款（含政府性基金预算）“三公”经费支出表")


def test_a_list_of_words_alone_is_not_published_empty(draw: Draw) -> None:
    (table,) = recognise([draw("单位名称 | 备注\n青河县水利局 | 本级\n青河县水文站 | ")]).tables
    assert (table.empty, len(table.rows)) == (False, 3)


def test_units_of_money_behind_the_figures_are_the_unit_of_the_table(draw: Draw, lines: Lines) -> None:
    rows = "科目编码 | 科目名称 | 合计\n208 | 社会保障支出 | 2,314.25万元\n | 合计 | 2,314.25{0}"
    one, several = (recognise([*lines("部门支出总表"), draw(rows.format(unit))]).tables[0] for unit in ("万元", "元"))
    assert (one.currency, [row.values["total"] for row in one.rows]) == ("万元", [Decimal("2314.25")] * 2)
    assert (several.currency, several.empty, [row.values["total"] for row in several.rows]) == (
        None,
        False,
        [None, None],
    )
