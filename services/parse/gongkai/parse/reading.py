"""From bytes to content: the reader that is named like the format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace

from gongkai.domain.content import Block, Content, Line, Notice
from gongkai.errors import REASONS, Refused
from gongkai.formats.kinds import FORMATS
from gongkai.parse.pages.sight import Eyes
from gongkai.settings import Limits

READERS = (
    "pdf", "docx", "xlsx", "html", "txt", "odt", "ods", "xls", "doc", "ofd", "csv", "mht", "spreadsheetml",
    "png", "jpeg", "tiff",
)  # fmt: skip
# The reader of the formats that are nothing but pictures.
_MODULES = {"png": "image", "jpeg": "image", "tiff": "image"}
MODULES = tuple(dict.fromkeys(_MODULES.get(name, name) for name in READERS))
_NO_TEXT = Notice("NO_TEXT", REASONS["NO_TEXT"].zh, REASONS["NO_TEXT"].en)


def read(data: bytes, format: str, limits: Limits, eyes: Eyes | None = None) -> Content:
    """The content of a document of this format; one without any text carries the notice NO_TEXT, never silently empty.

    `eyes` read the pages that are pictures.
    """
    if not data:
        raise Refused("EMPTY")
    if format not in READERS:
        raise Refused("UNSUPPORTED", format)
    module = importlib.import_module(f"gongkai.parse.readers.{_MODULES.get(format, format)}")
    reader: Callable[..., Content] = module.read
    content = reader(data, limits, eyes) if FORMATS[format].pictured else reader(data, limits)
    if any(_has_text(block) for block in content.blocks):
        return content
    return replace(content, notices=(*content.notices, _NO_TEXT))


def _has_text(block: Block) -> bool:
    if isinstance(block, Line):
        return bool(block.text.strip())
    return any(cell.text.strip() for row in block.rows for cell in row if cell)
