"""A worker process: takes messages of one queue and runs their handlers. `python -m gongkai.worker parse`."""

from __future__ import annotations

import contextlib
import gc
import logging
import sys
from importlib import import_module
from typing import Any

from celery import signals
from celery.exceptions import Reject

from gongkai import heartbeat, sentry, service
from gongkai.activity import Activity
from gongkai.adapters.bus_celery import CeleryBus, queue_of
from gongkai.context import Context
from gongkai.ending import plainly
from gongkai.errors import Unavailable
from gongkai.events import from_message
from gongkai.flow import QUEUES
from gongkai.logs import log, write_json_lines
from gongkai.starting import BROKER, ENGINES, OBJECTS, ready

# The index commits once for all threads that wait, so with many at work commits do not dominate; checking mostly waits
# for the disk. Reading waits for a child that has a processor of its own, and is given more processes instead.
THREADS = {"validate": 4, "index": 32}
GATHER = {"index": 3.0}
# A worker that does not write to the search index may start while that is away.
NEEDED = {"index": ENGINES}


def main(queue: str, given: Context | None = None) -> None:
    """Work off one queue until told to stop, on the engines of the settings or on given ones."""
    write_json_lines()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    with plainly():
        context = given or ready(*NEEDED.get(queue, (BROKER, OBJECTS)), gather=GATHER.get(queue, 0.0))
    if not isinstance(context.bus, CeleryBus):
        raise TypeError("a worker needs the bus of a broker")
    app = context.bus.app
    activity = Activity(context, THREADS.get(queue, 1))
    for name in (name for name, its_queue in QUEUES.items() if its_queue == queue):
        _prepare(name, context)
        _register(app, name, context, activity)
    _listen(context, activity)
    sentry.stand(queue, context, activity)
    try:
        app.worker_main(["--quiet", "worker", *_options(queue)])
    finally:
        # However it ended: threads that wait for an engine would keep the process.
        activity.ending.set()
        heartbeat.end(queue)


def run(name: str, message: dict[str, Any], context: Context, activity: Activity) -> bool:
    """Handle one message; False when it was given up unfinished because an engine is away and the process ends.

    One that this program does not understand, of a later release, is counted and left to the journal: the reconciler
    rings anew, and a worker that understands takes it.
    """
    try:
        event = from_message(message)
    except (ValueError, KeyError, TypeError) as problem:
        log().error("message not understood", stage=name, detail=f"{type(problem).__name__}: {problem}")
        _count(context, "not_understood")
        return True
    with activity.turn(event):
        return service.handle(name, event, context, hold=activity.hold)


def _register(app: Any, name: str, context: Context, activity: Activity) -> None:
    # The handler is imported now, so that the first document does not wait for it.
    service.resolve(name)

    @app.task(name=name)  # type: ignore[untyped-decorator]
    def task(message: dict[str, Any]) -> None:
        if not run(name, message, context, activity):
            raise Reject("the worker ends", requeue=True)


def _listen(context: Context, activity: Activity) -> None:
    """Hear when the process is ready, when it is told to end, and of messages for handlers that it does not have."""

    def told(**_: Any) -> None:
        activity.is_told = True
        activity.ending.set()

    def unknown(**about: Any) -> None:
        log().error("message not understood", stage=about.get("name"), detail="no such handler")
        _count(context, "not_understood")

    def ready(**_: Any) -> None:
        # What is loaded stays; each of the many values of a document would have all of it looked through again and again.
        gc.collect()
        gc.freeze()

    signals.worker_ready.connect(ready, weak=False)
    signals.worker_shutting_down.connect(told, weak=False)
    signals.task_unknown.connect(unknown, weak=False)


def _count(context: Context, what: str) -> None:
    with contextlib.suppress(Unavailable):
        context.ledger.tally(what)


def _prepare(name: str, context: Context) -> None:
    """What a handler wants done before its first message: for `parse.read` it is `prepare_read`, where there is one."""
    service_name, _, function = name.partition(".")
    prepare = getattr(import_module(f"gongkai.{service_name}.handlers"), f"prepare_{function}", None)
    if prepare:
        prepare(context)


def _options(queue: str) -> list[str]:
    # One process for each worker and no pool beneath it: when it is killed, nothing is left over, and it never
    # waits for a pool that cannot start. Documents are read in a child of their own anyway.
    threads = THREADS.get(queue)
    pool = ["--pool", "threads", "--concurrency", str(threads)] if threads else ["--pool", "solo"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    return [*pool, "--queues", queue_of(queue), "--hostname", f"{queue}@%h", *quiet]


if __name__ == "__main__":
    main(sys.argv[1])
