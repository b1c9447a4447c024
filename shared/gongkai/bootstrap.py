"""Which engine does what here: the one place where adapters are chosen and settings are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from gongkai import service
from gongkai.adapters import broker
from gongkai.adapters.bus_celery import CeleryBus
from gongkai.adapters.bus_memory import MemoryBus, Mischief
from gongkai.adapters.index_memory import MemoryIndex
from gongkai.adapters.index_tantivy import TantivyIndex
from gongkai.adapters.ledger_memory import MemoryLedger
from gongkai.adapters.ledger_sqlite import SqliteLedger
from gongkai.adapters.objects_folder import FolderObjects
from gongkai.adapters.objects_memory import MemoryObjects
from gongkai.context import Context
from gongkai.events import Event
from gongkai.ports.index import Field
from gongkai.settings import Settings


def one_machine(settings: Settings | None = None) -> Context:
    """The embedded engines in the data folder; nothing is started or created before it is used."""
    chosen = settings or Settings()
    return Context(
        objects=FolderObjects(chosen.data / "objects"),
        ledger=SqliteLedger(chosen.data / "board" / "ledger.sqlite"),
        index=TantivyIndex(chosen.data / "index", search_fields()),
        bus=CeleryBus(broker.url(chosen.data, chosen.redis_url), 2 * chosen.limits.seconds),
        settings=chosen,
    )


def in_memory(
    settings: Settings | None = None,
    *,
    clock: Callable[[], float] | None = None,
    mischief: Mischief | None = None,
    handlers: dict[str, service.Handler] | None = None,
) -> Context:
    """The whole product in one process without a trace; messages are worked off as they are published."""
    bus = MemoryBus(mischief=mischief or Mischief())
    context = Context(
        objects=MemoryObjects(),
        ledger=MemoryLedger(),
        index=MemoryIndex(search_fields()),
        bus=bus,
        settings=settings or Settings(),
        **({"clock": clock} if clock else {}),
    )
    bus.handle = partial(_handle, context, handlers or {})
    return context


def search_fields() -> Sequence[Field]:
    """What search rows carry; the service that knows is named here, not imported."""
    fields: Sequence[Field] = import_module("gongkai.index.fields").FIELDS
    return fields


def _handle(context: Context, handlers: dict[str, service.Handler], name: str, event: Event) -> None:
    service.handle(name, event, context, handlers.get(name))
