from collections.abc import Callable
from dataclasses import replace

from gongkai.domain.content import Block, Grid, Line
from gongkai.domain.places import Place
from gongkai.parse.joining import join

HEADING = "科目编码 | 科目名称 | 合计"


def _texts(block: Block) -> list[list[str]]:
    assert isinstance(block, Grid)
    return block.texts()


def test_title_and_unit_rows_inside_a_grid_become_lines(draw: Callable[..., Grid]) -> None:
    grid = draw(
        "部门支出总表 | < | <\n编制部门：青河县水利局 | < | 单位：万元\n科目编码 | 科目名称 | 合计\n208 | 社会保障支出 | 1.00"
    )
    joined = join([grid])
    assert [block.text for block in joined[:3] if isinstance(block, Line)] == [
        "部门支出总表",
        "编制部门：青河县水利局",
        "单位：万元",
    ]
    assert _texts(joined[3])[0] == ["科目编码", "科目名称", "合计"]


def test_a_note_row_under_a_grid_becomes_a_line(draw: Callable[..., Grid]) -> None:
    joined = join([draw(f"{HEADING}\n208 | 社会保障支出 | 1.00\n备注：此表含上年结转 | < | <")])
    assert [type(block) for block in joined] == [Grid, Line]


def test_a_labelled_row_of_a_form_stays_in_the_grid(draw: Callable[..., Grid]) -> None:
    grid = draw("项目资金（万元） | 年度资金总额：5.00 | 其他资金\n项目总体目标 | 修路 | <")
    assert join([grid]) == [grid]


def test_a_grid_with_repeated_headings_goes_on_over_the_page(
    draw: Callable[..., Grid], lines: Callable[..., list[Line]]
) -> None:
    first = draw(f"{HEADING}\n208 | 社会保障支出 | 1.00", page=1)
    second = draw(f"{HEADING}\n合计 | < | 1.00", page=2)
    joined = join([first, *lines("— 3 —", page=1), second])
    assert len(joined) == 1
    assert _texts(joined[0])[1:] == [["208", "社会保障支出", "1.00"], ["合计", "", "1.00"]]


def test_cells_keep_the_page_they_stand_on(draw: Callable[..., Grid]) -> None:
    (grid,) = join([draw(f"{HEADING}\n208 | 社会保障支出 | 1.00", page=1), draw("合计 | < | 1.00", page=2)])
    assert isinstance(grid, Grid)
    assert [row[0].place.page for row in grid.rows if row[0]] == [1, 1, 2]


def test_repeated_title_lines_between_the_pages_are_dropped(
    draw: Callable[..., Grid], lines: Callable[..., list[Line]]
) -> None:
    blocks = [
        *lines("表2", "部门支出总表", "单位：万元"),
        draw(f"{HEADING}\n208 | 社会保障支出 | 1.00"),
        *lines("表2（续）", "部门支出总表（续）", "单位：万元"),
        draw(f"{HEADING}\n合计 | < | 1.00"),
    ]
    assert [type(block) for block in join(blocks)] == [Line, Line, Line, Grid]


def test_a_new_title_begins_a_new_table_however_alike_the_headings_are(
    draw: Callable[..., Grid], lines: Callable[..., list[Line]]
) -> None:
    grid = draw(f"{HEADING}\n208 | 社会保障支出 | 1.00")
    blocks = [*lines("部门支出总表"), grid, *lines("一般公共预算支出表"), grid]
    assert len([block for block in join(blocks) if isinstance(block, Grid)]) == 2


def test_a_form_after_a_form_is_a_form_of_its_own(draw: Callable[..., Grid]) -> None:
    form = draw("项目名称 | 修路\n一级指标 | 指标值")
    assert len(join([form, form])) == 2


def test_sheets_are_never_joined(draw: Callable[..., Grid]) -> None:
    text = f"{HEADING}\n208 | 社会保障支出 | 1.00"
    assert len(join([draw(text, sheet="3"), draw(text, sheet="5")])) == 2


