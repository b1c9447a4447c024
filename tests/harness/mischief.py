"""What goes wrong between the product and its engines, for a share of the requests: each a fault of a proxy."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable

from tests.harness.proxy import Answer, Exchange, Fault

_BUSY = {"type": "es_rejected_execution_exception", "reason": "made by a test"}
_MALFORMED = {"type": "document_parsing_exception", "reason": "made by a test"}
_ELASTIC = "application/vnd.elasticsearch+json;compatible-with=8"
_S3_ERROR = (
    b'<?xml version="1.0" encoding="UTF-8"?><Error><Code>InternalError</Code><Message>made by a test</Message></Error>'
)


class Dice:
    """Chances that several threads draw from; `drawn` counts what fell out."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        self.drawn: Counter[str] = Counter()

    def falls(self, share: float, name: str) -> bool:
        """Whether it is this one's turn."""
        with self._lock:
            fallen = self._chance.random() < share
            self.drawn[name] += fallen
            return fallen

    def between(self, least: float, most: float) -> float:
        """A number."""
        with self._lock:
            return self._chance.uniform(least, most)


def busy_items(dice: Dice, share: float, status: int = 429) -> Fault:
    """A bulk request is done but for a share of its items, which are answered with "busy"."""

    def fault(exchange: Exchange) -> None:
        if not _is_bulk(exchange):
            exchange.pass_on()
            return
        actions = _actions(exchange.body)
        turned = [dice.falls(share, "items") for _ in actions]
        done = b"".join(lines for lines, busy in zip(actions, turned, strict=True) if not busy)
        answers = iter(json.loads(exchange.ask(done).body)["items"] if done else [])
        items = [
            _answered(lines, status, _BUSY) if busy else next(answers)
            for lines, busy in zip(actions, turned, strict=True)
        ]
        body = json.dumps({"took": 1, "errors": any(turned), "items": items}).encode()
        exchange.refuse(200, body, _ELASTIC)

    return fault


def rejected_rows(documents: set[str]) -> Fault:
    """Of these documents the engine takes all rows but the last, which it finds malformed."""

    def fault(exchange: Exchange) -> None:
        actions = _actions(exchange.body) if _is_bulk(exchange) else []
        bad = [number for number, lines in enumerate(actions) if any(name.encode() in lines for name in documents)][-1:]
        if not bad:
            exchange.pass_on()
            return
        good = [lines for number, lines in enumerate(actions) if number not in bad]
        items = json.loads(exchange.ask(b"".join(good)).body)["items"] if good else []
        items.insert(bad[0], _answered(actions[bad[0]], 400, _MALFORMED))
        body = json.dumps({"took": 1, "errors": True, "items": items}).encode()
        exchange.refuse(200, body, _ELASTIC)

    return fault


def cut_after_sending(dice: Dice, share: float, which: Callable[[Exchange], bool]) -> Fault:
    """The engine does what it is asked, and the answer is lost."""

    def fault(exchange: Exchange) -> None:
        if which(exchange) and dice.falls(share, "cut"):
            exchange.ask()
            exchange.cut()
        else:
            exchange.pass_on()

    return fault


def noted(times: list[float], which: Callable[[Exchange], bool]) -> Fault:
    """Nothing goes wrong; when such requests come is noted."""

    def fault(exchange: Exchange) -> None:
        if which(exchange):
            times.append(time.monotonic())
        exchange.pass_on()

    return fault


def silence(times: list[float]) -> Fault:
    """No request is answered; when they come is noted."""

    def fault(exchange: Exchange) -> None:
        times.append(time.monotonic())
        exchange.cut()

    return fault


def s3_errors(dice: Dice, share: float) -> Fault:
    """A share of all requests is answered with an error of the server."""

    def fault(exchange: Exchange) -> None:
        if dice.falls(share, "errors"):
            status = 503 if dice.falls(0.5, "503") else 500
            exchange.refuse(status, b"" if exchange.method == "HEAD" else _S3_ERROR, "application/xml")
        else:
            exchange.pass_on()

    return fault


def torn(dice: Dice, share: float) -> Fault:
    """Reads and writes that end in the middle, and some that are slow."""

    def fault(exchange: Exchange) -> None:
        if dice.falls(share / 4, "slow"):
            time.sleep(dice.between(0.1, 0.5))
        if exchange.method == "PUT" and dice.falls(share, "writes"):
            exchange.tear(dice.between(0.0, 0.99))
        elif exchange.method == "GET" and dice.falls(share, "reads"):
            answer: Answer = exchange.ask()
            exchange.give(answer, dice.between(0.0, 0.99))
        else:
            exchange.pass_on()

    return fault


def writes(exchange: Exchange) -> bool:
    """Whether something is written to the index."""
    return exchange.method in ("PUT", "POST") and ("_bulk" in exchange.path or "_doc" in exchange.path)


def _is_bulk(exchange: Exchange) -> bool:
    return exchange.path.partition("?")[0].endswith("_bulk")


def _actions(body: bytes) -> list[bytes]:
    """Each action of a bulk request with the line of its content, where it has one."""
    actions: list[bytes] = []
    lines = iter(body.splitlines(keepends=True))
    for line in lines:
        actions.append(line if b"delete" in line[:12] else line + next(lines))
    return actions


def _answered(lines: bytes, status: int, error: dict[str, str]) -> dict[str, object]:
    ((verb, about),) = json.loads(lines.splitlines()[0]).items()
    return {verb: {"_id": about["_id"], "status": status, "error": error}}
