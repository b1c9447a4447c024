"""What handlers, commands and pages are given to work with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from gongkai.adapters.clocks import steady
from gongkai.breakers import Breakers
from gongkai.ports.bus import EventBus
from gongkai.ports.inbox import Inbox, NoInbox
from gongkai.ports.index import SearchIndex
from gongkai.ports.ledger import Ledger
from gongkai.ports.objects import ObjectStore
from gongkai.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The five ports, the settings, the clock (seconds since 1970), one that nobody sets, the breakers before the engines."""

    objects: ObjectStore
    ledger: Ledger
    index: SearchIndex
    bus: EventBus
    inbox: Inbox = field(default_factory=NoInbox)
    settings: Settings
    clock: Callable[[], float] = time.time
    steady: Callable[[], float] = steady
    breakers: Breakers = field(default_factory=Breakers)
