"""The application on engines in memory, with a reader of a few lines in place of the real one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from gongkai import bootstrap, keys
from gongkai.context import Context
from gongkai.domain.codec import to_json
from gongkai.domain.disclosure import Disclosure, Project
from gongkai.domain.findings import Report, report_to_json
from gongkai.errors import Refused
from gongkai.events import DocumentParsed, DocumentStored, DocumentValidated, Event
from gongkai.settings import Limits, Settings
from gongkai.web.app import create

LIMIT = 100_000


def read(event: DocumentStored, context: Context) -> Iterator[Event]:
    """The first line is the title, every further one a project of 12.50 万元; `REFUSE` is refused."""
    lines = context.objects.get(keys.original(event.space, event.document)).decode().splitlines()
    if "REFUSE" in lines:
        raise Refused("NO_TEXT")
    projects = tuple(Project(name=line, amount=Decimal("12.50")) for line in lines[1:])
    disclosure = Disclosure(title=lines[0], year=2024, unit="东湖区民政局", currency="万元", projects=projects)
    key = keys.parsed(event.space, event.document)
    context.objects.put(key, json.dumps(to_json(disclosure), ensure_ascii=False).encode())
    yield DocumentParsed(document=event.document, space=event.space, parsed_key=key, reader="test", tables=0)


def validate(event: DocumentParsed, context: Context) -> Iterator[Event]:
    """No rules: an empty report under the title."""
    title = json.loads(context.objects.get(event.parsed_key))["title"]
    head = {"title": title, "notices": 0, "errors": 0, "warnings": 0}
    key = keys.findings(event.space, event.document)
    context.objects.put(key, json.dumps({**head, **report_to_json(Report((), ()))}).encode())
    yield DocumentValidated(document=event.document, space=event.space, findings_key=key, errors=0, warnings=0)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """The whole product in memory; a message is worked off as it is published."""
    settings = Settings(data=tmp_path, limits=Limits(upload=LIMIT))
    return bootstrap.in_memory(settings, handlers={"parse.read": read, "parse.validate": validate})  # type: ignore[dict-item]


@pytest.fixture
def client(context: Context) -> TestClient:
    """A visitor without a language of their own."""
    return TestClient(create(context=context), base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


@pytest.fixture
def send() -> Callable[..., list[dict[str, object]]]:
    """Uploads texts under names such as `a_txt` and gives the lines of the answer."""

    def upload(client: TestClient, **texts: str) -> list[dict[str, object]]:
        files = [("files", (name.replace("_", "."), text.encode())) for name, text in texts.items()]
        answer = client.post("/api/documents", files=files)
        assert answer.status_code == 202, answer.text
        lines: list[dict[str, object]] = answer.json()["files"]
        return lines

    return upload
