"""The whole of reading and checking one file, as the command, the worker and the tests call it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from gongkai import formats
from gongkai.adapters.jsons import to_bytes
from gongkai.domain.codec import to_json
from gongkai.domain.content import Content, Notice
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Report
from gongkai.formats import Format
from gongkai.parse import explaining, eyes, reading, rules
from gongkai.parse.assemble import assemble
from gongkai.parse.isolation import progress
from gongkai.parse.pages.sight import Eyes
from gongkai.settings import Limits

# The name by which the isolated child finds the functions at the end.
PARSE_FILE = "gongkai.parse.pipeline:parse_file"
EXPLAIN_FILE = "gongkai.parse.pipeline:explain_file"


@dataclass(frozen=True, slots=True)
class Examination:
    """A disclosure with its findings, and the report that says what was checked and what could not be."""

    disclosure: Disclosure
    report: Report


def parse(data: bytes, name: str, limits: Limits, seeing: Eyes | None = None) -> Disclosure:
    """Read and recognise; `name` only helps to tell the format. Raises `Refused` with its code."""
    content = _read(data, name, limits, seeing)
    progress.tell()
    return assemble(content)


def examine(data: bytes, name: str, limits: Limits, seeing: Eyes | None = None) -> Examination:
    """Read, recognise and check."""
    return check(parse(data, name, limits, seeing))


def check(disclosure: Disclosure) -> Examination:
    """Apply every rule to a disclosure."""
    report = rules.check(disclosure)
    return Examination(replace(disclosure, findings=report.findings), report)


def parse_file(source: Path, target: Path, limits: Limits, *, scans: bool = False) -> None:
    """What the isolated child runs: the file `source`, whose name tells the format, to the JSON of the schema in `target`.

    `scans` tells that pages which are pictures are recognised.
    """
    disclosure = parse(source.read_bytes(), source.name, limits, eyes.opened(limits) if scans else None)
    target.write_bytes(to_bytes(to_json(disclosure)))


def explain_file(source: Path, target: Path, limits: Limits, *, scans: bool = False) -> None:
    """Another job of the child: what became of everything in the file `source`, as JSON, to `target`."""
    content = _read(source.read_bytes(), source.name, limits, eyes.opened(limits) if scans else None)
    explanation = explaining.explain(content, assemble(content))
    target.write_bytes(to_bytes(explaining.to_plain(explanation)))


def _read(data: bytes, name: str, limits: Limits, seeing: Eyes | None) -> Content:
    found = formats.recognise(data, name, limits)
    content = reading.read(data, found.name, limits, seeing)
    return replace(content, notices=(*content.notices, *_named(name, found)))


def _named(name: str, found: Format) -> Iterator[Notice]:
    """That the content is not what the name claims, although office programs save it so."""
    claimed = formats.by_extension(name)
    if claimed not in (None, found):
        extension = PurePosixPath(name).suffix
        yield Notice(
            "OTHER_FORMAT",
            f"文件名为 {extension}，内容是 {found.name}，按内容读取。",
            f"The file is named {extension} but is {found.name}; it was read as what it is.",
        )
