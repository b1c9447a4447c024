"""What is set up wrongly is said in one sentence at the start, by every process, and without a password in it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import servers
from minio import Minio

from gongkai.errors import CannotStart, Unavailable
from gongkai.settings import Settings
from gongkai.starting import BROKER, INDEX, OBJECTS, Engine, check_engines, ready

NOBODY = "127.0.0.1:9"  # the port of `discard`, on which nothing listens


def problem(name: str, address: str) -> CannotStart:
    with pytest.raises(CannotStart) as told:
        Engine(name, address).check()
    assert "geheim" not in str(told.value)
    return told.value


@pytest.fixture
def own_redis(own_folder: servers.Folders) -> Iterator[Callable[..., str]]:
    """Starts a server with further lines in its configuration."""
    with own_folder("redis") as folder, contextlib.ExitStack() as stack:
        yield lambda *lines: stack.enter_context(servers.redis(folder / uuid.uuid4().hex, *lines)).address


@pytest.mark.parametrize("policy", ["allkeys-lru", "volatile-ttl"])
def test_a_broker_that_evicts_is_refused(own_redis: Callable[..., str], policy: str) -> None:
    assert problem(BROKER, own_redis(f"maxmemory-policy {policy}")).code == "CONFIG_EVICTS"


def without_password(address: str) -> str:
    return f"redis://{address.rpartition('@')[2]}"


def test_a_broker_that_lets_strangers_in_is_refused(own_redis: Callable[..., str]) -> None:
    address = own_redis('requirepass ""', "bind 0.0.0.0", "protected-mode no")
    assert problem(BROKER, without_password(address)).code == "CONFIG_OPEN"


@pytest.mark.parametrize("line", ["bind 127.0.0.1", "protected-mode yes"])
def test_a_broker_that_only_this_host_reaches_needs_no_password(own_redis: Callable[..., str], line: str) -> None:
    address = own_redis('requirepass ""', "bind 0.0.0.0", "protected-mode no", line)
    Engine(BROKER, without_password(address)).check()


def test_a_broker_that_only_repeats_another_is_refused(own_redis: Callable[..., str]) -> None:
    assert problem(BROKER, own_redis("replicaof 127.0.0.1 9")).code == "CONFIG_READ_ONLY"


@pytest.mark.parametrize("password", ["", ":geheim@"])
def test_a_broker_with_another_password_is_refused(redis_address: str, password: str) -> None:
    assert problem(BROKER, f"redis://{password}{redis_address.rpartition('@')[2]}").code == "CONFIG_CREDENTIALS"


def test_what_is_as_it_has_to_be_may_start(redis_address: str, s3_address: str, elastic_address: str) -> None:
    settings = Settings().model_copy(
        update={"redis_url": redis_address, "s3": s3_address, "elasticsearch": elastic_address}
    )
    check_engines(settings)


@pytest.fixture(params=["minio", "versitygw"])
def bucket(engine: Callable[[str], str], request: pytest.FixtureRequest) -> str:
    address: str = engine(request.param)
    return address


def test_a_missing_bucket_is_told(bucket: str) -> None:
    told = problem(OBJECTS, f"{bucket.rpartition('/')[0]}/no-such-bucket")
    assert (told.code, "no-such-bucket" in told.detail) == ("CONFIG_BUCKET", True)


@pytest.mark.parametrize("credentials", ["gongkai:geheim", "somebody:geheim"])
def test_wrong_credentials_of_the_store_are_told(bucket: str, credentials: str) -> None:
    assert problem(OBJECTS, f"http://{credentials}@{bucket.rpartition('@')[2]}").code == "CONFIG_CREDENTIALS"


def test_a_bucket_that_may_only_be_read_is_refused(s3_address: str) -> None:
    name = f"readable-{uuid.uuid4().hex}"
    user, _, rest = s3_address.removeprefix("http://").rpartition("@")
    access, secret = user.split(":")
    owner = Minio(endpoint=rest.split("/")[0], access_key=access, secret_key=secret, secure=False)
    owner.make_bucket(bucket_name=name)
    reading = {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["s3:ListBucket", "s3:GetBucketLocation", "s3:GetObject"],
               "Resource": [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"]}  # fmt: skip
    owner.set_bucket_policy(bucket_name=name, policy=json.dumps({"Version": "2012-10-17", "Statement": [reading]}))
    assert problem(OBJECTS, f"http://{rest.split('/')[0]}/{name}").code == "CONFIG_READ_ONLY"


@contextlib.contextmanager
def pretender(body: str, status: int = 200, **headers: str) -> Iterator[str]:
    """An HTTP server that says the same to everybody."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in {"content-type": "application/json", **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://elastic:geheim@127.0.0.1:{server.server_port}"
        server.shutdown()


