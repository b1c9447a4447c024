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

from gongkai.adapters import broker
from gongkai.adapters.bus_celery import CeleryBus
from gongkai.adapters.objects_folder import sweep
from gongkai.errors import Unavailable
from gongkai.processes import Child
from gongkai.running import Running, Worker, alone, announce
from gongkai.settings import Settings
from gongkai.starting import check_broker, check_host, check_port
from gongkai.watchdog import Watchdog

_LOOK = 0.2
# So often (seconds) the queues are looked at; a worker may need this long beyond the longest reading to take the next.
_LISTEN, _GRACE = 5.0, 60.0
_BROKER_PATIENCE = 10.0
_PATIENCE = 20.0


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
        longest = settings.limits.seconds
        self._bus = CeleryBus(broker.url(settings.data, settings.redis_url), longest)
        self._watchdog = Watchdog(patience=longest + _GRACE)

    def run(self) -> None:
        """Work until told to end by Ctrl-C or SIGTERM. CannotStart, AlreadyUp before anything is started."""
        check_host(self._settings.host)
        with alone(self._settings.data):
            check_port(self._settings.host, self._settings.port)
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
        sweep(self._settings.data / "objects")
        self._start_broker()
        for child in self._others:
            child.start()
        self._announce()

    def _start_broker(self) -> None:
        address = broker.url(self._settings.data, self._settings.redis_url)
        if self._broker is None:
            broker.wait(address, _BROKER_PATIENCE)
            check_broker(address)
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
                self._replace_deaf_workers(looked)
            ended = [child for child in self._children() if child.watch()]
            for child in ended:
                self._tell(f"{child.name}: 已退出，将重新启动 · ended, will be started again")
            if self._announced != [child.pid for child in self._children()]:
                self._announce()
            time.sleep(_LOOK)

    def _replace_deaf_workers(self, now: float) -> None:
        with contextlib.suppress(Unavailable):
            for queue in self._watchdog.deaf(self._bus.firsts(), now):
                self._tell(f"{queue}: 无响应，重新启动 · nobody takes from this queue, starting its workers again")
                for child in self._others:
                    if child.name.startswith(f"{queue}-"):
                        child.stop(0)

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


def _listens(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=0.5):
        return True
    return False
