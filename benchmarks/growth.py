"""How the time and the memory of reading grow with the pages of a PDF.

    python benchmarks/growth.py [PAGES ...]

The document is a book of invented budgets, no two units alike, cut off after so many pages. Each length is read in a process
of its own like the isolated child's: from bytes to the JSON file. Printed are the CPU seconds, the milliseconds a page, the
peak of its memory (the interpreter and what it imports included), and how much the time grew against the pages.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
from fiction import book, modern, write_pdf
from fiction.vocabulary import PLACES

from gongkai.parse import pipeline, warming
from gongkai.settings import Limits

PAGES = (125, 250, 500, 1000, 2000)
LIMITS = Limits()


def main(lengths: tuple[int, ...]) -> None:
    """Write the book, read its beginnings, print."""
    warming.warm()
    print(f"{'pages':>6} {'CPU s':>8} {'ms a page':>10} {'peak MB':>8} {'JSON MB':>8}")
    with tempfile.TemporaryDirectory(prefix="gongkai-growth-") as name:
        folder = Path(name)
        spent = [(pages, report(pages, *measured(file))) for pages, file in beginnings(folder, lengths)]
    for (few, before), (many, after) in pairwise(spent):
        print(f"{few} -> {many} pages: {many / few:.1f} x the pages, {after / before:.2f} x the time")


def beginnings(folder: Path, lengths: tuple[int, ...]) -> Iterator[tuple[int, Path]]:
    """The book's first pages as files of their own, the shortest first."""
    whole = pypdfium2.PdfDocument.new()
    units = iter(range(10_000))
    for pages in sorted(lengths):
        while len(whole) < pages:
            part = pypdfium2.PdfDocument(budget(next(units)))
            whole.import_pages(part, range(min(len(part), pages - len(whole))))
        file = folder / f"{pages}.pdf"
        whole.save(file)
        yield pages, file


def budget(number: int) -> bytes:
    """The budget of one invented unit."""
    sectors = list(book.SECTORS)
    place = f"{PLACES[number % len(PLACES)]}第{number}街道"
    unit = book.make(number, sectors[number % len(sectors)], 2018 + number % 8, place)
    written = modern.write(unit)
    return write_pdf.write(replace(written, title=(f"{place}{number}", *written.title)))


def measured(file: Path) -> tuple[float, float, float]:
    """CPU seconds and megabytes of the process, and the megabytes that it wrote."""
    target = file.with_suffix(".json")
    child = os.fork()
    if child == 0:
        pipeline.parse_file(file, target, LIMITS)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{file.name} was not read")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, target.stat().st_size / 1e6


def report(pages: int, seconds: float, peak: float, written: float) -> float:
    """One line of the table."""
    print(f"{pages:6} {seconds:8.1f} {1000 * seconds / pages:10.1f} {peak:8.0f} {written:8.1f}", flush=True)
    return seconds


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or PAGES)
