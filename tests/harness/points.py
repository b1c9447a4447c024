"""The product's own processes with something wrong at one call of a port: `python -m tests.harness.points PROCESS POINT`.

At most points they kill themselves, or stand still. GONGKAI_STRIKES says how often: `folder:times:share:signal`, where the
folder counts and `share` of the calls are struck.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import uvicorn
from celery.worker.request import Request
from tests.harness.results import FULL

from gongkai import bootstrap, keys, leases, worker
from gongkai.context import Context
from gongkai.ports.index import SearchRow
from gongkai.settings import Settings
from gongkai.web.app import create

# point -> the process that dies there
POINTS = {
    "after the object": "web",
    "after the record": "web",
    "before publishing": "web",
    "after delivery": "parse-1",
    "after the parse": "parse-1",
    "in mid-bulk": "index",
    "after the bulk, before the ack": "index",
    "after the ack": "validate",
}


FIVE_TIMES = "every message five times"


def command(
    process: str, point: str, folder: Path | None = None, times: int = 1, share: float = 1.0, signal: str = "SIGKILL"
) -> list[str]:
    """What starts such a process."""
    told = [f"GONGKAI_STRIKES={folder}:{times}:{share}:{signal}"] if folder else []
    return ["env", *told, sys.executable, "-m", "tests.harness.points", process, point]


def strike() -> None:
    """End as by a loss of power, or stand still, if it is time."""
    folder, times, share, name = os.environ["GONGKAI_STRIKES"].rsplit(":", 3)
    if random.random() > float(share):
        return
    for number in range(int(times)):
        try:
            Path(folder, str(number)).touch(exist_ok=False)
        except FileExistsError:
            continue
        os.kill(os.getpid(), signal.Signals[name])
        return


class Changed:
    """An engine of which some methods are done by others."""

    def __init__(self, engine: Any, **others: Callable[..., Any]) -> None:
        self._engine = engine
        self._others = others

    def __getattr__(self, name: str) -> Any:
        return self._others.get(name) or getattr(self._engine, name)


class LastRequest(Request):
    """A message of Celery whose worker is struck once it has said that it is done."""

    def acknowledge(self) -> None:
        """Say so first."""
        super().acknowledge()
        strike()


def armed(context: Context, point: str) -> Context:
    """The context with the one port that is changed at this point."""
    match point:
        case "after the object":
            return replace(context, objects=_struck_after_put(context, keys.ORIGINALS))
        case "after the record":
            return replace(context, objects=_struck_after_put(context, keys.RECORDS))
        case "after the parse":
            return replace(context, objects=_struck_after_put(context, "parsed/"))
        case "before publishing":
            return replace(context, bus=Changed(context.bus, publish=_struck_before(context.bus.publish)))
        case "after delivery":
            return replace(context, ledger=Changed(context.ledger, claim=_struck_before(context.ledger.claim)))
        case "in mid-bulk":
            return replace(context, index=Changed(context.index, replace=_struck_amid(context)))
        case "after the bulk, before the ack":
            return replace(context, index=Changed(context.index, replace=_struck_after(context.index.replace)))
        case "after the ack":
            context.bus.app.Task.Request = f"{__name__}:LastRequest"  # type: ignore[attr-defined]
            return context
        case "before the parse is stored":
            return replace(_with_short_leases(context), objects=_struck_before_put(context, "parsed/"))
        case "before the bulk":
            index = Changed(context.index, replace=_struck_before(context.index.replace))
            return replace(_with_short_leases(context), index=index)
        case "every message five times":
            context.bus.publish = _five_times(context.bus.publish)  # type: ignore[method-assign]
            return context
    raise ValueError(point)


def main(process: str, point: str) -> None:
    """Run the process as ever, until it is struck."""
    queue = process.partition("-")[0]
    context = armed(bootstrap.chosen(gather=worker.GATHER.get(queue, 0.0)), point)
    if queue == "web":
        uvicorn.run(create(context=context), host="127.0.0.1", port=Settings().port, log_level="warning")
    else:
        worker.main(queue, context)


def _five_times(call: Callable[..., bool]) -> Callable[..., bool]:
    def repeated(*given: Any) -> bool:
        told = [call(*given) for _ in range(5)]
        return all(told)

    return repeated


def _struck_before(call: Callable[..., Any]) -> Callable[..., Any]:
    def struck(*given: Any, **named: Any) -> Any:
        strike()
        return call(*given, **named)

    return struck


def _struck_after(call: Callable[..., Any]) -> Callable[..., Any]:
    def struck(*given: Any, **named: Any) -> Any:
        done = call(*given, **named)
        strike()
        return done

    return struck


def _struck_after_put(context: Context, prefix: str) -> Any:
    def put(key: str, data: Any, **named: Any) -> bool:
        done = context.objects.put(key, data, **named)
        if key.startswith(prefix):
            strike()
        return done

    return Changed(context.objects, put=put)


def _struck_before_put(context: Context, prefix: str) -> Any:
    def put(key: str, data: Any, **named: Any) -> bool:
        if key.startswith(prefix):
            strike()
        return context.objects.put(key, data, **named)

    return Changed(context.objects, put=put)


def _with_short_leases(context: Context) -> Context:
    """In the fast form nobody waits a minute for a lease to run out."""
    if not FULL:
        leases.LEASE, leases._RENEWED = 4.0, 1.0
    return context


def _struck_amid(context: Context) -> Callable[..., int]:
    def half(space: str, document: str, version: int, rows: Iterable[SearchRow]) -> int:
        every = list(rows)
        context.index.replace(space, document, version, islice(every, len(every) // 2))
        strike()
        return context.index.replace(space, document, version, every)

    return half


if __name__ == "__main__":
    # Celery finds the class of its messages by name, and not under that of the program.
    sys.modules["tests.harness.points"] = sys.modules["__main__"]
    main(*sys.argv[1:])
