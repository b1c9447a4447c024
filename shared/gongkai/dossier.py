"""All that is known of one document: arrival, names, where it stands, its history, what was read and found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from gongkai import board, keys
from gongkai.context import Context
from gongkai.doorbell import load
from gongkai.errors import REASONS
from gongkai.record import aliases, pipeline_shown, read_outcome, read_record


def find(context: Context, space: str, text: str, limit: int = 10) -> Sequence[str]:
    """The documents whose id begins with a text of hexadecimal digits; at most `limit`."""
    beginning = text.strip().lower()
    if not beginning or set(beginning) - set("0123456789abcdef"):
        return []
    found = []
    for info in context.objects.list(f"{keys.RECORDS}{space}/{beginning}"):
        found.append(keys.owner_of(info.key)[1])
        if len(found) == limit:
            break
    return found


def dossier(context: Context, space: str, document: str) -> dict[str, Any] | None:
    """Plain values; None for a document that never came."""
    standing = board.standing_of(context, space, document)
    record = read_record(context.objects, space, document)
    if standing is None or record is None:
        return None
    reason = REASONS.get(standing.code or "")
    outcome = read_outcome(context.objects, space, document)
    pipeline = pipeline_shown(context.objects, space, document)
    return {
        **asdict(standing),
        "zh": reason.zh if reason else "",
        "en": reason.en if reason else "",
        "detail": outcome.detail if outcome else "",
        "names": [record.name, *(alias.name for alias in aliases(context.objects, space, document))],
        "history": [asdict(step) for step in context.ledger.history(space, document)],
        "search_documents": outcome.rows if outcome else 0,
        "disclosure": _summary(load(context.objects, keys.parsed(space, document, pipeline))),
        "findings": (load(context.objects, keys.findings(space, document, pipeline)) or {}).get("findings", []),
    }


def _summary(parsed: dict[str, Any] | None) -> dict[str, Any] | None:
    if parsed is None:
        return None
    plain = {name: parsed[name] for name in ("title", "kind", "scope", "year", "unit", "total", "currency", "reader")}
    lists = ("tables", "projects", "carry_overs", "objectives", "statements", "policy_refs", "notices")
    return {**plain, **{name: len(parsed[name]) for name in lists}}
