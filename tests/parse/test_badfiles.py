"""Every odd or hostile file ends as its manifest says: read, or refused with the right code, and never silently empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.harness import manifest

from gongkai.errors import GongkaiError
from gongkai.parse import isolation
from gongkai.settings import Limits

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

LIMITS = Limits(seconds=60)
SHORT = Limits(seconds=10)


def test_every_odd_file_ends_as_it_should(badfiles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parent / "jobs")
    verdicts = manifest.expected(badfiles)
    endings = {name: _ending(badfiles / "files" / name, verdict, tmp_path) for name, verdict in verdicts.items()}
    wrong = {name: endings[name] for name, verdict in verdicts.items() if not manifest.fits(verdict, endings[name])}
    assert wrong == {}


def _ending(file: Path, expected: str, folder: Path) -> str:
    """`read`, `nothing` for a silently empty result, or the code of what was raised."""
    try:
        result = json.loads(
            isolation.run("isolated_jobs:read_document", file, folder, SHORT if expected == "isolate" else LIMITS)
        )
    except GongkaiError as problem:
        return problem.code
    return "read" if result["text"] or result["notices"] else "nothing"
