"""The nine tables of a department, 部门公开表1-9: the code in one column, “三公”经费 of two years side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from fiction import document as form
from fiction.book import ZERO, Book, Money
from fiction.central_text import GLOSSARY, SECTIONS
from fiction.document import Document, Facts, Head, Paragraph, Sheet
from fiction.layout import (
    Cells,
    Headings,
    Notation,
    Table,
    by_class,
    by_people,
    economic_lines,
    function_lines,
    glossary,
    heads,
    sides,
    spending,
    table,
)  # fmt: skip
from fiction.wording import numeral

TITLES = (
    "部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表",
    "一般公共预算“三公”经费支出表", "政府性基金预算支出表", "国有资本经营预算支出表",
)  # fmt: skip
EXPENDITURE = ("total", "basic", "project")


def write(book: Book) -> Document:
    """The whole document; amounts are in 元 in odd years and in 万元 in even ones."""
    notation = Notation(yuan=book.year % 2 == 1, thousands=book.year % 2 == 1)
    return Document(
        title=(f"{book.unit}{book.year}年", "部门预算"),
        parts=tuple(_parts(book, notation)),
        facts=Facts("budget", "department", book.year, book.unit, notation.unit, notation.shown(book.total("total"))),
    )


def _parts(book: Book, notation: Notation) -> Iterator[Paragraph | Sheet]:
    yield Paragraph("目    录", form.CONTENTS)
    for part, entries in _contents(book):
        yield Paragraph(part, form.CONTENTS)
        yield from (Paragraph(f"{numeral(number)}、{entry}", form.CONTENTS) for number, entry in enumerate(entries, 1))
    yield Paragraph(f"第一部分  {book.unit}概况", form.PART)
    yield Paragraph("一、部门职责", form.SECTION)
    yield from (Paragraph(f"（{numeral(number)}）{duty}") for number, duty in enumerate(book.sector.duties, 1))
    yield Paragraph("二、机构设置", form.SECTION)
    offices = "、".join(book.sector.offices)
    yield Paragraph(f"{book.unit}部门预算包括本级预算，内设机构{len(book.sector.offices)}个，包括：{offices}。")
    yield Paragraph(f"第二部分  {book.unit}{book.year}年部门预算表", form.PART)
    for number, make in enumerate(_TABLES, 1):
        yield _sheet(book, notation, number, make(book, notation))
    yield Paragraph(f"第三部分  {book.unit}{book.year}年部门预算情况说明", form.PART)
    for number, (heading, say) in enumerate(SECTIONS, 1):
        yield Paragraph(f"{numeral(number)}、{heading.format(unit=book.unit, year=book.year)}", form.SECTION)
        yield from map(Paragraph, say(book))
    yield Paragraph("第四部分  名词解释", form.PART)
    yield from glossary(GLOSSARY)


def _contents(book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield f"第一部分  {book.unit}概况", ("部门职责", "机构设置")
    yield f"第二部分  {book.unit}{book.year}年部门预算表", TITLES
    headings = tuple(heading.format(unit=book.unit, year=book.year) for heading, _ in SECTIONS)
    yield f"第三部分  {book.unit}{book.year}年部门预算情况说明", headings
    yield "第四部分  名词解释", ()


def _sheet(book: Book, notation: Notation, number: int, table: Table) -> Sheet:
    title = TITLES[number - 1]
    return Sheet(
        name=f"{number}{title}".replace("“", "").replace("”", ""), caption=(f"部门公开表{number}", title), left=f"部门/单位：{book.unit}",
        right=f"单位：{notation.unit}", head=table.head, rows=table.rows, widths=table.widths, note=table.note, code=table.code, keys=table.keys,
    )  # fmt: skip


def _balance(book: Book, notation: Notation) -> Table:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    names = (
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "事业收入",
        "事业单位经营收入",
        "其他收入",
    )
    left: list[tuple[str | None, tuple[Money | None, ...]]] = [
        (f"{numeral(number)}、{name}", (year if number == 1 else None,)) for number, name in enumerate(names, 1)
    ]
    right = [*by_class(book, lambda code: (book.by_prefix(code, "total"),))]
    left += [(None, (None,))] * (len(right) - len(left))
    left += [
        ("本年收入合计", (year,)),
        ("使用非财政拨款结余", (None,)),
        ("上年结转", (carried,)),
        ("收 入 总 计", (total,)),
    ]
    right += [("本年支出合计", (total,)), ("结转下年", (None,)), ("", (None,)), ("支 出 总 计", (total,))]
    head = (
        (Head("收    入", colspan=2), Head("支    出", colspan=2)),
        heads("项    目", "预算数", "项    目", "预算数"),
    )
    return table("balance", ("amount", "amount"), head, sides(notation, left, right, (1, 1)), 3, 1.5, 3, 1.5)


def _income(book: Book, notation: Notation) -> Table:
    def line(prefix: str) -> tuple[Money, ...]:
        amounts = [book.by_prefix(prefix, what) for what in ("total", "carried", "this_year")]
        return (*amounts, *[ZERO] * 9)

    head = (
        (Head("科目", colspan=2), *heads("合计", "上年结转", "一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", rowspan=2),
         Head("事业收入", colspan=2), *heads("事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入", "使用非财政拨款结余", rowspan=2)),
        heads("科目编码", "科目名称", "金额", "其中：教育收费"),
    )  # fmt: skip
    keys = (
        "total",
        "carry_over",
        "general",
        "fund",
        "capital",
        "operating",
        "",
        "business",
        "upper_subsidy",
        "affiliated",
        "other",
        "fund_balance_use",
    )
    rows = [*function_lines(book, notation, line), ("合计", None, *notation.cells(line("")))]
    return table("income", keys, head, rows, 1.2, 3, *[1.2] * 12)


def _expenditure(book: Book, notation: Notation) -> Table:
    head = (
        heads(
            "科目编码",
            "科目名称",
            "合计",
            "基本支出",
            "项目支出",
            "上缴上级支出",
            "事业单位经营支出",
            "对附属单位补助支出",
        ),
    )
    keys = (*EXPENDITURE, "remit_upper", "business", "subsidy_affiliated")
    rows = function_lines(book, notation, lambda code: (*spending(book, code), ZERO, ZERO, ZERO))
    total = notation.cells((*spending(book), ZERO, ZERO, ZERO))
    return table("expenditure", keys, head, [*rows, ("合计", None, *total)], 1.2, 3, *[1.4] * 6)


def _appropriation(book: Book, notation: Notation) -> Table:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    sources = ("（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款")
    left: list[tuple[str | None, tuple[Money | None, ...]]] = []
    for heading, amount in (("一、本年收入", year), ("二、上年结转", carried)):
        left.append((heading, (amount,)))
        left += [(name, (amount if place == 0 else None,)) for place, name in enumerate(sources)]
    right: list[tuple[str | None, tuple[Money | None, ...]]] = [("一、本年支出", (total, total, None, None))]
    right += by_class(book, lambda code: (*[book.by_prefix(code, "total")] * 2, None, None), "（{}）")
    left += [(None, (None,))] * (len(right) + 1 - len(left))
    right.append(("二、结转下年", (None,) * 4))
    left.append(("收 入 总 计", (total,)))
    right.append(("支 出 总 计", (total, total, None, None)))
    head = (
        (Head("收    入", colspan=2), Head("支    出", colspan=5)),
        heads("项    目", "预算数", "项    目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
    )
    keys = ("amount", "total", "general", "fund", "capital")
    return table("appropriation_balance", keys, head, sides(notation, left, right, (1, 4)), 2.6, 1.4, 2.8, *[1.4] * 4)


def _three_columns(group: str) -> Headings:
    return (
        (Head("功能分类科目", colspan=2), Head(group, colspan=3)),
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    )


def _general(book: Book, notation: Notation) -> Table:
    rows = function_lines(book, notation, lambda code: spending(book, code))
    rows.append(("合计", None, *notation.cells(spending(book))))
    return table("general_expenditure", EXPENDITURE, _three_columns(f"{book.year}年预算数"), rows, 1.2, 3, *[1.4] * 3)


def _basic(book: Book, notation: Notation) -> Table:
    rows: list[Cells] = [
        (code, name, *notation.cells((amount, *by_people(code, amount)))) for code, name, amount in economic_lines(book)
    ]
    sums = (book.total("basic"), book.personnel, book.operating)
    head = (
        (Head("部门预算支出经济分类科目", colspan=2), Head("本年一般公共预算基本支出", colspan=3)),
        heads("科目编码", "科目名称", "合计", "人员经费", "公用经费"),
    )
    keys = ("total", "personnel", "operating")
    return table("basic_expenditure", keys, head, [*rows, ("合计", None, *notation.cells(sums))], 1.2, 3, *[1.4] * 3)


def _three_public(book: Book, notation: Notation) -> Table:
    inner = (
        Head("合计", rowspan=2),
        Head("因公出国（境）费", rowspan=2),
        Head("公务用车购置及运行费", colspan=3),
        Head("公务接待费", rowspan=2),
    )
    head = (
        (Head(f"{book.year - 1}年预算数", colspan=6), Head(f"{book.year}年预算数", colspan=6)),
        (*inner, *inner),
        heads("小计", "公务用车购置费", "公务用车运行费") * 2,
    )
    row: list[str | None] = []
    for more in (Decimal("0.50"), ZERO):
        running, reception = book.economic["30231"] + more, book.economic["30217"] + more
        row += notation.cells((running + reception, ZERO, running, ZERO, running, reception))
    return table("three_public", ("last_year",) * 6 + ("amount",) * 6, head, [tuple(row)], *[1.2] * 12)


def _empty(group: str, code: str) -> Make:
    def make(book: Book, notation: Notation) -> Table:
        note = f"注：{book.unit}没有使用{group}拨款安排的支出。"
        rows: list[Cells] = [("合计", None, None, None, None)]
        return table(code, EXPENDITURE, _three_columns(f"本年{group}支出"), rows, 1.2, 3, *[1.4] * 3, note=note)

    return make


Make = Callable[[Book, Notation], Table]
_TABLES: tuple[Make, ...] = (
    _balance, _income, _expenditure, _appropriation, _general, _basic, _three_public, _empty("政府性基金预算", "fund_expenditure"),
    _empty("国有资本经营预算", "capital_expenditure"),
)  # fmt: skip
