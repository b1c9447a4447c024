"""What a department says before its tables: the sum, the change and its reason in one sentence, then each item."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fiction.book import Book, Money
from fiction.layout import Notation, economic_lines, spending
from fiction.vocabulary import CLASSES, function_name
from fiction.wording import CENT, percent

Say = Callable[[Book, Notation], Iterator[str]]


def _moved(now: Money, before: Money) -> str:
    verbs = ("增加", "增长") if now > before else ("减少", "下降")
    return f"较上年预算数{verbs[0]}{abs(now - before)}万元，{verbs[1]}{abs(percent(now - before, before))}%"


def _before(amount: Money, hundredths: int) -> Money:
    return (amount * hundredths / 100).quantize(CENT)


def _say_overall(book: Book, notation: Notation) -> Iterator[str]:
    total, carried, year = (book.total(what) for what in ("total", "carried", "this_year"))
    _, basic, project = spending(book)
    yield (
        f"按照综合预算的原则，{book.unit}所有收入和支出均纳入部门预算管理。收入包括：一般公共预算拨款收入、上年结转；支出包括：基本支出、项目支出。"
        f"{book.unit}{book.year}年收支预算总数{total}万元，{_moved(total, _before(total, 95))}，主要原因是项目支出增加。"
    )
    yield "（一）收入预算情况"
    yield (
        f"{book.unit}{book.year}年收入预算{total}万元，其中：上年结转{carried}万元，占{percent(carried, total)}%；"
        f"一般公共预算拨款收入{year}万元，占{percent(year, total)}%。"
    )
    yield "（二）支出预算情况"
    yield (
        f"{book.unit}{book.year}年支出预算{total}万元，其中：基本支出{basic}万元，占{percent(basic, total)}%；项目支出{project}万元，占{percent(project, total)}%。"
    )


def _say_appropriation(book: Book, notation: Notation) -> Iterator[str]:
    total, carried, year = (book.total(what) for what in ("total", "carried", "this_year"))
    spent = "、".join(f"{CLASSES[code]}{book.by_prefix(code, 'total')}万元" for code in book.codes() if len(code) == 3)
    yield (
        f"{book.unit}{book.year}年财政拨款收支预算总数{total}万元，{_moved(total, _before(total, 95))}，主要原因是项目支出增加。收入包括：本年一般公共预算拨款收入{year}万元、"
        f"上年结转{carried}万元；支出包括：{spent}。"
    )


def _say_general(book: Book, notation: Notation) -> Iterator[str]:
    total = book.total("total")
    yield "（一）一般公共预算当年拨款规模变化情况"
    yield f"{book.unit}{book.year}年一般公共预算当年拨款{total}万元，{_moved(total, _before(total, 95))}，主要原因是人员调资。"
    yield "（二）一般公共预算当年拨款结构情况"
    used = [(code, book.by_prefix(code, "total")) for code in book.codes() if len(code) == 3]
    yield "；".join(f"{CLASSES[code]}{amount}万元，占{percent(amount, total)}%" for code, amount in used) + "。"
    yield "（三）一般公共预算当年拨款具体使用情况"
    for number, leaf in enumerate(book.leaves, 1):
        names = (f"{function_name(leaf.code[:size])}（{level}）" for size, level in ((3, "类"), (5, "款"), (7, "项")))
        yield f"{number}.{''.join(names)}{book.year}年预算数为{leaf.total}万元，主要用于：保障相关工作正常开展。"


def _say_basic(book: Book, notation: Notation) -> Iterator[str]:
    def names(*classes: str) -> str:
        return "、".join(name for code, name, _ in economic_lines(book, classes) if len(code) == 5)

    yield f"{book.unit}{book.year}年一般公共预算基本支出{book.total('basic')}万元，其中："
    yield f"人员经费{book.personnel}万元，主要包括：{names('301', '303')}。"
    yield f"公用经费{book.operating}万元，主要包括：{names('302')}。"


def _say_three_public(book: Book, notation: Notation) -> Iterator[str]:
    running, reception = book.economic["30231"], book.economic["30217"]
    yield (
        f"{book.unit}{book.year}年“三公”经费财政拨款预算数{running + reception}万元，其中：因公出国（境）经费0万元，公务接待费{reception}万元，"
        f"公务用车购置及运行维护费{running}万元。"
    )
    yield "（一）因公出国（境）经费与上年预算持平。"
    yield f"（二）公务接待费较上年预算下降{percent(1, reception + 1)}%，主要原因是厉行节约。"
    yield f"{book.year}年公务接待费计划用于执行接待任务等公务活动开支的交通费、住宿费、用餐费。"
    yield "（三）公务用车购置及运行维护费与上年预算持平。"
    yield f"单位现有公务用车{sum(book.vehicles)}辆。{book.year}年安排公务用车运行维护费{running}万元，用于公务用车燃油、维修、保险等方面支出。"


def _say_none(what: str) -> Say:
    return lambda book, notation: iter((f"{book.unit}{book.year}年没有使用{what}拨款安排的支出。",))


def _say_other(book: Book, notation: Notation) -> Iterator[str]:
    goods, works, services = book.procurement
    cars, trucks, others = book.vehicles
    yield "（一）机关运行经费"
    yield f"{book.year}年，{book.unit}的机关运行经费财政拨款预算为{book.operating}万元，{_moved(book.operating, book.operating - 2)}，主要原因是人员增加。"
    yield "（二）政府采购情况"
    yield (
        f"{book.year}年，{book.unit}安排政府采购预算{goods + works + services}万元，其中：政府采购货物预算{goods}万元；政府采购工程预算{works}万元；"
        f"政府采购服务预算{services}万元。"
    )
    yield "（三）国有资产占有使用情况"
    yield f"截至{book.year - 1}年底，{book.unit}共有车辆{cars + trucks + others}辆，其中，机要通信用车{cars}辆、执法执勤用车{trucks}辆、其他用车{others}辆。"
    yield "（四）绩效目标设置情况"
    yield f"绩效目标是预算编制的前提，{book.year}年{book.unit}开展绩效目标管理的项目{len(book.undertakings)}个，涉及预算{book.total('project')}万元。"


SECTIONS: tuple[tuple[str, Say], ...] = (
    ("收支预算情况说明", _say_overall),
    ("财政拨款收支预算情况说明", _say_appropriation),
    ("一般公共预算当年拨款情况说明", _say_general),
    ("一般公共预算基本支出情况说明", _say_basic),
    ("“三公”经费财政拨款预算安排情况说明", _say_three_public),
    ("政府性基金预算支出情况说明", _say_none("政府性基金预算")),
    ("国有资本经营预算支出情况说明", _say_none("国有资本经营预算")),
    ("其他重要事项的情况说明", _say_other),
)
