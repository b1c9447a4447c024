"""Engines, product and a record of the result for each fault; everything random follows a seed that is printed.

GONGKAI_FAULTS=full does all of it, GONGKAI_SEED gives a seed again, GONGKAI_FAULTS_RESULTS names the file of results.
"""

from __future__ import annotations

import datetime
import os
import random
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import installing
import pytest
from tests.harness import ground as grounds
from tests.harness.ground import Engines, Ground
from tests.harness.product import ALL
from tests.harness.results import Result, keep, size

_ENGINES = ("redis", "minio", "elasticsearch-9.2.8")
_TOLD = pytest.StashKey[dict[str, pytest.TestReport]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here starts processes; the full form takes its time."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.timeout(size(400, 7200)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember how the test ended, for its record."""
    report = yield
    item.stash.setdefault(_TOLD, {})[report.when or ""] = report
    return report


@pytest.fixture(scope="session")
def own_engines() -> Iterator[Engines]:
    """Servers that these tests may kill."""
    missing = [name for name in _ENGINES if not installing.is_installed(name)]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed (deploy/engines/engines.py install)")
    with grounds.engines() as found:
        yield found


@pytest.fixture(scope="session")
def ground(own_engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The product on these engines, empty at first. All faults share it, and at the end no one has harmed what came before."""
    tick, silence = size(("0.5", "2"), ("2", "10"))
    folder = tmp_path_factory.mktemp("product")
    with grounds.ground(own_engines, folder, GONGKAI_TICK=tick, GONGKAI_SILENCE=silence) as found:
        yield found
        assert not (differences := found.differences()), differences


@pytest.fixture(autouse=True)
def fresh_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """A fault that was not survived is no hindrance for the next: every process is started anew."""
    yield
    called = request.node.stash[_TOLD].get("call")
    if "ground" in request.fixturenames and called and called.failed:
        found: Ground = request.getfixturevalue("ground")
        found.product.stop(*ALL, patience=5)
        found.product.start(*ALL)
        found.product.wait(found.product.is_ready, "the pages did not come up")


@pytest.fixture
def seed() -> int:
    """The seed of all that is random in this test."""
    chosen = int(os.environ.get("GONGKAI_SEED", random.randrange(10**6)))
    print(f"seed {chosen}")
    return chosen


@pytest.fixture
def chance(seed: int) -> random.Random:
    """Chances that can be had again."""
    return random.Random(seed)


@pytest.fixture
def result(request: pytest.FixtureRequest, seed: int) -> Iterator[Result]:
    """What this fault is recorded with; it held when the test passed."""
    found = Result(fault=_sentence(request.node.name), seed=seed)
    begun = time.monotonic()
    yield found
    found.seconds = round(time.monotonic() - begun, 1)
    found.date = datetime.datetime.now(datetime.UTC).date().isoformat()
    called = request.node.stash[_TOLD].get("call")
    found.held = bool(called and called.passed)
    print(found)
    if file := os.environ.get("GONGKAI_FAULTS_RESULTS"):
        keep(found, Path(file))


def _sentence(name: str) -> str:
    """The name of a test as a sentence."""
    told, _, parameter = name.removeprefix("test_").partition("[")
    return " ".join([*told.split("_"), *([f"({parameter.rstrip(']')})"] if parameter else [])])
