"""A workbook of tables 01-1 to 05-2 in 元, numbers in the corner, with the lists of all projects and of all indicators."""

from __future__ import annotations

from collections.abc import Iterator

from fiction import document as form
from fiction.book import ZERO, Book, Money
from fiction.document import Document, Facts, Head, Paragraph, Sheet
from fiction.layout import (
    Side,
    Table,
    by_class,
    function_lines,
    heads,
    pad,
    sides,
    spending,
    table,
)  # fmt: skip
from fiction.wording import numeral
from fiction.yunnan_lists import INDICATORS, NOTATION, basic, objectives, projects
from fiction.yunnan_text import SECTIONS

TITLES = {
    "01-1": "部门财务收支预算总表", "01-2": "部门收入预算表", "01-3": "部门支出预算表", "02-1": "部门财政拨款收支预算总表",
    "02-2": "一般公共预算支出预算表（按功能科目分类）", "03": "一般公共预算“三公”经费支出预算表", "04": "部门基本支出预算表", "05-1": "部门项目支出预算表",
    "05-2": "部门项目支出绩效目标表", "06": "部门政府性基金预算支出预算表",
}  # fmt: skip


def write(book: Book) -> Document:
    """The whole document of a department."""
    ones = book.undertakings
    return Document(
        title=(f"{book.unit}{book.year}年部门预算公开",),
        parts=tuple(_parts(book)),
        facts=Facts("budget", "department", book.year, book.unit, "元", NOTATION.shown(book.total("total")), 0, (len(INDICATORS),) * len(ones)),
    )  # fmt: skip


def _parts(book: Book) -> Iterator[Paragraph | Sheet]:
    yield Paragraph("目录", form.CONTENTS)
    yield Paragraph(f"第一部分 {book.unit}{book.year}年部门预算编制说明", form.CONTENTS)
    yield Paragraph(f"第二部分 {book.unit}{book.year}年部门预算表", form.CONTENTS)
    yield from (
        Paragraph(f"{numeral(number)}、{title}", form.CONTENTS) for number, title in enumerate(TITLES.values(), 1)
    )
    yield Paragraph(f"第一部分 {book.unit}{book.year}年部门预算编制说明", form.PART)
    for number, (heading, say) in enumerate(SECTIONS, 1):
        yield Paragraph(f"{numeral(number)}、{heading}", form.SECTION)
        yield from map(Paragraph, say(book, NOTATION))
    yield Paragraph(f"第二部分 {book.unit}{book.year}年部门预算表", form.PART)
    for number, make in zip(TITLES, _TABLES, strict=True):
        yield _sheet(book, number, make(book))


def _sheet(book: Book, number: str, made: Table) -> Sheet:
    title = TITLES[number]
    return Sheet(
        name=f"{title}{number}".replace("“", "").replace("”", "")[:31], caption=(f"预算{number}表", f"{book.year}年{title}"),
        left=f"单位名称：{book.unit}", right="单位：元", head=made.head, rows=made.rows, widths=made.widths, note=made.note,
        code=made.code, keys=made.keys,
    )  # fmt: skip


def _balance(book: Book) -> Table:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    names = (
        "一、一般公共预算拨款收入",
        "二、政府性基金预算拨款收入",
        "三、国有资本经营预算拨款收入",
        "四、财政专户管理资金收入",
        "五、单位资金",
        "1、事业收入",
        "2、其他收入",
    )
    left: Side = [(name, (year if place == 0 else None,)) for place, name in enumerate(names)]
    right: Side = [*by_class(book, lambda code: (book.by_prefix(code, "total"),))]
    pad(left, right)
    left += [("本年收入合计", (year,)), ("上年结转结余", (carried,)), ("收  入  总  计", (total,))]
    right += [("本年支出合计", (total,)), ("年终结转结余", (None,)), ("支  出  总  计", (total,))]
    head = ((Head("收        入", colspan=2), Head("支        出", colspan=2)), heads("项      目", f"{book.year}年预算数", "项目（按功能分类）", f"{book.year}年预算数"))  # fmt: skip
    return table("balance", ("amount", "amount"), head, sides(NOTATION, left, right, (1, 1)), 3, 2, 3, 2)


