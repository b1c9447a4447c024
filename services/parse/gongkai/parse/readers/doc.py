"""DOC and WPS (Word 97 to 2003): paragraphs with their numbers and tables in order, then notes and text boxes."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.domain.content import Block, Content, Line, Notice
from gongkai.domain.places import Place
from gongkai.errors import Refused
from gongkai.parse.drawing import Allowance, draw
from gongkai.parse.msdoc.file import File
from gongkai.parse.msdoc.lists import read_lists
from gongkai.parse.msdoc.properties import Paragraph, Properties
from gongkai.parse.msdoc.tables import Row, drawn
from gongkai.parse.notices import HIDDEN_TEXT, REVISIONS
from gongkai.parse.ooxml.numbering import Numbering
from gongkai.settings import Limits

CELL_END = "\x07"
# As many as of a web page.
_DEEPEST_TABLE = 20
_ENDS = re.compile("[\r\x07\x0c]")
# The instruction of a field, without its result; fields stand inside of fields.
_INSTRUCTION = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_INNER_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14?([^\x13\x14\x15]*)\x15")
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", **dict.fromkeys("\x01\x02\x03\x04\x05\x06\x08\x1f\x00\x13\x14\x15")}
)


def read(data: bytes, limits: Limits) -> Content:
    """The content of a DOC; a line's place is the ordinal of its paragraph in the document.

    Refused CORRUPT, ENCRYPTED, or UNSUPPORTED for Word 95 and older.
    """
    try:
        file = File(data, limits)
        reading = _Reading(file, Properties(file), read_lists(file), Allowance(limits))
        blocks = tuple(reading.blocks())
    except (struct.error, IndexError, ValueError) as damage:
        raise Refused("CORRUPT", type(damage).__name__) from damage
    return Content("doc", blocks, notices=tuple(reading.notices))


@dataclass(slots=True)
class _Printed:
    """One paragraph: its text with its number, whether a cell's mark ends it, and what is said of it."""

    text: str
    place: Place
    cell_end: bool
    about: Paragraph


@dataclass(slots=True)
class _Reading:
    file: File
    properties: Properties
    numbering: Numbering
    allowance: Allowance
    notices: list[Notice] = field(default_factory=list)
    ordinal: int = 0

    def blocks(self) -> Iterator[Block]:
        special = self.properties.has_special_ink
        for _, positions in self.file.parts():
            yield from self._flow(list(self._paragraphs(positions, special)), 0)

    def _paragraphs(self, positions: range, special: bool) -> Iterator[_Printed]:
        start = positions.start
        for match in _ENDS.finditer(self.file.text, positions.start, positions.stop):
            about = self.properties.paragraph(match.start())
            text = self._kept(start, match.start()) if special else self.file.text[start : match.start()]
            start = match.end()
            self.ordinal += 1
            # The mark that ends a row is no paragraph, and numbers nothing.
            label = "" if about.row_end or about.inner_row_end or not about.list else self._label(about)
            yield _Printed(label + _clean(text), Place(line=self.ordinal), match[0] == CELL_END, about)

    def _label(self, about: Paragraph) -> str:
        return self.numbering.count(str(about.list), about.level)

    def _kept(self, start: int, end: int) -> str:
        """The text without what a change has deleted and what is hidden; marks that give it its form stay."""
        kept = []
        for position in range(start, end):
            ink = self.properties.ink(position)
            if ink.deleted:
                self._notice(REVISIONS)
                continue
            if ink.hidden and self.file.text[position] >= " ":
                self._notice(HIDDEN_TEXT)
                continue
            kept.append(self.file.text[position])
        return "".join(kept)

    def _notice(self, notice: Notice) -> None:
        if notice not in self.notices:
            self.notices.append(notice)

    def _flow(self, paragraphs: list[_Printed], depth: int) -> Iterator[Block]:
        """Lines, and a table for every run of paragraphs that stand deeper than this."""
        at = 0
        while at < len(paragraphs):
            if paragraphs[at].about.depth <= depth:
                yield from self._lines(paragraphs[at])
                at += 1
                continue
            end = at
            while end < len(paragraphs) and paragraphs[end].about.depth > depth:
                end += 1
            yield from self._table(paragraphs[at:end], depth + 1)
            at = end

    def _lines(self, paragraph: _Printed) -> Iterator[Line]:
        for line in paragraph.text.split("\n"):
            if line.strip():
                yield Line(self.allowance.text(line.strip()), paragraph.place, whole=True)

    def _table(self, paragraphs: list[_Printed], depth: int) -> Iterator[Block]:
        """The grid and then the tables nested in it; a table of one column only frames what is in it."""
        if depth > _DEEPEST_TABLE:
            raise Refused("BOMB", "tables nested too deeply")
        rows = list(_rows(paragraphs, depth))
        if max((len(cells) for cells, _ in rows), default=0) <= 1:
            for cells, _ in rows:
                for cell in cells:
                    yield from self._flow(cell, depth)
            return
        nested: list[Block] = []
        layout = []
        for cells, last in rows:
            texts = [self._cell(cell, depth, nested) for cell in cells]
            layout.append(Row(texts, last.about.table if last else {}))
        grid = draw(drawn(layout), paragraphs[0].place, self.allowance)
        if grid is not None:
            yield grid
        yield from nested

    def _cell(self, paragraphs: list[_Printed], depth: int, nested: list[Block]) -> tuple[str, Place]:
        inside = list(self._flow(paragraphs, depth))
        nested += [block for block in inside if not isinstance(block, Line)]
        return "\n".join(block.text for block in inside if isinstance(block, Line)), paragraphs[0].place


def _rows(paragraphs: list[_Printed], depth: int) -> Iterator[tuple[list[list[_Printed]], _Printed | None]]:
    """The cells of each row as paragraphs, with the mark that ends the row and tells its layout."""
    cells: list[list[_Printed]] = []
    cell: list[_Printed] = []
    for one in paragraphs:
        about = one.about
        own = about.depth == depth
        if own and (about.inner_row_end if depth > 1 else about.row_end):
            yield cells, one
            cells, cell = [], []
            continue
        cell.append(one)
        if own and (about.inner_cell_end if depth > 1 else one.cell_end):
            cells.append(cell)
            cell = []
    if cell:
        cells.append(cell)
    if cells:
        yield cells, None


def _clean(text: str) -> str:
    """What is shown: fields by their results, no marks of pictures and notes, and pairs of halves as one character."""
    while "\x13" in text and (shown := _INNER_FIELD.sub(r"\1", text)) != text:
        text = shown
    shown = _INSTRUCTION.sub("", text).translate(_SIGNS)
    return shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
