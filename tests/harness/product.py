"""The processes of the product on the engines of many machines, each started again when it ends, as a container engine does."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from gongkai import bootstrap
from gongkai.context import Context
from gongkai.processes import Child

ROOT = Path(__file__).parents[2]
READERS = ("parse-1", "parse-2")
WORKERS = (*READERS, "ocr", "validate", "index")
ALL = (*WORKERS, "reconciler", "web")
_LOOK = 0.05
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the engines are."""

    s3: str
    elasticsearch: str
    redis: str

    def context(self) -> Context:
        """The product's own view of them, in this process."""
        return bootstrap.distributed(s3=self.s3, elasticsearch=self.elasticsearch, redis=self.redis)


@dataclass(slots=True)
class Product:
    """Workers, reconciler and pages as processes; `ended` are those that ended without being told to, with their status.

    The processes go through `used`, where faults may be; `context` goes to the engines themselves.
    """

    used: Addresses
    context: Context
    folder: Path
    settings: Mapping[str, str]
    port: int = field(default_factory=lambda: free_port())
    ended: list[tuple[str, int]] = field(default_factory=list)
    _children: dict[str, Child] = field(default_factory=dict)
    _wanted: set[str] = field(default_factory=set)
    _killed: set[int] = field(default_factory=set)
    _open: bool = True

    def __enter__(self) -> Product:
        # The kernel ends a child with the thread that started it; this one lives until the end.
        threading.Thread(target=self._keep, daemon=True).start()
        self.start(*ALL)
        self.wait(self.is_ready, "the pages did not come up")
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(*self._wanted)
        self._open = False

    @property
    def url(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *names: str, command: Sequence[str] | None = None) -> None:
        """Have processes run from now on, as usual or by another command."""
        for name in names:
            self._children[name] = self._child(name, command or self._command(name))
        self._wanted |= set(names)

    def stop(self, *names: str, patience: float = 40.0) -> None:
        """Ask processes to end and do not start them again."""
        self._wanted -= set(names)
        time.sleep(2 * _LOOK)  # the keeper may be starting one
        children = [self._children[name] for name in names if name in self._children]
        for child in children:
            self._signal(child, signal.SIGTERM)
        for child in children:
            child.stop(patience)

    def kill(self, *names: str) -> None:
        """End processes at once, all together; they are started again at once."""
        children = [self._children[name] for name in names]
        for child in children:
            if child.process:
                self._killed.add(child.process.pid)
                self._signal(child, signal.SIGKILL)

    def restart(self, *names: str, command: Sequence[str] | None = None) -> None:
        """What an update does: each is asked to end, and started again when it has."""
        self.stop(*names)
        self.start(*names, command=command)

    def pause(self, name: str) -> None:
        """Let a process stand still."""
        self._signal(self._children[name], signal.SIGSTOP)

    def resume(self, name: str) -> None:
        """Let it go on."""
        self._signal(self._children[name], signal.SIGCONT)

    def pid(self, name: str) -> int | None:
        """None while it does not run."""
        return self._children[name].pid

    def is_ready(self) -> bool:
        """Whether the pages say that all engines answer."""
        with contextlib.suppress(httpx.TransportError):
            return bool(httpx.get(f"{self.url}/ready", timeout=10).json().get("status") == "ok")
        return False

    def wait(self, done: Callable[[], bool], otherwise: str, patience: float = _PATIENCE) -> float:
        """Wait until something is so, and return for how long (seconds); an AssertionError with the logs when it is not."""
        begun = time.monotonic()
        while not done():
            assert time.monotonic() - begun < patience, f"{otherwise}\n{self.logs()}"
            time.sleep(_LOOK)
        return time.monotonic() - begun

    def logs(self) -> str:
        """The end of what each process has said."""
        return "\n".join(f"{path.stem}: {path.read_text()[-600:]}" for path in sorted(self.folder.glob("*.log")))

    def environment(self) -> dict[str, str]:
        """What the processes are told beyond what this one was."""
        return {
            "PYTHONPATH": f"{ROOT}:{ROOT / 'samples'}",
            "GONGKAI_S3": self.used.s3,
            "GONGKAI_ELASTICSEARCH": self.used.elasticsearch,
            "REDIS_URL": self.used.redis,
            "GONGKAI_PORT": str(self.port),
            **self.settings,
        }

    def _command(self, name: str) -> Sequence[str]:
        if name == "web":
            options = ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning"]
            return [sys.executable, "-m", "uvicorn", "gongkai.web.app:create", "--factory", *options]
        if name == "reconciler":
            return [sys.executable, "-m", "gongkai.reconciler"]
        return [sys.executable, "-m", "gongkai.worker", name.partition("-")[0]]

    def _child(self, name: str, command: Sequence[str]) -> Child:
        given = [f"{variable}={value}" for variable, value in self.environment().items()]
        return Child(
            name=name,
            command=["env", *given, *command],
            log=self.folder / f"{name}.log",
            scratch=self.folder / "scratch" / name,
        )

    def _keep(self) -> None:
        while self._open:
            for name in list(self._wanted):
                self._look(name, self._children[name])
            time.sleep(_LOOK)

    def _look(self, name: str, child: Child) -> None:
        if child.process is None:
            child.start()
        elif (status := child.process.poll()) is not None:
            if child.process.pid not in self._killed:
                self.ended.append((name, status))
            child.start()

    def _signal(self, child: Child, number: int) -> None:
        if child.process:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.process.pid, number)


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
