"""The files that a person means by naming files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.ingest.names import readable


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be sent, or one that is passed over because of what its name says."""

    path: Path
    shown: str
    skipped: bool = False

    @property
    def name(self) -> str:
        """What it is called, without folders."""
        return self.shown.rpartition("/")[2]


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Files as named, and those of folders with all folders in them, in the order of names.

    In a folder hidden files, the lock files of office programs and links are passed over; all are listed.
    """
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        else:
            yield Source(path, readable(path.name))


def _inside(folder: Path) -> Iterator[Source]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = Path(place, name)
            shown = readable(path.relative_to(folder.parent).as_posix())
            yield Source(path, shown, _is_no_document(path))


def _is_no_document(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.is_symlink() or not path.is_file()