def test_a_continuation_with_fewer_drawn_columns_is_put_below_the_right_ones(draw: Callable[..., Grid]) -> None:
    first = _boxed(
        draw("科目编码 | 科目名称 | 合计 | 基本支出\n208 | 社会保障支出 | 1.00 | 1.00"), [0, 50, 150, 200, 250]
    )
    second = _boxed(draw("210 | 卫生健康支出 | 2.00"), [0, 50, 150, 200])
    (grid,) = join([first, second])
    assert _texts(grid)[2] == ["210", "卫生健康支出", "2.00", ""]


def test_a_frame_around_running_text_is_running_text(draw: Callable[..., Grid]) -> None:
    assert [type(block) for block in join([draw("本部门共有职工三十人。\n其中在职二十人。")])] == [Line, Line]


def _boxed(grid: Grid, edges: list[float], page: int = 1) -> Grid:
    rows = [
        tuple(
            replace(cell, place=Place(page=page, box=(edges[at], 0, edges[at + 1], 10))) if cell else None
            for at, cell in enumerate(row)
        )
        for row in grid.rows
    ]
    return replace(grid, rows=tuple(rows))


def test_letters_that_the_page_end_cut_off_go_back_into_their_cells(draw: Callable[..., Grid]) -> None:
    first = draw("因公出国费 | 公务用车购置 | 公务接待费\n^ | 小计 | 公务用车运行", page=2)
    (grid,) = join([first, draw(" | | 费\n1.00 | 2.00 | 3.00", page=3)])
    assert _texts(grid)[1:] == [["", "小计", "公务用车运行费"], ["1.00", "2.00", "3.00"]]


def test_a_total_without_figures_on_a_new_page_is_no_crumb(draw: Callable[..., Grid]) -> None:
    (grid,) = join([draw(f"{HEADING}\n208 | 社会保障支出 | ", page=1), draw(" | 合计 | ", page=2)])
    assert _texts(grid)[2] == ["", "合计", ""]


def test_a_heading_cut_by_the_page_end_is_drawn_over_the_columns_of_the_next_page(draw: Callable[..., Grid]) -> None:
    first = _boxed(draw("科目 | 合计 | 基本支出"), [0, 100, 150, 250], page=1)
    second = _boxed(
        draw("编码 | 名称 | | 人员经费 | 公用经费\n208 | 社会 | 3 | 2 | 1"), [0, 50, 100, 150, 200, 250], page=2
    )
    (grid,) = join([first, second])
    assert isinstance(grid, Grid)
    assert [cell.text if cell else "" for cell in grid.spread()[0]] == ["科目", "科目", "合计", "基本支出", "基本支出"]


def test_a_name_without_figures_on_a_new_page_is_no_crumb(draw: Callable[..., Grid]) -> None:
    first = draw("项目 | 预算数\n一般公共预算拨款 | 3.00", page=1)
    (grid,) = join([first, draw("事业收入 | \n其他收入 | 1.00", page=2)])
    assert [row[0] for row in _texts(grid)[2:]] == ["事业收入", "其他收入"]


def test_words_that_the_page_end_cut_off_a_heading_go_back_however_long(draw: Callable[..., Grid]) -> None:
    first = draw("科目名称 | 合计 | 政府性基金预", page=2)
    (grid,) = join([first, draw(" | | 算财政拨款支出\n社会保障支出 | 2.00 | 1.00", page=3)])
    assert _texts(grid)[0] == ["科目名称", "合计", "政府性基金预算财政拨款支出"]


def test_a_list_that_begins_with_the_unit_goes_on_under_its_repeated_heading(draw: Callable[..., Grid]) -> None:
    heading = "单位名称 | 项目代码 | 项目名称 | 科目编码 | 总计\n1 | 2 | 3 | 4 | 5"
    first = draw(f"{heading}\n云溪区水务局 | 01 | 工资 | 2130301 | 3.00", page=1)
    (grid,) = join([first, draw(f"{heading}\n合计 | | | | 3.00", page=2)])
    assert [row[0] for row in _texts(grid)[2:]] == ["云溪区水务局", "合计"]


