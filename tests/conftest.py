"""What all tests share: where the corpus of checked disclosures is, and that CI cannot do without it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _corpus() -> Path:
    return Path(os.environ.get("GONGKAI_CORPUS", ROOT.parent / "shared" / "corpus"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of checked disclosures; without it a test is skipped, under CI it fails."""
    folder = _corpus()
    if folder.is_dir():
        return folder
    if os.environ.get("CI"):
        pytest.fail(f"the corpus is required under CI and is not at {folder}")
    pytest.skip("no corpus on this checkout (GONGKAI_CORPUS)")


@pytest.fixture(scope="session")
def badfiles(corpus: Path) -> Path:
    """The folder of odd and hostile files, beside the corpus."""
    folder = corpus.parent / "badfiles"
    if folder.is_dir():
        return folder
    if os.environ.get("CI"):
        pytest.fail(f"the odd files are required under CI and are not at {folder}")
    pytest.skip("no odd files beside the corpus")
