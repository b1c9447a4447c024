"""Installs, starts and stops the engines of the distributed mode on a bare Debian machine, without containers.

    engines.py install [--elasticsearch VERSION]…     download what is missing, once
    engines.py run [--elasticsearch VERSION] COMMAND  start all, run the command, stop all

What was downloaded stays in the folder GONGKAI_ENGINES (`.cache/engines`). Every engine listens on a free port of
127.0.0.1 with credentials made at its start, and leaves nothing behind. Standard library only.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("GONGKAI_ENGINES", HERE.parents[1] / ".cache" / "engines")).resolve()
ELASTICSEARCH = {"9.2.8": (21, 25), "8.19.7": (17, 21)}  # version: the first and the last Java that it is run on
MINIO = "v0.0.0-20260212201848-7aac2a2c5b7c"
JVMS = Path("/usr/lib/jvm")
HEAP = "-Xms512m -Xmx512m"
NOBODY = 65534
PATIENCE = 120.0  # seconds until an engine has to answer
GRACE = 30.0  # seconds to stop in
BUCKET = "gongkai"


def main() -> int:
    """Do what the command line says; exit with the status of the command that was run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("install", "run"):
        part = verbs.add_parser(verb)
        part.add_argument("--elasticsearch", choices=ELASTICSEARCH, action="append", metavar="VERSION")
        if verb == "run":
            part.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    versions = given.elasticsearch or ["9.2.8"]
    install(versions)
    return run(versions[-1], given.command) if given.verb == "run" else 0


