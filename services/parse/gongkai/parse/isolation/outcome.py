"""What a child reports about its job, and how that travels from child to helper to the caller."""

from __future__ import annotations

import json
import socket
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.errors import REASONS

_MOST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended. `family` is done, refused, failed, or machine with the number of the system's error as code.

    `log` is for the log only and may quote a traceback.
    """

    family: str
    code: str = ""
    detail: str = ""
    log: str = ""

    def to_bytes(self) -> bytes:
        """One line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @staticmethod
    def from_bytes(line: bytes) -> Outcome:
        """The outcome that `to_bytes` wrote; a child that ended before it wrote one whole has crashed."""
        try:
            outcome = Outcome(**json.loads(line))
        except (ValueError, TypeError):
            return Outcome("failed", "CRASH", "ended without a word")
        if outcome.family == "machine" and outcome.code.isdigit():
            return outcome
        if outcome.family != "done" and outcome.code not in REASONS:
            return Outcome("failed", "CRASH", "ended with a word that nobody knows")
        return outcome


ALIVE = b"."


class Channel:
    """Lines of JSON over a socket; a closed end is an empty line."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._rest = b""

    def send(self, line: bytes) -> None:
        """Send one line."""
        self.connection.sendall(line)

    def receive(self) -> bytes:
        """The next line without its end; empty when the other side is gone. TimeoutError as the socket is set."""
        while b"\n" not in self._rest:
            part = self.connection.recv(65_536)
            if not part or len(self._rest) > _MOST:
                return b""
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\n")
        return line


def request(**values: Any) -> bytes:
    """A request as one line."""
    return json.dumps(values).encode() + b"\n"
