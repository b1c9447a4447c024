"""Watches over a worker process from within: gives signs of life, and ends a process that cannot go on, so that it is started anew."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from typing import NoReturn

from gongkai import heartbeat
from gongkai.activity import Activity
from gongkai.adapters.clocks import steady
from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.logs import log
from gongkai.watchdog import Ear

# A worker with a free place that takes none of the messages that wait, for so long, hears nothing: one that does takes
# them at once. After a broker's restart that happens. And so much longer than the longest reading may one message take.
_LOOK, _DEAF, _GRACE = 3.0, 12.0, 60.0
# What is not finished so long after the process was told to end is left to others.
_DRAIN = 25.0
_TRY_AGAIN = 75  # the exit status of one who wants to be started again (EX_TEMPFAIL)


def stand(queue: str, context: Context, activity: Activity) -> None:
    """Begin to watch; the process needs no end of it."""
    for name, work in (("sentry", _watch), ("drain", _drain)):
        threading.Thread(target=work, args=(queue, context, activity), name=name, daemon=True).start()


def _watch(queue: str, context: Context, activity: Activity) -> None:
    ear = Ear(deaf=_DEAF, longest=context.settings.limits.longest + _GRACE)
    while not activity.ending.is_set():
        heartbeat.beat(queue)
        work = activity.work()
        if complaint := ear.complaint(_waiting(queue, context), work, steady()):
            log().critical("ends itself", why=complaint, queue=queue, taken=work.taken, free=work.free)
            _leave(context, complaint)
        activity.ending.wait(_LOOK)


def _drain(queue: str, context: Context, activity: Activity) -> None:
    activity.ending.wait()
    end = time.monotonic() + _DRAIN
    while time.monotonic() < end:
        heartbeat.beat(queue)
        time.sleep(min(heartbeat.BEAT, max(end - time.monotonic(), 0.0)))
    log().warning("left to others", queue=queue, documents=activity.hand_on())
    os._exit(0 if activity.is_told else _TRY_AGAIN)


def _waiting(queue: str, context: Context) -> int | None:
    try:
        return context.bus.depth()[queue]
    except Unavailable:
        return None


def _leave(context: Context, why: str) -> NoReturn:
    with contextlib.suppress(Unavailable):
        context.ledger.tally(why)
    os._exit(_TRY_AGAIN)
