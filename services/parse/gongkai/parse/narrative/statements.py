"""Sentences that state an amount with its share or its change: 基本支出…万元，占…%，比上年减少…万元，下降…%，主要原因是…"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.domain.disclosure import Statement
from gongkai.parse.narrative.items import ELSEWHERE, Namer
from gongkai.parse.narrative.sections import Passage
from gongkai.parse.narrative.telling import Reader


def statements(passages: Iterable[Passage], unit: str | None = None, year: int | None = None) -> tuple[Statement, ...]:
    """Every stated amount that comes with a share or a change, in the order of the text; decreases are negative.

    In the final accounts of a `year` what is compared with that year is compared with the plan, which is no change of the
    schema; a budget has no plan before it, so that its own year there is a slip for the one before.
    """
    return tuple(_all(passages, Namer(unit), year))


def _all(passages: Iterable[Passage], namer: Namer, year: int | None) -> Iterator[Statement]:
    """Passage by passage; an amount stated under a heading holds for the changes stated below it."""
    amounts: dict[tuple[str, ...], dict[str, Decimal]] = {}
    for passage in passages:
        if not passage.about(ELSEWHERE):
            reader = Reader(namer, amounts.get(passage.path[:-1], {}), year)
            yield from reader.read(passage)
            amounts[passage.path] = {
                draft.item.key: draft.amount for draft in reader.drafts if draft.amount is not None
            }
