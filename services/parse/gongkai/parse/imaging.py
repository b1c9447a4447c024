"""The image of a page with boxes around what was read from it, drawn in the isolated child when somebody asks."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongkai import keys
from gongkai.context import Context
from gongkai.domain.codec import from_json
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import report_from_json
from gongkai.doorbell import load
from gongkai.errors import Refused, Unavailable
from gongkai.formats.kinds import FORMATS
from gongkai.parse import isolation
from gongkai.parse.marks import Mark, MarkKind, marks
from gongkai.record import pipeline_shown, read_record
from gongkai.settings import Limits

DRAW_PAGE = "gongkai.parse.imaging:draw_page"
_MOST_MARKS = 5000
# Red, green, blue of each kind of box.
COLOURS: dict[MarkKind, tuple[int, int, int]] = {
    "table": (31, 119, 180),
    "value": (44, 160, 44),
    "project": (148, 103, 189),
    "objective": (23, 162, 184),
    "indicator": (140, 86, 75),
    "statement": (188, 143, 0),
    "policy_ref": (227, 119, 194),
    "finding": (214, 39, 40),
}
_TINT, _EDGE = 28, 200  # how much of the colour covers the page, 0 to 255
# Each drawing has a process with memory of its own; more at once than this wait for their turn (seconds).
_turns = threading.BoundedSemaphore(2)
_PATIENCE = 20.0


def page_marks(context: Context, space: str, document: str, page: int) -> tuple[Mark, ...]:
    """What was read and found on a page, at most 5,000 marks; KeyError for a document that is not read (yet)."""
    return _marks(context, space, document, page, pipeline_shown(context.objects, space, document))


def page_image(context: Context, space: str, document: str, page: int, *, boxes: bool = True) -> bytes:
    """Page `page` (from 1) as PNG, drawn once and then kept in the object store.

    KeyError for a document or a page that is not there, or with boxes one that is not read; Refused UNSUPPORTED for a format without pages to draw, and
    what the child says of the document: Refused or Failed. Unavailable when too many are drawn at once.
    """
    pipeline = pipeline_shown(context.objects, space, document) if boxes else None
    key = keys.page_image(space, document, page, pipeline)
    try:
        return context.objects.get(key)
    except KeyError:
        drawn = _marks(context, space, document, page, pipeline) if pipeline else ()
        image = _draw(context, space, document, page, drawn)
    context.objects.put(key, image)
    return image


def draw_page(source: Path, target: Path, limits: Limits, *, page: int, boxes: list[dict[str, Any]]) -> None:
    """What the child runs: one page of `source`, named by its format, as PNG in `target`, with boxes. Refused as by `painted`."""
    from PIL import Image, ImageDraw

    from gongkai.parse.painting import painted

    image, scale = painted(source, source.suffix[1:], page, limits)
    veil = Image.new("RGBA", image.size)
    pen = ImageDraw.Draw(veil)
    for box in boxes:
        colour = COLOURS[box["kind"]]
        corners = [edge * scale for edge in box["box"]]
        pen.rectangle(corners, fill=(*colour, _TINT), outline=(*colour, _EDGE), width=2)
    image.paste(veil, mask=veil)
    image.save(target, "PNG")


def _draw(context: Context, space: str, document: str, page: int, drawn: tuple[Mark, ...]) -> bytes:
    record = read_record(context.objects, space, document)
    if record is None:
        raise KeyError(document)
    format = next((one for one in FORMATS.values() if one.media_type == record.media_type), None)
    if format is None or not format.paged:
        raise Refused("UNSUPPORTED", "no page images of this format")
    if not _turns.acquire(timeout=_PATIENCE):
        raise Unavailable("pages", "too many pages are drawn at once")
    try:
        with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
            source = Path(folder, f"document.{format.name}")
            source.write_bytes(context.objects.get(keys.original(space, document)))
            boxes = [{"kind": mark.kind, "box": mark.box} for mark in drawn]
            return isolation.run(DRAW_PAGE, source, Path(folder), context.settings.limits, page=page, boxes=boxes)
    except Refused as refusal:
        if refusal.code == "NOT_FOUND":
            raise KeyError(page) from refusal
        raise
    finally:
        _turns.release()


def _marks(context: Context, space: str, document: str, page: int, pipeline: int) -> tuple[Mark, ...]:
    return marks(_disclosure(context, space, document, pipeline), page)[:_MOST_MARKS]


def _disclosure(context: Context, space: str, document: str, pipeline: int) -> Disclosure:
    """As read, with the findings of the rules where they have been applied; KeyError when it is not read yet."""
    parsed = load(context.objects, keys.parsed(space, document, pipeline))
    if parsed is None:
        raise KeyError(document)
    report = load(context.objects, keys.findings(space, document, pipeline))
    disclosure = from_json(parsed)
    return replace(disclosure, findings=report_from_json(report).findings) if report else disclosure
