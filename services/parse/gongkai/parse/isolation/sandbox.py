"""What the kernel forbids the child: sockets, other programs, more processes, and any file but its own to write.

Linux only (seccomp and Landlock, both without privileges); elsewhere, and on an unknown machine, an audit hook of the interpreter is all
there is. docs/decisions/0003-isolation.md says what holds where.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import stat
import struct
import sys
from pathlib import Path
from typing import Any

# Opened by the helper, which imports this: its children find it open.
_LIBC: Any = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

_PR_SET_PDEATHSIG = 1
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2

_LOAD, _EQUAL, _SET_BITS, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x10000
_AT_NUMBER, _AT_ARCHITECTURE, _AT_FIRST_ARGUMENT = 0, 4, 16

# By machine: its audit name for seccomp, then the numbers of the system calls that are refused, clone, clone3.
_SYSTEM_CALLS = {
    "x86_64": (
        0xC000003E,
        {
            "socket": 41,
            "connect": 42,
            "fork": 57,
            "vfork": 58,
            "execve": 59,
            "execveat": 322,
            "kill": 62,
            "ptrace": 101,
            "io_uring": 425,
        },
        56,
        435,
    ),
    "aarch64": (
        0xC00000B7,
        {"socket": 198, "connect": 203, "execve": 221, "execveat": 281, "kill": 129, "ptrace": 117, "io_uring": 425},
        220,
        435,
    ),
}

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_HANDLED_FIRST, _HANDLED_LATER = (1 << 13) - 1, {2: 1 << 13, 3: 1 << 14}
_OF_FILES = _EXECUTE | _WRITE | _READ | 1 << 14
_SYSTEM_FOLDERS = ("/usr", "/lib", "/lib64", "/etc", "/dev", "/proc", "/sys/devices/system/cpu")

_FORBIDDEN_EVENTS = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.system",
    "os.posix_spawn",
    "ctypes.dlopen.unsafe",
)


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent dies; leave at once when it has died already."""
    if sys.platform == "linux":
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def close_off(source: Path, scratch: Path) -> None:
    """From here on this process reads `source` and what programs are made of, writes below `scratch`, and reaches nothing else."""
    sys.addaudithook(_refuse)
    if sys.platform != "linux":
        return
    _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _restrict_files(source, scratch)
    _restrict_calls()


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN_EVENTS):
        raise PermissionError(f"{event} is not allowed while a document is read")


def _restrict_calls() -> None:
    """Refuse the listed system calls with EPERM; threads may be started, processes not."""
    known = _SYSTEM_CALLS.get(platform.machine())
    if known is None:
        return
    architecture, refused, clone, clone3 = known
    program = [
        (_LOAD, 0, 0, _AT_ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _AT_NUMBER),
    ]
    for number in refused.values():
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE | _EPERM)]
    program += [(_EQUAL, 0, 1, clone3), (_RETURN, 0, 0, _REFUSE | _ENOSYS)]
    program += [(_EQUAL, 1, 0, clone), (_RETURN, 0, 0, _ALLOW), (_LOAD, 0, 0, _AT_FIRST_ARGUMENT)]
    program += [(_SET_BITS, 0, 1, _CLONE_THREAD), (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE | _EPERM)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in program))
    filter = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(code)))
    _LIBC.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, filter, 0, 0)


def _restrict_files(source: Path, scratch: Path) -> None:
    version = _LIBC.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return
    handled = _HANDLED_FIRST | sum(bit for since, bit in _HANDLED_LATER.items() if version >= since)
    attributes = ctypes.create_string_buffer(struct.pack("=Q", handled), 8)
    rules = _LIBC.syscall(_LANDLOCK_CREATE, attributes, 8, 0)
    if rules < 0:
        return
    try:
        for folder in {*_SYSTEM_FOLDERS, sys.prefix, sys.base_prefix, *sys.path}:
            _allow(rules, folder, (_READ | _LIST) & handled)
        _allow(rules, str(source), _READ)
        _allow(rules, "/dev/null", _READ | _WRITE)
        _allow(rules, str(scratch), handled & ~_EXECUTE)
        _LIBC.syscall(_LANDLOCK_RESTRICT, rules, 0)
    finally:
        os.close(rules)


def _allow(rules: int, path: str, access: int) -> None:
    """Allow access to a file, or to a folder and all below it; what does not exist needs no rule."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _OF_FILES
        rule = ctypes.create_string_buffer(struct.pack("=Qi", access, descriptor), 12)
        _LIBC.syscall(_LANDLOCK_ADD, rules, 1, rule, 0)
    finally:
        os.close(descriptor)
