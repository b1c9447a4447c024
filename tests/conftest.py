"""What all tests share: where the corpus of checked disclosures is, and the engines of many machines.

A test whose corpus or engine is not at hand is skipped and says so. Where everything is required (CI=true) such a skip is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import cache
from pathlib import Path

import engines
import installing
import pytest
import servers

ROOT = Path(__file__).parents[1]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure under CI, but for tests marked as optional."""
    report = yield
    if report.skipped and os.environ.get("CI") and not item.get_closest_marker("optional"):
        report.outcome, report.longrepr = "failed", f"required under CI, but skipped: {reason(report)}"
    return report


def reason(report: pytest.TestReport) -> str:
    return report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of checked disclosures."""
    folder = Path(os.environ.get("GONGKAI_CORPUS", ROOT.parent / "shared" / "corpus"))
    return folder if folder.is_dir() else pytest.skip(f"no corpus at {folder} (GONGKAI_CORPUS)")


@pytest.fixture(scope="session")
def badfiles(corpus: Path) -> Path:
    """The folder of odd and hostile files, beside the corpus."""
    folder = corpus.parent / "badfiles"
    return folder if folder.is_dir() else pytest.skip(f"no odd files at {folder}")


@pytest.fixture(scope="session")
def engine() -> Iterator[Callable[[str], str]]:
    """The address of an engine: that of one that runs already, or of one that is started here and stopped at the end."""
    with ExitStack() as stack:

        @cache
        def folder() -> Path:
            return stack.enter_context(servers.run_folder())

        @cache
        def address(name: str) -> str:
            if given := os.environ.get(engines.VARIABLES[name]):
                return given
            require(name)
            return stack.enter_context(servers.MAKERS[name](folder() / name)).address

        yield address


@pytest.fixture(scope="session")
def own_folder() -> servers.Folders:
    """Makes a folder for a server that a test starts, changes and kills itself; without that server the test is skipped."""

    def folder(name: str) -> AbstractContextManager[Path]:
        require(name)
        return servers.run_folder()

    return folder


def require(name: str) -> None:
    if not installing.is_installed(name):
        pytest.skip(f"{name} is not installed (make engines)")


@pytest.fixture(scope="session")
def redis_address(engine: Callable[[str], str]) -> str:
    """A server: `redis://:password@host:port/0`."""
    return engine("redis")


@pytest.fixture(scope="session")
def s3_address(engine: Callable[[str], str]) -> str:
    """A bucket: `http://user:password@host:port/bucket`."""
    return engine("minio")


@pytest.fixture(scope="session")
def elastic_address(engine: Callable[[str], str]) -> str:
    """A node: `http://host:port`."""
    return engine("elasticsearch-9.2.8")
