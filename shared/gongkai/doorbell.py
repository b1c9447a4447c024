"""What has to happen next to a document, told from what lies in the object store alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gongkai import keys
from gongkai.adapters.jsons import from_bytes
from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.events import DocumentParsed, DocumentScanned, DocumentStored, DocumentValidated, Event
from gongkai.fairness import place_of
from gongkai.ports.objects import ObjectStore

# handler -> where its result may lie; the last handler's result is the outcome
RESULTS: dict[str, tuple[Callable[[str, str], str], ...]] = {
    "parse.read": (keys.parsed, keys.scanned),
    "parse.recognise": (keys.parsed,),
    "parse.validate": (keys.findings,),
}


def next_event(objects: ObjectStore, space: str, document: str) -> Event:
    """The event of the last stage whose result is there."""
    if report := load(objects, keys.findings(space, document)):
        return DocumentValidated(
            document=document,
            space=space,
            findings_key=keys.findings(space, document),
            errors=report["errors"],
            warnings=report["warnings"],
        )
    if parsed := load(objects, keys.parsed(space, document)):
        return DocumentParsed(
            document=document,
            space=space,
            parsed_key=keys.parsed(space, document),
            reader=parsed["reader"] or "",
            tables=len(parsed["tables"]),
        )
    if scanned := load(objects, keys.scanned(space, document)):
        return DocumentScanned(
            document=document,
            space=space,
            scanned_key=keys.scanned(space, document),
            pages=len(scanned["pages"]),
        )
    return DocumentStored(document=document, space=space)


def ring(context: Context, event: Event) -> bool:
    """Publish at the document's place in line; False when broker or board is away or enough waits: then it is rung later."""
    try:
        return context.bus.publish(event, place_of(context, event.space, event.document))
    except Unavailable:
        return False


def load(objects: ObjectStore, key: str) -> dict[str, Any] | None:
    """A JSON object of the store, None when it is not there."""
    try:
        found: dict[str, Any] = from_bytes(objects.get(key))
    except KeyError:
        return None
    return found
