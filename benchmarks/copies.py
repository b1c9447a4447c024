"""Many documents out of the few real ones: copies with a comment of their own behind their end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from scores import corpus_folder

from gongkai import keys
from gongkai.ports.objects import ObjectStore


def originals() -> list[Path]:
    """The real disclosures of the corpus in both their printings; none where the corpus is not."""
    return sorted(corpus_folder().glob("*/source*.pdf"))


def made(count: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of so many copies, of each file in turn; no two have the same bytes."""
    for number, file in enumerate(islice(cycle(originals()), count)):
        yield f"{number:04} {file.parent.name} {file.name}", file.read_bytes() + f"\n% copy {number}\n".encode()


def read_differently(files: Path, objects: ObjectStore) -> list[str]:
    """The originals whose copies are not all different documents with one and the same disclosure."""
    read: dict[str, list[bytes]] = {}
    documents = set()
    for file in files.iterdir():
        document = hashlib.sha256(file.read_bytes()).hexdigest()
        documents.add(document)
        read.setdefault(file.name.partition(" ")[2], []).append(objects.get(keys.parsed("public", document)))
    if len(documents) != sum(map(len, read.values())):
        return sorted(read)
    return sorted(name for name, disclosures in read.items() if len(set(disclosures)) != 1)
