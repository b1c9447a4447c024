"""What is done again and again beside everything else: the queues are fed, and each service does what it wants done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from threading import Thread
from typing import NoReturn

from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.feeder import Feeder
from gongkai.flow import SERVICES
from gongkai.logs import log

Chore = Callable[[], int]  # returns how much it found to do

_FEEDING = 1.0
# What takes long is done more rarely: it rests for longer than it worked, up to so many seconds.
_REST, _LONGEST_REST = 9, 60.0


def begin(context: Context) -> None:
    """Start every chore in a thread of its own; they end with the process."""
    chores = {"feeder": (Feeder(context).feed, _FEEDING)}
    chores |= {name: (chore, context.settings.tick) for name, chore in _of_services(context)}
    for name, (chore, pause) in chores.items():
        Thread(target=_again_and_again, args=(name, chore, pause), name=name, daemon=True).start()


def _of_services(context: Context) -> Iterator[tuple[str, Chore]]:
    """What `chore(context)` in gongkai.<service>.chores gives, where there is one."""
    for service in SERVICES:
        name = f"gongkai.{service}.chores"
        if find_spec(name) is not None:
            yield service, import_module(name).chore(context)


def _again_and_again(name: str, chore: Chore, pause: float) -> NoReturn:
    while True:
        begun = time.monotonic()
        try:
            if found := chore():
                log().info("chore", name=name, done=found)
        except Unavailable as away:
            log().warning("waiting", name=name, detail=away.detail)
        except Exception:
            # The others go on, and so does this one: what it stumbled over may be gone the next time.
            log().exception("bug", name=name)
        time.sleep(max(pause, min(_REST * (time.monotonic() - begun), _LONGEST_REST)))