def _income(book: Book) -> Table:
    sources = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金")
    head = (
        (
            *heads("部门（单位）代码", "部门（单位）名称", "合计", rowspan=2),
            Head("本年收入", colspan=6),
            Head("上年结转结余", colspan=6),
        ),
        heads(*("小计", *sources) * 2),
        heads(*(str(number) for number in range(1, 16))),
    )
    year, carried = book.total("this_year"), book.total("carried")
    amounts = NOTATION.cells((year + carried, year, year, *[None] * 4, carried, carried, *[None] * 4))
    keys = ("total", "", "general", "fund", "capital", "special_account", "unit_funds", "carry_over")
    return table("income", keys, head, [("105001", book.unit, *amounts), ("合计", None, *amounts)], 1.3, 3, *[1.4] * 13)


def _expenditure(book: Book) -> Table:
    head = (
        (
            *heads("科目编码", "科目名称", "合计", rowspan=2),
            Head("一般公共预算", colspan=3),
            *heads("政府性基金预算", "国有资本经营预算", "单位资金", rowspan=2),
        ),
        heads("小计", "基本支出", "项目支出"),
        heads(*(str(number) for number in range(1, 10))),
    )
    rows = function_lines(
        book, NOTATION, lambda code: (spending(book, code)[0], *spending(book, code), ZERO, ZERO, ZERO)
    )
    total = NOTATION.cells((spending(book)[0], *spending(book), ZERO, ZERO, ZERO))
    return table("expenditure", ("total",), head, [*rows, ("合计", None, *total)], 1.2, 3, *[1.5] * 7)


def _appropriation(book: Book) -> Table:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    sources = ("（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款")
    left: Side = []
    for heading, amount in (("一、本年收入", year), ("二、上年结转", carried)):
        left += [
            (heading, (amount,)),
            *((name, (amount if place == 0 else None,)) for place, name in enumerate(sources)),
        ]
    right: Side = [("一、本年支出", (total,)), *by_class(book, lambda code: (book.by_prefix(code, "total"),), "（{}）")]
    pad(left, right)
    left += [("", (None,)), ("收  入  总  计", (total,))]
    right += [("二、年终结转结余", (None,)), ("支  出  总  计", (total,))]
    head = ((Head("收        入", colspan=2), Head("支        出", colspan=2)), heads("项目", f"{book.year}年预算数", "项目（按功能分类）", f"{book.year}年预算数"))  # fmt: skip
    return table("appropriation_balance", ("amount", "total"), head, sides(NOTATION, left, right, (1, 1)), 3, 2, 3, 2)


def _general(book: Book) -> Table:
    def line(code: str) -> tuple[Money, ...]:
        total, basic, project = spending(book, code)
        share = (
            book.operating
            if code in ("", book.sector.staff_code[:3], book.sector.staff_code[:5], book.sector.staff_code)
            else ZERO
        )
        return total, basic, basic - share, share, project

    head = (
        (
            Head("部门预算支出功能分类科目", colspan=2),
            Head("合计", rowspan=2),
            Head("基本支出", colspan=3),
            Head("项目支出", rowspan=2),
        ),
        heads("科目编码", "科目名称", "小计", "人员经费", "公用经费"),
        heads(*(str(number) for number in range(1, 8))),
    )
    rows = [*function_lines(book, NOTATION, line), ("合计", None, *NOTATION.cells(line("")))]
    return table("general_expenditure", ("total", "basic", "project"), head, rows, 1.2, 3, *[1.6] * 5)


def _three_public(book: Book) -> Table:
    head = (
        (
            *heads("“三公”经费合计", "因公出国（境）费", rowspan=2),
            Head("公务用车购置及运行费", colspan=3),
            Head("公务接待费", rowspan=2),
        ),
        heads("小计", "公务用车购置费", "公务用车运行费"),
        heads(*(str(number) for number in range(1, 7))),
    )
    running, reception = book.economic["30231"], book.economic["30217"]
    row = NOTATION.cells((running + reception, ZERO, running, ZERO, running, reception))
    return table("three_public", ("amount",) * 6, head, [row], *[1.5] * 6)


def _fund(book: Book) -> Table:
    head = (
        (*heads("单位名称", "科目编码", "科目名称", rowspan=2), Head("本年政府性基金预算支出", colspan=3)),
        heads("小计", "基本支出", "项目支出"),
        heads(*(str(number) for number in range(1, 7))),
    )
    note = f"备注：{book.unit}{book.year}年无政府性基金预算支出，故此表为空表。"
    return table(
        "fund_expenditure",
        ("total", "basic", "project"),
        head,
        [("合计", *[None] * 5)],
        2,
        1.4,
        3,
        *[1.5] * 3,
        note=note,
    )


_TABLES = (
    _balance,
    _income,
    _expenditure,
    _appropriation,
    _general,
    _three_public,
    basic,
    projects,
    objectives,
    _fund,
)
