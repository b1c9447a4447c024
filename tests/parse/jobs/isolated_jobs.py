"""Jobs for the isolated child, each doing one thing that a document might bring about."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import socket
import time
from pathlib import Path

from gongkai import formats
from gongkai.domain.content import Line
from gongkai.errors import Refused
from gongkai.parse import reading
from gongkai.parse.isolation import progress
from gongkai.settings import Limits

PREPARED: list[str] = []


def prepare() -> None:
    PREPARED.append("by the helper")


def say_what_is_prepared(source: Path, target: Path, limits: Limits) -> None:
    target.write_text(",".join(PREPARED))


def copy(source: Path, target: Path, limits: Limits) -> None:
    target.write_bytes(source.read_bytes())


def copy_often(source: Path, target: Path, limits: Limits, times: int) -> None:
    target.write_bytes(source.read_bytes() * times)


def say_pids_and_wait(source: Path, target: Path, limits: Limits) -> None:
    (target.parent / "pids").write_text(f"{os.getpid()} {os.getppid()}")
    (target.parent / "pids").rename(target.parent / "ready")
    time.sleep(60)


def refuse(source: Path, target: Path, limits: Limits) -> None:
    raise Refused("ENCRYPTED", "by hand")


def divide_by_zero(source: Path, target: Path, limits: Limits) -> None:
    target.write_text(str(1 / 0))


def hang(source: Path, target: Path, limits: Limits) -> None:
    while True:
        pass


def hoard(source: Path, target: Path, limits: Limits) -> None:
    hoarded = []
    while True:
        hoarded.append(bytearray(10**7))


def abort(source: Path, target: Path, limits: Limits) -> None:
    os.abort()


def write_without_end(source: Path, target: Path, limits: Limits) -> None:
    with target.open("wb") as file:
        while True:
            file.write(bytes(10**6))


def touch_an_address_that_is_not_there(source: Path, target: Path, limits: Limits) -> None:
    ctypes.string_at(0)


def make_files_without_end(source: Path, target: Path, limits: Limits) -> None:
    for number in range(10**6):
        (target.parent / str(number)).touch()


def fill_the_folder(source: Path, target: Path, limits: Limits) -> None:
    for number in range(10**6):
        (target.parent / str(number)).write_bytes(bytes(limits.output // 2))


def fork_without_end(source: Path, target: Path, limits: Limits) -> None:
    while True:
        os.fork()


def find_the_disk_full(source: Path, target: Path, limits: Limits) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def take_a_second_for_each_page(source: Path, target: Path, limits: Limits) -> None:
    progress.expect(3)
    for _ in range(3):
        progress.tell()
        time.sleep(1.0)
    target.write_text("all pages")


def begin_and_hang(source: Path, target: Path, limits: Limits) -> None:
    progress.tell()
    time.sleep(60)


def say_dots(source: Path, target: Path, limits: Limits) -> None:
    progress.tell()
    raise Refused("ENCRYPTED", "." * 100_000)


def link_elsewhere(source: Path, target: Path, limits: Limits) -> None:
    target.symlink_to("/etc/hostname")


def try_forbidden(source: Path, target: Path, limits: Limits) -> None:
    """Try to get out by Python and by C, and write down what was possible."""
    libc = ctypes.CDLL(None, use_errno=True)
    attempts = {
        "socket": lambda: socket.socket(),
        "program": lambda: os.system("true"),
        "read": lambda: source.with_name("secret").read_text(),
        "write": lambda: source.with_name("written").write_text("x"),
        "socket in C": lambda: _positive(libc.socket(2, 1, 0)),
        "fork in C": lambda: _positive(libc.fork()),
        "kill in C": lambda: _positive(libc.kill(os.getppid(), 0)),
    }
    target.write_text(json.dumps([name for name, attempt in attempts.items() if _possible(attempt)]))


def environment(source: Path, target: Path, limits: Limits) -> None:
    target.write_text(json.dumps(dict(os.environ)))


def read_document(source: Path, target: Path, limits: Limits) -> None:
    """Recognise and read a document; the result is its first text and the codes of its notices."""
    data = source.read_bytes()
    content = reading.read(data, formats.recognise(data, source.name, limits).name, limits)
    texts = (block.text if isinstance(block, Line) else "".join(block.texts()[0]) for block in content.blocks)
    result = {"text": next(texts, "")[:100], "notices": [notice.code for notice in content.notices]}
    target.write_text(json.dumps(result))


def _positive(number: int) -> None:
    if number < 0:
        raise OSError(ctypes.get_errno())


def _possible(attempt) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True
