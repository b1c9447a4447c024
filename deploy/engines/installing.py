"""Fetches and builds the engines on a bare Debian machine, once; what there is already is left alone."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve()
ELASTICSEARCH = {"9.2.8": (21, 25), "8.19.7": (17, 21)}  # version: the first and the last Java that it is run on
BUILT = {
    "minio": "github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c",
    "versitygw": "github.com/versity/versitygw/cmd/versitygw@v1.8.0",
}
GO = (1, 21)  # the first that fetches the Go that a program asks for
ARTIFACT = "org.elasticsearch.distribution.integ-test-zip:elasticsearch"  # what Elasticsearch publishes for tests
JVMS = Path("/usr/lib/jvm")


def cache() -> Path:
    """The folder GONGKAI_ENGINES, else `.cache/engines` of this checkout; where nobody may enter that, a folder of the machine."""
    if given := os.environ.get("GONGKAI_ENGINES"):
        return Path(given).resolve()
    # Elasticsearch refuses to be root and is then run as nobody.
    is_open = os.geteuid() != 0 or all(folder.stat().st_mode & 0o001 for folder in HERE.parents)
    return HERE.parents[2] / ".cache" / "engines" if is_open else Path("/var/cache/gongkai-engines")


CACHE = cache()


class CannotInstall(Exception):
    """Something is missing that cannot be had without the person; the sentence says what and how."""


def install() -> None:
    """All engines that are missing; downloads and builds go on side by side."""
    with alone():
        install_packages(missing_packages())
        with ThreadPoolExecutor(2) as threads:
            work = [
                threads.submit(each, install_elasticsearch, ELASTICSEARCH),
                threads.submit(each, install_built, BUILT),
            ]
            for done in work:
                done.result()


def is_installed(name: str) -> bool:
    """Whether a server can be started: `redis`, `minio`, `versitygw` or `elasticsearch-VERSION`."""
    if name == "redis":
        return bool(shutil.which("redis-server"))
    version = name.removeprefix("elasticsearch-")
    return program(name).exists() and (version not in ELASTICSEARCH or bool(java(version)))


def elasticsearch_home(version: str) -> Path:
    """Where this version lies once it is installed."""
    return CACHE / f"elasticsearch-{version}"


def program(name: str) -> Path:
    """Where a server that is built here lies once it is."""
    return CACHE / name


def java(version: str) -> Path | None:
    """A Java home on which this Elasticsearch runs."""
    first, last = ELASTICSEARCH[version]
    given = [Path(home) / "release" for name in ("ES_JAVA_HOME", "JAVA_HOME") if (home := os.environ.get(name))]
    for release in (*given, *sorted(JVMS.glob("*/release"), reverse=True)):
        found = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
        if found and first <= int(found[1]) <= last:
            return release.parent
    return None


def missing_packages() -> list[str]:
    """Debian's packages that have to be there first; CannotInstall where Debian has none that is new enough."""
    packages = [] if shutil.which("redis-server") else ["redis-server"]
    for version in ELASTICSEARCH:
        if not java(version):
            packages.append(java_package(version))
        if not elasticsearch_home(version).exists() and not shutil.which("mvn"):
            packages.append("maven")
    if not all(program(name).exists() for name in BUILT) and go_version(shutil.which("go")) < GO:
        packages.append(go_package())
    return sorted(set(packages))


def install_packages(packages: list[str]) -> None:
    """By apt-get as root; otherwise CannotInstall with the command that a person has to give."""
    if not packages:
        return
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotInstall(f"missing: {', '.join(packages)}; as root: {' '.join(command)}")
    with told(f"installing {', '.join(packages)}"):
        refresh()
        call(*command, DEBIAN_FRONTEND="noninteractive")


def install_elasticsearch(version: str) -> None:
    """By Maven's own client from its central repository."""
    home = elasticsearch_home(version)
    if home.exists():
        return
    artifact = f"{ARTIFACT}:{version}:zip"
    with told(f"fetching Elasticsearch {version} (about a minute, once)"), scratch() as folder:
        call("mvn", "-q", "-B", "-Dstyle.color=never", "dependency:get", f"-Dartifact={artifact}", "-Dtransitive=false")
        call(
            "mvn",
            "-q",
            "-B",
            "-Dstyle.color=never",
            "dependency:copy",
            f"-Dartifact={artifact}",
            f"-DoutputDirectory={folder}",
        )
        with zipfile.ZipFile(next(folder.glob("*.zip"))) as archive:
            archive.extractall(folder)
        unpacked = folder / home.name
        for path in (unpacked / "bin").iterdir():
            path.chmod(0o755)
        unpacked.rename(home)


def install_built(name: str) -> None:
    """From its source at a fixed commit."""
    if program(name).exists():
        return
    with told(f"building {name} (some minutes, once)"), scratch() as folder:
        call("nice", "go", "install", BUILT[name], GOBIN=str(folder))
        (folder / name).rename(program(name))


def java_package(version: str) -> str:
    """Debian's newest Java on which this Elasticsearch runs."""
    first, last = ELASTICSEARCH[version]
    for number in range(last, first - 1, -1):
        if candidate(package := f"openjdk-{number}-jre-headless"):
            return package
    raise CannotInstall(f"no Java {first} to {last} for Elasticsearch {version}: put one under {JVMS} or set JAVA_HOME")


def go_package() -> str:
    """Debian's Go where it is new enough."""
    found = re.match(r"(?:\d+:)?(\d+)\.(\d+)", candidate("golang-go"))
    if found and (int(found[1]), int(found[2])) >= GO:
        return "golang-go"
    raise CannotInstall(
        f"Go {GO[0]}.{GO[1]} or newer is needed to build {' and '.join(BUILT)}, and Debian has none here: https://go.dev/dl"
    )


def go_version(go: str | None) -> tuple[int, ...]:
    """Such as (1, 26, 8); empty without Go."""
    if not go:
        return ()
    told = subprocess.run(
        [go, "env", "GOVERSION"], capture_output=True, text=True, env={**os.environ, "GOTOOLCHAIN": "local"}
    )
    return tuple(map(int, re.findall(r"\d+", told.stdout)))


def candidate(package: str) -> str:
    """The version of a package that apt would install, empty when it knows none."""
    if not shutil.which("apt-cache"):
        return ""
    refresh()
    told = subprocess.run(
        ["apt-cache", "policy", package], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
    )
    found = re.search(r"Candidate: (?!\(none\))(\S+)", told.stdout)
    return found[1] if found else ""


@functools.cache
def refresh() -> None:
    """What Debian has now; a bare machine knows nothing of it before it has asked."""
    if os.geteuid() == 0:
        call("apt-get", "update", "-qq")


def each(do: Callable[[str], None], names: Iterable[str]) -> None:
    """One after the other."""
    for name in names:
        do(name)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Two installations at once wait for each other."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder on the same disk as the cache, so that what is finished can be moved into its place at once."""
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="install-") as name:
        yield Path(name)


@contextlib.contextmanager
def told(what: str) -> Iterator[None]:
    """Say what is done, and how long it took."""
    say(what)
    begun = time.monotonic()
    yield
    say(f"{what.partition(' (')[0]}: done after {time.monotonic() - begun:.0f} s")


def call(*command: str, **environment: str) -> None:
    """Run a command that has to succeed."""
    if subprocess.run(command, env={**os.environ, **environment}, stdout=sys.stderr).returncode:
        raise CannotInstall(f"failed: {' '.join(command)}")


def say(text: str) -> None:
    """One line for the person who waits."""
    print(f"engines: {text}", file=sys.stderr, flush=True)
