"""Which engine does what here: the one place where adapters are chosen and settings are read.

Engines are imported by the functions that choose them: a command that needs none starts without them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.adapters.bus_memory import Mischief
    from gongkai.context import Context
    from gongkai.events import Event
    from gongkai.ports.index import Field
    from gongkai.ports.objects import ObjectStore
    from gongkai.service import Handler
    from gongkai.settings import Settings


def chosen(settings: Settings | None = None, *, gather: float = 0.0) -> Context:
    """The engines that the settings give addresses of, all three or none; without any, those of one machine."""
    from gongkai.settings import Settings

    given = settings or Settings()
    check_addresses(given)
    if given.s3 and given.elasticsearch and given.redis_url:
        return distributed(s3=given.s3, elasticsearch=given.elasticsearch, redis=given.redis_url, settings=given)
    return one_machine(given, gather=gather)


def check_addresses(settings: Settings) -> None:
    """CannotStart when only some of the addresses are given that belong together."""
    from gongkai.errors import CannotStart

    given = {
        "GONGKAI_S3": settings.s3,
        "GONGKAI_ELASTICSEARCH": settings.elasticsearch,
        "REDIS_URL": settings.redis_url,
    }
    missing = [name for name, address in given.items() if not address]
    if (settings.s3 or settings.elasticsearch) and missing:
        raise CannotStart("CONFIG_INCOMPLETE", f"缺 missing: {', '.join(missing)}")


def one_machine(settings: Settings | None = None, *, gather: float = 0.0) -> Context:
    """The embedded engines in the data folder; nothing is started or created before it is used.

    `gather` is for a process with many threads that write to the index: seconds to wait for others to share a commit.
    """
    from gongkai.adapters import broker
    from gongkai.adapters.bus_celery import CeleryBus
    from gongkai.adapters.inbox_folder import FolderInbox
    from gongkai.adapters.index_tantivy import TantivyIndex
    from gongkai.adapters.ledger_sqlite import SqliteLedger
    from gongkai.adapters.objects_folder import FolderObjects
    from gongkai.context import Context
    from gongkai.settings import Settings

    chosen = settings or Settings()
    ledger = SqliteLedger(chosen.data / "board" / "ledger.sqlite")
    context = Context(
        objects=FolderObjects(chosen.data / "objects"),
        ledger=ledger,
        index=TantivyIndex(
            chosen.data / "index", search_fields(), gather, lambda space, most: ledger.crowd(space, most=most)
        ),
        bus=CeleryBus(broker.url(chosen.data, chosen.redis_url), chosen.limits.longest, chosen.messages),
        inbox=FolderInbox(chosen.data / "inbox"),
        settings=chosen,
    )
    return _guarded(context, "tantivy")


def distributed(*, s3: str, elasticsearch: str, redis: str, settings: Settings | None = None) -> Context:
    """The engines of many machines, each at its address; the bucket has to be there, the index is made when missing.

    Addresses are `https://user:password@host:9000/bucket`, `https://user:password@host:9200` and
    `redis://:password@host:6379/0`; Redis is the broker and holds the status board.
    """
    from gongkai.adapters.bus_celery import CeleryBus
    from gongkai.adapters.inbox_s3 import S3Inbox
    from gongkai.adapters.index_elastic import ElasticIndex
    from gongkai.adapters.ledger_redis import RedisLedger
    from gongkai.adapters.objects_s3 import S3Objects
    from gongkai.context import Context
    from gongkai.settings import Settings

    chosen = settings or Settings()
    context = Context(
        objects=S3Objects(s3, chosen.s3_public),
        ledger=RedisLedger(redis),
        index=ElasticIndex(elasticsearch, search_fields()),
        bus=CeleryBus(redis, chosen.limits.longest, chosen.messages),
        inbox=S3Inbox(s3),
        settings=chosen,
    )
    return _guarded(context, "elasticsearch")


def in_memory(
    settings: Settings | None = None,
    *,
    clock: Callable[[], float] | None = None,
    mischief: Mischief | None = None,
    handlers: Mapping[str, Handler] | None = None,
) -> Context:
    """The whole product in one process without a trace; messages are worked off as they are published."""
    from gongkai.adapters.bus_memory import MemoryBus, Mischief
    from gongkai.adapters.clocks import steady
    from gongkai.adapters.inbox_memory import MemoryInbox
    from gongkai.adapters.index_memory import MemoryIndex
    from gongkai.adapters.ledger_memory import MemoryLedger
    from gongkai.adapters.objects_memory import MemoryObjects
    from gongkai.context import Context
    from gongkai.service import handle
    from gongkai.settings import Settings

    bus = MemoryBus(mischief=mischief or Mischief())
    context = Context(
        objects=MemoryObjects(),
        ledger=MemoryLedger(clock or steady),
        index=MemoryIndex(search_fields()),
        bus=bus,
        inbox=MemoryInbox(),
        settings=settings or Settings(),
        clock=clock or time.time,
        steady=clock or steady,
    )
    own = handlers or {}

    def work(name: str, event: Event) -> None:
        handle(name, event, context, own.get(name))

    bus.handle = work
    return context


def _guarded(context: Context, index: str) -> Context:
    """A breaker before every engine, named as its `Unavailable` names it; the ledger is where they are agreed on."""
    from gongkai.breakers import Breakers, guard

    breakers = Breakers(context.ledger)
    guard(context.ledger, breakers.of("ledger"))
    guard(context.objects, breakers.of("objects"))
    guard(context.index, breakers.of(index))
    guard(context.bus, breakers.of("broker"))
    return replace(context, breakers=breakers)


def other_store(settings: Settings, address: str) -> ObjectStore:
    """A store beside the product's own, to copy to or from: a bucket, made if it is missing, or a folder."""
    from gongkai.adapters.objects_folder import FolderObjects
    from gongkai.errors import CannotStart

    folder = Path(address).absolute()
    if address == settings.s3 or (not settings.s3 and folder == (settings.data / "objects").absolute()):
        raise CannotStart("CONFIG_ADDRESS", "这就是正在使用的存储。This is the store in use.")
    if "://" not in address:
        return FolderObjects(folder)
    from gongkai.adapters.objects_s3 import S3Objects

    bucket = S3Objects(address)
    bucket.prepare()
    return bucket


def search_fields() -> Sequence[Field]:
    """What search rows carry; the service that knows is named here, not imported."""
    fields: Sequence[Field] = import_module("gongkai.index.fields").FIELDS
    return fields
