"""What the index service does when an event wakes it: make the search rows of a document and put them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai import keys
from gongkai.adapters.jsons import from_bytes
from gongkai.context import Context
from gongkai.domain.codec import from_json
from gongkai.domain.findings import report_from_json
from gongkai.events import DocumentIndexed, DocumentValidated, Event
from gongkai.index.describe import describe
from gongkai.record import read_record


def push(event: DocumentValidated, context: Context) -> Iterator[Event]:
    """Make the rows of a checked disclosure those that can be found."""
    space, document = event.space, event.document
    disclosure = from_json(from_bytes(context.objects.get(keys.parsed(space, document))), cells=False)
    report = report_from_json(from_bytes(context.objects.get(keys.findings(space, document))))
    record = read_record(context.objects, space, document)
    rows = describe(
        replace(disclosure, findings=report.findings),
        document=document,
        space=space,
        name=record.name if record else document,
        version=keys.PIPELINE,
    )
    count = context.index.replace(space, document, keys.PIPELINE, rows)
    yield DocumentIndexed(document=document, space=space, search_documents=count)
