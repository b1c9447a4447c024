"""Reads the clauses of one passage into statements; amounts of one sentence meet their changes in a later one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.domain.disclosure import Statement
from gongkai.domain.places import Place
from gongkai.parse.narrative.clauses import Clause, Move, clauses
from gongkai.parse.narrative.drafts import Draft
from gongkai.parse.narrative.items import Item, Namer, sides_of
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.sections import Passage

_INCOME = "收入"
_SPENDING = "支出"
_FEWEST_PARTS = 2


@dataclass
class Reader:
    """Reads one passage. `amounts_above` are those stated under the heading above, by the key of their item."""

    namer: Namer
    amounts_above: Mapping[str, Decimal]
    document_year: int | None = None
    drafts: list[Draft] = field(default_factory=list)
    latest: dict[str, Draft] = field(default_factory=dict)
    current: Draft | None = None
    lead: Draft | None = None
    bracketed: Draft | None = None
    twin: Draft | None = None
    parts: list[Draft] = field(default_factory=list)
    within_list: bool = False
    announced: Item | None = None
    against_plan: bool = False
    function: str | None = None
    titled: Item | None = None
    unnamed: Decimal | None = None

    def read(self, passage: Passage) -> list[Statement]:
        """The statements of the passage, in the order in which their items are named."""
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
            self.current = self.lead
            self._end_list()
        elif not stated or stated[0].reason is None:
            self.current = self.lead = self.bracketed = self.twin = None
            self.announced = self.titled
            self.against_plan = False
            self._end_list()
        for clause in stated:
            self._clause(clause, paragraph.place)
        self.titled = title or self.titled

    def _clause(self, clause: Clause, place: Place | None) -> None:
        if clause.reason is not None:
            self._reason(clause)
            return
        self._enter(clause.after)
        if clause.amount is not None and not (clause.is_of_year_before and self.current):
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
            self.current = self.lead
            self._end_list()

    def _end_list(self) -> None:
        self.within_list = False
        self.parts.clear()

    def _share(self, clause: Clause) -> None:
        if clause.share is None or clause.is_against_plan:
            return
        item = self.namer.item(clause.sharer)
        holder = self.latest.get(item.key) if item else self.current
        if holder and holder.share is None:
            holder.share = clause.share

    def _amount(self, clause: Clause, place: Place | None) -> None:
        item = self.namer.item(clause.subject, self.function) or self._spending(clause.subject)
        self.against_plan, self.twin = False, None
        if item is None:
            item = self._announced_here()
        if item is None:
            if self.current and clause.subject and (clause.is_final or self.current.comes_before(clause)):
                self.current.take(clause)
            elif self.current is None and not self.within_list:
                self.unnamed = clause.amount
            return
        known = self.latest.get(item.key)
        if known is not None and known.comes_after(clause):
            return
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
            self._turn_to(item, place)
        elif self.within_list and self.current and self.lead and not self.current.can_grow_by(move):
            self.current = self.lead
        if self.current is None or self.against_plan:
            return
        self.twin = None if item else (self._other_side() if clause.is_each else self.twin)
        if self.twin:
            self.twin.move(move)
        self.current.move(move)
        if self.within_list and self.current not in self.parts:
            self.parts.append(self.current)

    def _other_side(self) -> Draft | None:
        """收入总计…万元，支出总计…万元，各增加…万元: the income beside the spending that was stated last."""
        if self.current is None or len(self.drafts) < 2 or self.current is not self.drafts[-1]:
            return None
        before, last = self.drafts[-2], self.drafts[-1]
        is_beside = before.item.key.replace(_INCOME, _SPENDING) == last.item.key and _SPENDING in last.item.key
        return before if is_beside and before.amount == last.amount else None

    def _turn_to(self, item: Item, place: Place | None) -> None:
        """The item whose change comes next: one whose change is still open, else a new one."""
        known = self.latest.get(item.key)
        if known is None:
            known = self._draft(item, place)
            known.amount = self.amounts_above.get(item.key, self._both_sides(item))
            if known.amount is None and item.key in (_INCOME, _SPENDING):
                known.amount, self.unnamed = self.unnamed, None
        elif not known.is_open and known is not self.current:
            known = self._draft(item, place)
        self.current = known
        self.current.item = self.current.item.better(item)

    def _both_sides(self, item: Item) -> Decimal | None:
        """收入总计…万元，支出总计…万元: what 收、支总计 is when both are the same."""
        sides = [self.latest.get(key) for key in sides_of(item)]
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
        if clause.is_against_plan or not clause.reason:
            return
        for draft in self._explained(clause):
            if draft.is_stated and not draft.reason and draft.goes(clause.direction):
                draft.reason = clause.reason

    def _explained(self, clause: Clause) -> Iterator[Draft]:
        """Whose change a reason explains: what its own words name, after a list of changes the whole, else what came last."""
        item = self.namer.item(clause.subject) if clause.subject else None
        named = [self.latest.get(key) for key in (sides_of(item) or (item.key,))] if item else []
        known = [draft for draft in named if draft]
        if known:
            yield from known
        elif clause.after == "。" and len(self.parts) >= _FEWEST_PARTS and self.lead and self.lead.is_stated:
            yield self.lead
        else:
            yield from filter(None, (self.twin, self.current))

    def _heading(self, clause: Clause) -> Item | None:
        is_first = clause.after in ("", "。", "其中")
        return self.namer.announced(clause.subject) if is_first and clause.is_bare and not clause.is_purpose else None

    def _spending(self, subject: str) -> Item | None:
        """At the beginning and behind an income 支出预算 is an item of its own, and so is 财政拨款支出预算 behind 支出预算."""
        item, before = self.namer.spending(subject), self.current.item if self.current else None
        if before is None:
            return None if self.announced else item
        is_beside = _INCOME in before.name or self.namer.spending(before.name) is not None
        return item if is_beside and item != before else None

    def _draft(self, item: Item, place: Place | None) -> Draft:
        draft = Draft(item, place)
        self.drafts.append(draft)
        self.latest[item.key] = draft
        return draft


def _goes_on(first: Clause) -> bool:
    """Whether a paragraph only tells how the amount of the one before has changed: 与上年对比增加…万元"""
    return first.is_against_year_before and bool(first.moves) and first.amount is None and not first.mover
