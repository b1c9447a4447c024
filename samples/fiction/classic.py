"""Tables 表1 to 表6 with the code in three columns, the unit beside it and the total first, as some provinces print them."""

from __future__ import annotations

from collections.abc import Iterator

from fiction import document as form
from fiction.book import ZERO, Book, Money
from fiction.classic_lists import (
    EXPENDITURE,
    NOTATION,
    basic,
    coded,
    empty,
    headings,
    objectives,
    projects,
    three_public,
)
from fiction.classic_text import SECTIONS
from fiction.document import Document, Facts, Head, Paragraph, Sheet
from fiction.layout import (
    Side,
    Table,
    by_class,
    heads,
    pad,
    sides,
    spending,
    table,
)  # fmt: skip
from fiction.wording import numeral

TITLES = {
    "1": "部门收支总表", "1-1": "部门收入总表", "1-2": "部门支出总表", "2": "财政拨款收支预算总表", "3": "一般公共预算支出预算表",
    "3-1": "一般公共预算基本支出预算表", "3-2": "一般公共预算项目支出预算表", "3-3": "一般公共预算“三公”经费支出预算表",
    "4": "政府性基金支出预算表", "5": "国有资本经营预算支出预算表", "6": "部门预算项目绩效目标表",
}  # fmt: skip


def write(book: Book) -> Document:
    """The whole document of a department with one unit."""
    ones = book.undertakings
    return Document(
        title=(book.unit, f"{book.year}年部门预算编制说明"),
        parts=tuple(_parts(book)),
        facts=Facts("budget", "department", book.year, book.unit, "万元", book.total("total"), 0, (3,) * len(ones)),
    )


def _parts(book: Book) -> Iterator[Paragraph | Sheet]:
    yield Paragraph("目    录", form.CONTENTS)
    for part in ("第一部分 部门概况", f"第二部分 {book.year}年部门预算情况说明", "第三部分 名词解释", "第四部分 附表"):
        yield Paragraph(part, form.CONTENTS)
    yield from (
        Paragraph(f"{numeral(number)}、{title}", form.CONTENTS) for number, title in enumerate(TITLES.values(), 1)
    )
    yield Paragraph("第一部分 部门概况", form.PART)
    yield Paragraph("一、基本职能及主要工作", form.SECTION)
    yield Paragraph(f"（一）{book.unit}职能简介。", form.SUBSECTION)
    yield from (Paragraph(f"{number}.{duty}") for number, duty in enumerate(book.sector.duties, 1))
    yield Paragraph("二、部门预算单位构成", form.SECTION)
    yield Paragraph(f"从预算单位构成看，{book.unit}部门预算包括：{book.unit}本级预算。下属二级预算单位0个。")
    yield Paragraph(f"第二部分 {book.year}年部门预算情况说明", form.PART)
    for number, (heading, say) in enumerate(SECTIONS, 1):
        yield Paragraph(f"{numeral(number)}、{heading}", form.SECTION)
        yield from map(Paragraph, say(book, NOTATION))
    yield Paragraph("第三部分 名词解释", form.PART)
    yield Paragraph("（一）一般公共预算拨款收入：指财政当年拨付的资金。", form.SUBSECTION)
    yield Paragraph(
        "（二）基本支出：指为保证机构正常运转，完成日常工作任务而发生的人员支出和公用支出。", form.SUBSECTION
    )
    yield Paragraph("第四部分 附表", form.PART)
    for number, make in zip(TITLES, _TABLES, strict=True):
        yield _sheet(book, number, make(book))


def _sheet(book: Book, number: str, made: Table) -> Sheet:
    title = TITLES[number]
    return Sheet(
        name=number, caption=(f"表{number}", title + (f"（{book.year}年度）" if number == "6" else "")), left=f"部门：{book.unit}",
        right="金额单位：万元", head=made.head, rows=made.rows, widths=made.widths, note=made.note, code=made.code, keys=made.keys, spans=made.spans,
    )  # fmt: skip


