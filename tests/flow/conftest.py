"""The whole product in memory, with readers of a few lines in place of the real ones."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest

from gongkai import bootstrap, keys
from gongkai.adapters.bus_memory import Mischief
from gongkai.context import Context
from gongkai.domain.codec import to_json
from gongkai.domain.disclosure import Disclosure, Section
from gongkai.domain.findings import Report, report_to_json
from gongkai.errors import Failed, Refused
from gongkai.events import DocumentParsed, DocumentStored, DocumentValidated, Event
from gongkai.service import Handler
from gongkai.settings import Limits, Settings

Make = Callable[..., Context]


class Clock:
    """A clock that stands still until it is moved; it begins now, as the store notes real times."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


def read(event: DocumentStored, context: Context) -> Iterator[Event]:
    """Lines become sections; `REFUSE` and `FAIL` in the text do what they say."""
    text = context.objects.get(keys.original(event.space, event.document)).decode()
    if "REFUSE" in text:
        raise Refused("NO_TEXT")
    if "FAIL" in text:
        raise Failed("CRASH")
    if "BUG" in text:
        raise ZeroDivisionError
    lines = text.splitlines()
    sections = tuple(Section(path=(str(at),), heading=line) for at, line in enumerate(lines))
    key = keys.parsed(event.space, event.document)
    disclosure = Disclosure(title=lines[0], sections=sections, reader="test")
    context.objects.put(key, json.dumps(to_json(disclosure)).encode())
    yield DocumentParsed(document=event.document, space=event.space, parsed_key=key, reader="test", tables=0)


def validate(event: DocumentParsed, context: Context) -> Iterator[Event]:
    """No rules: an empty report under the title."""
    title = json.loads(context.objects.get(event.parsed_key))["title"]
    key = keys.findings(event.space, event.document)
    head = {"title": title, "notices": 0, "errors": 0, "warnings": 0}
    context.objects.put(key, json.dumps({**head, **report_to_json(Report((), ()))}).encode())
    yield DocumentValidated(document=event.document, space=event.space, findings_key=key, errors=0, warnings=0)


HANDLERS: dict[str, Handler] = {"parse.read": read, "parse.validate": validate}  # type: ignore[dict-item]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make(clock: Clock) -> Make:
    def make_context(mischief: Mischief | None = None, limits: Limits | None = None) -> Context:
        settings = Settings(limits=limits or Limits())
        return bootstrap.in_memory(settings, clock=clock, mischief=mischief, handlers=HANDLERS)

    return make_context


@pytest.fixture
def context(make: Make) -> Context:
    return make()
