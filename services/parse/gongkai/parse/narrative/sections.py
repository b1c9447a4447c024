"""The numbered headings of the running text with what stands under each: 第一部分 / 一 / （一）, without contents and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.domain.disclosure import Section
from gongkai.domain.places import Place
from gongkai.parse.narrative import contents, headings
from gongkai.parse.narrative.headings import bare_heading, is_heading
from gongkai.parse.narrative.numbering import Level, Numbered, numbered
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, compiled, phrases

_WORDS = phrases(__file__)
_OF_TABLES = re.compile(rf".*{any_of(_WORDS['parts_of_tables'])}", re.S)
GLOSSARY = compiled(_WORDS["glossary"])
_CAPTION = re.compile(rf"{_WORDS['performance_caption']}|{_WORDS['year_line']}")
_TERM = re.compile(r"([^:：。；]{1,40}?)[:：]\s*(.+)", re.S)
_LONGEST_OPENING = 80


@dataclass(frozen=True, slots=True)
class Passage:
    """A section while its paragraphs are still apart: `chain` has the headings from its part down to its own."""

    path: tuple[str, ...]
    heading: str | None
    chain: tuple[str, ...] = ()
    body: tuple[Paragraph, ...] = ()
    place: Place | None = None

    def about(self, words: re.Pattern[str]) -> bool:
        """Whether its heading or one above it speaks of this."""
        return any(words.search(heading) for heading in self.chain)

    def section(self) -> Section:
        """The section as the schema has it."""
        text = "\n".join(paragraph.text for paragraph in self.body) or None
        return Section(path=self.path, heading=self.heading, text=text, place=self.place)


@dataclass(frozen=True, slots=True)
class Outline:
    """The running text in order: the cover, the contents' entries, the passages, and the headings of parts with tables."""

    cover: tuple[Paragraph, ...] = ()
    contents: tuple[Paragraph, ...] = ()
    passages: tuple[Passage, ...] = ()
    table_parts: tuple[str, ...] = ()


def outline(paragraphs: Sequence[Paragraph]) -> Outline:
    """The text divided at its numbered headings; what stands before the first one is the cover.

    A text without any is one passage without a path.
    """
    paragraphs = list(_headed(paragraphs))
    listed = contents.find(paragraphs)
    before, after = paragraphs[: listed.first], paragraphs[listed.last :]
    start = next((at for at, one in enumerate(before) if _opens(one)), len(before))
    rest = before[start:] + after
    titles = contents.titles(listed.entries, rest)
    begin = next((at for at, one in enumerate(rest) if at in titles or _opens(one)), len(rest))
    writer = _Writer()
    for at in range(begin, len(rest)):
        writer.take(rest[at], titles.get(at) or numbered(rest[at].text))
    unnumbered = () if writer.written else (Passage((), None, body=tuple(rest)),)
    return Outline(
        tuple(before[:start] + rest[:begin]),
        tuple(paragraphs[listed.first : listed.last]),
        writer.passages() or unnumbered,
        tuple(writer.table_parts),
    )


def _headed(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """A number alone in its line and the heading in the next are one: 第一部分 / 单位概况"""
    alone: Paragraph | None = None
    for paragraph in paragraphs:
        number = numbered(paragraph.text)
        if (
            alone
            and not number
            and len(paragraph.text) <= headings.LONGEST
            and not headings.SENTENCE.search(paragraph.text)
        ):
            yield Paragraph(alone.text + " " + paragraph.text, alone.place)
            alone = None
            continue
        if alone:
            yield alone
        alone = paragraph if number and number.level <= Level.CHAPTER and not number.rest else None
        if not alone:
            yield paragraph
    if alone:
        yield alone


def is_glossary(heading: str) -> bool:
    """Whether a heading announces the explanation of terms."""
    return bool(GLOSSARY.search(heading))


def term_of(text: str) -> tuple[str, str] | None:
    """The term and its definition where a colon parts them: 财政拨款：指… -> (财政拨款, 指…)."""
    found = _TERM.fullmatch(text)
    return (found[1], found[2]) if found else None


def _opens(paragraph: Paragraph) -> bool:
    found = numbered(paragraph.text)
    return found is not None and found.level <= Level.CHAPTER and len(paragraph.text) <= _LONGEST_OPENING


@dataclass
class _Writer:
    """Takes the paragraphs one by one and keeps the path that they stand under."""

    heads: list[Numbered] = field(default_factory=list)
    written: list[Passage] = field(default_factory=list)
    bodies: list[list[Paragraph]] = field(default_factory=list)
    table_parts: list[str] = field(default_factory=list)
    among_tables: bool = False

    def passages(self) -> tuple[Passage, ...]:
        return tuple(replace(one, body=tuple(body)) for one, body in zip(self.written, self.bodies, strict=True))

    def take(self, paragraph: Paragraph, number: Numbered | None) -> None:
        """Take the next paragraph with its number, which for a title without one is that of the contents."""
        if number and number.level is Level.PART and is_heading(number, ""):
            self._begin_part(number, paragraph)
        elif self.among_tables:
            return
        elif number and number.level in (Level.CHAPTER, Level.PARAGRAPH) and self._may_begin(number):
            self._begin(number, paragraph)
        elif self.written and not _CAPTION.fullmatch(paragraph.text):
            self.bodies[-1].append(paragraph)

    def _begin_part(self, number: Numbered, paragraph: Paragraph) -> None:
        self.among_tables = bool(_OF_TABLES.fullmatch(number.rest))
        if self.among_tables:
            self.table_parts.append(number.rest)
        else:
            self._begin(number, paragraph)

    def _may_begin(self, number: Numbered) -> bool:
        """（一） under nothing is no section; 一、 may stand without a part."""
        return number.level is Level.CHAPTER or bool(self.heads)

    def _begin(self, number: Numbered, paragraph: Paragraph) -> None:
        self.heads = [head for head in self.heads if head.level < number.level]
        heading, text = self._divided(number, self.heads[-1].rest if self.heads else "")
        self.heads.append(replace(number, rest=heading or ""))
        self.written.append(
            Passage(
                path=tuple(head.label for head in self.heads),
                heading=heading,
                chain=tuple(head.rest for head in self.heads if head.rest),
                place=paragraph.place,
            )
        )
        self.bodies.append([Paragraph(text, paragraph.place)] if text else [])

    def _divided(self, number: Numbered, above: str) -> tuple[str | None, str | None]:
        """What of a numbered paragraph is heading and what is text."""
        term = term_of(number.rest) if any(is_glossary(head.rest) for head in self.heads) else None
        if term:
            return term
        if is_heading(number, above):
            return (bare_heading(number.rest), None)
        return (None, number.rest or None)
