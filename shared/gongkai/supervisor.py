"""Runs the product on one machine: broker, workers, reconciler and pages, started again when they end, ended together."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from types import FrameType

from gongkai import heartbeat
from gongkai.adapters import broker
from gongkai.adapters.objects_folder import FolderObjects
from gongkai.errors import Unavailable
from gongkai.extras import ocr_installed, ocr_wanted
from gongkai.processes import Child
from gongkai.running import Running, Worker, alone, announce
from gongkai.settings import Settings
from gongkai.starting import check_data, check_engines, check_host, check_port
from gongkai.watchdog import Watchdog

_LOOK = 0.2
# So often (seconds) signs of life are looked for; a process without one for so long is started again.
_LISTEN, _STILL = 5.0, 90.0
_BROKER_PATIENCE = 10.0
# Longer than a worker takes to hand on what it does not finish.
_PATIENCE = 32.0


class Supervisor:
    """Starts everything in order, watches, and ends everything in the reverse order."""

    def __init__(self, settings: Settings, tell: Callable[[str], None]) -> None:
        self._settings = settings
        self._tell = tell
        self._ending = self._ready = False
        self._started = time.time()
        self._broker: Child | None = None
        self._others: list[Child] = []
        self._announced: list[int | None] = []
        self._watchdog = Watchdog(patience=_STILL)

    def run(self) -> None:
        """Work until told to end by Ctrl-C or SIGTERM. CannotStart, AlreadyUp before anything is started."""
        check_host(self._settings.host)
        check_data(self._settings.data)
        with alone(self._settings.data):
            check_port(self._settings.host, self._settings.port)
            check_engines(self._settings, patience=self._settings.patience)
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, self._end)
            self._broker = self._embedded_broker()
            self._others = [*self._workers(), *self._pages()]
            try:
                self._start()
                self._watch()
            finally:
                self._stop()

    @property
    def url(self) -> str:
        """Where the pages are."""
        host = f"[{self._settings.host}]" if ":" in self._settings.host else self._settings.host
        return f"http://{host}:{self._settings.port}"

    def _start(self) -> None:
        FolderObjects(self._settings.data / "objects").sweep()
        self._start_broker()
        for child in self._others:
            child.start()
        self._announce()

    def _start_broker(self) -> None:
        address = broker.url(self._settings.data, self._settings.redis_url)
        if self._broker is None:
            return
        self._broker.start()
        try:
            broker.wait(address, _BROKER_PATIENCE)
        except Unavailable:
            # What it kept may be damaged. It is only a doorbell: the journal knows all that is outstanding.
            self._broker.stop(_PATIENCE)
            broker.forget(self._settings.data)
            self._broker.start()
            broker.wait(address, _BROKER_PATIENCE)

    def _watch(self) -> None:
        looked = time.monotonic()
        while not self._ending:
            self._tell_when_ready()
            if time.monotonic() - looked > _LISTEN:
                looked = time.monotonic()
                self._replace_who_stands_still(looked)
            ended = [child for child in self._children() if child.watch()]
            for child in ended:
                self._tell(f"{child.name}: 已退出，将重新启动 · ended, will be started again")
            if self._announced != [child.pid for child in self._children()]:
                self._announce()
            time.sleep(_LOOK)

    def _replace_who_stands_still(self, now: float) -> None:
        beating = {child.name: child for child in self._others if child.name != "web"}
        for name in self._watchdog.still({name: _sign(child) for name, child in beating.items()}, now):
            self._tell(f"{name}: 无响应，重新启动 · gives no sign of life, starting it again")
            beating[name].stop(0)

    def _tell_when_ready(self) -> None:
        if not self._ready and _listens(self._settings.host, self._settings.port):
            self._ready = True
            self._tell(f"就绪 · ready: {self.url}")

    def _announce(self) -> None:
        children = self._children()
        self._announced = [child.pid for child in children]
        workers = tuple(Worker(name=child.name, pid=child.pid, restarts=child.restarts) for child in children)
        announce(self._settings.data, Running(pid=os.getpid(), url=self.url, started=self._started, workers=workers))

    def _stop(self) -> None:
        # All are told first, so that they end side by side; the broker is last, as they still speak to it.
        for child in self._others:
            if child.process:
                child.process.terminate()
        for child in self._others:
            child.stop(_PATIENCE)
        if self._broker:
            self._broker.stop(_PATIENCE)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ending = True

    def _children(self) -> list[Child]:
        return [*([self._broker] if self._broker else []), *self._others]

    def _embedded_broker(self) -> Child | None:
        if self._settings.redis_url:
            return None
        return self._child("broker", broker.command(self._settings.data))

    def _workers(self) -> list[Child]:
        readers = [
            self._python(f"parse-{number}", "gongkai.worker", "parse")
            for number in range(1, self._settings.workers + 1)
        ]
        return [
            *readers,
            *(
                [self._python("ocr-1", "gongkai.worker", "ocr")]
                if ocr_installed() and ocr_wanted(self._settings)
                else []
            ),
            self._python("validate-1", "gongkai.worker", "validate"),
            self._python("index-1", "gongkai.worker", "index"),
            self._python("reconciler", "gongkai.reconciler"),
        ]

    def _pages(self) -> list[Child]:
        if find_spec("gongkai.web.app") is None:
            return []
        options = ["--host", self._settings.host, "--port", str(self._settings.port), "--log-level", "warning"]
        return [self._python("web", "uvicorn", "gongkai.web.app:create", "--factory", *options)]

    def _python(self, name: str, module: str, *arguments: str) -> Child:
        return self._child(name, [sys.executable, "-m", module, *arguments])

    def _child(self, name: str, command: list[str]) -> Child:
        data = self._settings.data
        return Child(name=name, command=command, log=data / "logs" / f"{name}.log", scratch=data / "scratch" / name)


def _sign(child: Child) -> bytes | None:
    """The last sign of life of a process, empty as long as it has given none; None while it does not run."""
    if child.pid is None:
        return None
    try:
        return heartbeat.path_of(child.name.partition("-")[0], child.pid, child.scratch).read_bytes()
    except OSError:
        return b""


def _listens(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=0.5):
        return True
    return False
