"""The lists of a workbook in 元: basic expenditure by item, all projects, all indicators below one another."""

from __future__ import annotations

from fiction.book import Book, Undertaking
from fiction.document import Head
from fiction.layout import Cells, Notation, Table, economic_lines, heads, table
from fiction.vocabulary import function_name

NOTATION = Notation(yuan=True, thousands=True)
INDICATORS = (
    ("产出指标", "数量指标", "完成{purpose}数量", ">=", "{count}", "{measure}", "定量指标", "反映完成的数量。"),
    ("产出指标", "质量指标", "验收合格率", "=", "100", "%", "定量指标", "反映验收合格的比例。"),
    ("效益指标", "社会效益", "公共服务水平", "=", "有所提高", "", "定性指标", "反映公共服务水平的变化。"),
    ("满意度指标", "服务对象满意度", "群众满意度", ">=", "90", "%", "定量指标", "反映群众的满意程度。"),
)
GOAL = "按计划完成{purpose}，资金及时足额到位，不断提高公共服务水平。"


def basic(book: Book) -> Table:
    """04: every economic item of every person's project."""
    head = (
        heads(
            "单位名称",
            "项目代码",
            "项目名称",
            "功能科目编码",
            "功能科目名称",
            "部门经济科目编码",
            "部门经济科目名称",
            "总计",
        ),
        heads(*(str(number) for number in range(1, 9))),
    )
    staff = book.sector.staff_code
    lines = [(code, name, amount) for code, name, amount in economic_lines(book) if len(code) == 5]
    rows: list[Cells] = [
        (book.unit, f"5300002{number:011}", "行政人员支出工资" if code[:3] != "302" else "一般公用经费", staff, function_name(staff), code, name, NOTATION.cell(amount))
        for number, (code, name, amount) in enumerate(lines, 1)
    ]  # fmt: skip
    rows.append(("合计", *[None] * 6, NOTATION.cell(book.total("basic"))))
    return table("basic_expenditure", ("total",), head, rows, 2, 2, 2, 1.2, 2, 1.2, 2, 1.6)


def projects(book: Book) -> Table:
    """05-1: a line a project, with its carry-over."""
    head = (
        (*heads("项目分类", "项目代码", "项目名称", "项目单位", "功能科目编码", "功能科目名称", "经济科目编码", "经济科目名称", "合计", rowspan=2), Head("本年拨款", colspan=2), Head("财政拨款结转结余", rowspan=2)),
        heads("小计", "其中：本次下达"),
        heads(*(str(number) for number in range(1, 13))),
    )  # fmt: skip
    rows: list[Cells] = [
        ("313 事业发展类", f"5300002{number:011}", one.full_name, book.unit, one.code, function_name(one.code), "30227", "委托业务费",
         *NOTATION.cells((one.amount + one.carried, one.amount, one.amount, one.carried)))
        for number, one in enumerate(book.undertakings, 1)
    ]  # fmt: skip
    year, carried = book.total("project"), book.total("carried")
    rows.append(("合计", *[None] * 7, *NOTATION.cells((year + carried, year, year, carried))))
    return table("project_expenditure", ("total",), head, rows, 1.6, 2, 3, 2, 1.2, 2, 1.1, 1.6, *[1.6] * 4)


def objectives(book: Book) -> Table:
    """05-2: the indicators of each project, its name and goal in the first of their rows."""
    head = (
        heads("单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标属性", "指标内容"),
        heads(*(str(number) for number in range(1, 11))),
    )  # fmt: skip
    rows: list[Cells] = [(book.unit, *[None] * 9)]
    for one in book.undertakings:
        rows += [_indicator(one, place, cells) for place, cells in enumerate(INDICATORS)]
    return table("objective", (), head, rows, 2.4, 3, 1.2, 1.3, 2, 0.8, 1, 0.8, 1.1, 2.2)


def _indicator(one: Undertaking, place: int, cells: tuple[str, ...]) -> Cells:
    words = {"purpose": one.purpose, "count": one.count, "measure": one.measure}
    name, goal = (one.full_name, GOAL.format(**words)) if place == 0 else (None, None)
    return (name, goal, *(text.format(**words) or None for text in cells))
