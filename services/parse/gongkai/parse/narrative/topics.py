"""What a part of the text is about: its heading, or the title that a paragraph opens with (2.政府采购情况。2024年…)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gongkai.parse.narrative.numbering import numbered, without_number
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, phrases
from gongkai.parse.narrative.sections import Passage

_WORDS = phrases(__file__)
_TITLE = re.compile(
    rf"([^，。；：:、,;\d][^，。；：:,;]{{1,38}}?{any_of(_WORDS['title_ends'])})(?:[。：:]|$)(.*)", re.S
)
_DIGITS = re.compile(r"[\d一二三四五六七八九十①-⑳]+")


@dataclass(frozen=True, slots=True)
class _Title:
    words: str
    shape: str
    rest: str


def under(passages: Iterable[Passage], words: re.Pattern[str], *, above: bool = False) -> Iterator[Paragraph]:
    """The paragraphs under a heading or an opening title with these words, in printed order and without that title.

    `above` tells that a heading further up may have the words.
    """
    for passage in passages:
        headings = passage.chain if above else (passage.heading,)
        if any(words.search(heading) for heading in headings if heading):
            yield from passage.body
        else:
            yield from _titled(passage.body, words)


def _titled(body: Iterable[Paragraph], words: re.Pattern[str]) -> Iterator[Paragraph]:
    opened: str | None = None
    for paragraph in body:
        title = _title(paragraph.text)
        if title and words.search(title.words):
            opened = title.shape
            if title.rest:
                yield Paragraph(title.rest.strip(), paragraph.place)
        elif opened is not None and _ends(paragraph.text, title, opened):
            opened = None
        elif opened is not None:
            yield paragraph


@lru_cache(1024)  # each paragraph is asked for the titles of all topics
def _title(text: str) -> _Title | None:
    found = _TITLE.fullmatch(without_number(text))
    return _Title(found[1], _shape(text), found[2]) if found else None


def _ends(text: str, title: _Title | None, opened: str) -> bool:
    """A topic ends where a number of its kind comes again; one without a number at the next title."""
    return _shape(text) == opened if opened else title is not None


def _shape(text: str) -> str:
    """How a paragraph is numbered: `#.` for 2., `（#）` for （三）."""
    found = numbered(text)
    return _DIGITS.sub("#", found.label) if found else ""
