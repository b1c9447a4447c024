"""Forms whose rows or columns ran into each other are told and not read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.domain.content import Cell, Grid
from gongkai.domain.places import Place
from gongkai.parse.objectives import find, unread

Draw = Callable[..., Grid]
RUN_ON = "节水改造补助\n年度资金总额（万元）555.27"
FORM = """
项目名称 | {project} | <
年度目标 | 改造管网。 | <
一级指标 | 二级指标 | 三级指标
{below}
产出指标 | 数量指标 | 巡查次数
"""


def drawn(draw: Draw, project: str, below: str) -> Grid:
    """The form with these words, line breaks within a cell and all."""
    grid = draw(FORM.format(project="PROJECT", below=below).replace("\n\n", "\n"))
    rows = [
        tuple(Cell(project, cell.place, 1, cell.colspan) if cell and cell.text == "PROJECT" else cell for cell in row)
        for row in grid.rows
    ]
    return Grid(tuple(rows), Place(page=4))


@pytest.mark.parametrize(("project", "below"), [(RUN_ON, ""), ("节水改造补助", " |  | 计算符号年度指标值计量单位")])
def test_a_form_that_ran_together_is_left_and_told(draw: Draw, project: str, below: str) -> None:
    found, left = find([drawn(draw, project, below)])
    assert found == () and len(left) == 1
    assert [(notice.code, notice.place) for notice in unread(left)] == [("UNREAD_OBJECTIVE", Place(page=4))]


def test_a_form_without_targets_whose_cells_stand_apart_is_read(draw: Draw) -> None:
    (one,), left = find([drawn(draw, "节水改造补助\n（第二期）", "")])
    assert (one.project, [item.level3 for item in one.indicators], left) == ("节水改造补助（第二期）", ["巡查次数"], ())


def test_the_label_below_a_goal_is_no_part_of_it(draw: Draw) -> None:
    grid = drawn(draw, "节水改造补助", "")
    goal = Cell("改造管网。\n绩效指标", Place(), 1, 2)
    rows = (grid.rows[0], (grid.rows[1][0], goal, None), *grid.rows[2:])
    assert find([Grid(rows, Place())])[0][0].goal == "改造管网。"
