"""The lists of tables 表3-1 to 表6, and the heading and lines that all coded tables of this form have."""

from __future__ import annotations

from collections.abc import Callable

from fiction.book import ZERO, Book, Money
from fiction.document import Head
from fiction.layout import Cells, Headings, Notation, Table, by_people, economic_lines, heads, table
from fiction.vocabulary import function_name

OWN_CODE = "105301"
EXPENDITURE = ("total", "basic", "project")
NOTATION = Notation(thousands=True)


def headings(levels: int, columns: tuple[str, ...], group: str = "") -> Headings:
    """项目 over 科目编码 (类 款 项), 单位代码 and 单位名称（科目）, beside the columns of figures."""
    marks = heads("类", "款", "项")[:levels]
    code = (Head("科目编码", colspan=levels), *heads("单位代码", "单位名称（科目）", rowspan=2))
    if not group:
        return ((Head("项    目", colspan=levels + 2), *heads(*columns, rowspan=3)), code, marks)
    return (
        (Head("项    目", colspan=levels + 2), Head(group, colspan=len(columns))),
        (*code, *heads(*columns, rowspan=2)),
        marks,
    )


def coded(book: Book, amounts: Callable[[str], tuple[Money, ...]]) -> list[Cells]:
    """The total first, then the department, its one unit, and the 项 lines."""
    total = NOTATION.cells(amounts(""))
    rows: list[Cells] = [(None, None, None, None, "合    计", *total), (None, None, None, "105", book.unit, *total)]
    rows.append((None, None, None, OWN_CODE, f"{book.unit}本级", *total))
    for leaf in book.leaves:
        values = amounts(leaf.code)
        if any(values):
            code = leaf.code
            rows.append((code[:3], code[3:5], code[5:], OWN_CODE, function_name(code), *NOTATION.cells(values)))
    return rows


def basic(book: Book) -> Table:
    """表3-1: economic items, 人员经费 and 公用经费."""
    sums = NOTATION.cells((book.total("basic"), book.personnel, book.operating))
    rows: list[Cells] = [(None, None, None, "合    计", *sums), (None, None, OWN_CODE, f"{book.unit}本级", *sums)]
    for code, name, amount in economic_lines(book):
        unit = OWN_CODE if code[3:] else None
        rows.append((code[:3], code[3:] or None, unit, name, *NOTATION.cells((amount, *by_people(code, amount)))))
    head = headings(2, ("合计", "人员经费", "公用经费"), "基本支出")
    return table("basic_expenditure", ("total", "personnel", "operating"), head, rows, 0.6, 0.5, 1, 3, *[1.6] * 3)


def projects(book: Book) -> Table:
    """表3-2: a line a project under the code of its function."""
    total = NOTATION.cell(book.total("project"))
    rows: list[Cells] = [
        (None, None, None, None, "合    计", total),
        (None, None, None, OWN_CODE, f"{book.unit}本级", total),
    ]
    for one in sorted(book.undertakings, key=lambda one: one.code):
        amount, code = NOTATION.cell(one.amount), one.code
        rows.append((code[:3], code[3:5], code[5:], OWN_CODE, one.full_name, amount))
    return table("project_expenditure", ("total",), headings(3, ("金额",)), rows, 0.6, 0.5, 0.5, 1, 4, 1.6)


def three_public(book: Book) -> Table:
    """表3-3: the items across, a line a unit."""
    head = (
        (*heads("单位编码", "单位名称（科目）", rowspan=3), Head("当年财政拨款预算安排", colspan=6)),
        (
            *heads("合计", "因公出国（境）费用", rowspan=2),
            Head("公务用车购置及运行费", colspan=3),
            Head("公务接待费", rowspan=2),
        ),
        heads("小计", "公务用车购置费", "公务用车运行费"),
    )
    running, reception = book.economic["30231"], book.economic["30217"]
    row = NOTATION.cells((running + reception, ZERO, running, ZERO, running, reception))
    return table("three_public", ("amount",) * 6, head, [(OWN_CODE, f"{book.unit}本级", *row)], 1, 3, *[1.4] * 6)


def empty(code: str, group: str) -> Callable[[Book], Table]:
    """A table without figures, with a note that says so."""
    head = headings(3, ("合计", "基本支出", "项目支出"), group)
    note = "备注：此表无数据。"
    return lambda book: table(
        code,
        EXPENDITURE,
        head,
        [(None,) * 4 + ("合    计", None, None, None)],
        0.6,
        0.5,
        0.5,
        1,
        3,
        *[1.4] * 3,
        note=note,
    )


def objectives(book: Book) -> Table:
    """表6: the indicators of each project, its cells drawn over their rows."""
    head = (
        heads(
            "单位名称",
            "项目名称",
            "预算数",
            "年度目标",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            "权重",
            "指标方向性",
        ),
    )
    rows: list[Cells] = []
    for one in book.undertakings:
        first = (f"{book.unit}本级", one.full_name, NOTATION.cell(one.amount), f"完成{one.purpose}。")
        rows.append(
            (*first, "产出指标", "数量指标", f"{one.purpose}数量", "≥", str(one.count), one.measure, "30", "正向指标")
        )
        rows.append((*[None] * 4, "产出指标", "时效指标", "完成时间", "≤", "12", "月", "30", "反向指标"))
        rows.append((*[None] * 4, "满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", "30", "正向指标"))
    spans = tuple((3 * place, column, 3, 1) for place in range(len(book.undertakings)) for column in range(4))
    return table("objective", (), head, rows, 1.6, 2.4, 1.2, 2.2, 1.1, 1.2, 2, 0.7, 0.8, 0.8, 0.7, 1)._replace(
        spans=spans
    )
