"""What a department says before its workbook, amounts in 元: sources, spending, “三公”经费, assets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fiction.book import Book, Money
from fiction.layout import Notation, spending
from fiction.vocabulary import function_name
from fiction.wording import CENT, percent

Say = Callable[[Book, Notation], Iterator[str]]


def _compared(notation: Notation, now: Money, before: Money, why: str) -> str:
    verbs = ("增加", "增长") if now > before else ("减少", "下降")
    return f"与上年对比{verbs[0]}{notation.said(abs(now - before))}元，{verbs[1]}{abs(percent(now - before, before))}%，主要原因分析：{why}"


def _say_duties(book: Book, notation: Notation) -> Iterator[str]:
    yield "（一）部门主要职责"
    yield from (f"{number}.{duty}" for number, duty in enumerate(book.sector.duties, 1))
    yield "（二）机构设置情况"
    yield f"我部门共设置{len(book.sector.offices)}个内设机构，包括：{'、'.join(book.sector.offices)}。所属单位0个。"


def _say_staff(book: Book, notation: Notation) -> Iterator[str]:
    yield (
        f"截至{book.year - 1}年12月统计，部门基本情况如下：在职人员编制{book.posts}人，其中：行政编制{book.posts}人，工勤人员编制0人，事业编制0人。"
        f"在职实有{book.in_service}人，其中：财政全额保障{book.in_service}人，财政差额补助0人，财政专户资金、单位资金保障0人。"
        f"离退休人员{book.retired}人，其中：离休0人，退休{book.retired}人。车辆编制{sum(book.vehicles)}辆，实有车辆{sum(book.vehicles)}辆。"
    )


def _say_income(book: Book, notation: Notation) -> Iterator[str]:
    year, carried, total = (book.total(what) for what in ("this_year", "carried", "total"))
    before = (total * 94 / 100).quantize(CENT)
    yield "（一）部门财务收入情况"
    yield (
        f"{book.year}年部门财务总收入{notation.said(total)}元，其中：一般公共预算财政拨款{notation.said(year)}元，政府性基金预算财政拨款0.00元，"
        f"国有资本经营预算财政拨款0.00元，事业收入0.00元，上年结转结余{notation.said(carried)}元。"
    )
    yield f"{_compared(notation, total, before, '本年度新增项目')}。"
    yield "（二）财政拨款收入情况"
    yield f"{book.year}年部门财政拨款收入{notation.said(total)}元，其中：本年收入{notation.said(year)}元，上年结转收入{notation.said(carried)}元。"


def _say_spending(book: Book, notation: Notation) -> Iterator[str]:
    total, basic, project = spending(book)
    yield (
        f"{book.year}年部门预算总支出{notation.said(total)}元。财政拨款安排支出{notation.said(total)}元，其中：基本支出{notation.said(basic)}元，"
        f"{_compared(notation, basic, book.last_total('basic'), '人员调整')}；项目支出{notation.said(project)}元，"
        f"{_compared(notation, project, book.last_total('project'), '项目安排变化')}。"
    )
    yield "财政拨款安排支出按功能科目分类情况"
    for number, leaf in enumerate(book.leaves, 1):
        yield f"{number}.{leaf.code}{function_name(leaf.code)}{notation.said(leaf.total)}元，主要用于相关工作开展。"


def _say_procurement(book: Book, notation: Notation) -> Iterator[str]:
    goods, works, services = book.procurement
    yield (
        f"根据《中华人民共和国政府采购法》的有关规定，编制了政府采购预算，采购预算总额{notation.said(goods + works + services)}元，其中："
        f"政府采购货物预算{notation.said(goods)}元、政府采购服务预算{notation.said(services)}元、政府采购工程预算{notation.said(works)}元。"
    )


def _say_three_public(book: Book, notation: Notation) -> Iterator[str]:
    running, reception = book.economic["30231"], book.economic["30217"]
    total = running + reception

    def moved(now: Money, more: int) -> str:
        before = now + more
        return f"较上年减少{notation.said(before - now)}元，下降{percent(before - now, before)}%"

    yield (
        f"{book.unit}{book.year}年一般公共预算财政拨款“三公”经费预算合计{notation.said(total)}元，{moved(total, 2)}，具体变动情况如下："
    )
    yield "（一）因公出国（境）费"
    yield f"{book.unit}{book.year}年因公出国（境）费预算为0.00元，较上年无变化，共计安排因公出国（境）团组0个，因公出国（境）0人次。"
    yield "（二）公务接待费"
    yield f"{book.unit}{book.year}年公务接待费预算为{notation.said(reception)}元，{moved(reception, 1)}，国内公务接待批次为36次，共计接待290人次。"
    yield "（三）公务用车购置及运行维护费"
    yield (
        f"{book.unit}{book.year}年公务用车购置及运行维护费为{notation.said(running)}元，{moved(running, 1)}。其中：公务用车购置费0.00元，"
        f"公务用车运行维护费{notation.said(running)}元，{moved(running, 1)}。年末公务用车保有量为{sum(book.vehicles)}辆。"
    )


def _say_other(book: Book, notation: Notation) -> Iterator[str]:
    yield "（一）专业名词解释"
    yield "1.基本支出：指保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"
    yield "（二）机关运行经费安排变化情况及原因说明"
    before = book.operating - 3
    yield f"{book.unit}{book.year}年机关运行经费安排{notation.said(book.operating)}元，{_compared(notation, book.operating, before, '人员增加')}。"
    yield "（三）国有资产占有使用情况"
    cars, trucks, others = book.vehicles
    yield (
        f"截至{book.year - 1}年12月31日，{book.unit}共有车辆{cars + trucks + others}辆，其中：机要通信用车{cars}辆、执法执勤用车{trucks}辆、"
        f"其他用车{others}辆。"
    )


SECTIONS: tuple[tuple[str, Say], ...] = (
    ("基本职能及主要工作", _say_duties),
    ("预算单位基本情况", _say_staff),
    ("预算单位收入情况", _say_income),
    ("预算单位支出情况", _say_spending),
    ("政府采购预算情况", _say_procurement),
    ("部门“三公”经费增减变化情况及原因说明", _say_three_public),
    ("其他公开信息", _say_other),
)
