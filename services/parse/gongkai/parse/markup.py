"""What the elements of a web page are there for: rows and cells, the look of the page, its frame, or nothing that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.parse.drawing import MOST_COLUMNS
from gongkai.parse.lengths import points

_AROUND = frozenset({"nav", "footer", "aside"})
_ROLES_AROUND = frozenset({"navigation", "banner", "contentinfo", "search"})
_NAMES_AROUND = re.compile(
    r"^(nav(bar|igation)?|menu|bread-?crumbs?|crumbs?|site-?(header|footer)|footer|copyright|sidebar|share)$",
    re.IGNORECASE,
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+\s*\w*)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|<!--|-->")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
# What stands in an @media or the like holds for some screens only.
_FOR_SOME = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_NAME = re.compile(r"(?:\w+)?([.#][\w-]+)")
_CELLS = ("td", "th")
_OF_TABLES = frozenset({"thead", "tbody", "tfoot", "tr", "colgroup"})
_ARTICLE_PARTS = ("p", "div", "br", "li", "table", "h1", "h2", "h3", "h4")
_ARTICLE = 30
"""Paragraphs that no cell of a real table has."""


def rows_of(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of the table's own rows, the foot last; cells without a row make one, what wraps rows is looked through."""
    loose: list[etree._Element] = []
    for node in sorted(table, key=lambda node: node.tag == "tfoot"):
        if node.tag in _CELLS:
            loose.append(node)
            continue
        if loose:
            yield loose
            loose = []
        if node.tag == "tr":
            yield [cell for cell in node if cell.tag in _CELLS]
        elif node.tag != "caption":
            yield from rows_of(node)
    if loose:
        yield loose


def strays_of(table: etree._Element) -> Iterator[etree._Element | str]:
    """What stands in a table outside of cells, which a browser shows in front of it."""
    yield table.text or ""
    for node in table:
        if node.tag in _OF_TABLES or (node.tag not in _CELLS and next(node.iter(*_CELLS), None) is not None):
            yield from strays_of(node)
        elif node.tag not in _CELLS:
            yield node
        yield node.tail or ""


def lays_out(table: etree._Element) -> bool:
    """Whether a table is there for the look of the page: by role, or as a cell holds a whole article or most stands in tables."""
    if table.get("role") == "presentation":
        return True
    cells = [cell for row in rows_of(table) for cell in row]
    if any(sum(1 for _ in cell.iter(*_ARTICLE_PARTS)) > _ARTICLE for cell in cells):
        return True
    inner = sum(len(text_of(node)) for node in table.iterfind(".//td//table"))
    return inner * 2 > len(text_of(table))


def widths_of(table: etree._Element) -> list[float]:
    """The widths of the columns in points, up to the first that the table does not tell."""
    widths: list[float] = []
    for node in (column for part in (table, *table.findall("colgroup")) for column in part.findall("col")):
        width = width_of(node)
        if not width:
            break
        widths += [width] * min(number_of(node.get("span")), MOST_COLUMNS)
    return widths


def width_of(node: etree._Element) -> float | None:
    """The width in points that the page gives an element, by its style or else by its attribute; a share is none."""
    styled = _WIDTH.search(node.get("style", ""))
    return points(styled[1] if styled else node.get("width"))


def is_around(node: etree._Element, name: str) -> bool:
    """Whether an element is the page's frame; one that holds a table of several cells is never taken for it."""
    named = any(_NAMES_AROUND.match(word) for word in f"{node.get('class', '')} {node.get('id', '')}".split())
    header = name == "header" and next(node.iterancestors("article", "main"), None) is None
    if not (named or header or name in _AROUND or node.get("role") in _ROLES_AROUND):
        return False
    return name not in ("body", "html") and len(node.findall(".//td")) < 2


def is_hidden(node: etree._Element) -> bool:
    """Whether the page itself says that an element is not shown."""
    return node.get("hidden") is not None or _NOT_SHOWN.search(node.get("style", "")) is not None


def hidden_names(root: etree._Element) -> frozenset[str]:
    """The classes (`.a`) and ids (`#b`) that the page's own styles do not show on any screen or paper."""
    styles = "".join(text_of(node) for node in root.iter("style"))
    rules = _RULE.finditer(_FOR_SOME.sub("", _COMMENT.sub("", styles)))
    hiding = (rule[1] for rule in rules if _NOT_SHOWN.search(rule[2]))
    names = (_NAME.fullmatch(one.strip()) for selectors in hiding for one in selectors.split(","))
    return frozenset(found[1] for found in names if found)


def is_named(node: etree._Element, names: frozenset[str]) -> bool:
    """Whether an element has one of these classes or ids."""
    if not names:
        return False
    own = (*(f".{word}" for word in node.get("class", "").split()), f"#{node.get('id', '')}")
    return not names.isdisjoint(own)


def text_of(node: etree._Element) -> str:
    """All text below an element, as it stands in the source."""
    return "".join(str(part) for part in node.itertext())


def number_of(text: str | None) -> int:
    """A span or a start as the HTML standard reads it: leading digits; 0 when there are none."""
    digits = re.match(r"\s*(\d{1,9})", text or "1")
    return int(digits[1]) if digits else 1
