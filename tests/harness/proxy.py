"""Stands between the product and an HTTP engine, and does to requests and answers what a network and a tired server do."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.harness.product import free_port

_LONGEST = 60.0
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers; of a HEAD request the body is empty and the length is kept."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    length: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request on its way, and what may be done with it."""

    method: str
    path: str
    body: bytes
    _handler: _Handler

    def pass_on(self) -> None:
        """Let the engine answer."""
        self.give(self.ask())

    def ask(self, body: bytes | None = None) -> Answer:
        """Have the engine do it, with another body if one is given; its answer goes nowhere yet."""
        return self._handler.ask(self.body if body is None else body)

    def give(self, answer: Answer, share: float = 1.0) -> None:
        """Answer; with a smaller share of the body than was promised the connection ends there."""
        self._handler.give(answer, share)

    def refuse(self, status: int, body: bytes = b"", kind: str = "application/json") -> None:
        """Answer in the engine's place, which never hears of it."""
        headers = (("Content-Type", kind), ("X-Elastic-Product", "Elasticsearch"))
        self.give(Answer(status, headers, body, len(body)))

    def tear(self, share: float) -> None:
        """Send a share of the request's body to the engine, then end both connections."""
        self._handler.tear(self.body[: int(len(self.body) * share)], len(self.body))
        self.cut()

    def cut(self) -> None:
        """End the connection to the product without an answer."""
        self._handler.cut()


Fault = Callable[[Exchange], None]


class Proxy:
    """Listens on a port of its own for the engine at `address`; `fault` decides what becomes of each request.

    `address` is then the engine's with this port. `requests` counts what came.
    """

    def __init__(self, address: str) -> None:
        given = urlsplit(address)
        self.port = free_port()
        self.address = address.replace(f":{given.port}", f":{self.port}")
        self.fault: Fault = Exchange.pass_on
        self.requests = 0
        self.target = (given.hostname or "", given.port or 80)
        self._server: ThreadingHTTPServer | None = None
        self._lines: set[socket.socket] = set()
        self.rise()

    def rise(self) -> None:
        """Be there again."""
        if self._server is None:
            self._server = _Server(("127.0.0.1", self.port), _Handler)
            self._server.proxy = self  # type: ignore[attr-defined]
            threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def fall(self) -> None:
        """Be gone: connections end, new ones are refused."""
        server, self._server = self._server, None
        if server:
            server.shutdown()
            server.server_close()
        for line in list(self._lines):
            _end(line)

    @contextlib.contextmanager
    def harmed(self, fault: Fault) -> Iterator[None]:
        """A fault for a while."""
        self.fault = fault
        try:
            yield
        finally:
            self.fault = Exchange.pass_on

    @contextlib.contextmanager
    def gone(self) -> Iterator[None]:
        """Gone for a while."""
        self.fall()
        try:
            yield
        finally:
            self.rise()

    def opened(self, line: socket.socket) -> None:
        """A connection that has to end when this does."""
        self._lines.add(line)

    def closed(self, line: socket.socket) -> None:
        """It has ended."""
        self._lines.discard(line)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A product that hangs up is no error here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self._proxy: Proxy = self.server.proxy  # type: ignore[attr-defined]
        self._engine = HTTPConnection(*self._proxy.target, timeout=_LONGEST)
        self._proxy.opened(self.connection)

    def finish(self) -> None:
        self._proxy.closed(self.connection)
        self._engine.close()
        with contextlib.suppress(OSError):
            super().finish()

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self._exchange
        raise AttributeError(name)

    def ask(self, body: bytes) -> Answer:
        self._send(body, len(body))
        answer = self._engine.getresponse()
        found = answer.read()
        headers = tuple((name, value) for name, value in answer.getheaders() if name.lower() not in _HOP_BY_HOP)
        return Answer(answer.status, headers, found, int(answer.headers.get("content-length", len(found))))

    def tear(self, part: bytes, length: int) -> None:
        self._send(part, length)
        self._engine.close()

    def give(self, answer: Answer, share: float) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status >= 200 and answer.status != 204:
            self.send_header("Content-Length", str(answer.length if self.command == "HEAD" else len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: int(len(answer.body) * share)])
        if share < 1:
            self.cut()

    def cut(self) -> None:
        self.close_connection = True
        _end(self.connection)

    def log_message(self, *_: object) -> None:
        """Nothing is said."""

    def _exchange(self) -> None:
        self._proxy.requests += 1
        try:
            self._proxy.fault(Exchange(self.command, self.path, self._body(), self))
        except (OSError, HTTPException):
            # The engine is away, or the product has hung up: whoever is left hears of it in the same way.
            self.cut()

    def _send(self, body: bytes, length: int) -> None:
        self._engine.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in {*_HOP_BY_HOP, "expect"}:
                self._engine.putheader(name, value)
        if length or self.command in ("PUT", "POST"):
            self._engine.putheader("Content-Length", str(length))
        self._engine.endheaders(body)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body


def _end(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
