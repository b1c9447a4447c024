"""HTML: blocks as lines, tables as grids, without the navigation around them and without what the page does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from gongkai.domain.content import Block, Content, Line, Notice
from gongkai.domain.places import Place
from gongkai.errors import Refused
from gongkai.formats.encodings import decode_html
from gongkai.parse import attached
from gongkai.parse.drawing import Allowance, Drawn, broken_characters, draw, settle
from gongkai.parse.markup import (
    hidden_names,
    is_around,
    is_hidden,
    is_named,
    lays_out,
    number_of,
    rows_of,
    strays_of,
    text_of,
    width_of,
    widths_of,
)
from gongkai.parse.readers import txt
from gongkai.parse.snapping import snap
from gongkai.settings import Limits

_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul"
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "canvas", "audio",
    "video", "select", "option", "datalist", "button", "textarea", "map"
})  # fmt: skip
_HIDDEN = Notice(
    "HIDDEN_TEXT", "网页中有不显示的内容，未读取。", "The page has content that it does not show; it was not read."
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEEPEST_TABLE = 20


def read(data: bytes, limits: Limits) -> Content:
    """The content of an HTML page; a line's place is its ordinal among the lines of the page."""
    decoded = decode_html(data)
    root = _parse(decoded.text)
    page = _Page(limits, hidden_names(root))
    try:
        blocks = tuple(page.blocks(root))
    except RecursionError:
        raise Refused("BOMB", "elements nested too deeply") from None
    notices = (*page.notices(), *broken_characters(decoded.broken))
    return Content("html", blocks, title=_title(root), notices=notices)