def test_a_list_of_projects_goes_on_over_the_page_though_it_begins_like_a_form(draw: Callable[..., Grid]) -> None:
    heading = "项目名称 | 总计 | 其中 | 备注\n^ | ^ | 一般公共预算 | ^"
    first = draw(f"{heading}\n合计 | 3.00 | 3.00 |", page=1)
    second = draw(f"{heading}\n河道整治 | 3.00 | 3.00 |", page=2)
    (joined,) = join([first, second])
    assert [row[0] for row in _texts(joined)] == ["项目名称", "", "合计", "河道整治"]


def test_tables_that_touch_each_other_are_apart(draw: Callable[..., Grid]) -> None:
    grid = draw(
        "部门支出总表 | < | < | <\n科目编码 | 科目名称 | < | 合计\n208 | 社会保障支出 | < | 1.00\n"
        "表2 | < | < | <\n一般公共预算支出表 | < | < | <\n单位：万元 | < | < | <\n科目编码 | 科目名称 | 合计 | <\n208 | 社会保障支出 | 2.00 | <"
    )
    joined = join([grid])
    assert [block.text for block in joined if isinstance(block, Line)] == [
        "部门支出总表",
        "表2",
        "一般公共预算支出表",
        "单位：万元",
    ]
    assert [_texts(block)[-1] for block in joined if isinstance(block, Grid)] == [
        ["208", "社会保障支出", "1.00"],
        ["208", "社会保障支出", "2.00"],
    ]


def test_a_performance_list_drawn_below_a_table_is_apart_from_it(draw: Callable[..., Grid]) -> None:
    grid = draw(
        "科目编码 | 科目名称 | 合计\n208 | 社会保障支出 | 1.00\n项目支出绩效目标表 | < | <\n项目名称 | 一级指标 | 二级指标\n修路 | 产出指标 | 数量指标"
    )
    assert [len(_texts(block)) for block in join([grid]) if isinstance(block, Grid)] == [2, 2]


def test_a_form_goes_on_under_its_repeated_title(draw: Callable[..., Grid]) -> None:
    title = "项目支出绩效目标表 | < | <"
    first = draw(f"{title}\n主管部门 | 青河县财政局 | <", page=1)
    second = draw(f"{title}\n总体目标 | 修路 | <\n一级指标 | 二级指标 | 三级指标\n产出指标 | 数量指标 | 里程", page=2)
    joined = [block for block in join([first, second]) if isinstance(block, Grid)]
    assert [row[0] for row in _texts(joined[0])] == ["主管部门", "总体目标", "一级指标", "产出指标"]


def test_names_alone_below_a_repeated_heading_are_rows(draw: Callable[..., Grid]) -> None:
    heading = "一、收入 | < | 二、支出 | <\n项目 | 预算数 | 科目 | 预算数"
    first = draw(f"{heading}\n事业收入 | 5.00 | 教育支出 | 5.00", page=1)
    second = draw(f"{heading}\n上年结转 | | 结转下年 |\n收入总计 | 5.00 | 支出总计 | 5.00", page=2)
    (whole,) = [block for block in join([first, second]) if isinstance(block, Grid)]
    assert [row[0] for row in _texts(whole)][2:] == ["事业收入", "上年结转", "收入总计"]


def test_indicators_go_on_under_the_repeated_title_of_their_form(draw: Callable[..., Grid]) -> None:
    title = "项目支出绩效目标表 | < | <"
    first = draw(f"{title}\n主管部门 | 青河县财政局 | <\n一级指标 | 二级指标 | 三级指标", page=1)
    second = draw(f"{title}\n产出指标 | 数量指标 | 里程\n效益指标 | 社会效益指标 | 畅通", page=2)
    joined = [block for block in join([first, second]) if isinstance(block, Grid)]
    assert [[row[0] for row in _texts(grid)] for grid in joined] == [["主管部门", "一级指标", "产出指标", "效益指标"]]


def test_a_note_drawn_below_a_table_goes_on_in_numbered_rows(draw: Callable[..., Grid]) -> None:
    grid = draw("项目 | 金额\n工资 | 1.00\n注：1.本表反映收支情况。 | <\n2.本表可能存在尾数误差。 | <")
    table, *notes = join([grid])
    assert isinstance(table, Grid) and len(table.rows) == 2
    assert [note.text for note in notes if isinstance(note, Line)] == [
        "注：1.本表反映收支情况。",
        "2.本表可能存在尾数误差。",
    ]


