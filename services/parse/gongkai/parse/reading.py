"""From bytes to content: the reader that is named like the format."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from gongkai.domain.content import Block, Content, Line
from gongkai.errors import Refused
from gongkai.settings import Limits

READERS = ("pdf", "docx", "xlsx", "html", "txt")


def read(data: bytes, format: str, limits: Limits) -> Content:
    """The content of a document of this format; Refused EMPTY or NO_TEXT when nothing is in it, never silently empty."""
    if not data:
        raise Refused("EMPTY")
    if format not in READERS:
        raise Refused("UNSUPPORTED", format)
    reader: Callable[[bytes, Limits], Content] = importlib.import_module(f"gongkai.parse.readers.{format}").read
    content = reader(data, limits)
    if not any(_has_text(block) for block in content.blocks):
        raise Refused("NO_TEXT")
    return content


def _has_text(block: Block) -> bool:
    if isinstance(block, Line):
        return bool(block.text.strip())
    return any(cell.text.strip() for row in block.rows for cell in row if cell)
