"""Copies of the object store, the only thing that cannot be made again: to a folder or another store, and back.

A copy is made from what is referred to towards what refers: at no moment, also when it is killed, has it an object that
refers to one that it lacks. What comes while it is made may be in it or not; what is in it half is mended after a restore
as after a crash.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import BinaryIO, Literal, NamedTuple

from gongkai import journal, keys
from gongkai.adapters.measured import measured
from gongkai.backup_sums import Intended, Sum, read_sums, write_sums
from gongkai.ports.objects import ObjectInfo, ObjectStore
from gongkai.record import read_outcome

Verdict = Literal["copied", "same", "kept", "removed", "unfinished", "damaged"]

# Each refers only to what stands before it. What other prefixes hold is drawn, checked or taken in again.
PREFIXES = ("originals", "parsed", "scanned", "findings", "records", "names", "outcomes", "pending")
_SAVE = 30.0  # seconds between two writings of the sums, which a killed copy would have to find out again
_RACY = 2.0  # seconds: an object that was written so shortly before it was read may change without looking changed


class Line(NamedTuple):
    """What became of one object. `same` was there already, `kept` differs and was left, `unfinished` refers to what is missing."""

    key: str
    verdict: Verdict


def backup(source: ObjectStore, target: ObjectStore, clock: Callable[[], float] = time.time) -> Iterator[Line]:
    """Bring the copy up to date: what is there with the same checksum is skipped, nothing but ended journal entries removed."""
    intended = Intended(target)
    for prefix in PREFIXES:
        yield from _Copying(source, target, prefix, intended, clock).lines()
    intended.forget()
    yield from _remove_ended(source, target)


def restore(copy: ObjectStore, target: ObjectStore) -> Iterator[Line]:
    """Put back what is missing, each object compared with its checksum first. What is there and differs is kept."""
    intended = Intended(copy)
    for prefix in PREFIXES:
        sums = read_sums(copy, prefix)
        for info in copy.list(f"{prefix}/"):
            known = intended.digests.get(info.key, frozenset()) | (
                {sums[info.key].digest} if info.key in sums else set()
            )
            yield Line(info.key, _put_back(copy, target, info.key, known))


class _Copying:
    """The objects of one prefix on their way into the copy."""

    def __init__(
        self,
        source: ObjectStore,
        target: ObjectStore,
        prefix: str,
        intended: Intended,
        clock: Callable[[], float],
    ) -> None:
        self._source, self._target, self._prefix = source, target, prefix
        self._intended, self._clock = intended, clock
        self._before = read_sums(target, prefix)
        self._sums: dict[str, Sum] = {}
        self._saved = time.monotonic()

    def lines(self) -> Iterator[Line]:
        there = _Following(self._target.list(f"{self._prefix}/"))
        for info in self._source.list(f"{self._prefix}/"):
            yield Line(info.key, self._bring(info, there.size_of(info.key)))
            if time.monotonic() - self._saved > _SAVE:
                self._save()
        self._save()

    def _bring(self, info: ObjectInfo, size: int | None) -> Verdict:
        before = self._before.get(info.key)
        if before and before.sure and size == before.size == info.size and before.modified == info.modified:
            self._sums[info.key] = before
            return "same"
        try:
            return self._copy(info, before if size == info.size else None)
        except KeyError:
            return "unfinished"  # it was removed meanwhile

    def _copy(self, info: ObjectInfo, before: Sum | None) -> Verdict:
        with _read(self._source, info.key) as (data, size, digest):
            if not _is_sound(info.key, digest):
                return "damaged"
            if before and before.digest == digest:
                verdict: Verdict = "same"
            elif all(self._has(need) for need in _needs(info.key, data)):
                verdict = self._put(info.key, data, digest)
            else:
                return "unfinished"
        sure = self._clock() - info.modified > _RACY
        if verdict != "damaged":
            self._sums[info.key] = Sum(size, info.modified, digest, sure)
        return verdict

    def _put(self, key: str, data: BinaryIO, digest: str) -> Verdict:
        there = _digest_of(self._target, key)
        if there == digest:
            return "same"
        if there or key in self._before or not key.startswith(f"{self._prefix}/"):
            self._intended.note(key, digest)
        data.seek(0)
        self._target.put(key, data)
        return "copied" if _digest_of(self._target, key) == digest else "damaged"

    def _has(self, key: str) -> bool:
        """Whether the copy has what is referred to; what came after its prefix was copied is copied now."""
        if self._target.info(key) is not None:
            return True
        info = self._source.info(key)
        return info is not None and self._copy_needed(info)

    def _copy_needed(self, info: ObjectInfo) -> bool:
        with contextlib.suppress(KeyError), _read(self._source, info.key) as (data, _, digest):
            wanted = _is_sound(info.key, digest) and all(self._has(need) for need in _needs(info.key, data))
            return wanted and self._put(info.key, data, digest) != "damaged"
        return False

    def _save(self) -> None:
        # What was not come to yet is known from before.
        last = max(self._sums, default="")
        later = {
            key: one
            for key, one in self._before.items()
            if key not in self._sums and (key > last or self._target.info(key) is not None)
        }
        write_sums(self._target, self._prefix, {**later, **self._sums})
        self._saved = time.monotonic()


class _Following:
    """A listing that is walked beside another one: the size of each key that it has, None for others."""

    def __init__(self, listing: Iterator[ObjectInfo]) -> None:
        self._listing = listing
        self._at = next(listing, None)

    def size_of(self, key: str) -> int | None:
        while self._at and self._at.key < key:
            self._at = next(self._listing, None)
        return self._at.size if self._at and self._at.key == key else None


def _put_back(copy: ObjectStore, target: ObjectStore, key: str, known: AbstractSet[str]) -> Verdict:
    with _read(copy, key) as (data, _, digest):
        if not _is_sound(key, digest) or (known and digest not in known):
            return "damaged"
        there = _digest_of(target, key)
        if there == digest:
            return "same"
        if there is not None and _is_sound(key, there):
            return "kept"
        data.seek(0)
        target.put(key, data)
        return "copied" if _digest_of(target, key) == digest else "damaged"


def _remove_ended(source: ObjectStore, target: ObjectStore) -> Iterator[Line]:
    """Journal entries whose run has ended in the copy as well."""
    for info in list(target.list(keys.PENDING)):
        space, document = keys.owner_of(info.key)
        entry = journal.entry_of(target, space, document)
        if source.info(info.key) is None and entry and entry.ended_by(read_outcome(target, space, document)):
            target.delete(info.key)
            yield Line(info.key, "removed")


def _needs(key: str, data: BinaryIO) -> list[str]:
    """The keys of what an object refers to."""
    kind, space, document = key.split("/")[0], *_owner(key)
    match kind:
        case "records":
            return [keys.original(space, document)]
        case "names" | "pending":
            return [keys.record(space, document)]
        case "findings":
            return [f"parsed/{key.partition('/')[2]}"]
        case "outcomes":
            data.seek(0)
            outcome = json.load(data)
            results = [f"{kind}/{space}/{document}/{outcome['pipeline']}.json" for kind in ("parsed", "findings")]
            done = outcome["state"] in ("done", "done_with_warnings")
            return [keys.record(space, document), *(results if done else [])]
        case _:
            return []


def _owner(key: str) -> tuple[str, str]:
    """The space and the document of any key of these prefixes."""
    parts = key.split("/")
    return parts[1], parts[3 if parts[0] == "originals" else 2].removesuffix(".json")


def _is_sound(key: str, digest: str) -> bool:
    """The bytes of an original have to be those that it is named by."""
    return not key.startswith(keys.ORIGINALS) or key.rpartition("/")[2] == digest


@contextlib.contextmanager
def _read(objects: ObjectStore, key: str) -> Iterator[tuple[BinaryIO, int, str]]:
    """A copy of the object from its beginning, its size and its SHA-256; KeyError when there is none."""
    with objects.open(key) as stream, measured(stream) as copy:
        yield copy


def _digest_of(objects: ObjectStore, key: str) -> str | None:
    with contextlib.suppress(KeyError), _read(objects, key) as (_, _, digest):
        return digest
    return None
