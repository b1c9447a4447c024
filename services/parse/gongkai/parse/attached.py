"""What a web page shows or offers beside its text, which nobody reads: pictures, documents behind links and in frames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree

from gongkai.domain.content import Notice
from gongkai.parse.lengths import points
from gongkai.parse.markup import text_of, width_of

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|csv|ofd|od[ts]|rtf|zip|rar|7z|tiff?|jpe?g|png)$", re.IGNORECASE)
_ADDRESSES = {"a": "href", "iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_HEIGHT = re.compile(r"(?:^|;)\s*height\s*:\s*([\d.]+\s*\w*)", re.IGNORECASE)
_LARGE = (225.0, 90.0)  # points of the longer and the shorter side: 300 x 120 pixels
_NAMED = 5


def is_page_of_text(image: etree._Element) -> bool:
    """Whether a picture may hold a table: it is large, or of unknown size and stands in a paragraph of its own."""
    sides = [side for side in (width_of(image), _height(image)) if side is not None]
    if len(sides) == 2:
        return max(sides) >= _LARGE[0] and min(sides) >= _LARGE[1]
    paragraph = next(image.iterancestors("p"), None)
    return paragraph is not None and not text_of(paragraph).strip() and max(sides, default=_LARGE[0]) >= _LARGE[1]


def document(node: etree._Element) -> str | None:
    """The name of the document that a link or a frame leads to; None for anything else."""
    stated = _ADDRESSES.get(str(node.tag))
    address = node.get(stated, "") if stated else ""
    parts = (part.partition("=")[2] or part for part in re.split(r"[?&#]", address))
    named = next((path for path in map(_path, parts) if _DOCUMENT.search(path)), None)
    if named is None:
        return None
    label = text_of(node).strip() if node.tag == "a" else ""
    return label or PurePosixPath(named).name


def notices(pictures: int, documents: list[str]) -> Iterator[Notice]:
    """What was not read of a page with so many pictures and with these documents."""
    if pictures:
        yield Notice(
            "UNREAD_PICTURE",
            f"网页含有 {pictures} 幅图片，图中的文字没有读入，请对照原件。",
            f"The page has {pictures} pictures; what they show was not read: see the original.",
        )
    if documents:
        names = "、".join(documents[:_NAMED]) + (" …" if len(documents) > _NAMED else "")
        yield Notice(
            "ATTACHED", f"网页带有附件，没有读入：{names}。", f"Documents attached to the page were not read: {names}."
        )


def _height(image: etree._Element) -> float | None:
    styled = _HEIGHT.search(image.get("style", ""))
    return points(styled[1] if styled else image.get("height"))


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address.strip()).path)
    except ValueError:
        return ""