PRODUCT = {"x_elastic_product": "Elasticsearch"}


@pytest.mark.parametrize(
    ("version", "headers"),
    [("7.17.29", PRODUCT), ("7.10.2", {}), ("8.18.4", PRODUCT), ("10.0.0", PRODUCT), ("9.2.8", {})],
)
def test_another_version_of_elasticsearch_is_refused_and_told(version: str, headers: dict[str, str]) -> None:
    with pretender(json.dumps({"version": {"number": version}}), **headers) as address:
        told = problem(INDEX, address)
    assert (told.code, version in told.detail) == ("CONFIG_VERSION", True)


@pytest.mark.parametrize("version", ["8.19.0", "8.20.1", "9.0.0", "9.2.8"])
def test_a_version_that_fits_may_start(version: str) -> None:
    with pretender(json.dumps({"version": {"number": version}}), **PRODUCT) as address:
        Engine(INDEX, address).check()


@pytest.mark.parametrize("body", ["<html></html>", "[]", "{}", '"9.2.8"'])
def test_what_is_no_elasticsearch_is_refused(body: str) -> None:
    with pretender(body) as address:
        assert problem(INDEX, address).code == "CONFIG_VERSION"


def test_a_password_that_elasticsearch_refuses_is_told() -> None:
    with pretender("{}", 401) as address:
        assert problem(INDEX, address).code == "CONFIG_CREDENTIALS"


def test_an_engine_that_is_busy_is_waited_for_and_not_misjudged() -> None:
    with pretender("{}", 503) as address, pytest.raises(Unavailable):
        Engine(INDEX, address).check()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (BROKER, "127.0.0.1:6379"),
        (BROKER, "http://127.0.0.1:6379"),
        (BROKER, "redis://:geheim@127.0.0.1:port/0"),
        (OBJECTS, "http://user:geheim@127.0.0.1:9000"),
        (OBJECTS, "http://user:geheim@127.0.0.1:9000/bucket/folder"),
        (OBJECTS, "http://user:geheim@127.0.0.1:9000/A"),
        (OBJECTS, "s3://user:geheim@bucket/x"),
        (INDEX, "elastic:geheim@127.0.0.1:9200"),
        (INDEX, "http://elastic:geheim@[::1"),
    ],
)
def test_an_address_that_is_written_wrongly_is_told(name: str, address: str) -> None:
    told = problem(name, address)
    assert (told.code, name in told.detail) == ("CONFIG_ADDRESS", True)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (BROKER, f"redis://:geheim@{NOBODY}/0"),
        (OBJECTS, f"http://u:geheim@{NOBODY}/bucket"),
        (INDEX, f"http://u:geheim@{NOBODY}"),
    ],
)
def test_an_engine_that_does_not_answer_is_waited_for_and_then_told(name: str, address: str) -> None:
    fields = {BROKER: "redis_url", OBJECTS: "s3", INDEX: "elasticsearch"}
    others = dict.fromkeys(fields.values(), "http://user:geheim@127.0.0.1:9/bucket")
    settings = Settings().model_copy(update={**others, fields[name]: address, "patience": 0.2})
    with pytest.raises(CannotStart) as told:
        ready(name, settings=settings)
    assert (told.value.code, name in told.value.detail, "geheim" in str(told.value)) == (
        "CONFIG_UNREACHABLE",
        True,
        False,
    )


def test_an_engine_that_comes_up_while_it_is_waited_for_is_used(
    own_folder: servers.Folders,
) -> None:
    with own_folder("redis") as folder:
        server = servers.redis(folder / "redis")
        late = threading.Timer(1.0, server.start)
        late.start()
        check_engines(Settings().model_copy(update={"redis_url": server.address}), patience=60.0)
        late.join()
        server.stop()


