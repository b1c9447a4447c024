"""Events of a bucket: each only says that it is worth looking at one file; what is missed is found by the next look."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from gongkai.context import Context
from gongkai.errors import GongkaiError, Unavailable
from gongkai.ingest.drops import Taker
from gongkai.logs import log

PREFIX = "inbox/"
# MinIO writes `s3:` before it, others do not.
_CREATED = "ObjectCreated:"
_THREADS = 2
# More than so many are left to the next look into the whole inbox.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file of the inbox of which an event tells; two events about the same bytes under the same path are one."""

    bucket: str
    key: str
    mark: str


def arrived(message: Any) -> Iterator[Arrived]:
    """The files that a notification (S3's JSON) says were put into an inbox; BAD_REQUEST for what is none."""
    try:
        for record in message["Records"]:
            bucket, key = record["s3"]["bucket"]["name"], unquote_plus(record["s3"]["object"]["key"])
            if (
                str(record["eventName"]).removeprefix("s3:").startswith(_CREATED)
                and key.startswith(PREFIX)
                and not key.endswith("/")
            ):
                yield Arrived(str(bucket), key.removeprefix(PREFIX), str(record["s3"]["object"].get("eTag", "")))
    except (KeyError, TypeError, AttributeError) as problem:
        raise GongkaiError("BAD_REQUEST", "no notification of a bucket") from problem


class Listener:
    """Looks at the files that it hears of, a few at a time and never in the way of whoever tells."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._taker = Taker(context)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="inbox")
        self._heard: set[Arrived] = set()
        self._lock = threading.Lock()

    def hear(self, one: Arrived) -> bool:
        """Have it taken in soon; False when that is under way, is not for this inbox, or too many wait for it."""
        if one.bucket != self._context.inbox.bucket:
            return False
        with self._lock:
            if one in self._heard or len(self._heard) >= _MOST:
                return False
            self._heard.add(one)
        self._threads.submit(self._take, one)
        return True

    def _take(self, one: Arrived) -> None:
        try:
            if dropped := self._context.inbox.info(one.key):
                self._taker.take(dropped)
        except Unavailable as away:
            log().warning("waiting", name="inbox", detail=away.detail)
        except Exception:
            log().exception("bug", name="inbox")
        finally:
            with self._lock:
                self._heard.discard(one)
