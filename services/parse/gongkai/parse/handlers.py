"""What the parse service does when an event wakes it: read the stored bytes, apply the rules."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai import keys
from gongkai.adapters.jsons import from_bytes, to_bytes
from gongkai.context import Context
from gongkai.domain.codec import from_json
from gongkai.domain.findings import report_to_json
from gongkai.errors import NEEDS_OCR, Refused, Unavailable
from gongkai.events import DocumentParsed, DocumentScanned, DocumentStored, DocumentValidated, Event
from gongkai.extras import ocr_installed, ocr_wanted
from gongkai.formats import by_extension
from gongkai.formats.sniffing import HEAD, sniff
from gongkai.parse import eyes, isolation, pipeline, rules, warming
from gongkai.record import aliases, read_record
from gongkai.settings import Limits

Reader = Callable[[Path, Path, Limits], bytes]
_NOT_INSTALLED = "the extra ocr is not installed here"


def isolated(source: Path, folder: Path, limits: Limits) -> bytes:
    """The disclosure in a file as JSON, read in a child process that may be killed."""
    return isolation.run(pipeline.PARSE_FILE, source, folder, limits)


def isolated_with_scans(source: Path, folder: Path, limits: Limits) -> bytes:
    """The same, pages that are pictures recognised; it may take more memory and time."""
    return isolation.run(pipeline.PARSE_FILE, source, folder, eyes.larger(limits), scans=True)


def read(event: DocumentStored, context: Context, reader: Reader = isolated) -> Iterator[Event]:
    """Turn the stored bytes into a parsed disclosure; one with pages that are pictures goes on to be recognised."""
    parsed = _read(event, context, reader)
    found = from_bytes(parsed)
    pages = _scanned_pages(found)
    if not pages or not ocr_wanted(context.settings):
        yield _parsed(event, context, parsed, found)
        return
    key = keys.scanned(event.space, event.document)
    context.objects.put(key, to_bytes({"pages": pages}))
    yield DocumentScanned(document=event.document, space=event.space, scanned_key=key, pages=len(pages))


def recognise(event: DocumentScanned, context: Context, reader: Reader = isolated_with_scans) -> Iterator[Event]:
    """Turn the stored bytes into a parsed disclosure, reading also the pages that are pictures."""
    if not ocr_installed():
        raise Unavailable("ocr", _NOT_INSTALLED)
    parsed = _read(event, context, reader)
    yield _parsed(event, context, parsed, from_bytes(parsed))


def validate(event: DocumentParsed, context: Context) -> Iterator[Event]:
    """Apply every rule to a parsed disclosure."""
    disclosure = from_json(from_bytes(context.objects.get(keys.parsed(event.space, event.document))))
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
    context.objects.put(key, to_bytes(report))
    yield DocumentValidated(
        document=event.document, space=event.space, findings_key=key, errors=errors, warnings=warnings
    )


def prepare_read(context: Context) -> None:
    """Have a helper process started and everything loaded before the first document comes."""
    isolation.prepare(warming.WARM)


def prepare_recognise(context: Context) -> None:
    """Have a helper process started and everything loaded, the networks' library included."""
    isolation.prepare(warming.WARM_EYES)


def prepare_validate(context: Context) -> None:
    """Have every rule loaded before the first document comes."""
    rules.registry()


def _read(event: Event, context: Context, reader: Reader) -> bytes:
    data = context.objects.get(keys.original(event.space, event.document))
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        # The name tells the format, so only its extension is kept: one of those that the product knows.
        source = Path(folder, f"document{_extension(event, context)}")
        source.write_bytes(data)
        return reader(source, Path(folder), context.settings.limits)


def _parsed(event: Event, context: Context, parsed: bytes, found: dict[str, Any]) -> DocumentParsed:
    key = keys.parsed(event.space, event.document)
    context.objects.put(key, parsed)
    return DocumentParsed(
        document=event.document,
        space=event.space,
        parsed_key=key,
        reader=found["reader"] or "",
        tables=len(found["tables"]),
    )


def _scanned_pages(found: dict[str, Any]) -> list[int]:
    """The pages that only recognition can read."""
    notices = found.get("notices", ())
    return [notice["place"]["page"] for notice in notices if notice["code"] == NEEDS_OCR]


def _extension(event: Event, context: Context) -> str:
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


def _format_extension(event: Event, context: Context, name: str) -> str:
    key = keys.original(event.space, event.document)
    info = context.objects.info(key)
    with context.objects.open(key) as stored:
        head = stored.read(HEAD)
    opener = lambda: context.objects.open(key)  # noqa: E731
    format = sniff(head, name, info.size if info else 0, opener, context.settings.limits)
    return PurePosixPath(name).suffix.lower() if by_extension(name) else format.extensions[0]
