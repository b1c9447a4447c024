"""Events travel as plain JSON and come back the same; what is not understood is said, never guessed."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import pytest

from gongkai import events
from gongkai.events import EVENTS, DocumentParsed, DocumentStored, from_message, to_message
from gongkai.flow import FLOW

PARSED = DocumentParsed(document="ab" * 32, parsed_key="parsed/x.json", reader="pdf", tables=11, id="1")
# A message as version 1 of the program stored it: what was published once has to be read for ever.
STORED_MESSAGE = """{"name": "document.parsed", "version": 1, "data": {"document": "abababababababababababababababababababababababababababababababab",
"space": "public", "id": "1", "parsed_key": "parsed/x.json", "reader": "pdf", "tables": 11}}"""


def test_an_event_comes_back_from_its_message() -> None:
    assert from_message(json.loads(json.dumps(to_message(PARSED)))) == PARSED


def test_a_message_of_the_first_version_is_still_read() -> None:
    assert from_message(json.loads(STORED_MESSAGE)) == PARSED


def test_an_older_version_is_lifted_by_its_upgrade(monkeypatch: pytest.MonkeyPatch) -> None:
    class Newer(DocumentStored):
        VERSION: ClassVar[int] = 2

    def upgrade(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "space": "lifted"}

    monkeypatch.setitem(events.EVENTS, "document.stored", Newer)
    monkeypatch.setitem(events.UPGRADES, ("document.stored", 1), upgrade)
    assert from_message({"name": "document.stored", "version": 1, "data": {"document": "d"}}).space == "lifted"


def test_a_newer_version_than_this_program_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="version 9"):
        from_message({"name": "document.stored", "version": 9, "data": {"document": "d"}})


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown event"):
        from_message({"name": "document.eaten", "version": 1, "data": {}})


def test_the_flow_knows_every_event() -> None:
    assert set(FLOW) == set(EVENTS)