def test_a_caption_is_peeled_off_also_below_an_unknown_first_row(draw: Callable[..., Grid]) -> None:
    *above, table = join([draw("甲乙丙 | <\n支出决算表 | <\n金额单位：元 | <\n项目 | 决算数\n工资 | 1.00")])
    assert [line.text for line in above if isinstance(line, Line)] == ["甲乙丙", "支出决算表", "金额单位：元"]
    assert _texts(table) == [["项目", "决算数"], ["工资", "1.00"]]


def test_a_heading_that_states_its_unit_of_money_stays_in_the_table(draw: Callable[..., Grid]) -> None:
    title, table = join([draw("部门支出总表 | < | <\n科目 | 合计（亿元） | 其中：基本支出\n教育支出 | 3.00 | 2.00")])
    assert isinstance(title, Line) and _texts(table)[0] == ["科目", "合计（亿元）", "其中：基本支出"]


def test_a_cell_drawn_over_a_row_without_text_reaches_over_one_row_less(draw: Callable[..., Grid]) -> None:
    grid = draw("公务用车购置费 | 公务用车运行费\n^ | \n预算数 | 预算数\n1.00 | 2.00")
    (joined,) = join([grid])
    assert isinstance(joined, Grid)
    assert [[cell and cell.rowspan for cell in row] for row in joined.rows] == [[1, 1]] * 3


def test_a_form_that_begins_at_the_foot_of_others_goes_on_under_its_repeated_title(
    draw: Callable[..., Grid], lines: Callable[..., list[Line]]
) -> None:
    first = draw(
        "项目名称 | 修路\n一级指标 | 指标值\n产出指标 | 5公里\n项目支出绩效目标表 | <\n项目名称 | 种树", page=1
    )
    rest = draw("主管部门 | 青河县林业局\n一级指标 | 指标值\n产出指标 | 9棵", page=2)
    (joined,) = join([first, *lines("项目支出绩效目标表", page=2), rest])
    assert _texts(joined)[-4:-2] == [["项目名称", "种树"], ["主管部门", "青河县林业局"]]


def test_a_short_name_on_a_new_page_below_a_complete_one_is_no_crumb(draw: Callable[..., Grid]) -> None:
    first = draw("项目 | 预算数\n教育支出 | 1.00\n灾害防治及应急管理支出 | ", page=1)
    (joined,) = join([first, draw("预备费 | \n其他支出 | 2.00", page=2)])
    assert [row[0] for row in _texts(joined)[2:]] == ["灾害防治及应急管理支出", "预备费", "其他支出"]


def test_a_row_that_could_be_titles_but_for_its_figures_goes_on(draw: Callable[..., Grid]) -> None:
    first = draw("项目 | 金额 | 项目 | 金额\n本年收入合计 | 3.00 | 本年支出合计 | 3.00")
    (joined,) = join([first, draw("年初结转和结余 | | 结转下年 | \n收入总计 | 3.00 | 支出总计 | 3.00")])
    assert len(_texts(joined)) == 4


def test_a_table_drawn_right_below_an_empty_one_is_a_table_of_its_own(draw: Callable[..., Grid]) -> None:
    grid = draw(
        "科目 | 基本支出\n合计 | \n国有资本经营预算支出表 | <\n单位：万元 | <\n科目 | 项目支出\n教育支出 | 2.00"
    )
    first, title, unit, second = join([grid])
    assert isinstance(title, Line) and isinstance(unit, Line)
    assert (len(_texts(first)), len(_texts(second))) == (2, 2)


def test_a_word_of_a_repeated_heading_is_no_crumb(draw: Callable[..., Grid]) -> None:
    first = draw("科目 | 合计\n农村基础设施建设 | 1.00", page=1)
    (joined,) = join([first, draw("科目 | \n教育支出 | 2.00", page=2)])
    assert _texts(joined)[1] == ["农村基础设施建设", "1.00"]
