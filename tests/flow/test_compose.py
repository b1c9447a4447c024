"""The services of docker-compose.yml, each with its own command and only its own environment, take documents the whole way.

They run as plain processes against real engines (deploy/engines/run), so that no container engine is needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import servers
import urllib3
import yaml
from redis import Redis

from gongkai import bootstrap, keys
from gongkai.adapters.s3_client import bucket_of, client
from gongkai.flow import QUEUES
from gongkai.ports.ledger import FINAL
from gongkai.settings import Settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]
LASTING = (*QUEUES.values(), "beat", "ingest", "web", "flower")
SAMPLES = sorted((ROOT / "samples/disclosures").iterdir())
SETTLING = 120.0
SPACE = "public"


@pytest.fixture(scope="module")
def ports() -> dict[str, str]:
    """In the place of the port of each service that has one."""
    return {name: str(servers.free_port()) for name in ("web", "ingest", "flower")}


@pytest.fixture(scope="module")
def bucket(ports: dict[str, str], own_folder: servers.Folders) -> Iterator[str]:
    """An object store with the notifications that compose gives it."""
    given = {name: value for name, value in SERVICES["store"]["environment"].items() if "NOTIFY" in name}
    given = {name: value.replace("ingest:8000", f"localhost:{ports['ingest']}") for name, value in given.items()}
    with own_folder("minio") as folder:
        store = servers.minio(folder / "minio")
        store.environment = {**store.environment, **given}
        with store:
            yield f"{store.address.rpartition('/')[0]}/compose-{uuid.uuid4().hex}"


@pytest.fixture(scope="module")
def addresses(bucket: str, elastic_address: str, redis_address: str) -> dict[str, str]:
    """In the place of the hosts of compose; a bucket and a database that nobody else uses."""
    redis = f"{redis_address.rpartition('/')[0]}/7"
    Redis.from_url(redis).flushdb()
    return {
        "GONGKAI_S3": bucket,
        "GONGKAI_ELASTICSEARCH": elastic_address,
        "REDIS_URL": redis,
        "CELERY_BROKER_URL": redis,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compose")


@pytest.fixture(scope="module")
def start(addresses: dict[str, str], ports: dict[str, str], folder: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts a service, or another command in its place, with nothing but its environment and a folder of its own."""

    def start(name: str, command: list[str] | None = None) -> subprocess.Popen[bytes]:
        service = SERVICES[name]
        words = [re.sub(r"\b(?:8000|5555)$", ports.get(name, ""), word) for word in command or service["command"]]
        programs = str(Path(sys.executable).parent)
        words[0] = shutil.which(words[0], path=programs) or words[0]
        environment = {variable: addresses.get(variable, value) for variable, value in service["environment"].items()}
        own = folder / name
        own.mkdir(exist_ok=True)
        with (folder / f"{name}.log").open("ab") as log:
            variables = {**environment, "PATH": f"{programs}:{os.defpath}", "TMPDIR": str(own)}
            return subprocess.Popen(words, env=variables, cwd=own, stdout=log, stderr=log)

    return start


@pytest.fixture(scope="module")
def site(start: Callable[..., subprocess.Popen[bytes]], ports: dict[str, str], folder: Path) -> Iterator[httpx.Client]:
    """The pages of the running product, once they are ready."""
    assert start("bucket").wait(60) == 0, (folder / "bucket.log").read_text()
    with contextlib.ExitStack() as stack:
        for name in LASTING:
            stack.callback(stop, start(name))
        client = stack.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{ports['web']}", timeout=30.0))
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
    for name in ("GONGKAI_S3", "GONGKAI_ELASTICSEARCH", "REDIS_URL"):
        monkeypatch.setenv(name, addresses[name])
    context = bootstrap.chosen(Settings())
    assert {keys.owner_of(info.key)[1] for info in context.objects.list(keys.ORIGINALS)} == set(documents)
    assert {one.document for one in context.ledger.recent(SPACE)} == set(documents)


def test_a_file_laid_into_the_bucket_is_taken_in(site: httpx.Client, addresses: dict[str, str]) -> None:
    data = "某局2024年单位预算公开\n一、主要职能\n执行政策。".encode()
    name, size = "inbox/收件箱.txt", len(data)
    user = client(addresses["GONGKAI_S3"], urllib3.PoolManager())
    user.put_object(
        bucket_name=bucket_of(addresses["GONGKAI_S3"]), object_name=name, data=io.BytesIO(data), length=size
    )
    document = hashlib.sha256(data).hexdigest()
    wait(lambda: site.get(f"/api/documents/{document}").json().get("state") in FINAL)


@pytest.mark.parametrize("name", [name for name in LASTING if "gongkai" in SERVICES[name]["healthcheck"]["test"]])
def test_the_health_check_of_a_worker_says_that_it_is_well(
    site: httpx.Client, start: Callable[..., subprocess.Popen[bytes]], name: str
) -> None:
    assert start(name, SERVICES[name]["healthcheck"]["test"][1:]).wait(30) == 0


def test_nobody_is_well_where_nobody_runs(site: httpx.Client, start: Callable[..., subprocess.Popen[bytes]]) -> None:
    assert start("web", ["gongkai", "health", "parse"]).wait(30) == 1


def test_flower_answers(site: httpx.Client, ports: dict[str, str]) -> None:
    def answers() -> bool:
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"http://127.0.0.1:{ports['flower']}/healthcheck").status_code == 200
        return False

    wait(answers)
    assert httpx.get(f"http://127.0.0.1:{ports['flower']}/").status_code == 401
