"""Final accounts (决算): 公开01表 to 公开09表 with their line and column numbers, the code in one column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import zip_longest

from fiction import document as form
from fiction.book import ZERO, Book, Money
from fiction.document import Document, Facts, Head, Paragraph, Sheet
from fiction.final_accounts_text import GLOSSARY, NOTES, SECTIONS
from fiction.layout import (
    Cells,
    Headings,
    Notation,
    Side,
    Table,
    economic_lines,
    function_lines,
    glossary,
    heads,
    lined,
    numeral_of,
    over_three_columns,
    pad,
    table,
)  # fmt: skip
from fiction.vocabulary import CLASSES
from fiction.wording import numeral

TITLES = (
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算明细表", "政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表",
    "财政拨款“三公”经费支出决算表",
)  # fmt: skip


_TWO_SIDED = ("balance", "appropriation_balance")


def write(book: Book) -> Document:
    """The whole document; in even years the code is drawn over three columns, in every third nothing is printed as 0.00."""
    notation = Notation(thousands=book.year % 2 == 1, nothing="0.00" if book.year % 3 == 0 else None)
    return Document(
        title=(book.unit, f"{book.year}年度部门决算"),
        parts=tuple(_parts(book, notation)),
        facts=Facts("final_accounts", "department", book.year, book.unit, "万元", book.total("total")),
    )


def _parts(book: Book, notation: Notation) -> Iterator[Paragraph | Sheet]:
    yield Paragraph("目  录", form.CONTENTS)
    for part, entries in (
        (f"第一部分  {book.unit}概况", ("部门职责", "机构设置")), (f"第二部分  {book.year}年度部门决算表", TITLES),
        (f"第三部分  {book.year}年度部门决算情况说明", tuple(heading for heading, _ in SECTIONS)), ("第四部分  名词解释", ()), ("第五部分  附件", ()),
    ):  # fmt: skip
        yield Paragraph(part, form.CONTENTS)
        yield from (Paragraph(f"{numeral(number)}、{entry}", form.CONTENTS) for number, entry in enumerate(entries, 1))
    yield Paragraph(f"第一部分  {book.unit}概况", form.PART)
    yield Paragraph("一、部门职责", form.SECTION)
    yield from (Paragraph(f"{number}.{duty}") for number, duty in enumerate(book.sector.duties, 1))
    yield Paragraph("二、机构设置", form.SECTION)
    yield Paragraph(
        f"从决算编制范围看，{book.unit}部门决算包括本级决算。内设机构{len(book.sector.offices)}个，分别为：{'、'.join(book.sector.offices)}。"
    )
    yield Paragraph(f"第二部分  {book.year}年度部门决算表", form.PART)
    for number, make in enumerate(_TABLES, 1):
        yield _sheet(book, number, make(book, notation))
    yield Paragraph(f"第三部分  {book.year}年度部门决算情况说明", form.PART)
    for number, (heading, say) in enumerate(SECTIONS, 1):
        yield Paragraph(f"{numeral(number)}、{heading}", form.SECTION)
        yield from map(Paragraph, say(book))
    yield Paragraph("第四部分  名词解释", form.PART)
    yield from glossary(GLOSSARY)
    yield Paragraph("第五部分  附件", form.PART)
    yield Paragraph("无。")


def _sheet(book: Book, number: int, made: Table) -> Sheet:
    if book.year % 2 == 0 and made.head[-1][0].text == "栏次" and made.code not in _TWO_SIDED:
        made = over_three_columns(made)
    title = TITLES[number - 1]
    return Sheet(
        name=f"{title}(公开{number:02}表)".replace("“", "").replace("”", ""), caption=(title, f"公开{number:02}表"), left=f"部门：{book.unit}",
        right="金额单位：万元", head=made.head, rows=made.rows, widths=made.widths, note=NOTES[number - 1], code=made.code, keys=made.keys, spans=made.spans,
    )  # fmt: skip


def _classes(book: Book, width: int) -> Side:
    amounts = [(code, book.by_prefix(code, "total")) for code in CLASSES]
    return [
        (f"{numeral_of(number)}、{CLASSES[code]}", (amount, *((amount, ZERO, ZERO)[: width - 1])))
        for number, (code, amount) in enumerate(amounts, 1)
    ]


def _balance(book: Book, notation: Notation) -> Table:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    names = (
        "一般公共预算财政拨款收入",
        "政府性基金预算财政拨款收入",
        "国有资本经营预算财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    )
    left: Side = [(f"{numeral(n)}、{name}", (year if n == 1 else ZERO,)) for n, name in enumerate(names, 1)]
    right = _classes(book, 1)
    pad(left, right)
    left += [
        ("本年收入合计", (year,)),
        ("使用非财政拨款结余", (ZERO,)),
        ("年初结转和结余", (carried,)),
        ("总计", (total,)),
    ]
    right += [("本年支出合计", (total,)), ("结余分配", (ZERO,)), ("年末结转和结余", (ZERO,)), ("总计", (total,))]
    head = (
        (Head("收入", colspan=3), Head("支出", colspan=3)),
        heads("项目", "行次", "金额") * 2,
        heads("栏次", "", "1", "栏次", "", "2"),
    )
    return table("balance", ("amount", "amount"), head, lined(notation, left, right), 3, 0.6, 1.5, 3, 0.6, 1.5)


def _coded(book: Book, columns: tuple[str, ...], group: str = "") -> Headings:
    """Code and name beside the columns of figures, with the row of column numbers."""
    name = "功能分类科目编码" if book.year % 2 else "支出功能分类科目编码"
    top = (Head("项目", colspan=2), *((Head(group, colspan=len(columns)),) if group else heads(*columns, rowspan=2)))
    below = (*heads(name, "科目名称"), *(heads(*columns) if group else ()))
    numbers = (Head("栏次", colspan=2), *heads(*(str(number) for number in range(1, len(columns) + 1))))
    return (top, below, numbers)


def _lines(book: Book, notation: Notation, amounts: Callable[[str], tuple[Money, ...]]) -> list[Cells]:
    return [("合计", None, *notation.cells(amounts(""))), *function_lines(book, notation, amounts)]


def _income(book: Book, notation: Notation) -> Table:
    columns = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    keys = ("total", "appropriation", "upper_subsidy", "operating", "business", "affiliated", "other")
    rows = _lines(book, notation, lambda code: (*[book.by_prefix(code, "this_year")] * 2, *[ZERO] * 5))
    return table("income", keys, _coded(book, columns), rows, 1.4, 3, *[1.3] * 7)


def _expenditure(book: Book, notation: Notation) -> Table:
    columns = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    keys = ("total", "basic", "project", "remit_upper", "business", "subsidy_affiliated")
    rows = _lines(book, notation, lambda code: (*_spent(book, code), ZERO, ZERO, ZERO))
    return table("expenditure", keys, _coded(book, columns), rows, 1.4, 3, *[1.4] * 6)


def _spent(book: Book, code: str) -> tuple[Money, Money, Money]:
    total, basic = book.by_prefix(code, "total"), book.by_prefix(code, "basic")
    return total, basic, total - basic


def _appropriation(book: Book, notation: Notation) -> Table:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    left: Side = [
        ("一、一般公共预算财政拨款", (year,)),
        ("二、政府性基金预算财政拨款", (ZERO,)),
        ("三、国有资本经营预算财政拨款", (ZERO,)),
    ]
    right = _classes(book, 4)
    pad(left, right)
    left += [
        ("本年收入合计", (year,)),
        ("年初财政拨款结转和结余", (carried,)),
        ("一般公共预算财政拨款", (carried,)),
        ("总计", (total,)),
    ]
    spent = (total, total, ZERO, ZERO)
    right += [("本年支出合计", spent), ("年末财政拨款结转和结余", (ZERO,) * 4), ("", (None,) * 4), ("总计", spent)]
    sources = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    head = (
        (Head("收入", colspan=3), Head("支出", colspan=6)),
        heads("项目", "行次", "金额", "项目", "行次", *sources),
        heads("栏次", "", "1", "栏次", "", "2", "3", "4", "5"),
    )
    keys = ("amount", "total", "general", "fund", "capital")
    return table("appropriation_balance", keys, head, lined(notation, left, right), 2.8, 0.6, 1.4, 2.8, 0.6, *[1.4] * 4)


def _general(book: Book, notation: Notation) -> Table:
    head = _coded(book, ("小计", "基本支出", "项目支出"), "本年支出")
    return table(
        "general_expenditure",
        ("total", "basic", "project"),
        head,
        _lines(book, notation, lambda code: _spent(book, code)),
        1.4,
        3,
        *[1.4] * 3,
    )


def _basic(book: Book, notation: Notation) -> Table:
    people, goods = economic_lines(book, ("301", "303")), economic_lines(book, ("302",))
    rows = [
        tuple(cell for one in pair for cell in ((one[0], one[1], notation.cell(one[2])) if one else (None,) * 3))
        for pair in zip_longest(people, goods)
    ]
    rows.append(
        ("人员经费合计", None, notation.cell(book.personnel), "公用经费合计", None, notation.cell(book.operating))
    )
    head = ((Head("人员经费", colspan=3), Head("公用经费", colspan=3)), heads("科目编码", "科目名称", "决算数") * 2)
    return table("basic_expenditure", ("personnel", "operating"), head, rows, 1, 3, 1.4, 1, 3, 1.4)


def _fund(book: Book, notation: Notation) -> Table:
    head = (
        (Head("项目", colspan=2), *heads("年初结转和结余", "本年收入", rowspan=2), Head("本年支出", colspan=3), Head("年末结转和结余", rowspan=2)),
        heads("功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"),
        (Head("栏次", colspan=2), *heads("1", "2", "3", "4", "5", "6")),
    )  # fmt: skip
    keys = ("opening", "income", "total", "basic", "project", "closing")
    return table("fund_expenditure", keys, head, [("合计", *[None] * 7)], 1.4, 3, *[1.3] * 6)


def _capital(book: Book, notation: Notation) -> Table:
    head = _coded(book, ("合计", "基本支出", "项目支出"), "本年支出")
    return table(
        "capital_expenditure", ("total", "basic", "project"), head, [("合计", *[None] * 4)], 1.4, 3, *[1.4] * 3
    )


def _three_public(book: Book, notation: Notation) -> Table:
    inner = (
        *heads("合计", "因公出国（境）费", rowspan=2),
        Head("公务用车购置及运行维护费", colspan=3),
        Head("公务接待费", rowspan=2),
    )
    head = (
        (Head("预算数", colspan=6), Head("决算数", colspan=6)),
        (*inner, *inner),
        heads("小计", "公务用车购置费", "公务用车运行维护费") * 2,
        heads(*(str(number) for number in range(1, 13))),
    )
    row: list[str | None] = []
    for more in (Decimal("0.50"), ZERO):
        running, reception = book.economic["30231"] + more, book.economic["30217"] + more
        row += notation.cells((running + reception, ZERO, running, ZERO, running, reception))
    return table("three_public", ("budget",) * 6 + ("amount",) * 6, head, [tuple(row)], *[1.2] * 12)


_TABLES = (_balance, _income, _expenditure, _appropriation, _general, _basic, _fund, _capital, _three_public)