PROCESSES = {
    "up": ["gongkai.cli", "up"],
    "status": ["gongkai.cli", "status"],
    "upload": ["gongkai.cli", "upload", __file__],
    "search": ["gongkai.cli", "search", "x"],
    "rebuild": ["gongkai.cli", "rebuild"],
    "parse": ["gongkai.worker", "parse"],
    "validate": ["gongkai.worker", "validate"],
    "index": ["gongkai.worker", "index"],
    "reconciler": ["gongkai.reconciler"],
    "web": ["uvicorn", "gongkai.web.app:create", "--factory", "--port", "0"],
}
ONLY_SOME = {"GONGKAI_S3": f"http://u:geheim@{NOBODY}/bucket"}
AWAY = {"REDIS_URL": f"redis://:geheim@{NOBODY}/0", "GONGKAI_ELASTICSEARCH": f"http://u:geheim@{NOBODY}", **ONLY_SOME}


CASES = [
    *((process, AWAY, "CONFIG_UNREACHABLE", 1) for process in PROCESSES),
    *((process, ONLY_SOME, "CONFIG_INCOMPLETE", 2) for process in ("up", "status", "parse", "web")),
    *((process, {"GONGKAI_WORKERS": "x"}, "CONFIG_SETTING", 2) for process in ("up", "upload", "reconciler", "web")),
]


@pytest.mark.parametrize(("process", "given", "code", "status"), CASES)
def test_every_process_says_it_in_one_sentence(
    process: str, given: dict[str, str], code: str, status: int, tmp_path: Path
) -> None:
    assert said_by(process, given, tmp_path) == (status, code)


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert said_by("up", {"GONGKAI_DATA": str(tmp_path / "file")}, tmp_path) == (2, "CONFIG_DATA")


@pytest.mark.parametrize(("client", "name"), [("minio", OBJECTS), ("elasticsearch", INDEX)])
def test_an_engine_whose_client_is_not_installed_is_told(client: str, name: str, tmp_path: Path) -> None:
    program = f"""
import sys
sys.modules[{client!r}] = None  # as Python finds it when it is not installed
from gongkai.ending import plainly
from gongkai.starting import Engine
with plainly():
    Engine({name!r}, "http://{NOBODY}/bucket").check()
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path)
    assert (ended.returncode, ended.stderr[:14]) == (2, "CONFIG_EXTRA: ")


@pytest.mark.parametrize("process", ["up", "index", "web"])
def test_a_broker_that_evicts_is_used_by_no_process(
    own_redis: Callable[..., str], process: str, tmp_path: Path
) -> None:
    evicting = {"REDIS_URL": own_redis("maxmemory-policy allkeys-lru")}
    assert said_by(process, evicting, tmp_path) == (2, "CONFIG_EVICTS")


@pytest.mark.parametrize("process", ["up", "parse", "status", "upload"])
def test_a_missing_bucket_is_told_by_every_process(
    redis_address: str, s3_address: str, elastic_address: str, process: str, tmp_path: Path
) -> None:
    missing = f"{s3_address.rpartition('/')[0]}/no-such-bucket"
    given = {"REDIS_URL": redis_address, "GONGKAI_S3": missing, "GONGKAI_ELASTICSEARCH": elastic_address}
    assert said_by(process, given, tmp_path) == (2, "CONFIG_BUCKET")


def said_by(process: str, given: dict[str, str], folder: Path) -> tuple[int, str]:
    """The status and the code of a process that ends with one sentence, without traceback and password."""
    own = {"GONGKAI_DATA": str(folder / "data"), "GONGKAI_PATIENCE": "0.1", "GONGKAI_PORT": str(servers.free_port())}
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "REDIS_"))}
    command = [sys.executable, "-m", *PROCESSES[process]]
    environment = {**clean, **own, **given}
    ended = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=120)
    told = [line for line in ended.stderr.splitlines() if line.startswith("CONFIG_")]
    assert len(told) == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert not any(secret in ended.stderr + ended.stdout for secret in map(password, given.values()) if secret)
    return ended.returncode, told[0].partition(":")[0]


def password(address: str) -> str | None:
    return urlsplit(address).password
