"""Sentences that state an amount with its share or its change: 基本支出…万元，占…%，比上年减少…万元，下降…%，主要原因是…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.domain.disclosure import Statement
from gongkai.domain.places import Place
from gongkai.parse.narrative.clauses import Clause, Move, clauses
from gongkai.parse.narrative.items import ELSEWHERE, Item, Namer
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.sections import Passage

_YEAR = re.compile(r"20\d\d(?=年)")
_INCOME = "收入"
_SPENDING = "支出"
_BOTH, _SIDES = "收支", ("收入", "支出")


def statements(passages: Iterable[Passage], unit: str | None = None, year: int | None = None) -> tuple[Statement, ...]:
    """Every stated amount that comes with a share or a change, in the order of the text; decreases are negative.

    What is compared with the document's own year is compared with the plan, which is no change of the schema.
    """
    return tuple(_all(passages, Namer(unit), year))


def _all(passages: Iterable[Passage], namer: Namer, year: int | None) -> Iterator[Statement]:
    """Passage by passage; an amount stated under a heading holds for the changes stated below it."""
    amounts: dict[tuple[str, ...], dict[str, Decimal]] = {}
    for passage in passages:
        if not passage.about(ELSEWHERE):
            reader = _Reader(namer, amounts.get(passage.path[:-1], {}), year)
            yield from reader.read(passage)
            amounts[passage.path] = {
                draft.item.key: draft.amount for draft in reader.drafts if draft.amount is not None
            }


@dataclass
class _Draft:
    """A statement while its sentence is read."""

    item: Item
    place: Place | None
    amount: Decimal | None = None
    share: Decimal | None = None
    change: Decimal | None = None
    change_pct: Decimal | None = None
    reason: str | None = None
    unit: str = ""
    year: int | None = None

    @property
    def is_stated(self) -> bool:
        return any(value is not None for value in (self.share, self.change, self.change_pct))

    def take(self, clause: Clause) -> None:
        """The amount of the clause with its unit, and the year that it is of where the words before it say so."""
        self.amount, self.unit = clause.amount, clause.unit
        years = _YEAR.findall(clause.subject)
        self.year = int(years[-1]) if years else None

    def comes_before(self, clause: Clause) -> bool:
        """Whether the amount so far is missing or of an earlier year: 2023年预算300万元、2024年预算320万元."""
        years = _YEAR.findall(clause.subject)
        return self.amount is None or bool(self.year and years and self.year < int(years[-1]))

    def has_unit(self, unit: str) -> bool:
        """Whether a change in this unit can stand beside the amount; 3亿元 and 200万元 cannot."""
        return not unit or not self.unit or unit.rstrip("元") == self.unit.rstrip("元")

    def statement(self, section: tuple[str, ...]) -> Statement:
        return Statement(
            section=section,
            item=self.item.name,
            amount=self.amount,
            share_pct=self.share,
            change=self.change,
            change_pct=self.change_pct,
            reason=self.reason,
            place=self.place,
        )


@dataclass
class _Reader:
    """Reads one passage; amounts stated in one sentence meet their changes of a later one by the name of the item."""

    namer: Namer
    amounts_above: Mapping[str, Decimal]
    document_year: int | None = None
    drafts: list[_Draft] = field(default_factory=list)
    latest: dict[str, _Draft] = field(default_factory=dict)
    current: _Draft | None = None
    lead: _Draft | None = None
    bracketed: _Draft | None = None
    within_list: bool = False
    announced: Item | None = None
    against_plan: bool = False
    function: str | None = None
    titled: Item | None = None
    unnamed: Decimal | None = None

    def read(self, passage: Passage) -> list[Statement]:
        self._under(self.namer.path(passage.heading or ""))
        self.titled = self.namer.announced(passage.heading or "")
        for paragraph in passage.body:
            self._paragraph(paragraph)
        return [draft.statement(passage.path) for draft in self.drafts if draft.is_stated]

    def _paragraph(self, paragraph: Paragraph) -> None:
        stated = [clause.within(self.document_year) for clause in clauses(paragraph.text)]
        self.unnamed = None
        title = self._heading(stated[-1]) if stated and stated[-1].is_bare else None
        if title and len(stated) == 1:
            self.titled = title
        if stated and _goes_on(stated[0]):
            self.current, self.within_list = self.lead, False
        elif not stated or stated[0].reason is None:
            self.current = self.lead = self.bracketed = None
            self.announced = self.titled
            self.against_plan = self.within_list = False
        for clause in stated:
            self._clause(clause, paragraph.place)
        self.titled = title or self.titled

    def _clause(self, clause: Clause, place: Place | None) -> None:
        if clause.reason is not None:
            self._reason(clause)
            return
        self._enter(clause.after)
        if clause.amount is not None:
            self._amount(clause, place)
        elif named := self.namer.path(clause.subject, self.function) or self._heading(clause):
            self.announced = named
            self._under(named)
        if clause.is_against_plan or clause.is_against_year_before:
            self.against_plan = not clause.is_against_year_before
        if not clause.moves and clause.amount is None and clause.mover != clause.subject:
            self._compared(clause, place)
        self._share(clause)
        for move in clause.moves:
            self._move(clause, move, place)
        if not self.within_list:
            self.lead = self.current

    def _under(self, named: Item | None) -> None:
        """A heading with a 类 alone holds for the 款 and 项 below it."""
        if named and named.is_function and "/" not in named.name:
            self.function = named.name

    def _enter(self, after: str) -> None:
        """After a list of parts the next sentence speaks of the whole again, after one in brackets the next clause."""
        if after == "（其中":
            self.bracketed = self.current
        elif after == "）" and self.bracketed:
            self.current, self.bracketed = self.bracketed, None
        elif after == "其中":
            self.within_list = True
        elif after == "。" and self.within_list:
            self.within_list, self.current = False, self.lead

    def _share(self, clause: Clause) -> None:
        if clause.share is None or clause.is_against_plan:
            return
        item = self.namer.item(clause.sharer)
        holder = self.latest.get(item.key) if item else self.current
        if holder and holder.share is None:
            holder.share = clause.share

    def _amount(self, clause: Clause, place: Place | None) -> None:
        item = self.namer.item(clause.subject, self.function) or self._spending(clause.subject)
        self.against_plan = False
        if item is None:
            item = self._announced_here()
        if item is None:
            if self.current and clause.subject and (clause.is_final or self.current.comes_before(clause)):
                self.current.take(clause)
            elif self.current is None and not self.within_list:
                self.unnamed = clause.amount
            return
        known = self.latest.get(item.key)
        if known is None or known.amount is not None:
            known = self._draft(item, place)
        known.take(clause)
        self.current = known

    def _announced_here(self) -> Item | None:
        """What a heading within the paragraph names; one above it only where nothing was named since."""
        is_other = self.current is not None and self.current.item != self.announced
        return self.announced if self.current is None or (is_other and self.announced is not self.titled) else None

    def _move(self, clause: Clause, move: Move, place: Place | None) -> None:
        item = self.namer.item(clause.mover) if clause.amount is None else None
        if item is None and self.current is None and clause.mover.strip() == _SPENDING:
            item = Item(_SPENDING, _SPENDING)
        if item:
            known = self.latest.get(item.key)
            is_open = known is not None and known.change is None and known.change_pct is None
            if known is None:
                known = self._draft(item, place)
                known.amount = self.amounts_above.get(item.key, self._both_sides(item))
                if known.amount is None and item.key in _SIDES:
                    known.amount, self.unnamed = self.unnamed, None
            elif not is_open and known is not self.current:
                known = self._draft(item, place)
            self.current = known
            self.current.item = self.current.item.better(item)
        if self.current is None or self.against_plan:
            return
        if move.is_percent:
            self.current.change_pct = move.value if self.current.change_pct is None else self.current.change_pct
        elif self.current.change is None and self.current.has_unit(move.unit):
            self.current.change = move.value

    def _both_sides(self, item: Item) -> Decimal | None:
        """收入总计…万元，支出总计…万元: what 收、支总计 is when both are the same."""
        sides = [self.latest.get(item.key.replace(_BOTH, side, 1)) for side in _SIDES] if _BOTH in item.key else []
        amounts = {one.amount if one else None for one in sides}
        return amounts.pop() if len(amounts) == 1 else None

    def _compared(self, clause: Clause, place: Place | None) -> None:
        """收支总计与上年相比，各增加…万元: the changes behind the comparison are those of what stands before it."""
        item = self.namer.item(clause.mover)
        if item:
            self.current = self.latest.get(item.key) or self._draft(item, place)
            if self.current.amount is None:
                self.current.amount = self._both_sides(item)

    def _reason(self, clause: Clause) -> None:
        wanted = self.current is not None and self.current.is_stated and not clause.is_against_plan
        if wanted and self.current and not self.current.reason:
            self.current.reason = clause.reason or None

    def _heading(self, clause: Clause) -> Item | None:
        is_first = clause.after in ("", "。", "其中")
        return self.namer.announced(clause.subject) if is_first and clause.is_bare else None

    def _spending(self, subject: str) -> Item | None:
        """At the beginning and behind an income 支出预算 is an item of its own, and so is 财政拨款支出预算 behind 支出预算."""
        item, before = self.namer.spending(subject), self.current.item if self.current else None
        if before is None:
            return None if self.announced else item
        is_beside = _INCOME in before.name or self.namer.spending(before.name) is not None
        return item if is_beside and item != before else None

    def _draft(self, item: Item, place: Place | None) -> _Draft:
        draft = _Draft(item, place)
        self.drafts.append(draft)
        self.latest[item.key] = draft
        return draft


def _goes_on(first: Clause) -> bool:
    """Whether a paragraph only tells how the amount of the one before has changed: 与上年对比增加…万元"""
    return first.is_against_year_before and bool(first.moves) and first.amount is None and not first.mover
