"""The services of docker-compose.yml, each with its own command and only its own environment, take documents the whole way.

They run as plain processes against real engines (deploy/engines/run), so that no container engine is needed.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from gongkai import bootstrap, keys
from gongkai.flow import QUEUES
from gongkai.ports.ledger import FINAL
from gongkai.settings import Settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]
LASTING = (*QUEUES.values(), "reconciler", "web")
SAMPLES = sorted((ROOT / "samples/disclosures").iterdir())
SETTLING = 120.0
SPACE = "public"


@pytest.fixture(scope="module")
def addresses(s3_address: str, elastic_address: str, redis_address: str) -> dict[str, str]:
    """In the place of the hosts of compose; a bucket and a database that nobody else uses."""
    return {
        "GONGKAI_S3": f"{s3_address.rpartition('/')[0]}/compose-{uuid.uuid4().hex}",
        "GONGKAI_ELASTICSEARCH": elastic_address,
        "REDIS_URL": f"{redis_address.rpartition('/')[0]}/7",
    }


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="module")
def site(addresses: dict[str, str], port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The pages of the running product, once they are ready."""
    folder = tmp_path_factory.mktemp("compose")

    def start(name: str) -> subprocess.Popen[bytes]:
        service = SERVICES[name]
        command = [str(port) if part == "8000" else part for part in service["command"]]
        programs = str(Path(sys.executable).parent)
        command[0] = shutil.which(command[0], path=programs) or command[0]
        environment = {variable: addresses.get(variable, value) for variable, value in service["environment"].items()}
        with (folder / f"{name}.log").open("wb") as log:
            own = {**environment, "PATH": os.defpath, "TMPDIR": str(folder)}
            return subprocess.Popen(command, env=own, cwd=folder, stdout=log, stderr=log)

    assert start("bucket").wait(30) == 0, (folder / "bucket.log").read_text()
    with contextlib.ExitStack() as stack:
        for name in LASTING:
            stack.callback(stop, start(name))
        client = stack.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30.0))
        wait(lambda: ready(client), folder)
        yield client


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(40)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait(done: Callable[[], bool], folder: Path | None = None) -> None:
    end = time.monotonic() + SETTLING
    while not done():
        logs = {path.name: path.read_text()[-1000:] for path in folder.glob("*.log")} if folder else {}
        assert time.monotonic() < end, logs
        time.sleep(0.2)


def ready(client: httpx.Client) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return client.get("/ready").json().get("status") == "ok"
    return False


@pytest.fixture(scope="module")
def documents(site: httpx.Client) -> list[str]:
    """The samples, uploaded and at their end."""
    answer = site.post("/api/documents", files=[("files", (path.name, path.read_bytes())) for path in SAMPLES])
    assert answer.status_code == 202
    ids = [file["document"] for file in answer.json()["files"]]
    wait(lambda: all(site.get(f"/api/documents/{document}").json()["state"] in FINAL for document in ids))
    return ids


def test_every_document_is_read(site: httpx.Client, documents: list[str]) -> None:
    states = {document: site.get(f"/api/documents/{document}").json()["state"] for document in documents}
    assert set(states.values()) <= {"done", "done_with_warnings"}
    assert len(states) == len(SAMPLES)


def test_what_was_read_is_found(site: httpx.Client, documents: list[str]) -> None:
    found = {hit["document"] for hit in site.get("/api/search", params={"q": "预算", "size": 100}).json()["hits"]}
    assert found
    assert found <= set(documents)


def test_nothing_waits_and_the_metrics_say_so(site: httpx.Client, documents: list[str]) -> None:
    measured = site.get("/metrics").text
    assert re.search(r'^gongkai_documents{state="pending"} 0.0$', measured, re.MULTILINE)
    assert re.search(r'^gongkai_queue_depth{queue="parse"} 0.0$', measured, re.MULTILINE)


def test_the_data_is_in_the_engines_and_nowhere_else(
    site: httpx.Client, documents: list[str], addresses: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, address in addresses.items():
        monkeypatch.setenv(name, address)
    context = bootstrap.chosen(Settings())
    assert {keys.owner_of(info.key)[1] for info in context.objects.list(keys.ORIGINALS)} == set(documents)
    assert {one.document for one in context.ledger.recent(SPACE)} == set(documents)
