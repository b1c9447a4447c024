"""Which event wakes which handler: the whole way of a document on one screen."""

from __future__ import annotations

# event -> handlers, each named <service>.<function> in gongkai.<service>.handlers
FLOW: dict[str, tuple[str, ...]] = {
    "document.stored": ("parse.read",),
    "document.scanned": ("parse.recognise",),
    "document.parsed": ("parse.validate",),
    "document.validated": ("index.push",),
    "document.indexed": (),
    "document.failed": (),
}

# handler -> the queue that its workers listen to
QUEUES: dict[str, str] = {
    "parse.read": "parse",
    "parse.recognise": "ocr",
    "parse.validate": "validate",
    "index.push": "index",
}

SERVICES = ("ingest", "parse", "index")
