"""政府采购情况: the budget in all, by goods, works and services, and what is reserved for small enterprises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from gongkai.domain.disclosure import Procurement
from gongkai.domain.places import Place
from gongkai.parse.narrative.clauses import clauses
from gongkai.parse.narrative.phrases import compiled, phrases
from gongkai.parse.narrative.sections import Passage
from gongkai.parse.narrative.topics import under

_WORDS = phrases(__file__)
_HEADINGS = compiled(_WORDS["headings"])
_NONE = compiled(_WORDS["none"])
_KINDS = [
    (name, compiled(_WORDS[name])) for name in ("reserved_micro", "reserved_sme", "goods", "works", "services", "total")
]
_COLON = re.compile(".*[:：]", re.S)


def procurement(passages: Iterable[Passage]) -> Procurement | None:
    """The first amount stated of each kind under a heading on procurement; None when there is none."""
    found: dict[str, Decimal] = {}
    place: Place | None = None
    for paragraph in under(passages, _HEADINGS):
        for clause in clauses(paragraph.text):
            kind = _kind(clause.subject) if clause.amount is not None else None
            if kind and clause.amount is not None:
                found.setdefault(kind, clause.amount)
                place = place or paragraph.place
    return Procurement(**found, place=place) if found else None


def _kind(subject: str) -> str | None:
    noun = _COLON.sub("", subject)
    if _NONE.search(noun):
        return None
    return next((name for name, pattern in _KINDS if pattern.search(noun)), None)
