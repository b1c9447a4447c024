"""The product's own processes with something wrong at one call of a port: `python -m tests.harness.points PROCESS POINT`.

At most points they kill themselves. GONGKAI_DEATHS says how often: `folder:times:share`, where the folder counts the deaths
and `share` of the calls are deadly.
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

from gongkai import bootstrap, keys, worker
from gongkai.context import Context
from gongkai.events import Event
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


def command(process: str, point: str, deaths: Path | None = None, times: int = 0, share: float = 1.0) -> list[str]:
    """What starts such a process."""
    told = [f"GONGKAI_DEATHS={deaths}:{times}:{share}"] if deaths else []
    return ["env", *told, sys.executable, "-m", "tests.harness.points", process, point]


def die() -> None:
    """End as by a loss of power, if it is time."""
    folder, times, share = os.environ["GONGKAI_DEATHS"].rsplit(":", 2)
    if random.random() > float(share):
        return
    for number in range(int(times)):
        try:
            Path(folder, str(number)).touch(exist_ok=False)
        except FileExistsError:
            continue
        os.kill(os.getpid(), signal.SIGKILL)


class Deadly:
    """A port whose methods named here are done by others; the rest is the engine's own."""

    def __init__(self, engine: Any, **others: Callable[..., Any]) -> None:
        self._engine = engine
        self._others = others

    def __getattr__(self, name: str) -> Any:
        return self._others.get(name) or getattr(self._engine, name)


class LastRequest(Request):
    """A message of Celery whose worker dies once it has said that it is done."""

    def acknowledge(self) -> None:
        """Say so, and die."""
        super().acknowledge()
        die()


def armed(context: Context, point: str) -> Context:
    """The context with the one port that is deadly at this point."""
    match point:
        case "after the object":
            return replace(context, objects=_dying_after_put(context, keys.ORIGINALS))
        case "after the record":
            return replace(context, objects=_dying_after_put(context, keys.RECORDS))
        case "after the parse":
            return replace(context, objects=_dying_after_put(context, "parsed/"))
        case "before publishing":
            return replace(context, bus=Deadly(context.bus, publish=_dying_before(context.bus.publish)))
        case "after delivery":
            return replace(context, ledger=Deadly(context.ledger, claim=_dying_before(context.ledger.claim)))
        case "in mid-bulk":
            return replace(context, index=Deadly(context.index, replace=_dying_amid(context)))
        case "after the bulk, before the ack":
            return replace(context, index=Deadly(context.index, replace=_dying_after(context.index.replace)))
        case "after the ack":
            context.bus.app.Task.Request = f"{__name__}:LastRequest"  # type: ignore[attr-defined]
            return context
        case "every message five times":
            context.bus.publish = _five_times(context.bus.publish)  # type: ignore[method-assign]
            return context
    raise ValueError(point)


def main(process: str, point: str) -> None:
    """Run the process as ever, until it dies."""
    queue = process.partition("-")[0]
    context = armed(bootstrap.chosen(gather=worker.GATHER.get(queue, 0.0)), point)
    if queue == "web":
        uvicorn.run(create(context=context), host="127.0.0.1", port=Settings().port, log_level="warning")
    else:
        worker.main(queue, context)


def _five_times(call: Callable[..., None]) -> Callable[..., None]:
    def repeated(event: Event) -> None:
        for _ in range(5):
            call(event)

    return repeated


def _dying_before(call: Callable[..., Any]) -> Callable[..., Any]:
    def deadly(*given: Any, **named: Any) -> Any:
        die()
        return call(*given, **named)

    return deadly


def _dying_after(call: Callable[..., Any]) -> Callable[..., Any]:
    def deadly(*given: Any, **named: Any) -> Any:
        done = call(*given, **named)
        die()
        return done

    return deadly


def _dying_after_put(context: Context, prefix: str) -> Any:
    def put(key: str, data: Any, **named: Any) -> bool:
        done = context.objects.put(key, data, **named)
        if key.startswith(prefix):
            die()
        return done

    return Deadly(context.objects, put=put)


def _dying_amid(context: Context) -> Callable[..., int]:
    def half(space: str, document: str, version: int, rows: Iterable[SearchRow]) -> int:
        every = list(rows)
        context.index.replace(space, document, version, islice(every, len(every) // 2))
        die()
        return context.index.replace(space, document, version, every)

    return half


if __name__ == "__main__":
    # Celery finds the class of its messages by name, and not under that of the program.
    sys.modules["tests.harness.points"] = sys.modules["__main__"]
    main(*sys.argv[1:])