def install(versions: list[str]) -> None:
    """Everything that is missing, once."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for version in versions:
        install_elasticsearch(version)
    install_minio()
    install_redis()


def run(version: str, command: list[str]) -> int:
    """Start the engines, run the command with their addresses, stop the engines."""
    if not command:
        raise SystemExit("engines: which command?")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=CACHE, prefix="run-")))
        folder.chmod(0o755)
        environment = {
            "GONGKAI_TEST_S3": stack.enter_context(minio(folder / "minio")),
            "GONGKAI_TEST_REDIS": stack.enter_context(redis(folder / "redis")),
            "GONGKAI_TEST_ES": stack.enter_context(elasticsearch(version, folder / "elasticsearch")),
        }
        return subprocess.run(command, env={**os.environ, **environment}).returncode


def install_elasticsearch(version: str) -> None:
    """The distribution that Elasticsearch publishes for integration tests, by Maven's own client."""
    home = elasticsearch_home(version)
    if home.exists():
        return
    say(f"fetching Elasticsearch {version}")
    artifact = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{version}:zip"
    need("mvn", "apt-get install maven")
    call("mvn", "-q", "dependency:get", f"-Dartifact={artifact}", "-Dtransitive=false")
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        unpacking = Path(name)
        call("mvn", "-q", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={unpacking}")
        with zipfile.ZipFile(next(unpacking.glob("*.zip"))) as archive:
            archive.extractall(unpacking)
        unpacked = unpacking / f"elasticsearch-{version}"
        for path in (unpacked / "bin").iterdir():
            path.chmod(0o755)
        unpacked.rename(home)


def install_minio() -> None:
    """Built from its source at a fixed commit; takes minutes, once."""
    program = CACHE / "minio"
    if program.exists():
        return
    say("building MinIO (some minutes, once)")
    need("go", "install Go 1.24 or newer")
    call("nice", "go", "install", f"github.com/minio/minio@{MINIO}", GOBIN=str(CACHE))


def install_redis() -> None:
    """Debian's own package."""
    if shutil.which("redis-server"):
        return
    if os.geteuid() != 0:
        raise SystemExit("engines: redis-server is missing (apt-get install redis-server)")
    say("installing redis-server")
    call("apt-get", "update", "-qq")
    call("apt-get", "install", "-y", "-qq", "redis-server", DEBIAN_FRONTEND="noninteractive")


@contextlib.contextmanager
def elasticsearch(version: str, folder: Path) -> Iterator[str]:
    """The address of a node of its own, that runs as nobody where we are root."""
    port, home = free_port(), elasticsearch_home(version)
    config, data = folder / "config", folder / "data"
    shutil.copytree(home / "config", config)
    shutil.copy(HERE / "elasticsearch.yml", config)
    for made in (data, folder / "logs", folder / "tmp"):
        made.mkdir()
    options = {"http.port": port, "transport.port": free_port(), "network.host": "127.0.0.1",
               "path.data": data, "path.logs": folder / "logs"}  # fmt: skip
    environment = {"ES_PATH_CONF": config, "ES_JAVA_HOME": java(*ELASTICSEARCH[version]), "ES_JAVA_OPTS": HEAP,
                   "ES_TMPDIR": folder / "tmp", "HOME": folder}  # fmt: skip
    command = [home / "bin" / "elasticsearch", *(f"-E{name}={value}" for name, value in options.items())]
    address = f"http://127.0.0.1:{port}"
    with process("elasticsearch", folder, command, environment, lambda: answers(f"{address}/_cluster/health")):
        yield address


@contextlib.contextmanager
def minio(folder: Path) -> Iterator[str]:
    """The address of a server with the user, the password and the bucket in it."""
    port, user, password = free_port(), "gongkai", secrets.token_hex(16)
    (folder / "data" / BUCKET).mkdir(parents=True)
    environment = {"MINIO_ROOT_USER": user, "MINIO_ROOT_PASSWORD": password, "MINIO_BROWSER": "off", "HOME": folder}
    command = [CACHE / "minio", "server", "--quiet", "--address", f"127.0.0.1:{port}", folder / "data"]
    with process("minio", folder, command, environment, lambda: answers(f"http://127.0.0.1:{port}/minio/health/live")):
        yield f"http://{user}:{password}@127.0.0.1:{port}/{BUCKET}"


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The address of a server with the password in it."""
    port, password = free_port(), secrets.token_hex(16)
    folder.mkdir()
    settings = folder / "redis.conf"
    own = f"\nbind 127.0.0.1\nport {port}\ndir {folder}\nrequirepass {password}\n"
    settings.write_text((HERE / "redis.conf").read_text() + own)
    with process("redis", folder, ["redis-server", settings], {}, lambda: listens(port)):
        yield f"redis://:{password}@127.0.0.1:{port}/0"


@contextlib.contextmanager
def process(
    name: str, folder: Path, command: list[Path | str], environment: dict[str, object], ready: Callable[[], bool]
) -> Iterator[None]:
    """A server from its first answer on; its whole process group is stopped at the end."""
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    given = {**os.environ, **{key: str(value) for key, value in environment.items()}}
    log = folder / f"{name}.log"
    begun = time.monotonic()
    with log.open("wb") as output:
        server = subprocess.Popen(
            list(map(str, command)), env=given, cwd=folder, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True, **user,  # type: ignore[call-overload]
        )  # fmt: skip
    try:
        while not ready():
            if server.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise SystemExit(f"engines: {name} did not start:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.2)
        say(f"{name} answers after {time.monotonic() - begun:.0f} s")
        yield
    finally:
        stop(server)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the process group to end, and end it where it does not."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(GRACE)
            return


def elasticsearch_home(version: str) -> Path:
    """Where this version lies once it is installed."""
    return CACHE / f"elasticsearch-{version}"


def java(first: int, last: int) -> Path:
    """A Java home of one of these versions."""
    for home in sorted(JVMS.glob("*/release"), reverse=True):
        version = home.read_text().partition('JAVA_VERSION="')[2].partition('"')[0].partition(".")[0]
        if version.isdigit() and first <= int(version) <= last:
            return home.parent
    raise SystemExit(f"engines: no Java {first} to {last} under {JVMS}")


def answers(address: str) -> bool:
    """Whether the server says that it is well."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def listens(port: int) -> bool:
    """Whether somebody accepts connections there."""
    with socket.socket() as trial:
        trial.settimeout(1)
        return trial.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def need(program: str, how: str) -> None:
    """End with a clear sentence where a program is missing."""
    if not shutil.which(program):
        raise SystemExit(f"engines: {program} is missing ({how})")


def call(*command: str, **environment: str) -> None:
    """Run a command that has to succeed."""
    if subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL).returncode:
        raise SystemExit(f"engines: failed: {' '.join(command)}")


def say(text: str) -> None:
    """One line for the person who waits."""
    print(f"engines: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
