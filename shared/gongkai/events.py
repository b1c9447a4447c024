"""The six events: small, frozen, in the past tense; keys and counts, never content."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a document. `document` is the SHA-256 (hex) of its bytes, `space` who may see it."""

    NAME: ClassVar[str]
    VERSION: ClassVar[int]

    document: str
    space: str = "public"
    id: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True, kw_only=True)
class DocumentStored(Event):
    """The bytes, the record and the journal entry are durable."""

    NAME = "document.stored"
    VERSION = 1


@dataclass(frozen=True, kw_only=True)
class DocumentScanned(Event):
    """So many pages of the document are pictures that have to be recognised; which ones lies under `scanned_key`."""

    NAME = "document.scanned"
    VERSION = 1

    scanned_key: str
    pages: int


@dataclass(frozen=True, kw_only=True)
class DocumentParsed(Event):
    """The document was read and its parts recognised; the disclosure lies under `parsed_key`."""

    NAME = "document.parsed"
    VERSION = 1

    parsed_key: str
    reader: str
    tables: int


@dataclass(frozen=True, kw_only=True)
class DocumentValidated(Event):
    """The rules were applied; the report lies under `findings_key`."""

    NAME = "document.validated"
    VERSION = 1

    findings_key: str
    errors: int
    warnings: int


@dataclass(frozen=True, kw_only=True)
class DocumentIndexed(Event):
    """All search documents of the disclosure can be found."""

    NAME = "document.indexed"
    VERSION = 1

    search_documents: int


@dataclass(frozen=True, kw_only=True)
class DocumentFailed(Event):
    """The document ended refused or failed, for the reason with this code."""

    NAME = "document.failed"
    VERSION = 1

    stage: str
    code: str
    final: bool


EVENTS: dict[str, type[Event]] = {
    kind.NAME: kind
    for kind in (DocumentStored, DocumentScanned, DocumentParsed, DocumentValidated, DocumentIndexed, DocumentFailed)
}

# (name, version) -> the function that lifts that version's data to the next one.
UPGRADES: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}


def to_message(event: Event) -> dict[str, Any]:
    """The envelope that travels: name, version, data; JSON values only."""
    return {"name": event.NAME, "version": event.VERSION, "data": asdict(event)}


def from_message(message: Mapping[str, Any]) -> Event:
    """The event in an envelope, lifted from older versions. ValueError on a name or a version that is not known here."""
    name, version, data = message["name"], message["version"], dict(message["data"])
    kind = EVENTS.get(name)
    if kind is None:
        raise ValueError(f"unknown event {name!r}")
    while version < kind.VERSION:
        data = UPGRADES[name, version](data)
        version += 1
    if version > kind.VERSION:
        raise ValueError(f"{name} has version {version}, this program knows {kind.VERSION}")
    return kind(**data)
