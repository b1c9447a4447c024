"""What all tests share: where the corpus of checked disclosures is, and where the engines of many machines listen."""

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


def _address(name: str) -> str:
    """What `deploy/engines/run` says; a test that needs an engine is skipped without it."""
    return os.environ.get(name) or pytest.skip(f"no engine at {name} (deploy/engines/run starts it)")


@pytest.fixture(scope="session")
def s3_address() -> str:
    """A bucket: `http://user:password@host:port/bucket`."""
    return _address("GONGKAI_TEST_S3")


@pytest.fixture(scope="session")
def elastic_address() -> str:
    """A node: `http://host:port`."""
    return _address("GONGKAI_TEST_ES")


@pytest.fixture(scope="session")
def redis_address() -> str:
    """A server: `redis://:password@host:port/0`."""
    return _address("GONGKAI_TEST_REDIS")