def _parse(text: str) -> etree._Element:
    """The tree of the page; Refused CORRUPT without any element, BOMB when it is nested deeper than the parser goes."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as damage:
        raise Refused("CORRUPT", str(damage)) from damage
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refused("BOMB", "elements nested too deeply")
    return root


def _title(root: etree._Element) -> str | None:
    """The title of the article where a government site states it, else that of the page."""
    stated = [node.get("content") for node in root.iter("meta") if node.get("name", "").lower() == "articletitle"]
    title = next(filter(None, stated), None) or root.findtext(".//title") or ""
    return _SPACE.sub(" ", title).strip() or None


class _Page:
    def __init__(self, limits: Limits, hidden: frozenset[str]) -> None:
        self._allowance = Allowance(limits)
        self._hidden = hidden
        self._ordinal = 0
        self._depth = 0
        self._hides = False
        self._pictures = 0
        self._documents: dict[str, None] = {}

    def notices(self) -> Iterator[Notice]:
        """What the page hides, shows as a picture, or only links to."""
        if self._hides:
            yield _HIDDEN
        yield from attached.notices(self._pictures, list(self._documents))

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """Everything below an element in order; iterative, as pages nest deeper than functions may."""
        parts: list[str] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            name = str(node.tag)
            starts = event == "start"
            if starts and node is not root and self._leave_out(node, name):
                walk.skip_subtree()
                continue
            if starts and name == "table" and node is not root:
                yield from self._lines(parts)
                yield from self._table(node)
                walk.skip_subtree()
                continue
            if starts and name == "pre" and not any(inner.tag in _BLOCKS for inner in node.iterdescendants()):
                yield from self._lines(parts)
                yield from self._preformatted(node)
                walk.skip_subtree()
                continue
            if name in _BLOCKS or (name == "br" and starts):
                yield from self._lines(parts)
            if name == "li" and starts:
                parts.append(_item_number(node))
            if name == "input" and starts:
                parts.append(_filled_in(node))
            if starts:
                parts.append(_SPACE.sub(" ", node.text or ""))
            elif node is not root:
                parts.append(_SPACE.sub(" ", node.tail or ""))
        yield from self._lines(parts)

    def _preformatted(self, node: etree._Element) -> Iterator[Block]:
        """A plain text within the page."""
        for line_break in node.iter("br"):
            line_break.text = "\n"
        text = text_of(node)
        yield from txt.blocks(text, self._allowance, self._ordinal + 1)
        self._ordinal += text.count("\n") + 1

    def _lines(self, parts: list[str]) -> Iterator[Line]:
        """What has gathered as a line, and nothing gathered any more."""
        shown = _SPACE.sub(" ", "".join(parts)).strip()
        parts.clear()
        if shown:
            self._ordinal += 1
            yield Line(self._allowance.text(shown), Place(line=self._ordinal), whole=True)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """A grid with the tables nested in it behind; what a table only lays out is given as if it were not there."""
        rows = list(self._shown(rows_of(table)))
        if self._depth >= _DEEPEST_TABLE:
            raise Refused("BOMB", "tables nested too deeply")
        self._depth += 1
        for stray in strays_of(table):
            if isinstance(stray, str):
                yield from self._lines([stray])
            elif not self._leave_out(stray, str(stray.tag)):
                yield from self.blocks(stray)
        if max(map(len, rows), default=0) <= 1 or lays_out(table):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
        else:
            yield from self._grid(rows, widths_of(table))
        self._depth -= 1

    def _shown(self, rows: Iterable[list[etree._Element]]) -> Iterator[list[etree._Element]]:
        """The rows without the cells that the page hides; a row of which nothing is left is none."""
        for row in rows:
            shown = [cell for cell in row if not self._is_hidden(cell)]
            if shown or not row:
                yield shown

    def _grid(self, rows: list[list[etree._Element]], widths: list[float]) -> Iterator[Block]:
        place = Place(line=self._ordinal + 1)
        nested: list[Block] = []
        drawn = [[self._cell(cell, len(rows), nested) for cell in row] for row in rows]
        if any(cell.colspan > 1 for row in drawn for cell in row):
            settle(drawn)
            snap(drawn, widths)
        grid = draw(drawn, place, self._allowance)
        if grid is not None:
            yield grid
        yield from nested

    def _cell(self, node: etree._Element, rows: int, nested: list[Block]) -> Drawn:
        place = Place(line=self._ordinal + 1)
        texts = []
        for block in self.blocks(node):
            if isinstance(block, Line):
                texts.append(block.text)
            else:
                nested.append(block)
        rowspan = number_of(node.get("rowspan"))
        colspan = number_of(node.get("colspan")) or 1
        return Drawn("\n".join(texts), place, rowspan or rows, colspan, width=width_of(node))

    def _leave_out(self, node: etree._Element, name: str) -> bool:
        if self._is_hidden(node):
            return True
        if name == "img":
            self._pictures += attached.is_page_of_text(node)
        elif (found := attached.document(node)) is not None:
            self._documents[found] = None
        return name in _UNSEEN or is_around(node, name)

    def _is_hidden(self, node: etree._Element) -> bool:
        """Whether the page does not show an element, nor the row or the group of rows that it stands in."""
        hidden = is_hidden(node) or (node.tag in ("td", "th") and any(map(self._hides_cells, _around(node))))
        self._hides |= hidden and bool(text_of(node).strip())
        return hidden

    def _hides_cells(self, node: etree._Element) -> bool:
        """Whether a part of a table is hidden, be it by the page's styles: those of other parts a click may change."""
        return is_hidden(node) or is_named(node, self._hidden)


def _around(cell: etree._Element) -> Iterator[etree._Element]:
    """A cell, its row, and the group of its row."""
    yield cell
    for node in islice(cell.iterancestors(), 2):
        if node.tag in ("tr", "tbody", "thead", "tfoot"):
            yield node


def _filled_in(field: etree._Element) -> str:
    """What a form has filled in in a cell; the search box of the page is none."""
    in_cell = next(field.iterancestors("td", "th"), None) is not None
    return field.get("value", "") if in_cell and field.get("type", "text").lower() in ("text", "number") else ""


def _item_number(item: etree._Element) -> str:
    """The number that the browser puts in front of an item of a numbered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    items = [node for node in parent if node.tag == "li"]
    return f"{number_of(parent.get('start')) + items.index(item)}. "
