"""Where on a page a table without upright rules may stand: runs of lines in one size of type, figures among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.parse import captions
from gongkai.parse.pages.lines import Printed

FEWEST_FIGURES = 2  # lines with amounts that make it worth a look
SAME_SIZE = 0.6
FAR = 5.0  # of the font size: the widest white between two lines of one table
CENTRED = 3.0  # points: how far a page number may be off the middle of the page
LONGEST_NAME = 240.0  # points: a stretch of text longer than this with a comma in it is a sentence

_PAGE_NUMBER = re.compile(
    r"[-—–－―─·•~～\s]+\d{1,4}[-—–－―─·•~～\s]+|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*[/／]\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")
_AMOUNT = re.compile(r"\d\.\d")
_SENTENCE = re.compile(r"[，。；：、]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines from top to bottom that may be a table, and whether nothing but page furniture is above or below."""

    lines: tuple[Printed, ...]
    first: bool
    last: bool


def segments(
    lines: list[Printed], fewest_first: int = FEWEST_FIGURES, middle: float | None = None
) -> Iterator[Segment]:
    """The runs of lines between captions, notes, sentences and changes of size that hold several amounts.

    `fewest_first` is how many lines with amounts the first run needs: what goes on from a page before needs fewer,
    and so does what may go on overleaf. A bare number at the foot that stands in the `middle` of the page numbers it.
    """
    lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line.text)]
    if lines and middle is not None and _BARE.fullmatch(lines[-1].text) and abs(_centre(lines[-1]) - middle) < CENTRED:
        lines.pop()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and _goes_on(lines[end - 1], lines[end]) and not _is_outside(lines[end]):
            continue
        if start < end and _is_outside(lines[start]):
            start += 1
        run = tuple(lines[start:end])
        fewest = fewest_first if start == 0 else 1 if end == len(lines) else FEWEST_FIGURES
        if sum(map(has_amount, run)) >= fewest:
            yield Segment(run, start == 0, end == len(lines))
        start = end


def has_amount(line: Printed) -> bool:
    """Whether a line holds a figure with decimals."""
    return bool(_AMOUNT.search(line.text))


def _centre(line: Printed) -> float:
    return (line.box[0] + line.box[2]) / 2


def _goes_on(above: Printed, below: Printed) -> bool:
    return abs(above.size - below.size) <= SAME_SIZE and below.middle - above.middle <= FAR * above.size


def _is_outside(line: Printed) -> bool:
    text = line.text
    return _is_sentence(line) or captions.is_caption(text) or captions.is_note(text) or captions.says_empty(text)


def _is_sentence(line: Printed) -> bool:
    longest = max(line.text.split(" "), key=len)
    return bool(_SENTENCE.search(longest)) and len(longest) * line.size > LONGEST_NAME
