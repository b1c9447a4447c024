"""What the index service does when an event wakes it."""

from __future__ import annotations

import json

from gongkai import bootstrap, keys
from gongkai.domain.codec import to_json
from gongkai.domain.disclosure import Disclosure, Finding
from gongkai.domain.findings import Report, report_to_json
from gongkai.events import DocumentIndexed, DocumentValidated
from gongkai.index.handlers import push

DOCUMENT = "ab" * 32
EVENT = DocumentValidated(document=DOCUMENT, findings_key="", errors=1, warnings=0)


def test_a_disclosure_and_its_findings_become_search_rows() -> None:
    context = bootstrap.in_memory()
    finding = Finding(rule="sum.children", severity="error", where="表7")
    parsed = json.dumps(to_json(Disclosure(title="某局预算")))
    context.objects.put(keys.parsed("public", DOCUMENT), parsed.encode())
    report = json.dumps(report_to_json(Report((), (finding,))))
    context.objects.put(keys.findings("public", DOCUMENT), report.encode())
    (told,) = push(EVENT, context)
    assert isinstance(told, DocumentIndexed)
    assert told.search_documents == len(context.index.ids("public", DOCUMENT)) == 2
    assert next(iter(push(EVENT, context))).search_documents == 2  # type: ignore[attr-defined]
