"""Writing many rows: each gets its own answer from Elasticsearch, and each answer its own consequence."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elastic_transport import ConnectionError as NoConnection
from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch

from gongkai.adapters import elastic_rows as columns
from gongkai.errors import Failed, Full, Unavailable

_LINES = 500  # actions of a request
_BYTES = 5 * 1024**2
_TRIES = 8  # for each action
_PAUSE = 0.2  # seconds before the second try; each later one waits twice as long, and up to half as long again
_LONGEST_PAUSE = 10.0
_CUT = "the connection was cut"
_BUSY = frozenset({408, 413, 429, 502, 503, 504})
_CONFLICT, _MISSING, _FORBIDDEN = 409, 404, 403


def away(error: ApiError | TransportError) -> Unavailable:
    """What an error of the engine is called; a full disk has a name of its own."""
    body = error.body if isinstance(error, ApiError) and isinstance(error.body, dict) else {}
    return _blocked(body.get("error")) or Unavailable("elasticsearch", str(error))


@dataclass(frozen=True, slots=True)
class Action:
    """One row to be written, or removed where it has no content; neither is done to one of a newer version."""

    key: str
    owner: str
    version: int
    content: Mapping[str, Any] | None

    @property
    def lines(self) -> bytes:
        """The action as the request says it."""
        verb = "delete" if self.content is None else "index"
        about = {"_id": self.key, "routing": self.owner, "version": self.version, "version_type": "external_gte"}
        return columns.line({verb: about}) + (b"" if self.content is None else columns.line(self.content))


class Bulk:
    """Writes actions to an index, asking again with growing pauses for those that the engine had no room for."""

    def __init__(self, client: Elasticsearch, index: str, pause: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._index = index
        self._pause = pause

    def write(self, actions: Iterable[Action]) -> None:
        """All of them, or `Unavailable`, or `Failed("INDEX_REJECTED")` with the name of the first that is refused.

        What a newer version has overtaken is left as it is. After an error some may have been written.
        """
        for part in _parts(actions):
            self._write(part)

    def _write(self, actions: Sequence[Action], tried: int = 0) -> None:
        left, why = self._try(actions)
        if not left:
            return
        if tried + 1 >= _TRIES:
            raise Unavailable("elasticsearch", f"{len(left)} rows could not be written: {why}")
        self._pause(min(_PAUSE * 2**tried, _LONGEST_PAUSE) * random.uniform(1, 1.5))  # noqa: S311 - not a secret
        # Half as much at once is what an engine without room or time may still have room for.
        half = len(left) if why == _CUT else (len(left) + 1) // 2
        for part in filter(None, (left[:half], left[half:])):
            self._write(part, tried + 1)

    def _try(self, actions: Sequence[Action]) -> tuple[list[Action], str]:
        """The actions that are still to be done, and why."""
        lines: Any = [action.lines for action in actions]  # as they travel, which the type stubs do not know
        try:
            answers = self._client.bulk(index=self._index, operations=lines, require_alias=True)["items"]
        # A request that was cut off may have been done: doing it again is harmless.
        except NoConnection:
            return list(actions), _CUT
        except ConnectionTimeout:
            return list(actions), "no answer in time"
        except ApiError as problem:
            trouble = away(problem)
            if problem.status_code not in _BUSY or isinstance(trouble, Full):
                raise trouble from problem
            return list(actions), str(problem.status_code)
        reasons = [_reason(action, *answer.values()) for action, answer in zip(actions, answers, strict=True)]
        left = [action for action, reason in zip(actions, reasons, strict=True) if reason]
        return left, next(filter(None, reasons), "")


def _reason(action: Action, answer: Mapping[str, Any]) -> str:
    """Why an action has to be tried again; empty when it is done."""
    status = int(answer["status"])
    error = answer.get("error") or {}
    if status < 300 or status == _CONFLICT or (status == _MISSING and not error):
        return ""
    kind = str(error.get("type", status))
    if full := _blocked(error):
        raise full
    if status in _BUSY:
        return kind
    if status in (_FORBIDDEN, _MISSING) or status >= 500:  # a full disk, a deleted index: the engine's trouble
        raise Unavailable("elasticsearch", kind)
    raise Failed("INDEX_REJECTED", f"row {action.key.removeprefix(action.owner + '/')}: {kind}")


def _blocked(error: Any) -> Full | None:
    """The block that Elasticsearch puts on an index when its disk is nearly full; it comes as 429 or 403."""
    if not isinstance(error, dict) or error.get("type") != "cluster_block_exception":
        return None
    if "read-only-allow-delete" not in str(error.get("reason")):
        return None
    return Full("elasticsearch", "磁盘已满，检索引擎停止写入。The disk is full: the search engine has stopped writing.")


def _parts(actions: Iterable[Action]) -> Iterator[list[Action]]:
    part: list[Action] = []
    size = 0
    for action in actions:
        length = len(action.lines)
        if part and (len(part) >= _LINES or size + length > _BYTES):
            yield part
            part, size = [], 0
        part.append(action)
        size += length
    if part:
        yield part
