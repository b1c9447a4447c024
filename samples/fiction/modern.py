"""The form with eleven tables that units have published since about 2022."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fiction import document as form
from fiction.book import ZERO, Book, Leaf, Money, Undertaking
from fiction.document import Document, Facts, Head, Paragraph, Sheet
from fiction.vocabulary import CLASSES, ECONOMIC, ECONOMIC_CLASSES, function_name
from fiction.wording import change, grouped, numeral, share

TITLES = (
    "单位收支总体情况表", "单位收入总体情况表", "单位支出总体情况表", "财政拨款收支预算总体情况表", "一般公共预算支出情况表",
    "一般公共预算基本支出情况表", "一般公共预算项目支出情况表", "政府性基金预算支出情况表", "国有资本经营预算支出情况表",
    "财政拨款“三公”经费支出情况表", "上年结转结余情况明细表",
)  # fmt: skip
CODE_HEAD = (Head("功能分类科目编码", colspan=3), Head("功能分类科目名称", rowspan=2))
LEVELS = (Head("类"), Head("款"), Head("项"))


def write(book: Book) -> Document:
    """The whole document of a unit."""
    facts = Facts(
        "budget",
        "unit",
        book.year,
        book.unit,
        "万元",
        book.total("total"),
        len(book.undertakings),
        (6,) * len(book.undertakings),
    )
    return Document(title=(book.unit, f"{book.year}年单位预算公开"), parts=tuple(_parts(book)), facts=facts)


def _parts(book: Book) -> Iterator[Paragraph | Sheet]:
    yield from _contents(book)
    yield from _overview(book)
    yield Paragraph(f"第二部分 {book.year}年单位预算公开表", form.PART)
    for number, make in enumerate(_TABLES, 1):
        yield make(book, number)
    yield Paragraph(f"第三部分 {book.year}年单位预算情况说明", form.PART)
    for number, (heading, make_text) in enumerate(_SECTIONS, 1):
        yield Paragraph(f"{numeral(number)}、{heading.format(unit=book.unit, year=book.year)}", form.SECTION)
        yield from make_text(book)
    yield Paragraph("第四部分 名词解释", form.PART)
    for number, (term, meaning) in enumerate(_GLOSSARY, 1):
        yield Paragraph(f"{numeral(number)}、{term}：{meaning}", form.SECTION)
    yield Paragraph(book.unit, form.SIGNATURE)
    yield Paragraph(f"{book.year}年2月18日", form.SIGNATURE)


def _contents(book: Book) -> Iterator[Paragraph]:
    yield Paragraph("目 录", form.CONTENTS)
    yield Paragraph(f"第一部分 {book.year}年单位概况", form.CONTENTS)
    yield Paragraph("一、主要职能", form.CONTENTS)
    yield Paragraph("二、机构设置及人员情况", form.CONTENTS)
    yield Paragraph(f"第二部分 {book.year}年单位预算公开表", form.CONTENTS)
    for number, title in enumerate(TITLES, 1):
        yield Paragraph(f"{numeral(number)}、{title}", form.CONTENTS)
    yield Paragraph(f"第三部分 {book.year}年单位预算情况说明", form.CONTENTS)
    for number, (heading, _) in enumerate(_SECTIONS, 1):
        yield Paragraph(f"{numeral(number)}、{heading.format(unit=book.unit, year=book.year)}", form.CONTENTS)
    yield Paragraph("第四部分 名词解释", form.CONTENTS)


def _overview(book: Book) -> Iterator[Paragraph]:
    yield Paragraph(f"第一部分 {book.year}年单位概况", form.PART)
    yield Paragraph("一、主要职能", form.SECTION)
    for number, duty in enumerate(book.sector.duties, 1):
        yield Paragraph(f"（{numeral(number)}）{duty}", form.SUBSECTION)
    yield Paragraph("二、机构设置及人员情况", form.SECTION)
    offices = "、".join(book.sector.offices)
    yield Paragraph(f"{book.unit}无下属预算单位，下设{len(book.sector.offices)}个处室，分别是：{offices}。")
    actual = book.in_service + book.retired
    yield Paragraph(
        f"{book.unit}编制数{book.posts}，实有人数{actual}人，其中：在职{book.in_service}人，增加1人；"
        f"退休{book.retired}人，增加2人；离休0人，减少0人。"
    )


def _sheet(
    book: Book, number: int, head: tuple[tuple[Head, ...], ...], rows: list[tuple[str | None, ...]], *widths: float
) -> Sheet:
    return Sheet(
        name=f"{number}.{TITLES[number - 1]}".replace("“", "").replace("”", ""),
        caption=(f"表 {number}", TITLES[number - 1]), left=f"编制单位：{book.unit}", right="单位：万元",
        head=head, rows=tuple(rows), widths=widths,
    )  # fmt: skip


def _code_cells(code: str) -> tuple[str | None, ...]:
    return (code[:3], code[3:5] or None, code[5:7] or None)


def _coded(book: Book, pick: dict[str, tuple[Money, ...]], total: tuple[Money, ...]) -> list[tuple[str | None, ...]]:
    rows: list[tuple[str | None, ...]] = [
        (*_code_cells(code), function_name(code), *map(grouped, pick[code])) for code in book.codes() if any(pick[code])
    ]
    return [*rows, (None, None, None, "合计", *map(grouped, total))]


def _sums(book: Book, *whats: str) -> tuple[dict[str, tuple[Money, ...]], tuple[Money, ...]]:
    by_code = {code: tuple(book.by_prefix(code, what) for what in whats) for code in book.codes()}
    return by_code, tuple(book.total(what) for what in whats)


def _balance(book: Book, number: int) -> Sheet:
    year, upper, carried = book.total("this_year"), book.total("upper"), book.total("carried")
    income: list[tuple[str, Money | None]] = [
        ("一、本年收入", year), ("1. 一般公共预算拨款", year), ("其中：一般财力", year - upper),
        ("上级一般公共预算安排转移支付", upper), ("2. 政府性基金预算拨款", None), ("3. 国有资本经营预算拨款", None),
        ("4. 财政专户核拨", None), ("5. 单位资金", None), ("二、上年结转结余", carried), ("1. 财政拨款结转", carried),
        ("其中：一般公共预算拨款", carried), ("2. 非财政拨款结余", None),
    ]  # fmt: skip
    spending = [(f"{code} {name}", book.by_prefix(code, "total")) for code, name in CLASSES.items()]
    income += [("", None)] * (len(spending) - len(income))
    rows: list[tuple[str | None, ...]] = [
        (a or None, grouped(b), c, grouped(d)) for (a, b), (c, d) in zip(income, spending, strict=True)
    ]
    total = grouped(book.total("total"))
    rows.append(("收入总计", total, "支出总计", total))
    head = (
        (Head("收 入", colspan=2), Head("支 出", colspan=2)),
        (Head("项 目"), Head("预算数"), Head("功能分类"), Head("预算数")),
    )
    return _sheet(book, number, head, rows, 3, 1.5, 3, 1.5)


def _income(book: Book, number: int) -> Sheet:
    def line(prefix: str) -> tuple[Money, ...]:
        year, upper = book.by_prefix(prefix, "this_year"), book.by_prefix(prefix, "upper")
        carried = book.by_prefix(prefix, "carried")
        return (year + carried, year, year - upper, upper, ZERO, ZERO, ZERO, ZERO, ZERO, carried, ZERO)

    head = (
        (
            *CODE_HEAD, Head("总 计", rowspan=2), Head("财政拨款（补助）", colspan=6), Head("财政专户（教育收费）", rowspan=2),
            Head("单位资金", rowspan=2), Head("财政拨款结转", rowspan=2), Head("非财政拨款结转结余", rowspan=2),
        ),
        (
            *LEVELS, Head("财政拨款（补助）小计"), Head("一般公共预算"), Head("上级一般公共预算安排的转移支付"), Head("政府性基金预算"),
            Head("上级政府性基金安排的转移支付"), Head("国有资本经营预算"),
        ),
    )  # fmt: skip
    rows = _coded(book, {code: line(code) for code in book.codes()}, line(""))
    return _sheet(book, number, head, rows, 0.6, 0.5, 0.5, 3, *[1.3] * 11)


def _expenditure_head(group: str) -> tuple[tuple[Head, ...], ...]:
    return (
        (Head("科目", colspan=4), Head(group, colspan=3)),
        (*CODE_HEAD, Head("合计", rowspan=2), Head("基本支出", rowspan=2), Head("项目支出", rowspan=2)),
        LEVELS,
    )


def _expenditure(book: Book, number: int) -> Sheet:
    def line(prefix: str) -> tuple[Money, ...]:
        basic = book.by_prefix(prefix, "basic")
        return (book.by_prefix(prefix, "total"), basic, book.by_prefix(prefix, "total") - basic)

    rows = _coded(book, {code: line(code) for code in book.codes()}, line(""))
    return _sheet(book, number, _expenditure_head("支出预算"), rows, 0.6, 0.5, 0.5, 3.4, 1.4, 1.4, 1.4)


def _appropriation(book: Book, number: int) -> Sheet:
    year = book.total("this_year")
    income: list[tuple[str | None, Money | None]] = [
        ("一、财政拨款（补助）", year), ("一般公共预算", year), ("政府性基金预算", None), ("国有资本经营预算", None),
    ]  # fmt: skip
    income += [(None, None)] * (len(CLASSES) - len(income))
    rows: list[tuple[str | None, ...]] = []
    for (name, amount), (code, title) in zip(income, CLASSES.items(), strict=True):
        spent = grouped(book.by_prefix(code, "this_year"))
        rows.append((name, grouped(amount), f"{code} {title}", spent, spent, None, None))
    rows.append(("收入总计", grouped(year), "支出总计", grouped(year), grouped(year), None, None))
    head = (
        (Head("财政拨款收入", colspan=2), Head("财政拨款支出", colspan=5)),
        tuple(map(Head, ("项目", "合计", "功能分类", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"))),
    )
    return _sheet(book, number, head, rows, 2.6, 1.3, 2.8, 1.3, 1.3, 1.3, 1.3)


def _general(book: Book, number: int) -> Sheet:
    rows = _coded(book, *_sums(book, "this_year", "basic", "project"))
    return _sheet(book, number, _expenditure_head("一般公共预算支出"), rows, 0.6, 0.5, 0.5, 3.4, 1.4, 1.4, 1.4)


def _basic(book: Book, number: int) -> Sheet:
    rows: list[tuple[str | None, ...]] = []
    for code, name in ECONOMIC.items():
        amount = book.economic_sum(code)
        people = amount if code[:3] != "302" else None
        rows.append(
            (code[:3], code[3:] or None, name, grouped(amount), grouped(people), grouped(amount - (people or 0)))
        )
    total = book.personnel + book.operating
    rows.append((None, None, "合计", grouped(total), grouped(book.personnel), grouped(book.operating)))
    head = (
        (Head("科目", colspan=3), Head("一般公共预算基本支出", colspan=3)),
        (Head("经济分类科目编码", colspan=2), Head("经济分类科目名称", rowspan=2), Head("合计", rowspan=2),
         Head("人员经费", rowspan=2), Head("公用经费", rowspan=2)),
        (Head("类"), Head("款")),
    )  # fmt: skip
    return _sheet(book, number, head, rows, 0.7, 0.6, 3.4, 1.4, 1.4, 1.4)


def _projects(book: Book, number: int) -> Sheet:
    def classes(ones: list[Undertaking]) -> list[str | None]:
        return [grouped(sum((one.amount for one in ones if one.economic == key), ZERO)) for key, _ in ECONOMIC_CLASSES]

    rows: list[tuple[str | None, ...]] = []
    for code in book.codes():
        below = [one for one in book.undertakings if one.code.startswith(code)]
        for one in below if len(code) == 7 else []:
            rows.append((*_code_cells(code), function_name(code), one.full_name, grouped(one.amount), *classes([one])))
        if below and len(code) < 7:
            amount = grouped(sum((one.amount for one in below), ZERO))
            rows.append((*_code_cells(code), function_name(code), None, amount, *classes(below)))
    rows.append((None, None, None, "合计", None, grouped(book.total("project")), *classes(book.undertakings)))
    head = (
        (Head("科目编码", colspan=3), Head("科目名称", rowspan=2), Head("项目名称", rowspan=2), Head("项目支出合计", rowspan=2),
         *(Head(name, rowspan=2) for _, name in ECONOMIC_CLASSES)),
        LEVELS,
    )  # fmt: skip
    return _sheet(book, number, head, rows, 0.7, 0.5, 0.5, 2.2, 3, *[1.15] * 11)


def _empty(book: Book, number: int) -> Sheet:
    group = "政府性基金预算支出" if number == 8 else "国有资本经营预算支出"
    rows: list[tuple[str | None, ...]] = [(None, None, None, "合计", None, None, None)]
    return _sheet(book, number, _expenditure_head(group), rows, 0.6, 0.5, 0.5, 3.4, 1.4, 1.4, 1.4)


def _three_public(book: Book, number: int) -> Sheet:
    running, reception = book.economic["30231"], book.economic["30217"]
    rows: list[tuple[str | None, ...]] = [
        (name, grouped(amount), grouped(amount), None, None)
        for name, amount in (
            ("合计", running + reception), ("因公出国（境）费", None), ("公务接待费", reception),
            ("公务用车购置及运行费（小计）", running), ("其中：公务用车购置费", None), ("公务用车运行费", running),
        )
    ]  # fmt: skip
    head = (
        (Head("“三公”经费支出内容", rowspan=2), Head("合计", rowspan=2), Head("资金来源", colspan=3)),
        (Head("一般公共预算"), Head("政府性基金"), Head("国有资本经营预算")),
    )
    return _sheet(book, number, head, rows, 3, 1.4, 1.4, 1.4, 1.6)


def _carried(book: Book) -> list[Undertaking]:
    return [one for one in book.undertakings if one.carried]


def _carry_over(book: Book, number: int) -> Sheet:
    rows: list[tuple[str | None, ...]] = [
        (one.full_name, grouped(one.carried), grouped(one.carried), None, None, grouped(one.carried), *[None] * 4)
        for one in _carried(book)
    ]
    total = grouped(book.total("carried"))
    rows.append(("合计", total, total, None, None, total, *[None] * 4))
    inner = (Head("合计", rowspan=2), Head("基本支出", colspan=2), Head("项目支出", rowspan=2))
    head = (
        (Head("项目", rowspan=3), Head("总计", rowspan=3), Head("财政拨款", colspan=4), Head("非财政拨款", colspan=4)),
        (*inner, *inner),
        tuple(map(Head, ("人员经费", "公用经费", "人员经费", "公用经费"))),
    )
    return _sheet(book, number, head, rows, 4, *[1.2] * 9)


_TABLES = (_balance, _income, _expenditure, _appropriation, _general, _basic, _projects, _empty, _empty, _three_public, _carry_over)  # fmt: skip


def _say_overall(book: Book) -> Iterator[Paragraph]:
    yield Paragraph(
        f"按照全口径预算的原则，{book.unit}{book.year}年所有收入和支出均纳入单位预算管理。收支总预算{book.total('total')}万元。"
    )
    yield Paragraph("收入预算包括：一般公共预算、上年结转结余。")
    yield Paragraph(f"支出预算包括：{'、'.join(CLASSES[code] for code in book.codes() if len(code) == 3)}。")


def _say_income(book: Book) -> Iterator[Paragraph]:
    total, upper, carried = book.total("total"), book.total("upper"), book.total("carried")
    own = book.total("this_year") - upper
    yield Paragraph(f"{book.unit}{book.year}年收入预算{total}万元，其中：")
    for name, amount, before in (
        ("一般公共预算", own, own * Decimal("0.9")),
        ("上级一般公共预算安排的转移支付", upper, upper * Decimal("1.1")),
        ("财政拨款结转", carried, carried * Decimal("0.8")),
    ):
        if amount:
            yield Paragraph(
                f"{name}{amount}万元，{share(amount, total)}，{change(amount, before.quantize(Decimal('0.01')))}。"
            )
        else:
            yield Paragraph(f"{name}未安排。")
    yield Paragraph("政府性基金预算未安排。")


def _say_expenditure(book: Book) -> Iterator[Paragraph]:
    total, basic = book.total("total"), book.total("basic")
    yield Paragraph(f"{book.unit}{book.year}年支出预算{total}万元，其中：")
    for name, amount, before in (
        ("基本支出", basic, book.last_total("basic")), ("项目支出", total - basic, book.last_total("project")),
    ):  # fmt: skip
        yield Paragraph(f"{name}{amount}万元，{share(amount, total)}，{change(amount, before)}。")


def _say_appropriation(book: Book) -> Iterator[Paragraph]:
    year = book.total("this_year")
    yield Paragraph(f"{book.year}年财政拨款收支总预算{year}万元。")
    yield Paragraph("收入全部为一般公共预算拨款，无政府性基金预算拨款和国有资本经营预算拨款。")
    listed = "；".join(
        f"{CLASSES[code]}{book.by_prefix(code, 'this_year')}万元，主要用于保障相关工作正常开展"
        for code in book.codes()
        if len(code) == 3
    )
    yield Paragraph(f"支出预算包括：{listed}。")


def _say_general(book: Book) -> Iterator[Paragraph]:
    year = book.total("this_year")
    yield Paragraph("（一）一般公共预算当年拨款规模变化情况", form.SUBSECTION)
    yield Paragraph(f"{book.unit}{book.year}年一般公共预算拨款合计{year}万元，其中：")
    for name, what in (("基本支出", "basic"), ("项目支出", "project")):
        yield Paragraph(f"{name}{book.total(what)}万元，{change(book.total(what), book.last_total(what))}。")
    yield Paragraph("（二）一般公共预算当年拨款结构情况", form.SUBSECTION)
    for number, code in enumerate((code for code in book.codes() if len(code) == 3), 1):
        amount = book.by_prefix(code, "this_year")
        yield Paragraph(f"{number}. {CLASSES[code]}（类）{amount}万元，{share(amount, year)}。")
    yield Paragraph("（三）一般公共预算当年拨款具体使用情况", form.SUBSECTION)
    for number, leaf in enumerate(book.leaves, 1):
        yield Paragraph(
            f"{number}. {_path(leaf)}：{book.year}年预算数为{leaf.this_year}万元，{change(leaf.this_year, book.last_total('this_year', leaf.code))}。"
        )


def _path(leaf: Leaf) -> str:
    names = [function_name(leaf.code[:size]) for size in (3, 5, 7)]
    return "".join(f"{name}（{level}）" for name, level in zip(names, "类款项", strict=True))


def _say_basic(book: Book) -> Iterator[Paragraph]:
    def names(*classes: str) -> str:
        return "、".join(ECONOMIC[code] for code in book.economic if code[:3] in classes)

    yield Paragraph(f"{book.unit}{book.year}年一般公共预算基本支出{book.personnel + book.operating}万元，其中：")
    yield Paragraph(f"人员经费{book.personnel}万元，主要包括：{names('301', '303')}。")
    yield Paragraph(f"公用经费{book.operating}万元，主要包括：{names('302')}。")


def _say_projects(book: Book) -> Iterator[Paragraph]:
    for number, one in enumerate(book.undertakings, 1):
        basis = f"依据{one.reference}文件规定设立" if one.reference else "《中华人民共和国预算法》及本区年度工作要点"
        parts = "，".join(f"{name}{amount}万元" for name, amount in one.allocation)
        yield Paragraph(f"（{numeral(number)}）项目名称：{one.full_name}", form.SUBSECTION)
        yield Paragraph(f"设立的政策依据：{basis}")
        yield Paragraph(f"预算安排规模：{one.amount}万元")
        yield Paragraph(f"项目承担单位：{book.unit}")
        yield Paragraph(f"资金分配情况：{parts}，共计{sum((amount for _, amount in one.allocation), ZERO)}万元")
        yield Paragraph(f"资金执行时间：{one.period_year}年1月1日至{one.period_year}年12月31日")


def _say_none(what: str) -> object:
    def say(book: Book) -> Iterator[Paragraph]:
        yield Paragraph(f"{book.unit}{book.year}年没有使用{what}拨款安排的支出，{what}支出情况表为空表。")

    return say


def _say_three_public(book: Book) -> Iterator[Paragraph]:
    running, reception = book.economic["30231"], book.economic["30217"]
    total = running + reception
    yield Paragraph(
        f"{book.unit}{book.year}年财政拨款“三公”经费数为{total}万元，其中：因公出国（境）费0.00万元，公务用车购置费0.00万元，"
        f"公务用车运行费{running}万元，公务接待费{reception}万元。"
    )
    before = (running + 1, reception + Decimal("0.50"))
    yield Paragraph(
        f"{book.year}年财政拨款“三公”经费{change(total, sum(before, ZERO))}，其中：公务用车运行费{change(running, before[0])}；"
        f"公务接待费{change(reception, before[1])}。"
    )


def _say_carry_over(book: Book) -> Iterator[Paragraph]:
    total = book.total("carried")
    if not total:
        yield Paragraph(f"{book.unit}{book.year}年没有上年结转结余，上年结转结余情况明细表为空表。")
        return
    yield Paragraph(
        f"{book.unit}{book.year}年上年结转结余{total}万元，包括：财政拨款{total}万元，非财政拨款0.00万元，其中："
    )
    for number, one in enumerate(_carried(book), 1):
        yield Paragraph(f"{number}. {one.full_name}{one.carried}万元，主要用于：{one.purpose}支出。")


def _say_other(book: Book) -> Iterator[Paragraph | Sheet]:
    goods, works, services = book.procurement
    cars, trucks, others = book.vehicles
    yield Paragraph("（一）机关运行经费情况", form.SUBSECTION)
    yield Paragraph(
        f"{book.unit}{book.year}年的机关运行经费财政拨款预算{book.operating}万元，{change(book.operating, book.operating + 3)}。"
    )
    yield Paragraph("（二）政府采购情况", form.SUBSECTION)
    total = goods + works + services
    yield Paragraph(
        f"{book.year}年，{book.unit}政府采购预算{total}万元，其中：政府采购货物预算{goods}万元，政府采购工程预算{works}万元，政府采购服务预算{services}万元。"
    )
    yield Paragraph(
        f"{book.year}年，{book.unit}面向中小企业预留政府采购项目预算金额{total}万元，小微企业预留政府采购项目预算金额{works}万元。"
    )
    yield Paragraph("（三）国有资产占用使用情况", form.SUBSECTION)
    yield Paragraph(f"截至{book.year - 1}年底，{book.unit}占用使用国有资产总体情况为：")
    yield Paragraph("1. 房屋3240.50平方米，价值812.40万元。")
    yield Paragraph(
        f"2. 车辆{cars + trucks + others}辆，价值{12 * (cars + trucks + others)}.00万元；其中：一般公务用车{cars}辆，价值{12 * cars}.00万元；"
        f"执法执勤用车{trucks}辆，价值{12 * trucks}.00万元；其他车辆{others}辆，价值{12 * others}.00万元。"
    )
    yield Paragraph("3. 办公家具价值96.30万元。")
    yield Paragraph("4. 其他资产价值120.75万元。")
    yield Paragraph("单位价值50万元以上大型设备0台（套），单位价值100万元以上大型设备0台（套）。")
    yield Paragraph("（四）预算绩效情况", form.SUBSECTION)
    ones = book.undertakings
    yield Paragraph(
        f"{book.year}年度，本年度实行绩效管理的项目{len(ones)}个，涉及预算金额{book.total('project')}万元。具体情况见下表（按项目分别填报）："
    )
    for number, one in enumerate(ones, 1):
        yield _objective(book, number, one)
    yield Paragraph("（五）其他需说明的事项", form.SUBSECTION)
    yield Paragraph("无其他需要说明的事项。")


def _objective(book: Book, number: int, one: Undertaking) -> Sheet:
    labels: list[tuple[str | None, ...]] = [
        ("预算单位", None, book.unit, *[None] * 6),
        ("项目名称", None, one.full_name, None, None, None, "项目负责人", "周明远", None),
        ("项目资金（万元）", None, "年度预算总额：", grouped(one.amount + one.carried), "其中：财政拨款", grouped(one.amount), "其他资金：", str(one.carried), None),
        ("项目总体目标", None, f"通过实施{one.name}项目，完成{one.purpose}，保障资金及时足额到位，不断提高公共服务水平。", *[None] * 6),
        ("一级指标", "二级指标", "三级指标", "指标值", "指标值设置依据", "上年完成值", "指标分值权重", "指标赋分规则", "佐证资料"),
    ]  # fmt: skip
    indicators: list[tuple[str | None, ...]] = [
        ("产出指标", "数量指标", f"{one.purpose}数量", f">={one.count}{one.measure}", "计划标准", f"{one.count - 3}{one.measure}", "20", "按照完成比例赋分", "工作资料"),
        (None, "质量指标", "资金发放准确率", "=100%", "计划标准", "100%", "20", "按照完成比例赋分", "原始凭证"),
        (None, "时效指标", "资金拨付及时率", "≥95%", "行业标准", "95%", "20", "按照完成比例赋分", "原始凭证,工作资料"),
        ("成本指标", "经济成本指标", "项目总成本", f"≤{one.amount}万元", "计划标准", None, "10", "按照完成比例赋分", "工作资料"),
        ("效益指标", "社会效益指标", "提升公共服务水平", "有效提升", "计划标准", "有效提升", "20", "按评判等级赋分", "工作资料"),
        ("满意度指标", "满意度指标", "服务对象满意度", ">=90%", "计划标准", "90%", "10", "满意度赋分", "说明材料"),
    ]  # fmt: skip
    spans = (
        (0, 0, 1, 2),
        (0, 2, 1, 7),
        (1, 0, 1, 2),
        (1, 2, 1, 4),
        (1, 7, 1, 2),
        (2, 0, 1, 2),
        (3, 0, 1, 2),
        (3, 2, 1, 7),
        (5, 0, 3, 1),
    )
    return Sheet(
        name=f"绩效{number}", caption=("项目支出绩效目标表", f"（{book.year}年）"), left="", right="", head=(),
        rows=tuple(labels + indicators), widths=(1, 1.1, 2.4, 1.4, 1.2, 1.1, 1, 1.5, 1.3), spans=spans,
    )  # fmt: skip


_SECTIONS = (
    ("关于{unit}{year}年收支预算情况的总体说明", _say_overall),
    ("关于{unit}{year}年收入预算情况说明", _say_income),
    ("关于{unit}{year}年支出预算情况说明", _say_expenditure),
    ("关于{unit}{year}年财政拨款收支预算情况的总体说明", _say_appropriation),
    ("关于{unit}{year}年一般公共预算当年拨款情况说明", _say_general),
    ("关于{unit}{year}年一般公共预算基本支出情况说明", _say_basic),
    ("关于{unit}{year}年一般公共预算项目支出情况说明", _say_projects),
    ("关于{unit}{year}年政府性基金预算拨款情况说明", _say_none("政府性基金预算")),
    ("关于{unit}{year}年国有资本经营预算拨款情况说明", _say_none("国有资本经营预算")),
    ("关于{unit}{year}年财政拨款“三公”经费预算情况说明", _say_three_public),
    ("关于{unit}{year}年上年结转结余预算情况说明", _say_carry_over),
    ("其他重要事项的情况说明", _say_other),
)

_GLOSSARY = (
    ("财政拨款", "指由一般公共预算、政府性基金预算、国有资本经营预算安排的财政拨款数。"),
    ("一般公共预算", "包括公共财政拨款（补助）资金、专项收入。"),
    ("基本支出", "包括人员经费、公用经费（定额）。其中，人员经费包括工资福利支出、对个人和家庭的补助。"),
    ("项目支出", "为完成特定的行政任务或事业发展目标，在基本支出预算之外编制的年度项目支出计划。"),
    ("机关运行经费", "指行政单位的公用经费，包括办公费、水电费、取暖费、差旅费、公务用车运行维护费及其他费用。"),
)
