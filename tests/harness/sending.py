"""Sends documents through the door and keeps, outside of the product, the list of what was accepted."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from tests.harness.papers import Paper
from tests.harness.results import size

_ACCEPTED, _LATER = 202, (429, 503)
_PAUSE, _LONGEST_PAUSE = 0.1, 2.0
_PATIENCE = size(300.0, 1800.0)


@dataclass(slots=True)
class Sender:
    """A client as it should be: what was not answered, or answered with "later", it sends again. It sends no archives of
    good files: of one whose files are refused, the first is told.

    `accepted` is every document of which the product has said that it is accepted or known, written to `list` at once.
    """

    url: str
    list: Path
    accepted: dict[str, Paper] = field(default_factory=dict)
    unanswered: int = 0
    later: int = 0
    slowest: float = 0.0
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=size(60.0, 900.0)))

    def send(self, paper: Paper) -> dict[str, Any]:
        """Send until it is answered; the line that the answer has for the file."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if line := self.try_once(paper):
                return line
            time.sleep(_PAUSE)
        raise AssertionError(f"{paper.name} was never answered")

    def send_all(self, papers: Iterable[Paper], threads: int = 4) -> None:
        """Send several at once."""
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(self.send, papers):
                pass

    def try_once(self, paper: Paper) -> dict[str, Any] | None:
        """Send once; None where there was no answer, or "later"."""
        begun = time.monotonic()
        try:
            answer = self._client.post(f"{self.url}/api/documents", files=[("files", (paper.name, paper.data))])
        except httpx.TransportError:
            self.unanswered += 1
            return None
        finally:
            self.slowest = max(self.slowest, time.monotonic() - begun)
        if answer.status_code in _LATER:
            self.later += 1
            time.sleep(min(float(answer.headers.get("retry-after", 0)), _LONGEST_PAUSE))
            return None
        assert answer.status_code == _ACCEPTED, answer.text
        line, *others = answer.json()["files"]
        if line["verdict"] != "refused":
            assert not others
            self._note(paper, line)
        return dict(line)

    def _note(self, paper: Paper, line: dict[str, Any]) -> None:
        assert line["document"] == paper.document
        with self.list.open("a") as out:
            out.write(json.dumps({"document": paper.document, "name": paper.name, "at": time.time()}) + "\n")
        self.accepted[paper.document] = paper
