"""Every file of the corpus against its truth, by the corpus's own scorer: printed, and never below what was promised."""

from __future__ import annotations

from pathlib import Path

import pytest
import scores

pytestmark = pytest.mark.corpus

OVERALL, CELLS = 0.98, 0.99
SCANNED = 0.97


def test_every_file_scores_at_least_what_is_promised(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = scores.scores(corpus)
    with capsys.disabled():
        print("\n" + scores.table(found))
    assert len(found) >= 28
    low = [(one.case, one.file, one.overall) for one in found if one.overall < OVERALL or one.areas["tables"] < CELLS]
    assert low == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_tables_of_every_scan_are_read_as_promised(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = scores.scores(corpus, frozenset({scores.SCAN}))
    with capsys.disabled():
        print("\n" + scores.table(found))
    assert len(found) >= 2
    assert [(one.case, one.areas["tables"]) for one in found if one.areas["tables"] < SCANNED] == []
