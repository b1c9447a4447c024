"""The whole of reading and checking one file, as the command, the worker and the tests call it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai import formats
from gongkai.domain.codec import to_json
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Report
from gongkai.parse import reading, rules
from gongkai.parse.assemble import assemble
from gongkai.settings import Limits

# The name by which the isolated child finds `parse_file` below.
PARSE_FILE = "gongkai.parse.pipeline:parse_file"


@dataclass(frozen=True, slots=True)
class Examination:
    """A disclosure with its findings, and the report that says what was checked and what could not be."""

    disclosure: Disclosure
    report: Report


def parse(data: bytes, name: str, limits: Limits) -> Disclosure:
    """Read and recognise; `name` only helps to tell the format. Raises `Refused` with its code."""
    return assemble(reading.read(data, formats.recognise(data, name, limits).name, limits))


def examine(data: bytes, name: str, limits: Limits) -> Examination:
    """Read, recognise and check."""
    return check(parse(data, name, limits))


def check(disclosure: Disclosure) -> Examination:
    """Apply every rule to a disclosure."""
    report = rules.check(disclosure)
    return Examination(replace(disclosure, findings=report.findings), report)


def parse_file(source: Path, target: Path, limits: Limits) -> None:
    """What the isolated child runs: the file `source`, whose name tells the format, to the JSON of the schema in `target`."""
    disclosure = parse(source.read_bytes(), source.name, limits)
    target.write_text(json.dumps(to_json(disclosure), ensure_ascii=False))
