"""Takes in what lies in the inbox: each version of each file once; it stays where it is, and a note says what became of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from gongkai import keys
from gongkai.adapters.owners import myself
from gongkai.context import Context
from gongkai.doorbell import load
from gongkai.errors import Failed, GongkaiError, Refused
from gongkai.ingest.names import readable, shown
from gongkai.ingest.pressure import Pressure
from gongkai.ingest.receipts import Receipt, refused
from gongkai.ingest.receive import receive
from gongkai.logs import log
from gongkai.ports.inbox import Dropped
from gongkai.service import DEATHS

_SPACE, _BATCH = re.compile(r"[a-z0-9][a-z0-9-]{0,62}"), re.compile(r"[A-Za-z0-9._-]{1,64}")
_LOOSE = "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the path of a file says: `space=…/` and `batch=…/` at its beginning, then folders and a name as they please."""

    space: str
    batch: str
    name: str


@dataclass(slots=True)
class Taker:
    """Takes files in for one process, and remembers those that it need not look at again."""

    context: Context
    pressure: Pressure = field(init=False)
    _known: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pressure = Pressure(self.context)

    def look(self) -> int:
        """Take in whatever is new; what there is no room for is left for the next time. Returns how many were taken."""
        return sum(self.take(dropped) for dropped in self.context.inbox.list())

    def take(self, dropped: Dropped) -> bool:
        """Take one in, if that was not done; False when it was, is being done, has to wait, or the file is gone."""
        digest = _digest(dropped)
        if bytes.fromhex(digest) in self._known:
            return False
        if self.context.objects.info(keys.taken(digest)) is not None:
            self._known.add(bytes.fromhex(digest))
            return False
        try:
            address = address_of(dropped.key, self.context.settings.space)
        except Refused as refusal:
            return self._remember(dropped, digest, [_refused(dropped, refusal)])
        if self.pressure.busy(address.space, address.batch):
            return False
        return self._claimed(dropped, digest, address)

    def _claimed(self, dropped: Dropped, digest: str, address: Address) -> bool:
        """With the file for this process alone, so that nobody takes it twice at once, and one that kills is noticed."""
        ledger, owner = self.context.ledger, myself()
        times = ledger.claim(address.space, digest, owner, self.context.settings.limits.seconds)
        if not times:
            return False
        try:
            receipts = self._receipts(dropped, address, times)
            return receipts is not None and self._remember(dropped, digest, receipts)
        finally:
            ledger.release(address.space, digest, owner)

    def _receipts(self, dropped: Dropped, address: Address, times: int) -> list[Receipt] | None:
        longest = self.context.settings.limits.upload
        if dropped.size > longest:
            return [_refused(dropped, Refused("TOO_BIG", f"more than {longest} bytes"))]
        if times > DEATHS:
            return [_refused(dropped, Failed("CRASH", f"{times - 1} processes ended over it"))]
        try:
            stream = self.context.inbox.open(dropped)
        except KeyError:
            # Another file in its place is found by the next look, under a mark of its own.
            log().info("gone from the inbox before it was read", key=readable(dropped.key))
            return None
        with stream:
            return list(receive(self.context, stream, address.name, space=address.space, batch=address.batch))

    def _remember(self, dropped: Dropped, digest: str, receipts: list[Receipt]) -> bool:
        note = {
            "key": readable(dropped.key),
            "mark": dropped.mark,
            "size": dropped.size,
            "at": self.context.clock(),
            "files": [asdict(one) for one in receipts],
        }
        self.context.objects.put(keys.taken(digest), json.dumps(note, ensure_ascii=False).encode())
        self._known.add(bytes.fromhex(digest))
        return True


def address_of(key: str, space: str) -> Address:
    """Where a file belongs; `space` is that of files that do not say. Refused BAD_REQUEST for what is no name of one."""
    *folders, name = readable(key).split("/")
    given = {"space": space, "batch": ""}
    while folders and folders[0].partition("=")[0] in given and "=" in folders[0]:
        what, _, value = folders.pop(0).partition("=")
        if not (_SPACE if what == "space" else _BATCH).fullmatch(value):
            raise Refused("BAD_REQUEST", f"{what}={value}")
        given[what] = value
    batch = given["batch"] or (shown(folders[0]) if folders else _LOOSE)
    return Address(space=given["space"], batch=batch, name="/".join([*folders, name]))


def listing(context: Context, space: str) -> Iterator[dict[str, Any]]:
    """What lies in the inbox for a space, each file with its state and, once it was taken, what became of it.

    `state` is `waiting`, `taken` or `refused`; of an archive there is a line in `files` for each file in it.
    """
    for dropped in context.inbox.list():
        try:
            its_space = address_of(dropped.key, context.settings.space).space
        except Refused:
            its_space = context.settings.space
        if its_space == space:
            yield _line(context, dropped)


def _line(context: Context, dropped: Dropped) -> dict[str, Any]:
    note = load(context.objects, keys.taken(_digest(dropped)))
    receipts = [Receipt(**file) for file in note["files"]] if note else []
    verdicts = {receipt.verdict for receipt in receipts}
    state = "waiting" if note is None else "refused" if verdicts == {"refused"} else "taken"
    return {
        "key": readable(dropped.key),
        "size": dropped.size,
        "modified": dropped.modified,
        "state": state,
        "taken": note["at"] if note else None,
        "files": [receipt.to_json() for receipt in receipts],
    }


def _refused(dropped: Dropped, problem: GongkaiError) -> Receipt:
    path = readable(dropped.key)
    return refused(shown(path), problem, path=path, size=dropped.size)


def _digest(dropped: Dropped) -> str:
    # No path has a zero in it.
    return hashlib.sha256(f"{dropped.key}\0{dropped.mark}".encode(errors="surrogateescape")).hexdigest()
