"""All tables of a document together: what one says of its columns helps the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.domain.text import bare
from gongkai.parse.wrapped.coded import with_projects
from gongkai.parse.wrapped.drafts import Draft, placed
from gongkai.parse.wrapped.evidence import suits
from gongkai.parse.wrapped.shapes import shapes

# What is certain in one round is evidence for others in the next.
_ROUNDS = 2


def resolved(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in the same order with every amount in the column that the evidence of the whole document gives it."""
    named = [_with_projects(draft, _names(drafts)) for draft in drafts]
    for _ in range(_ROUNDS):
        for at, draft in enumerate(named):
            known = {other.kind: other for other in reversed(named)}
            named[at] = placed(draft, suits(draft, known))
    return named


def _names(drafts: Sequence[Draft]) -> dict[str, str]:
    return {
        entry.code: bare(entry.name)
        for draft in drafts
        for entry in draft.entries
        if entry.code and not _has_projects(draft) and draft.layout == "coded"
    }


def _with_projects(draft: Draft, names: dict[str, str]) -> Draft:
    return replace(draft, entries=tuple(with_projects(draft.entries, names))) if _has_projects(draft) else draft


def _has_projects(draft: Draft) -> bool:
    return shapes()[draft.kind].has_projects
