"""Where everything lies in the object store: keys made of the space, the document and the pipeline, never of a user's words."""

from __future__ import annotations

import hashlib
import re

# Raised whenever reading, checking or describing gives other results for the same bytes: old results stay, new ones are made.
PIPELINE = 1

PENDING = "pending/"
RECORDS = "records/"
ORIGINALS = "originals/"

_SPACE = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_DOCUMENT = re.compile(r"[0-9a-f]{64}")


def original(space: str, document: str) -> str:
    """The bytes as they came."""
    return f"{ORIGINALS}{_space(space)}/{_document(document)[:2]}/{document}"


def record(space: str, document: str) -> str:
    """What was known when the bytes came: name, size, media type, time, batch."""
    return f"{RECORDS}{_space(space)}/{_document(document)}.json"


def names(space: str, document: str) -> str:
    """The prefix of the other names under which the same bytes came."""
    return f"names/{_space(space)}/{_document(document)}/"


def name(space: str, document: str, text: str) -> str:
    """One other name; the key holds a digest of it, so that names of any shape are safe and each is kept once."""
    return f"{names(space, document)}{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()[:32]}.json"


def pending(space: str, document: str) -> str:
    """The journal entry of a document that has not reached a final state."""
    return f"{PENDING}{_space(space)}/{_document(document)}"


def parsed(space: str, document: str, pipeline: int | None = None) -> str:
    """The disclosure as read by this pipeline, or by an earlier one."""
    return f"parsed/{_space(space)}/{_document(document)}/{pipeline or PIPELINE}.json"


def scanned(space: str, document: str) -> str:
    """Which pages this pipeline found to be pictures that have to be recognised."""
    return f"scanned/{_space(space)}/{_document(document)}/{PIPELINE}.json"


def findings(space: str, document: str, pipeline: int | None = None) -> str:
    """The report of this pipeline's rules, or of an earlier one's."""
    return f"findings/{_space(space)}/{_document(document)}/{pipeline or PIPELINE}.json"


def page_image(space: str, document: str, page: int, pipeline: int | None = None) -> str:
    """The image of a page, plain or with boxes around what a pipeline read."""
    return f"images/{_space(space)}/{_document(document)}/{page}{f'-{pipeline}' if pipeline else ''}.png"


def taken(digest: str) -> str:
    """What became of one version of one file of the inbox; `digest` stands for its path there and its mark."""
    return f"taken/{digest}.json"


def outcome(space: str, document: str) -> str:
    """How the last run ended."""
    return f"outcomes/{_space(space)}/{_document(document)}.json"


def owner_of(key: str) -> tuple[str, str]:
    """The space and the document of an original's, a record's or a journal entry's key."""
    parts = key.split("/")
    return parts[1], parts[-1].removesuffix(".json")


def _space(space: str) -> str:
    if not _SPACE.fullmatch(space):
        raise ValueError(f"not a name of a space: {space!r}")
    return space


def _document(document: str) -> str:
    if not _DOCUMENT.fullmatch(document):
        raise ValueError(f"not a document id (64 hexadecimal digits): {document!r}")
    return document
