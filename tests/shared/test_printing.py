"""What comes from outside is printed as it is, never taken for markup."""

from __future__ import annotations

import pytest

from gongkai.printing import print_dossier, print_status

HOSTILE = "[/] [red]预算[/red] [2023]1号"


def test_names_and_findings_with_brackets_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    step = {"at": 0.0, "stage": "parse.read", "what": "done", "seconds": 0.1, "code": None}
    found = {
        "names": [HOSTILE],
        "size": 1,
        "media_type": "text/plain",
        "document": "ab" * 32,
        "state": "done",
        "code": None,
        "zh": "",
        "en": "",
        "detail": HOSTILE,
        "history": [step],
        "disclosure": {"title": HOSTILE},
        "findings": [{"severity": "error", "where": HOSTILE, "message": HOSTILE}],
    }
    print_dossier(found)
    printed = "".join(capsys.readouterr().out.split())
    assert printed.count("".join(HOSTILE.split())) >= 3


def test_an_engine_that_is_away_is_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    away = {"engine": "elasticsearch", "since": 0.0, "seconds": 60.0, "detail": HOSTILE}
    found = {
        "documents": {"pending": 3},
        "queues": {},
        "failures": {},
        "outages": [away],
        "counted": {"fenced": 2},
        "running": False,
        "url": None,
        "workers": [],
    }
    print_status(found)
    printed = capsys.readouterr().out
    assert "elasticsearch" in printed.splitlines()[1]
    assert "".join(HOSTILE.split()) in "".join(printed.split())
    assert "fenced" in printed
