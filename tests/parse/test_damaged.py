"""A file that was damaged on its way is read or refused, whatever is cut off, doubled, exchanged or overwritten in it.

GONGKAI_DAMAGED=500 damages each format as often.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from tests.parse.test_fiction import FURTHER, WRITERS, written

from gongkai import formats
from gongkai.errors import Refused
from gongkai.parse import isolation
from gongkai.parse.pipeline import PARSE_FILE
from gongkai.settings import Limits

pytestmark = pytest.mark.slow

TIMES = int(os.environ.get("GONGKAI_DAMAGED", "6"))
ODD_NUMBERS = (b"0", b"-1", b"999999999", b"2147483648", b"1e30", b"0.0000001", b"65536")


@pytest.mark.parametrize("format", sorted(WRITERS | FURTHER))
def test_no_damage_is_a_bug(format: str, tmp_path: Path) -> None:
    file = tmp_path / f"disclosure.{format}"
    for seed in range(TIMES):
        file.write_bytes(damaged(whole(format), random.Random(f"{format} {seed}")))
        try:
            formats.recognise(file.read_bytes(), file.name, Limits())
            isolation.run(PARSE_FILE, file, tmp_path, Limits())
        except Refused:
            continue


@cache
def whole(format: str) -> bytes:
    return (WRITERS | FURTHER)[format](written("central", 0))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one damage; of a package mostly those of its largest part, as others are not looked at."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return chance.choice(DAMAGES)(data, chance)
    package, written = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    chosen = max(package.infolist(), key=lambda entry: entry.file_size * chance.random())
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in package.infolist():
            part = package.read(entry)
            copy.writestr(entry.filename, chance.choice(DAMAGES)(part, chance) if entry is chosen else part)
    return written.getvalue()


def overwritten(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = some_of(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 3, 40)) + data[end:]


def left_out(data: bytes, chance: random.Random) -> bytes:
    start, end = some_of(data, chance)
    return data[:start] + data[end:]


def exchanged(data: bytes, chance: random.Random) -> bytes:
    start, end = some_of(data, chance)
    middle = (start + end) // 2
    return data[:start] + data[middle:end] + data[start:middle] + data[end:]


def renumbered(data: bytes, chance: random.Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    for found in chance.sample(numbers, min(len(numbers), 5)):
        width = found.end() - found.start()
        data = data[: found.start()] + chance.choice(ODD_NUMBERS)[:width].ljust(width, b"0") + data[found.end() :]
    return data


def some_of(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.randrange(1, 4000))


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    overwritten, overwritten, cut_off, doubled, left_out, exchanged, renumbered,
)  # fmt: skip
