"""A paragraph of the narrative as clauses: the subject, the amount, the share, the changes, the reason that each states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from gongkai.parse.narrative.phrases import any_of, compiled, phrases

_WORDS = phrases(str(Path(__file__).with_name("statements.py")))
_SEPARATED = re.compile(r"(?<![\d.])\d{1,3}(?:[,，]\d{3})+(?!\d)")
_NUMBER = r"([-－−]?\d{1,15}(?:\.\d{1,6})?)"
_UNIT = r"万元|亿元|元|万(?![\u4e00-\u9fff])"
_UP, _DOWN = any_of(_WORDS["increase"]), any_of(_WORDS["decrease"])
_MONEY = re.compile(rf"(?P<value>{_NUMBER})(?P<unit>{_UNIT})(?!/)")
_FIGURE = re.compile(r"\d")
_SHARE = re.compile(rf"占[^占]{{0,30}}?{_NUMBER}[%％]")
# 减少0.50万元, 减少（增加）0.50万元, 减少0.50万元（10%）
_MOVED = re.compile(
    rf"(?:(?P<down>{_DOWN})|{_UP})(?:额|率|幅)?(?P<either>[（(/](?:{_DOWN}|{_UP})[)）]?)?"
    rf"(?:均|各)?(?:了|为|约|近|[:：])?(?P<value>{_NUMBER})(?P<unit>{_UNIT}|%|％)(?!至|到|[-~～—－]\d)"
    rf"(?:[（(](?P<percent>{_NUMBER})[%％])?"
)
# 由上年的2.00万元减少到1.20万元
_FROM_TO = re.compile(
    rf"由[^由]{{0,12}}?{_NUMBER}(?:{_UNIT})(?:{_DOWN}|{_UP})(?:到|至|为)(?P<value>{_NUMBER})(?P<unit>{_UNIT})"
)
_SAME = compiled(_WORDS["unchanged"])
_BEFORE = any_of(_WORDS["year_before"])
_COMPARED = re.compile(rf"(?:比|较)[^比较]{{0,6}}?{_BEFORE}|(?:与|和|同){_BEFORE}|同比")
_COMPARED_FIRST = re.compile(rf"(?:与|和|同|比|较){_BEFORE}度?(?:预算|决算|执行)?数?(?:相比|对比|比较)")
_BUDGET_OF = re.compile(r"(20\d\d)年[^，,。增减]{0,24}预算")
_COMPARING = ("相比", "对比", "比较")
_COMPARED_PLAN = compiled(_WORDS["compared_plan"])
_PLAN = compiled(_WORDS["this_years_plan"])
_REASON = re.compile(rf"(?P<of>.{{0,30}}?){any_of(_WORDS['reason'])}[:：，,]?")
_WENT = re.compile(rf"(?P<down>{_DOWN})|(?P<up>{_UP})")
# 财政拨款收入支出减少的 (主要原因是): what is explained stands before the change.
_EXPLAINED = re.compile(
    rf"(?:[（(]?(?:增减|{_UP}|{_DOWN}|{any_of(_WORDS['unchanged'])}|变动|变化|较大)[）)]?|的|情况|[、/])+$"
)
_NO_REASON = compiled(_WORDS["no_reason"])
_PURPOSE = re.compile(rf".{{0,4}}?{any_of(_WORDS['no_reason'])}")
_LAST_YEARS = re.compile(r"(?:上年|去年|上一年)度?(?!末|年末|结转|结余|的?结)")
# 各下降23.51%、38.28%: two things in one breath.
_TWO = rf"(?<=元)、{_NUMBER}(?:{_UNIT})|(?<=[%％])[、，,]{_NUMBER}[%％]"
_RESPECTIVELY = re.compile(rf"分别(?!是|为[:：]|如下)|各占|{_TWO}")
_BREAK = re.compile(
    rf"[；;。！]|(?!{_TWO})[，,]|[（(]?其中[:：,，]?|(?<=情况)[:：]|(?<=元)(?!{_TWO})[:：、]|(?<=元)[（(](?=[^（）()]{{0,40}}\d(?:{_UNIT}))|(?<=[元%％])[)）]"
)
_ACHIEVED = re.compile(r"完成.{0,12}(?:预算|计划)数?(?:的)?$")
_REASON_END = re.compile(r"[。！]|[；;](?![二三四五六七八九]是)|[，,]?其中[:：,，]|[，,](?=主要用于|用于)|$")
_COMMA = re.compile("[,，]")


@dataclass(frozen=True, slots=True)
class Move:
    """A change: its value with the sign, and its unit (万元, %)."""

    value: Decimal
    unit: str

    @property
    def is_percent(self) -> bool:
        return self.unit in ("%", "％")


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause states. `subject` stands before the amount, `mover` before the change, `sharer` before the share.

    `after` is the mark that it follows: empty at the beginning, `。` at a new sentence, `其中` in a list of parts, `（其中`
    in one within brackets, `）` behind those. The subject of a reason is what it explains, its direction which way that
    went (1, -1, or 0 where that is left open).
    """

    after: str = ""
    subject: str = ""
    mover: str = ""
    sharer: str = ""
    amount: Decimal | None = None
    unit: str = ""
    share: Decimal | None = None
    moves: tuple[Move, ...] = ()
    reason: str | None = None
    is_final: bool = False
    is_against_plan: bool = False
    is_against_year_before: bool = False
    plan_year: int | None = None
    direction: int = 0

    def within(self, year: int | None) -> Clause:
        """The clause in a document of this year: what is compared with a budget of that year is compared with the plan."""
        if year is None or self.plan_year != year:
            return self
        return replace(self, is_against_plan=True, is_against_year_before=False)

    @property
    def is_of_year_before(self) -> bool:
        """Whether its amount is that of the year before: 上年收入总预算1,300.00万元, but not 上年结转8.00万元."""
        return _LAST_YEARS.match(self.subject) is not None

    @property
    def is_purpose(self) -> bool:
        """Whether the clause only tells what money is for: 主要用于：行政单位的基本支出."""
        return _PURPOSE.match(self.subject) is not None

    @property
    def is_each(self) -> bool:
        """Whether the change is that of everything before it: 各增加412.08万元."""
        return self.mover.strip() in ("各", "均", "分别")

    @property
    def is_bare(self) -> bool:
        """Whether the clause states neither an amount nor a share, a change or a reason."""
        return self.amount is None and self.share is None and not self.moves and self.reason is None


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a paragraph in order; a reason goes up to the mark that ends it, whatever it contains."""
    solid = _SEPARATED.sub(lambda number: _COMMA.sub("", number[0]), text)
    start, after = 0, ""
    while start < len(solid):
        mark = _BREAK.search(solid, start)
        end = mark.start() if mark else len(solid)
        reason = _REASON.match(solid, start, end)
        if reason:
            end = _reason_end(solid, reason.end())
            yield _reason(reason, solid[reason.end() : end], after)
            start, after = end, ""
            continue
        if end > start:
            yield _clause(solid[start:end], after)
            after = ""
        after = _strongest(after, mark[0]) if mark else after
        start = mark.end() if mark else len(solid)


def _reason_end(solid: str, start: int) -> int:
    found = _REASON_END.search(solid, start)
    return found.start() if found else len(solid)


def _reason(lead: re.Match[str], text: str, after: str) -> Clause:
    is_none = _NO_REASON.match(text.lstrip("：:"))
    reason = "" if is_none else text.strip("：:，,]】 ")
    went = {one.lastgroup for one in _WENT.finditer(lead["of"])}
    return Clause(
        after=after,
        subject=_EXPLAINED.sub("", lead["of"]),
        reason=reason,
        is_against_plan=bool(_PLAN.search(lead[0])),
        direction=(1 if went == {"up"} else -1) if len(went) == 1 else 0,
    )


def _strongest(after: str, mark: str) -> str:
    """A list opened or a sentence ended outweighs the commas beside it."""
    if "其中" in mark or mark in "(（":
        return "（其中" if mark[0] in "(（" else "其中"
    if mark in ")）":
        return "）"
    return mark if mark in "。！" or not after else after


def _clause(text: str, after: str) -> Clause:
    if _RESPECTIVELY.search(text):
        return Clause(after=after, subject=text)
    has_figures = _FIGURE.search(text) is not None
    moves = list(_MOVED.finditer(text)) if has_figures else []
    compared = _COMPARED.search(text)
    is_comparing = bool(moves) or text.endswith(_COMPARING)
    planned = _COMPARED_PLAN.search(text) if is_comparing or _SAME.search(text) else None
    edges = (compared, planned, *moves)
    first_move = min((found.start() for found in edges if found), default=len(text))
    money = _FROM_TO.search(text) or _MONEY.search(text, 0, first_move) if has_figures else None
    share = _SHARE.search(text, 0, first_move) if has_figures else None
    if money and _ACHIEVED.search(text[: money.start()]):
        money = None
    subject = text[: money.start()] if money else text
    return Clause(
        after=after,
        subject=subject,
        mover=_mover(text, first_move, moves),
        sharer=text[: share.start()] if share and not money else "",
        amount=_decimal(money["value"]) if money else None,
        unit=money["unit"] if money else "",
        share=Decimal(share[1]) if share else None,
        moves=tuple(_moves(moves, text, compared is not None)),
        is_final="决算" in subject,
        is_against_plan=bool(_PLAN.search(text)) and not compared,
        is_against_year_before=compared is not None,
        plan_year=_plan_year(text, compared),
    )


def _plan_year(text: str, compared: re.Match[str] | None) -> int | None:
    """The year of the budget that the figure is compared with: 比2021年“三公”经费年初预算60万元减少"""
    found = _BUDGET_OF.match(text, compared.end() - len("2021年")) if compared else None
    return int(found[1]) if found else None


def _mover(text: str, first_move: int, moves: list[re.Match[str]]) -> str:
    """What changes: the words before the comparison, or those after it in 与上年对比收入增加."""
    first = _COMPARED_FIRST.match(text)
    return text[first.end() : moves[0].start()] if first and moves else text[:first_move]


def _moves(found: list[re.Match[str]], text: str, is_compared: bool) -> Iterator[Move]:
    """The changes with their signs; 与上年持平 is a change of nothing."""
    for move in found:
        value = _decimal(move["value"])
        if move["either"] and value > 0:
            continue
        yield Move(-abs(value) if move["down"] and value else value, move["unit"])
        if move["percent"]:
            percent = _decimal(move["percent"])
            yield Move(-abs(percent) if move["down"] and percent else percent, "%")
    if not found and is_compared and _SAME.search(text):
        yield Move(Decimal(0), "")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace("－", "-").replace("−", "-"))
