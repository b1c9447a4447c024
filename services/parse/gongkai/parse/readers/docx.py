"""DOCX: the paragraphs, tables and text boxes of the document part in order, with automatic numbers written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from gongkai.domain.content import Block, Content, Line, Notice
from gongkai.domain.places import Place
from gongkai.parse.drawing import Allowance, Drawn, draw
from gongkai.parse.notices import HIDDEN_TEXT, REVISIONS
from gongkai.parse.ooxml.numbering import Numbering, read_numbering
from gongkai.parse.ooxml.package import Package, attribute, child, local
from gongkai.parse.ooxml.pictures import Pictures
from gongkai.parse.ooxml.tables import cuts_of, is_deleted, numbers_of, value_of, widths_of, within
from gongkai.parse.pages.sight import Eyes
from gongkai.parse.readers import html
from gongkai.settings import Limits

_Nodes = Iterable[etree._Element]

_SKIPPED = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "fldData", "sdtPr", "sdtEndPr", "tblPr"}
)
_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PICTURES = {"blip": "embed", "imagedata": "id"}
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_OFF = frozenset({"0", "false", "off"})


def read(data: bytes, limits: Limits, eyes: Eyes | None = None) -> Content:
    """The content of a DOCX; a line's place is the ordinal of its paragraph in the document.

    Pictures of pages and tables are read by `eyes` and count as pages; without eyes they have the notice NEEDS_OCR.
    """
    package = Package(data, limits)
    pictures = Pictures(package, limits, eyes)
    return _Document(package, package.main_part("word/document.xml"), limits, pictures).read()


class _Document:
    def __init__(self, package: Package, name: str, limits: Limits, pictures: Pictures) -> None:
        self._package = package
        self._name = name
        self._pictures = pictures
        self._relations = package.relations(name)
        self._limits = limits
        self._allowance = Allowance(limits)
        self._numbering: Numbering = read_numbering(package, name)
        self._ordinal = 0
        self._notices: dict[str, Notice] = {}

    def read(self) -> Content:
        body = child(self._package.tree(self._name), "body")
        blocks = list(self._blocks(body)) if body is not None else []
        blocks += self._notes()
        notices = (*self._package.attachments(), *self._pictures.notices(), *self._notices.values())
        return Content("docx+rapidocr" if self._pictures.any_read else "docx", tuple(blocks), notices=notices)

    def _notes(self) -> Iterator[Block]:
        """Footnotes and endnotes, behind the text; the separators that every file has are left out."""
        for kind, name in _NOTES.items():
            part = self._package.related(self._name, kind)
            if part is None:
                continue
            for note in self._package.tree(part):
                if local(note) == name and attribute(note, "type") in (None, "normal"):
                    yield from self._blocks(note)

    def _blocks(self, container: _Nodes) -> Iterator[Block]:
        for node in container:
            match local(node):
                case "p":
                    yield from self._paragraph(node)
                case "tbl":
                    yield from self._table(node)
                case "altChunk":
                    yield from self._chunk(node)
                case name if name in _PICTURES:
                    yield from self._picture(node, _PICTURES[name])
                case "AlternateContent":
                    yield from self._blocks(_chosen(node))
                case name if name not in _SKIPPED:
                    yield from self._blocks(node)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        place = self._next_place()
        inner: list[_Nodes] = []
        text = self._numbering.label(paragraph) + self._text(paragraph, inner)
        for line in text.split("\n"):
            if line.strip():
                yield Line(self._allowance.text(line.strip()), place, whole=True)
        for container in inner:
            yield from self._blocks(container)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """The grid and then the tables nested in it; a table of one column only frames what is in it."""
        rows = [row for row in within(table, "tr") if not is_deleted(row)]
        cells = [list(within(row, "tc")) for row in rows]
        if max(map(len, cells), default=0) <= 1:
            for row in cells:
                for cell in row:
                    yield from self._blocks(cell)
            return
        place = Place(line=self._ordinal + 1)
        nested: list[_Nodes] = []
        drawn = self._rows(widths_of(table), rows, cells, nested)
        grid = draw(drawn, place, self._allowance)
        if grid is not None:
            yield grid
        for container in nested:
            yield from self._blocks(container)

    def _rows(
        self,
        widths: list[float],
        rows: list[etree._Element],
        cells: list[list[etree._Element]],
        nested: list[_Nodes],
    ) -> list[list[Drawn]]:
        """The cells of each row at their grid columns; cells merged downwards become one with a rowspan."""
        cuts = [list(cuts_of(row, inner)) for row, inner in zip(rows, cells, strict=True)]
        numbers = numbers_of(widths, cuts)
        drawn: list[list[Drawn]] = []
        above: dict[int, Drawn] = {}
        for line, inner in zip(cuts, cells, strict=True):
            made: list[Drawn] = []
            open_cells: dict[int, Drawn] = {}
            for (left, right), node in zip(line, inner, strict=True):
                column = numbers[left]
                cell = self._cell(node, column, numbers[right] - column, nested)
                merged = child(node, "tcPr", "vMerge")
                anchor = above.get(column)
                if merged is not None and value_of(merged) != "restart" and anchor is not None:
                    _extend(anchor, cell)
                    cell = anchor
                else:
                    made.append(cell)
                if merged is not None:
                    open_cells[column] = cell
            drawn.append(made)
            above = open_cells
        return drawn

    def _cell(self, node: etree._Element, column: int, span: int, nested: list[_Nodes]) -> Drawn:
        place = Place(line=self._ordinal + 1)
        texts = [self._numbering.label(p) + self._text(p, nested) for p in self._cell_paragraphs(node, nested)]
        text = "\n".join(part.strip() for part in "\n".join(texts).split("\n") if part.strip())
        return Drawn(text, place, colspan=span, column=column)

    def _cell_paragraphs(self, container: etree._Element, nested: list[_Nodes]) -> Iterator[etree._Element]:
        """The paragraphs of a cell itself; tables in it are put aside."""
        for node in container:
            name = local(node)
            if name == "p":
                self._next_place()
                yield node
            elif name == "tbl":
                nested.append([node])
            elif name == "AlternateContent":
                yield from self._cell_paragraphs(_chosen(node), nested)
            elif name not in _SKIPPED:
                yield from self._cell_paragraphs(node, nested)

    def _text(self, node: etree._Element, inner: list[_Nodes]) -> str:
        """The text of a paragraph; text boxes and tables inside it are put aside, revisions taken as accepted."""
        parts: list[str] = []
        for item in node:
            name = local(item)
            if name == "t":
                parts.append(item.text or "")
            elif name in _WRITTEN:
                parts.append(_WRITTEN[name] if attribute(item, "type") != "page" else "")
            elif name == "txbxContent":
                inner.append(item)
            elif name == "tbl" or name in _PICTURES:
                inner.append([item])
            elif name == "AlternateContent":
                parts.append(self._text(_chosen(item), inner))
            elif name in _SKIPPED:
                self._notice(name)
            elif name == "r" and _is_hidden(item):
                self._notice("vanish")
            else:
                parts.append(self._text(item, inner))
        return "".join(parts)

    def _notice(self, name: str) -> None:
        if name in ("del", "moveFrom"):
            self._notices["REVISIONS"] = REVISIONS
        elif name == "vanish":
            self._notices["HIDDEN_TEXT"] = HIDDEN_TEXT

    def _chunk(self, node: etree._Element) -> Iterator[Block]:
        """An HTML part put into the document whole."""
        relation = self._relations.get(attribute(node, "id") or "")
        if relation is None or relation.outside or relation.target not in self._package:
            return
        yield from html.read(self._package.part(relation.target), self._limits).blocks

    def _picture(self, node: etree._Element, link: str) -> Iterator[Block]:
        relation = self._relations.get(attribute(node, link) or "")
        if relation is not None and not relation.outside:
            yield from self._pictures.blocks(relation.target)

    def _next_place(self) -> Place:
        self._ordinal += 1
        return Place(line=self._ordinal)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """The newer of two forms of the same content."""
    choice = child(alternatives, "Choice")
    if choice is not None:
        return choice
    fallback = child(alternatives, "Fallback")
    return fallback if fallback is not None else alternatives


def _is_hidden(run: etree._Element) -> bool:
    """Whether the text of a run is formatted as hidden."""
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and (value_of(vanish) or "1") not in _OFF


def _extend(anchor: Drawn, below: Drawn) -> None:
    anchor.rowspan += 1
    if below.text:
        anchor.text = f"{anchor.text}\n{below.text}" if anchor.text else below.text
