"""What final accounts say: against the year before and against the budget of the year, table by table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from fiction.book import Book, Money
from fiction.layout import spending
from fiction.vocabulary import CLASSES, function_name
from fiction.wording import CENT, change, percent, share

Say = Callable[[Book], Iterator[str]]


def _before(amount: Money, part: str) -> Money:
    return (amount * Decimal(part)).quantize(CENT)


def _moved(now: Money, before: Money, why: str) -> str:
    """与上年相比，收、支总计各增加…万元，增长…%"""
    more = now > before
    verbs = ("增加", "增长") if more else ("减少", "下降")
    return f"{verbs[0]}{abs(now - before)}万元，{verbs[1]}{abs(percent(now - before, before))}%，主要原因是{why}"


def _say_overall(book: Book) -> Iterator[str]:
    total = book.total("total")
    moved = _moved(total, _before(total, "1.08"), "落实过紧日子要求，压减项目支出")
    yield f"{book.year}年度收、支总计均为{total}万元。与{book.year - 1}年度相比，收、支总计各{moved}。"


def _say_income(book: Book) -> Iterator[str]:
    year = book.total("this_year")
    yield (
        f"{book.year}年度收入合计{year}万元，其中：财政拨款收入{year}万元，占100.00%；事业收入0.00万元，占0.00%；经营收入0.00万元，占0.00%；"
        f"其他收入0.00万元，占0.00%。"
    )


def _say_expenditure(book: Book) -> Iterator[str]:
    total, basic, project = spending(book)
    yield (
        f"{book.year}年度支出合计{total}万元，其中：基本支出{basic}万元，{share(basic, total)}；项目支出{project}万元，{share(project, total)}；"
        f"上缴上级支出0.00万元，占0.00%；经营支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。"
    )


def _say_appropriation(book: Book) -> Iterator[str]:
    total = book.total("total")
    moved = _moved(total, _before(total, "0.91"), "人员工资正常晋升")
    yield f"{book.year}年度财政拨款收、支总计均为{total}万元。与上年相比，财政拨款收、支总计各{moved}。"


def _say_general(book: Book) -> Iterator[str]:
    total = book.total("total")
    plan = _before(total, "0.96")
    moved = _moved(total, _before(total, "0.91"), "人员工资正常晋升")
    yield "（一）一般公共预算财政拨款支出决算总体情况。"
    yield (
        f"{book.year}年度一般公共预算财政拨款支出{total}万元，占本年支出合计的100.00%。与上年相比，一般公共预算财政拨款支出{moved}。"
    )
    yield "（二）一般公共预算财政拨款支出决算结构情况。"
    used = [(code, book.by_prefix(code, "total")) for code in book.codes() if len(code) == 3]
    parts = "；".join(f"{CLASSES[code]}（类）支出{amount}万元，{share(amount, total)}" for code, amount in used)
    yield f"{book.year}年度一般公共预算财政拨款支出{total}万元，主要用于以下方面：{parts}。"
    yield "（三）一般公共预算财政拨款支出决算具体情况。"
    yield (
        f"{book.year}年度一般公共预算财政拨款支出年初预算为{plan}万元，支出决算为{total}万元，完成年初预算的{percent(total, plan)}%。其中："
    )
    for number, leaf in enumerate(book.leaves, 1):
        names = (f"{function_name(leaf.code[:size])}（{level}）" for size, level in ((3, "类"), (5, "款"), (7, "项")))
        plan = _before(leaf.total, "1.05")
        yield (
            f"{number}.{''.join(names)}。年初预算为{plan}万元，支出决算为{leaf.total}万元，完成年初预算的{percent(leaf.total, plan)}%。"
            f"决算数小于预算数的主要原因是部分工作推迟到下年开展。"
        )


def _say_basic(book: Book) -> Iterator[str]:
    yield (
        f"{book.year}年度一般公共预算财政拨款基本支出{book.total('basic')}万元，其中：人员经费{book.personnel}万元，主要包括基本工资、津贴补贴、奖金；"
        f"公用经费{book.operating}万元，主要包括办公费、水费、电费。"
    )


def _say_three_public(book: Book) -> Iterator[str]:
    running, reception = book.economic["30231"], book.economic["30217"]
    total, half = running + reception, Decimal("0.50")
    yield "（一）“三公”经费财政拨款支出决算总体情况说明。"
    moved = change(total, total + 2, "上年", "严格执行中央八项规定精神")
    yield (
        f"{book.year}年度“三公”经费财政拨款支出预算为{total + 1}万元，支出决算为{total}万元，完成预算的{percent(total, total + 1)}%，{moved}。"
        f"决算数小于预算数的主要原因是厉行节约。"
    )
    yield "（二）“三公”经费财政拨款支出决算具体情况说明。"
    yield "1.因公出国（境）费支出预算为0.00万元，支出决算为0.00万元，与上年持平。全年安排因公出国（境）团组0个，累计0人次。"
    yield (
        f"2.公务用车购置及运行维护费支出预算为{running + half}万元，支出决算为{running}万元，完成预算的{percent(running, running + half)}%。"
        f"其中：公务用车购置支出0.00万元；公务用车运行维护费支出{running}万元，主要用于燃料费、维修费、保险费。"
    )
    yield (
        f"3.公务接待费支出预算为{reception + half}万元，支出决算为{reception}万元，完成预算的{percent(reception, reception + half)}%。"
        f"全年共接待国内来访团组12个、来宾96人次。"
    )


def _say_none(what: str) -> Say:
    return lambda book: iter((f"{book.year}年度本部门无{what}财政拨款收入、支出。",))


def _say_running(book: Book) -> Iterator[str]:
    moved = _moved(book.operating, book.operating - 4, "办公用房维修费用增加")
    yield f"{book.year}年度机关运行经费支出{book.operating}万元，比{book.year - 1}年度{moved}。"


def _say_procurement(book: Book) -> Iterator[str]:
    goods, works, services = book.procurement
    total = goods + works + services
    yield (
        f"{book.year}年度政府采购支出总额{total}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出{works}万元、政府采购服务支出{services}万元。"
        f"授予中小企业合同金额{total}万元，占政府采购支出总额的100.00%，其中：授予小微企业合同金额{works}万元，占政府采购支出总额的{percent(works, total)}%。"
    )


def _say_assets(book: Book) -> Iterator[str]:
    cars, trucks, others = book.vehicles
    yield (
        f"截至{book.year}年12月31日，本部门共有车辆{cars + trucks + others}辆，其中：机要通信用车{cars}辆、执法执勤用车{trucks}辆、其他用车{others}辆；"
        f"单价100万元（含）以上设备0台（套）。"
    )


SECTIONS: tuple[tuple[str, Say], ...] = (
    ("收入支出决算总体情况说明", _say_overall),
    ("收入决算情况说明", _say_income),
    ("支出决算情况说明", _say_expenditure),
    ("财政拨款收入支出决算总体情况说明", _say_appropriation),
    ("一般公共预算财政拨款支出决算情况说明", _say_general),
    ("一般公共预算财政拨款基本支出决算情况说明", _say_basic),
    ("财政拨款“三公”经费支出决算情况说明", _say_three_public),
    ("政府性基金预算财政拨款收入支出决算情况说明", _say_none("政府性基金预算")),
    ("国有资本经营预算财政拨款支出决算情况说明", _say_none("国有资本经营预算")),
    ("机关运行经费支出情况说明", _say_running),
    ("政府采购支出情况说明", _say_procurement),
    ("国有资产占用情况说明", _say_assets),
)
GLOSSARY = (
    ("财政拨款收入", "指本年度从本级财政部门取得的财政拨款。"),
    ("年初结转和结余", "指单位上年结转本年使用的基本支出结转、项目支出结转和结余、经营结余。"),
    ("年末结转和结余", "指单位按有关规定结转到下年或以后年度继续使用的资金。"),
)
NOTES = (
    "注：1.本表反映部门本年度的总收支和年末结转结余情况。", "注：本表反映部门本年度取得的各项收入情况。", "注：本表反映部门本年度各项支出情况。",
    "注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。",
    "注：本表反映部门本年度一般公共预算财政拨款支出情况。", "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
    "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。本部门没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。",
    "注：本表反映部门本年度国有资本经营预算财政拨款支出情况。本部门没有使用国有资本经营预算安排的支出，故本表无数据。",
    "注：本表反映部门本年度“三公”经费支出预决算情况。",
)  # fmt: skip