def _balance(book: Book) -> Table:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    names = (
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "事业收入",
        "事业单位经营收入",
        "其他收入",
    )
    left: Side = [(f"{numeral(n)}、{name}", (year if n == 1 else None,)) for n, name in enumerate(names, 1)]
    right: Side = [*by_class(book, lambda code: (book.by_prefix(code, "total"),), names=28)]
    pad(left, right)
    left += [
        ("本 年 收 入 合 计", (year,)),
        ("七、用事业基金弥补收支差额", (None,)),
        ("八、上年结转", (carried,)),
        ("收 入 总 计", (total,)),
    ]
    right += [
        ("本 年 支 出 合 计", (total,)),
        ("二十九、事业单位结余分配", (None,)),
        ("三十、结转下年", (None,)),
        ("支 出 总 计", (total,)),
    ]
    head = ((Head("收          入", colspan=2), Head("支             出", colspan=2)), heads("项          目", f"{book.year}年预算数", "项            目", f"{book.year}年预算数"))  # fmt: skip
    return table("balance", ("amount", "amount"), head, sides(NOTATION, left, right, (1, 1)), 3, 1.5, 3, 1.5)


def _income(book: Book) -> Table:
    columns = (
        "合计",
        "上年结转",
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "事业收入",
        "事业单位经营收入",
        "其他收入",
        "上级补助收入",
        "附属单位上缴收入",
        "用事业基金弥补收支差额",
    )
    keys = (
        "total",
        "carry_over",
        "general",
        "fund",
        "capital",
        "operating",
        "business",
        "other",
        "upper_subsidy",
        "affiliated",
        "fund_balance_use",
    )

    def line(code: str) -> tuple[Money, ...]:
        return (*(book.by_prefix(code, what) for what in ("total", "carried", "this_year")), *[ZERO] * 8)

    return table("income", keys, headings(3, columns), coded(book, line), 0.6, 0.5, 0.5, 1, 3, *[1.2] * 11)


def _expenditure(book: Book) -> Table:
    columns = ("合计", "基本支出", "项目支出", "上缴上级支出", "对附属单位补助支出")
    rows = coded(book, lambda code: (*spending(book, code), ZERO, ZERO))
    keys = (*EXPENDITURE, "remit_upper", "subsidy_affiliated")
    return table("expenditure", keys, headings(3, columns), rows, 0.6, 0.5, 0.5, 1, 3, *[1.4] * 5)


def _appropriation(book: Book) -> Table:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    left: Side = [
        ("一、本年收入", (year,)),
        ("一般公共预算拨款收入", (year,)),
        ("政府性基金预算拨款收入", (None,)),
        ("国有资本经营预算拨款收入", (None,)),
    ]
    left += [("二、上年结转", (carried,)), ("一般公共预算拨款收入", (carried,))]
    right: Side = [("一、本年支出", (total, total, None, None))]
    right += by_class(book, lambda code: (*[book.by_prefix(code, "total")] * 2, None, None), "", names=28)
    right.append(("二、结转下年", (None,) * 4))
    pad(left, right)
    left.append(("收 入 总 计", (total,)))
    right.append(("支 出 总 计", (total, total, None, None)))
    head = (
        (Head("收          入", colspan=2), Head("支             出", colspan=5)),
        heads(
            "项          目", "金额", "项            目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"
        ),
    )
    keys = ("amount", "total", "general", "fund", "capital")
    return table("appropriation_balance", keys, head, sides(NOTATION, left, right, (1, 4)), 2.6, 1.4, 2.8, *[1.4] * 4)


def _general(book: Book) -> Table:
    rows = coded(
        book,
        lambda code: (
            book.by_prefix(code, "total"),
            book.by_prefix(code, "this_year"),
            book.by_prefix(code, "carried"),
        ),
    )
    head = headings(3, ("合计", "当年财政拨款安排", "上年结转安排"))
    return table("general_expenditure", ("total",), head, rows, 0.6, 0.5, 0.5, 1, 3, *[1.6] * 3)


_TABLES = (
    _balance, _income, _expenditure, _appropriation, _general, basic, projects, three_public,
    empty("fund_expenditure", "本年政府性基金预算支出"), empty("capital_expenditure", "本年国有资本经营预算支出"), objectives,
)  # fmt: skip
