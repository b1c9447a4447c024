"""A varied document as a file of each format, printed by the same dice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fiction.document import Document
from fiction.varied import print_office, print_pdf
from fiction.varied.composing import Varied
from fiction.varied.dice import Dice

Writer = Callable[[Document, Dice], bytes]
FORMATS: Mapping[str, Writer] = {
    "html": print_office.html_file, "docx": print_office.docx_file, "xlsx": print_office.xlsx_file, "txt": print_office.txt_file, "pdf": print_pdf.write,
}  # fmt: skip
# Forms that can only be read in part: what cannot be read has to be told.
HARD: Mapping[str, Writer] = {
    "rules": lambda document, dice: print_pdf.write(document, dice, ("rows", "three", "none", "inner")), "layout": print_office.layout_file,
}  # fmt: skip
SUFFIXES = {"rules": "pdf", "layout": "txt"}


def printed(varied: Varied, format: str, seed: int) -> bytes:
    """The bytes of a document; `format` is one of `FORMATS` or `HARD`."""
    return {**FORMATS, **HARD}[format](varied.document, Dice(f"{seed}-{format}"))
