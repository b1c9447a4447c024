"""The checksums beside a copy of the object store: what each object was when it was copied."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from gongkai.ports.objects import ObjectStore

_SUMS, _INTENDED = "backup/", "backup/intended.json"


@dataclass(frozen=True, slots=True)
class Sum:
    """What an object was when it was copied: bytes, time of writing in the source, SHA-256; `sure` unless it was very new."""

    size: int
    modified: float
    digest: str
    sure: bool


class Intended:
    """Checksums of what is written over other content, noted before: a copy that is killed then is not taken for damaged."""

    def __init__(self, target: ObjectStore) -> None:
        self._target = target
        self.digests: dict[str, frozenset[str]] = {}
        with contextlib.suppress(KeyError):
            for key, *digests in json.loads(target.get(_INTENDED)):
                self.digests[key] = frozenset(digests)

    def note(self, key: str, digest: str) -> None:
        """Durable when this returns."""
        self.digests[key] = self.digests.get(key, frozenset()) | {digest}
        lines = [[key, *sorted(digests)] for key, digests in sorted(self.digests.items())]
        self._target.put(_INTENDED, json.dumps(lines).encode())

    def forget(self) -> None:
        """Everything that was written over is among the sums by now."""
        self.digests.clear()
        self._target.delete(_INTENDED)


def read_sums(copy: ObjectStore, prefix: str) -> dict[str, Sum]:
    """What is known of the objects of a prefix, by key."""
    try:
        lines = copy.get(f"{_SUMS}{prefix}.jsonl").decode().splitlines()
    except KeyError:
        return {}
    return {key: Sum(*parts) for key, *parts in map(json.loads, lines)}


def write_sums(copy: ObjectStore, prefix: str, sums: Mapping[str, Sum]) -> None:
    """Keep what is known, one line for each object, in the order of keys."""
    lines = (json.dumps([key, *astuple(one)]) for key, one in sorted(sums.items()))
    copy.put(f"{_SUMS}{prefix}.jsonl", "".join(f"{line}\n" for line in lines).encode())
