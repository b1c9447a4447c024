"""What a department says about its nine tables: one numbered section a table, changes against the year's outturn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from fiction.book import Book
from fiction.layout import economic_lines, spending
from fiction.vocabulary import CLASSES, function_name
from fiction.wording import change, share

Say = Callable[[Book], Iterator[str]]


def _say_overall(book: Book) -> Iterator[str]:
    used = "、".join(CLASSES[code] for code in book.codes() if len(code) == 3)
    yield (
        f"按照综合预算的原则，{book.unit}所有收入和支出均纳入部门预算管理。收入包括：一般公共预算拨款收入、上年结转；"
        f"支出包括：{used}。{book.unit}{book.year}年收支总预算{book.total('total')}万元。"
    )


def _say_income(book: Book) -> Iterator[str]:
    total, carried, year = (book.total(what) for what in ("total", "carried", "this_year"))
    parts = [f"上年结转{carried}万元，{share(carried, total)}；"] if carried else []
    parts.append(f"一般公共预算拨款收入{year}万元，{share(year, total)}。")
    yield f"{book.unit}{book.year}年收入预算{total}万元，其中：{''.join(parts)}"


def _say_expenditure(book: Book) -> Iterator[str]:
    total, basic, project = spending(book)
    yield (
        f"{book.unit}{book.year}年支出预算{total}万元，其中：基本支出{basic}万元，{share(basic, total)}；"
        f"项目支出{project}万元，{share(project, total)}。"
    )


def _say_appropriation(book: Book) -> Iterator[str]:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    spent = "、".join(f"{CLASSES[code]}{book.by_prefix(code, 'total')}万元" for code in book.codes() if len(code) == 3)
    came = f"一般公共预算拨款{year}万元" + (f"、上年结转{carried}万元" if carried else "")
    yield f"{book.unit}{book.year}年财政拨款收支总预算{total}万元。收入全部为财政拨款，包括：{came}。支出包括：{spent}。"


def _say_general(book: Book) -> Iterator[str]:
    total, outturn = book.total("total"), f"{book.year - 1}年执行数"
    yield "（一）一般公共预算拨款规模变化情况"
    before = (total * Decimal("0.93")).quantize(Decimal("0.01"))
    yield f"{book.unit}{book.year}年一般公共预算拨款{total}万元，{change(total, before, outturn)}。"
    yield "（二）一般公共预算拨款结构情况"
    used = [(code, book.by_prefix(code, "total")) for code in book.codes() if len(code) == 3]
    yield "；".join(f"{CLASSES[code]}（类）{amount}万元，{share(amount, total)}" for code, amount in used) + "。"
    yield "（三）一般公共预算拨款具体使用情况"
    for number, leaf in enumerate(book.leaves, 1):
        before = book.last_total("this_year", leaf.code)
        names = (f"{function_name(leaf.code[:size])}（{level}）" for size, level in ((3, "类"), (5, "款"), (7, "项")))
        yield f"{number}.{''.join(names)}{book.year}年预算数为{leaf.total}万元，{change(leaf.total, before, outturn)}。"


def _say_basic(book: Book) -> Iterator[str]:
    def names(*classes: str) -> str:
        return "、".join(name for code, name, _ in economic_lines(book, classes) if len(code) == 5)

    yield f"{book.unit}{book.year}年一般公共预算基本支出{book.total('basic')}万元，其中："
    yield f"人员经费{book.personnel}万元，主要包括：{names('301', '303')}；"
    yield f"公用经费{book.operating}万元，主要包括：{names('302')}。"


def _say_three_public(book: Book) -> Iterator[str]:
    running, reception = book.economic["30231"], book.economic["30217"]
    total = running + reception
    yield (
        f"{book.year}年“三公”经费预算数为{total}万元，其中：因公出国（境）费0万元；公务用车购置及运行费{running}万元，包括公务用车购置费0万元、"
        f"公务用车运行费{running}万元；公务接待费{reception}万元。{book.year}年“三公”经费预算{change(total, total + 1, f'{book.year - 1}年')}。"
    )


def _say_none(what: str) -> Say:
    return lambda book: iter((f"{book.unit}{book.year}年没有使用{what}拨款安排的支出。",))


def _say_other(book: Book) -> Iterator[str]:
    goods, works, services = book.procurement
    cars, trucks, others = book.vehicles
    yield "（一）机关运行经费。"
    moved = change(book.operating, book.operating - 2, f"{book.year - 1}年预算")
    yield f"{book.year}年{book.unit}的机关运行经费财政拨款预算{book.operating}万元，{moved}。"
    yield "（二）政府采购情况。"
    yield (
        f"{book.year}年{book.unit}政府采购预算总额{goods + works + services}万元，其中：政府采购货物预算{goods}万元、"
        f"政府采购工程预算{works}万元、政府采购服务预算{services}万元。"
    )
    yield "（三）国有资产占有使用情况。"
    yield (
        f"截至{book.year - 1}年12月31日，{book.unit}共有车辆{cars + trucks + others}辆，其中，机要通信用车{cars}辆、执法执勤用车{trucks}辆、"
        f"其他用车{others}辆；单价100万元以上设备0台（套）。"
    )
    yield "（四）预算绩效情况。"
    yield f"{book.year}年对项目支出全面实施绩效目标管理，涉及一般公共预算拨款{book.total('project')}万元。"


SECTIONS: tuple[tuple[str, Say], ...] = (
    ("关于{unit}{year}年部门收支总表的说明", _say_overall),
    ("关于{unit}{year}年部门收入总表的说明", _say_income),
    ("关于{unit}{year}年部门支出总表的说明", _say_expenditure),
    ("关于{unit}{year}年财政拨款收支总表的说明", _say_appropriation),
    ("关于{unit}{year}年一般公共预算支出表的说明", _say_general),
    ("关于{unit}{year}年一般公共预算基本支出表的说明", _say_basic),
    ("关于{unit}{year}年一般公共预算“三公”经费支出表的说明", _say_three_public),
    ("关于{unit}{year}年政府性基金预算支出表的说明", _say_none("政府性基金预算")),
    ("关于{unit}{year}年国有资本经营预算支出表的说明", _say_none("国有资本经营预算")),
    ("其他重要事项的情况说明", _say_other),
)
GLOSSARY = (
    ("一般公共预算拨款收入", "指同级财政当年拨付的资金。"),
    ("上年结转", "指以前年度安排、结转到本年仍按原规定用途继续使用的资金。"),
    ("机关运行经费", "指为保障行政单位运行用于购买货物和服务的各项公用经费。"),
)
