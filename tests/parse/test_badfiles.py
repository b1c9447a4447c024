"""Every odd or hostile file ends as its manifest says: read, or refused with the right code, and never silently empty."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from gongkai.errors import REASONS, GongkaiError
from gongkai.parse import isolation
from gongkai.settings import Limits

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

LIMITS = Limits(seconds=60)
SHORT = Limits(seconds=10)
MORE_PRECISE = {
    "CORRUPT": {"TYPE_MISMATCH", "NO_PAGES"},
    "UNSUPPORTED": {"BOMB", "UNSAFE_PATH"},
}


def test_every_odd_file_ends_as_it_should(badfiles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parent / "jobs")
    with (badfiles / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t"))
    endings = {row["name"]: _ending(badfiles / "files" / row["name"], row["expect"], tmp_path) for row in rows}
    wrong = {row["name"]: endings[row["name"]] for row in rows if not _fits(row["expect"], endings[row["name"]])}
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


def _fits(expected: str, ending: str) -> bool:
    if expected == "parse":
        return ending == "read"
    if expected.startswith("refuse:"):
        code = expected.removeprefix("refuse:")
        return ending == code or ending in MORE_PRECISE.get(code, ())
    return ending == "read" or (ending in REASONS and ending != "BUG")
