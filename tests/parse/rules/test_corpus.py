"""The rules on the checked disclosures: what they find, what they miss, and that they are silent elsewhere."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gongkai.domain.codec import from_json
from gongkai.domain.findings import report_to_json
from gongkai.parse.rules import check

pytestmark = pytest.mark.corpus

# case: the least share of errors and warnings that are found, and of identities that hold
FLOORS = {
    "synthetic/syn-01": (1.0, 950),
    "synthetic/syn-02": (1.0, 850),
    "synthetic/syn-03": (1.0, 940),
    "synthetic/syn-04": (1.0, 730),
    "synthetic/syn-05": (1.0, 970),
    "synthetic/syn-06": (1.0, 900),
    "gaoxin-2020": (1.0, 700),
    "midong-2024": (0.92, 940),
}


@pytest.fixture(scope="session")
def yardstick(corpus: Path) -> ModuleType:
    """The scorer that stands beside the corpus."""
    path = corpus.parent / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("yardstick", path)
    if not path.is_file() or spec is None or spec.loader is None:
        pytest.skip("no scorer beside the corpus")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", FLOORS)
def test_a_checked_disclosure_gives_its_findings_and_no_others(corpus: Path, yardstick: ModuleType, case: str):
    recall, held = FLOORS[case]
    truth: dict[str, Any] = json.loads((corpus / case / "truth.json").read_text("utf-8"))
    report = report_to_json(check(from_json({**truth, "findings": []})))
    score = yardstick.a_findings(truth, {**truth, "findings": report["findings"]})
    print(case, score, "held", report["counts"]["held"])
    assert report["counts"]["held"] >= held
    if score is None:
        assert report["counts"]["error"] == report["counts"]["warning"] == 0
    else:
        assert score["precision"] == 1.0
        assert score["recall"] >= recall
