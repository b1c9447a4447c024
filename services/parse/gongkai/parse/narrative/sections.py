"""The numbered headings of the running text with what stands under each: 第一部分 / 一 / （一）, without contents and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.domain.disclosure import Section
from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse.narrative.numbering import Level, Numbered, numbered
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, compiled, phrases

_WORDS = phrases(__file__)
_CONTENTS = re.compile(rf"{any_of(_WORDS['contents'])}[:：]?")
_OF_TABLES = re.compile(rf".*{any_of(_WORDS['parts_of_tables'])}", re.S)
_DUTIES = compiled(_WORDS["duties"])
_DUTY = compiled(_WORDS["duty_verbs"])
_HEADING_END = re.compile(rf".*{any_of(_WORDS['heading_ends'])}[）)]?", re.S)
GLOSSARY = compiled(_WORDS["glossary"])
_CAPTION = re.compile(rf"{_WORDS['performance_caption']}|{_WORDS['year_line']}")
_SENTENCE = re.compile(r"[。；！？，,;]")
_LABELLED = re.compile(r"项目名称[:：]")
_LEADER = re.compile(r"(?<![\s.…·．])[\s.…·．]*(?:PAGEREF.*|[-—(]?\d{0,3}[-—)]?)$")
_MENTIONED = ("的", "中", "所", "内容")
_TERM = re.compile(r"([^:：。；]{1,40}?)[:：]\s*(.+)", re.S)
_LONGEST_HEADING, _SHORT_HEADING, _LONGEST_ENTRY, _FIRST_ENTRIES, _LONGEST_WORD = 60, 12, 80, 5, 6


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
    first, last = _contents(paragraphs)
    before, after = paragraphs[:first], paragraphs[last:]
    start = next((at for at, one in enumerate(before) if _opens(one)), len(before))
    rest = before[start:] + after
    begin = next((at for at, one in enumerate(rest) if _opens(one)), len(rest))
    writer = _Writer()
    for paragraph in rest[begin:]:
        writer.take(paragraph)
    unnumbered = () if writer.written else (Passage((), None, body=tuple(rest)),)
    return Outline(
        tuple(before[:start] + rest[:begin]),
        tuple(paragraphs[first:last]),
        writer.passages() or unnumbered,
        tuple(writer.table_parts),
    )


def _headed(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """A number alone in its line and the heading in the next are one: 第一部分 / 单位概况"""
    alone: Paragraph | None = None
    for paragraph in paragraphs:
        number = numbered(paragraph.text)
        if alone and not number and len(paragraph.text) <= _LONGEST_HEADING and not _SENTENCE.search(paragraph.text):
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
    return found is not None and found.level <= Level.CHAPTER and len(paragraph.text) <= _LONGEST_ENTRY


def _contents(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """From where to where the page of contents goes; two equal numbers when there is none."""
    titled = next((at for at, one in enumerate(paragraphs) if _CONTENTS.fullmatch(bare(one.text))), None)
    if titled is not None:
        return titled, _end_of_contents(paragraphs, titled + 1)
    parts = [at for at, one in enumerate(paragraphs) if _is_part(one)]
    first = parts[0] if parts else 0
    last = _end_of_contents(paragraphs, first) if len(parts) > 1 else first
    is_list = last > first and all(_is_entry(one) for one in paragraphs[first:last])
    return (first, last) if is_list else (first, first)


def _end_of_contents(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where one of the first entries comes again as a heading; `start` when none does."""
    entries = [_entry(one) for one in paragraphs[start:]]
    for head in entries[:_FIRST_ENTRIES]:
        if head and entries.count(head) > 1:
            return start + entries.index(head, entries.index(head) + 1)
    return start


def _entry(paragraph: Paragraph) -> str:
    """An entry for comparing: parts by their number, others by their words without dots and page numbers."""
    found = numbered(paragraph.text)
    if found and found.level is Level.PART and len(found.rest) <= _LONGEST_HEADING:
        return found.label
    return _LEADER.sub("", bare(paragraph.text))


def _is_part(paragraph: Paragraph) -> bool:
    found = numbered(paragraph.text)
    return found is not None and found.level is Level.PART and _is_heading(found, "")


def _is_entry(paragraph: Paragraph) -> bool:
    text = _LEADER.sub("", paragraph.text)
    return len(text) <= _LONGEST_ENTRY and not re.search("[。；]", text)


def _is_heading(number: Numbered, chapter: str) -> bool:
    """Whether the text after a number is a heading; a sentence is none, nor a duty in short words."""
    if _LABELLED.match(number.rest):
        return True
    among_duties = number.level is Level.PARAGRAPH and bool(_DUTIES.search(chapter))
    if among_duties and _DUTY.match(number.rest):
        return False
    solid = _bare_heading(number.rest)
    if not solid or len(solid) > _LONGEST_HEADING or _SENTENCE.search(solid) or solid.startswith(_MENTIONED):
        return False
    return not among_duties or len(solid) <= _SHORT_HEADING or bool(_HEADING_END.fullmatch(solid))


def _bare_heading(text: str) -> str:
    """A heading without the full stop or colon that some print after it."""
    cut = text.rstrip("。：:")
    if text[len(cut) :] == "。" and 1 < len(cut) <= _LONGEST_WORD:
        return cut
    return cut if len(cut) <= _SHORT_HEADING * 2 and _HEADING_END.fullmatch(cut) else text


@dataclass
class _Writer:
    """Takes the paragraphs one by one and keeps the path that they stand under."""

    heads: list[Numbered] = field(default_factory=list)
    written: list[Passage] = field(default_factory=list)
    table_parts: list[str] = field(default_factory=list)
    among_tables: bool = False

    def passages(self) -> tuple[Passage, ...]:
        return tuple(self.written)

    def take(self, paragraph: Paragraph) -> None:
        number = numbered(paragraph.text)
        if number and number.level is Level.PART and _is_heading(number, ""):
            self._begin_part(number, paragraph)
        elif self.among_tables:
            return
        elif number and number.level in (Level.CHAPTER, Level.PARAGRAPH) and self._may_begin(number):
            self._begin(number, paragraph)
        elif self.written and not _CAPTION.fullmatch(paragraph.text):
            self._go_on(paragraph)

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
        chapter = next((head.rest for head in self.heads if head.level is Level.CHAPTER), "")
        heading, text = self._divided(number, chapter)
        self.heads.append(replace(number, rest=heading or ""))
        self.written.append(
            Passage(
                path=tuple(head.label for head in self.heads),
                heading=heading,
                chain=tuple(head.rest for head in self.heads if head.rest),
                body=(Paragraph(text, paragraph.place),) if text else (),
                place=paragraph.place,
            )
        )

    def _divided(self, number: Numbered, chapter: str) -> tuple[str | None, str | None]:
        """What of a numbered paragraph is heading and what is text."""
        term = term_of(number.rest) if any(is_glossary(head.rest) for head in self.heads) else None
        if term:
            return term
        if _is_heading(number, chapter):
            return (_bare_heading(number.rest), None)
        return (None, number.rest or None)

    def _go_on(self, paragraph: Paragraph) -> None:
        last = self.written[-1]
        self.written[-1] = replace(last, body=(*last.body, paragraph))
