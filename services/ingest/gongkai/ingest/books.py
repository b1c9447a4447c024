"""The receipts of one sending, kept in a file as they come: there may be any number, and they outlive the sender."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import IO

from gongkai.ingest.receipts import Receipt

_FIELDS = tuple(field.name for field in fields(Receipt))


class Book:
    """Receipts as lines of JSON; it is read from the beginning each time."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def add(self, receipts: Iterable[Receipt]) -> None:
        """Write some more at the end."""
        self._file.seek(0, 2)
        self._file.writelines(map(_line, receipts))
        self._file.flush()

    def __iter__(self) -> Iterator[Receipt]:
        """Each receipt; nothing may be added meanwhile."""
        self._file.seek(0)
        for line in self._file:
            data = json.loads(line)
            yield Receipt(**{name: data[name] for name in _FIELDS})

    def replace(self, receipts: Iterable[Receipt]) -> None:
        """Keep these, which may be made from those that are there."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as copy:
            copy.writelines(map(_line, receipts))
            copy.seek(0)
            self._file.seek(0)
            self._file.truncate()
            shutil.copyfileobj(copy, self._file)
            self._file.flush()


@contextmanager
def book(path: Path | None) -> Iterator[Book]:
    """An empty book at this place, or in a file that goes with it."""
    with path.open("w+", encoding="utf-8") if path else tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        yield Book(file)


def _line(receipt: Receipt) -> str:
    return json.dumps(receipt.to_json(), ensure_ascii=False) + "\n"
