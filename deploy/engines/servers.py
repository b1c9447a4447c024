"""The servers of the distributed mode as objects: each has a folder and a port of its own, and can be started, killed, paused and started again.

    with redis(folder) as server: ...           started at the beginning, stopped at the end
    server.kill(); server.start()               the same port, the same password, the same data

Standard library only. As root the servers run as nobody.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import installing

HERE = Path(__file__).resolve().parent
# A third less work for the processor until it answers: it never runs long enough for the second compiler to pay.
JAVA = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1"
NOBODY = 65534
PATIENCE = 240.0  # seconds until an engine has to answer
GRACE = 30.0  # seconds to stop in
LOOK = 0.1
BUCKET = "gongkai"
PID = "server.pid"


class EngineTrouble(Exception):
    """A server could not be started; the sentence holds the end of its log."""


@dataclass(eq=False)
class Server:
    """One server; `address` is what the settings and the tests take, and stays the same over restarts, as the data does."""

    name: str
    folder: Path
    port: int
    address: str
    command: Sequence[Path | str]
    environment: Mapping[str, Path | str]
    ready: Callable[[], bool]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it and wait until it answers; EngineTrouble when it does not."""
        if self.process:
            raise EngineTrouble(f"{self.name} runs already")
        begun = time.monotonic()
        self.process = self._launched()
        try:
            self._await_answer(begun + PATIENCE)
        except BaseException:
            self.kill()
            raise
        installing.say(f"{self.name} answers after {time.monotonic() - begun:.1f} s")

    def stop(self) -> None:
        """Ask it to end, and end it where it does not within half a minute; nothing happens to one that is not running."""
        self.resume()
        self._signal(signal.SIGTERM)
        if not self._ended_within(GRACE):
            self._signal(signal.SIGKILL)
            self._ended_within(GRACE)
        self.process = None

    def kill(self) -> None:
        """End its whole process group at once, as a loss of power would."""
        self._signal(signal.SIGKILL)
        self._ended_within(GRACE)
        self.process = None

    def pause(self) -> None:
        """Let it hold its connections and answer nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on after `pause`."""
        self._signal(signal.SIGCONT)

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def log(self) -> Path:
        """All that it has printed since its first start."""
        return self.folder / f"{self.name}.log"

    def _launched(self) -> subprocess.Popen[bytes]:
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        with self.log.open("ab") as output:
            if user:
                give_away(self.folder)
            process = subprocess.Popen(
                list(map(str, self.command)), env={**os.environ, **{name: str(value) for name, value in self.environment.items()}},
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                start_new_session=True, **user,  # type: ignore[call-overload]
            )  # fmt: skip
        (self.folder / PID).write_text(str(process.pid))
        return process

    def _await_answer(self, end: float) -> None:
        while not self.ready():
            if not self.process or self.process.poll() is not None or time.monotonic() > end:
                raise EngineTrouble(f"{self.name} did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(LOOK)

    def _signal(self, number: int) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def _ended_within(self, seconds: float) -> bool:
        return not self.process or is_gone(self.process.pid, seconds, self.process.poll)


def elasticsearch(folder: Path, version: str = "9.2.8", port: int | None = None) -> Server:
    """A node of its own, `http://host:port`."""
    port, home = port or free_port(), installing.elasticsearch_home(version)
    if not (folder / "config").exists():
        shutil.copytree(home / "config", folder / "config")
    shutil.copy(HERE / "elasticsearch.yml", folder / "config")
    for made in ("data", "logs", "tmp"):
        (folder / made).mkdir(exist_ok=True)
    options = {"http.port": port, "transport.port": free_port(), "network.host": "127.0.0.1",
               "path.data": folder / "data", "path.logs": folder / "logs"}  # fmt: skip
    environment = {"ES_PATH_CONF": folder / "config", "ES_JAVA_HOME": installing.java(version) or "",
                   "ES_JAVA_OPTS": JAVA, "ES_TMPDIR": folder / "tmp", "HOME": folder}  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    return Server(
        f"elasticsearch-{version}", folder, port, address,
        [home / "bin" / "elasticsearch", *(f"-E{name}={value}" for name, value in options.items())], environment,
        lambda: answers(f"{address}/_cluster/health?wait_for_status=yellow&timeout=1s"),
    )  # fmt: skip


def minio(folder: Path, port: int | None = None) -> Server:
    """An S3 server, `http://user:password@host:port/bucket`, with an empty bucket at first."""
    port, user, password = port or free_port(), "gongkai", secrets.token_hex(16)
    (folder / "data" / BUCKET).mkdir(parents=True, exist_ok=True)
    return Server(
        "minio", folder, port, f"http://{user}:{password}@127.0.0.1:{port}/{BUCKET}",
        [installing.program("minio"), "server", "--quiet", "--address", f"127.0.0.1:{port}", folder / "data"],
        {"MINIO_ROOT_USER": user, "MINIO_ROOT_PASSWORD": password, "MINIO_BROWSER": "off", "HOME": folder},
        lambda: answers(f"http://127.0.0.1:{port}/minio/health/cluster"),
    )  # fmt: skip


def versitygw(folder: Path, port: int | None = None) -> Server:
    """Another S3 server, that keeps objects as files of a folder; addressed as the first."""
    port, user, password = port or free_port(), "gongkai", secrets.token_hex(16)
    (folder / "data" / BUCKET).mkdir(parents=True, exist_ok=True)
    return Server(
        "versitygw", folder, port, f"http://{user}:{password}@127.0.0.1:{port}/{BUCKET}",
        [installing.program("versitygw"), "--quiet", "--port", f"127.0.0.1:{port}", "--health", "/health", "posix", folder / "data"],
        {"ROOT_ACCESS_KEY": user, "ROOT_SECRET_KEY": password, "HOME": folder},
        lambda: answers(f"http://127.0.0.1:{port}/health"),
    )  # fmt: skip


def redis(folder: Path, *settings: str, port: int | None = None) -> Server:
    """A broker, `redis://:password@host:port/0`; `settings` are lines of its configuration that come last."""
    port, password = port or free_port(), secrets.token_hex(16)
    folder.mkdir(parents=True, exist_ok=True)
    own = ["bind 127.0.0.1", f"port {port}", f"dir {folder}", f"requirepass {password}", *settings]
    (folder / "redis.conf").write_text((HERE / "redis.conf").read_text() + "\n".join(["", *own, ""]))
    return Server(
        "redis", folder, port, f"redis://:{password}@127.0.0.1:{port}/0",
        ["redis-server", folder / "redis.conf"], {}, lambda: pongs(port, password),
    )  # fmt: skip


Folders = Callable[[str], contextlib.AbstractContextManager[Path]]  # a folder for a server of this name
MAKERS: dict[str, Callable[[Path], Server]] = {
    "redis": redis,
    "minio": minio,
    "versitygw": versitygw,
    "elasticsearch-9.2.8": lambda folder: elasticsearch(folder, "9.2.8"),
    "elasticsearch-8.19.7": lambda folder: elasticsearch(folder, "8.19.7"),
}


@contextlib.contextmanager
def run_folder() -> Iterator[Path]:
    """A folder for the servers of one run, gone at its end; what runs that were killed have left is ended and removed first."""
    installing.CACHE.mkdir(parents=True, exist_ok=True)
    for left in installing.CACHE.glob("run-*/lock"):
        with left.open("a") as lock, contextlib.suppress(BlockingIOError, FileNotFoundError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            end_all(left.parent)
            shutil.rmtree(left.parent, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=installing.CACHE, prefix="run-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        with (Path(name) / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield Path(name)


def end_all(folder: Path) -> None:
    """Kill the servers that still work in a folder under this one."""
    for note in folder.rglob(PID):
        number = int(note.read_text() or 0)
        if works_in(note.parent, number):
            os.killpg(number, signal.SIGKILL)
            is_gone(number, GRACE)


def works_in(folder: Path, number: int) -> bool:
    """Whether the process is one that was started there: it stands in the folder, or has it in its environment."""
    with contextlib.suppress(OSError):
        process = Path("/proc") / str(number)
        return (process / "cwd").readlink() == folder or bytes(folder) in (process / "environ").read_bytes()
    return False


def answers(address: str) -> bool:
    """Whether the server says that it is well."""
    try:
        with urllib.request.urlopen(address, timeout=3) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def pongs(port: int, password: str) -> bool:
    """Whether the server has read its data and takes commands."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=3) as line:
            line.sendall(f"AUTH {password}\r\nPING\r\nQUIT\r\n".encode())
            return b"+PONG" in b"".join(iter(lambda: line.recv(4096), b""))
    except OSError:
        return False


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def is_gone(group: int, seconds: float, reap: Callable[[], object] = lambda: None) -> bool:
    """Whether no process of the group is left, at the latest after so long."""
    end = time.monotonic() + seconds
    while True:
        reap()
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        if time.monotonic() > end:
            return False
        time.sleep(LOOK / 5)


def give_away(folder: Path) -> None:
    """Let the folder and all in it belong to nobody."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
