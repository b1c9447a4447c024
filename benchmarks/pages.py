"""How much faster the page engine reads PDF pages than pdfplumber does, on the same pages in one run.

    python benchmarks/pages.py [FILE.pdf ...]

Without files: those of the corpus where it is, otherwise the sample; besides, pages with as many thin bars for borders as Word
draws. Both sides deliver text and tables; CPU time is counted, in turns, and the best of several runs is taken. `engine` is
what an installation has, with compiled loops where there was a C compiler; `python` is the same without these.
"""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2
from fiction import write_pdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from scores import ROOT, corpus_folder

from gongkai.parse.pages import calls, plain
from gongkai.parse.readers.pdf import read
from gongkai.settings import Limits

RUNS = 3
LIMITS = Limits()
ROWS, COLUMNS, BARRED = 36, 13, 4


def main(files: list[Path]) -> None:
    """Print pages, milliseconds a page of each side, and the ratios."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    print(
        f"The engine calls pdfium by {calls.speaking()}. Milliseconds a page, and how many times as fast as pdfplumber:"
    )
    print(
        f"{'file':40} {'pages':>5} {'engine':>8} {'python':>8} {'plumber':>8} {'pdfium':>8} {'ratio':>8} {'python':>8}"
    )
    totals = [0.0] * len(SIDES)
    for file in files:
        best = measured(f"{file.parent.name}/{file.name}", file.read_bytes())
        totals = [total + spent for total, spent in zip(totals, best, strict=True)]
    report("all", 0, totals)
    measured(f"{ROWS * COLUMNS * 4} bars a page", barred())


def measured(name: str, data: bytes) -> list[float]:
    """Seconds of each side, the best of several runs in turns; printed as well."""
    pages = read(data, LIMITS).pages or 1
    best = [float("inf")] * len(SIDES)
    for _ in range(RUNS):
        best = [min(old, seconds(side, data)) for old, side in zip(best, SIDES, strict=True)]
    report(name, pages, best)
    return best


def usual() -> list[Path]:
    """The PDF files of the corpus that are no scans, or the sample that the project ships."""
    found = [file for file in sorted(corpus_folder().rglob("*.pdf")) if file.name != "scan.pdf"]
    return found or sorted((ROOT / "samples" / "disclosures").glob("*.pdf"))


def barred() -> bytes:
    """A few pages whose cells have four thin bars each for borders, as Word draws them."""
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=A4)
    font = write_pdf.register(write_pdf.FONTS)
    for _ in range(BARRED):
        sheet.setFont(font, 7)
        for place in range(ROWS * COLUMNS):
            left, low = 40 + 40 * (place % COLUMNS), 60 + 20 * (place // COLUMNS)
            for bar in (
                (left, low, 40, 0.48),
                (left, low + 20, 40, 0.48),
                (left, low, 0.48, 20),
                (left + 40, low, 0.48, 20),
            ):
                sheet.rect(*bar, stroke=0, fill=1)
            sheet.drawString(left + 4, low + 7, f"{place * 7919 / 100:,.2f}" if place % COLUMNS else "科目名称")
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def report(name: str, pages: int, spent: list[float]) -> None:
    """One line of the table; without pages only the ratios."""
    each = " ".join(f"{1000 * part / pages:8.2f}" if pages else " " * 8 for part in spent)
    ours, python, theirs, _ = spent
    print(f"{name:40} {pages or '':>5} {each} {theirs / ours:8.1f} {theirs / python:8.1f}")


def seconds(side: Callable[[bytes], None], data: bytes) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    side(data)
    return time.process_time() - start


def engine(data: bytes) -> None:
    """Lines and grids as the product reads them."""
    read(data, LIMITS)


def without_loops(data: bytes) -> None:
    """The same in plain Python."""
    with calls.by(plain):
        read(data, LIMITS)


def plumber(data: bytes) -> None:
    """The reference: tables and text of each page."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
            page.close()


def floor(data: bytes) -> None:
    """What pdfium itself needs to load each page, its text and its objects."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
        page.close()
    document.close()


SIDES = (engine, without_loops, plumber, floor)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or usual())
