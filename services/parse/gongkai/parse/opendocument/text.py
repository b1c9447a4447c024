"""The text of a paragraph as it is shown, and the text boxes that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.parse.ooxml.package import attribute, local, number

# Notes of readers and what a change has deleted are no text; of ruby the characters themselves are.
_SKIPPED = frozenset(
    {"annotation", "annotation-end", "tracked-changes", "ruby-text", "note", "object", "object-ole", "desc", "title"}
)
_WRITTEN = {"tab": "\t", "line-break": "\n"}
_MOST_SPACES = 200
_WHITE = re.compile(r"[ \t\r\n]+")


def text_of(node: etree._Element, boxes: list[etree._Element] | None = None) -> str:
    """The text of a paragraph with tabs and line breaks; text boxes are put aside into `boxes`."""
    parts = [_collapsed(node.text)]
    for item in node:
        name = local(item)
        if name == "text-box":
            if boxes is not None:
                boxes.append(item)
        elif name == "s":
            parts.append(" " * min(max(number(attribute(item, "c"), 1), 0), _MOST_SPACES))
        elif name in _WRITTEN:
            parts.append(_WRITTEN[name])
        elif name not in _SKIPPED:
            parts.append(text_of(item, boxes))
        parts.append(_collapsed(item.tail))
    return "".join(parts)


def paragraphs(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and headings in a cell or box, also those of lists and sections, in order."""
    for node in container:
        name = local(node)
        if name in ("p", "h"):
            yield node
        elif name not in _SKIPPED and name != "table":
            yield from paragraphs(node)


def _collapsed(text: str | None) -> str:
    """White space in the file counts as one space; more of it is written as elements of its own (19.1 of part 3)."""
    return _WHITE.sub(" ", text) if text else ""
