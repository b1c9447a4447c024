"""What the parse service does when an event wakes it: read the stored bytes, apply the rules."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from gongkai import keys
from gongkai.context import Context
from gongkai.domain.codec import from_json
from gongkai.domain.findings import report_to_json
from gongkai.errors import Refused
from gongkai.events import DocumentParsed, DocumentStored, DocumentValidated, Event
from gongkai.formats.sniffing import HEAD, sniff
from gongkai.parse import isolation, pipeline, rules, warming
from gongkai.record import aliases, read_record
from gongkai.settings import Limits

Reader = Callable[[Path, Path, Limits], bytes]


def isolated(source: Path, folder: Path, limits: Limits) -> bytes:
    """The disclosure in a file as JSON, read in a child process that may be killed."""
    return isolation.run(pipeline.PARSE_FILE, source, folder, limits)


def read(event: DocumentStored, context: Context, reader: Reader = isolated) -> Iterator[Event]:
    """Turn the stored bytes into a parsed disclosure."""
    data = context.objects.get(keys.original(event.space, event.document))
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        # The name tells the format, so only its extension is kept: one of those that the product knows.
        source = Path(folder, f"document{_extension(event, context)}")
        source.write_bytes(data)
        parsed = reader(source, Path(folder), context.settings.limits)
    key = keys.parsed(event.space, event.document)
    context.objects.put(key, parsed)
    found = json.loads(parsed)
    yield DocumentParsed(
        document=event.document,
        space=event.space,
        parsed_key=key,
        reader=found["reader"] or "",
        tables=len(found["tables"]),
    )


def validate(event: DocumentParsed, context: Context) -> Iterator[Event]:
    """Apply every rule to a parsed disclosure."""
    disclosure = from_json(json.loads(context.objects.get(keys.parsed(event.space, event.document))))
    examined = pipeline.check(disclosure)
    errors, warnings = examined.report.severity("error"), examined.report.severity("warning")
    head = {
        "title": disclosure.title,
        "notices": len(disclosure.notices),
        "errors": errors,
        "warnings": warnings,
    }
    key = keys.findings(event.space, event.document)
    report = {**head, **report_to_json(examined.report)}
    context.objects.put(key, json.dumps(report, ensure_ascii=False).encode())
    yield DocumentValidated(
        document=event.document, space=event.space, findings_key=key, errors=errors, warnings=warnings
    )


def prepare_read(context: Context) -> None:
    """Have a helper process started and everything loaded before the first document comes."""
    isolation.prepare(warming.WARM)


def prepare_validate(context: Context) -> None:
    """Have every rule loaded before the first document comes."""
    rules.registry()


def _extension(event: DocumentStored, context: Context) -> str:
    """The extension under which the bytes came and can be read; Refused when there is none, as the first name was."""
    record = read_record(context.objects, event.space, event.document)
    others = [alias.name for alias in aliases(context.objects, event.space, event.document)]
    refusals = []
    for name in [*([record.name] if record else []), *others]:
        try:
            return _format_extension(event, context, name)
        except Refused as refusal:
            refusals.append(refusal)
    raise refusals[0] if refusals else Refused("UNSUPPORTED")


def _format_extension(event: DocumentStored, context: Context, name: str) -> str:
    key = keys.original(event.space, event.document)
    info = context.objects.info(key)
    with context.objects.open(key) as stored:
        head = stored.read(HEAD)
    opener = lambda: context.objects.open(key)  # noqa: E731
    format = sniff(head, name, info.size if info else 0, opener, context.settings.limits)
    return format.extensions[0]
