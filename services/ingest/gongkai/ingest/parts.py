"""The files of a multipart request, one after the other: written aside as they come, never whole in memory."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from gongkai.errors import GongkaiError, Refused
from gongkai.settings import Limits

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

_IN_MEMORY = 1024**2


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """One file of a request, complete; `name` is what the sender calls it."""

    name: str
    file: IO[bytes]


async def files_of(request: Request, limits: Limits) -> AsyncIterator[Part]:
    """Each file as soon as it has come in; a form field without a file name is no file.

    Refused TOO_BIG at the header of a request that is too long, and at the first byte beyond what a file or the request
    may have, or the first file too many, whatever the header says; BAD_REQUEST for what is no complete multipart request.
    """
    _check(_announced(request), limits.request, "bytes")
    arriving = _Arriving(limits.upload)
    parser = MultipartParser(_boundary(request), arriving.callbacks())
    received = count = 0
    try:
        async for chunk in request.stream():
            received += len(chunk)
            parser.write(chunk)
            for part in arriving.taken():
                count += 1
                with part.file:
                    yield part
            if arriving.too_big:
                raise Refused("TOO_BIG", arriving.too_big)
            _check(received, limits.request, "bytes")
            _check(count, limits.entries, "files")
    except ClientDisconnect:
        return  # nobody hears an answer, and what is not complete has not come
    except FormParserError as problem:
        raise GongkaiError("BAD_REQUEST", str(problem)) from problem
    finally:
        arriving.close()
    if not arriving.ended:
        raise GongkaiError("BAD_REQUEST", "请求在最后一个文件之前中断。The request ends before its last file does.")


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _check(count: int, most: int, what: str) -> None:
    if count > most:
        raise Refused("TOO_BIG", f"a request of more than {most} {what}")


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise GongkaiError("BAD_REQUEST", "multipart/form-data")
    return options[b"boundary"]


class _Arriving:
    """What the parser calls while it goes through the bytes."""

    def __init__(self, longest: int) -> None:
        self.ended = False
        self.too_big = ""
        self._longest = longest
        self._complete: list[Part] = []
        self._header, self._value = b"", b""
        self._part: Part | None = None

    def callbacks(self) -> MultipartCallbacks:
        return {
            "on_header_begin": self._begin_header,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._end_header,
            "on_part_data": self._data,
            "on_part_end": self._end_part,
            "on_end": self._end,
        }

    def taken(self) -> list[Part]:
        """The files that are complete by now, each given once."""
        complete, self._complete = self._complete, []
        return complete

    def close(self) -> None:
        """Let go of what never became complete."""
        for part in (*self._complete, *([self._part] if self._part else [])):
            part.file.close()

    def _begin_header(self) -> None:
        self._header, self._value = b"", b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            name = parse_options_header(self._value)[1].get(b"filename")
            if name:
                file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed with its part
                self._part = Part(name.decode(errors="replace"), file)

    def _data(self, data: bytes, start: int, end: int) -> None:
        # What is complete in the same bytes goes in first, so nothing is raised here.
        if self._part is None or self.too_big:
            return
        if self._part.file.tell() + end - start > self._longest:
            self.too_big = self._part.name
        else:
            self._part.file.write(data[start:end])

    def _end_part(self) -> None:
        if self._part is not None and not self.too_big:
            self._part.file.seek(0)
            self._complete.append(self._part)
            self._part = None

    def _end(self) -> None:
        self.ended = True
