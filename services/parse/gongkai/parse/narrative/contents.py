"""The page of contents: where it stands, and which titles without numbers it numbers (一、部门主要职能 -> 某某局主要职能)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.domain.text import bare
from gongkai.parse.narrative.headings import is_heading
from gongkai.parse.narrative.numbering import Level, Numbered, numbered
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, phrases

_WORDS = phrases(str(Path(__file__).with_name("sections.py")))
_CONTENTS = re.compile(rf"{any_of(_WORDS['contents'])}[:：]?")
_LEADER = re.compile(r"(?<![\s.…·．])[\s.…·．]*(?:PAGEREF.*|[-—(]?\d{0,3}[-—)]?)$")
_SENTENCE = re.compile(r"[。；！？，,;:：]")
# A title says whose and of which year it is where the contents say 部门 or 单位.
_OWNED = re.compile(r"^(?:部门|单位|本部门|本单位|项目)+|^20\d\d年度?(?:部门|单位)?")
_TABLES = "表"
_LONGEST_ENTRY, _FIRST_ENTRIES, _FEWEST_ENTRIES, _FEWEST_PARTS, _LONGEST_TITLE, _SHORTEST_TITLE = 80, 5, 3, 2, 50, 4


@dataclass(frozen=True, slots=True)
class Contents:
    """From where to where the contents go among the paragraphs (equal where there are none), and its numbered entries.

    `entries` are there only where the text does not repeat their numbers.
    """

    first: int = 0
    last: int = 0
    entries: tuple[Numbered, ...] = ()


def find(paragraphs: Sequence[Paragraph]) -> Contents:
    """The contents, known by their title, else because their entries come again."""
    titled = next((at for at, one in enumerate(paragraphs) if _CONTENTS.fullmatch(bare(one.text))), None)
    if titled is not None:
        again = _again(paragraphs, titled + 1)
        return Contents(titled, again) if again > titled + 1 else _listed(paragraphs, titled)
    parts = [at for at, one in enumerate(paragraphs) if _is_part(one)]
    first = parts[0] if parts else 0
    last = _again(paragraphs, first) if len(parts) > 1 else first
    is_list = last > first and all(_is_entry(one.text) for one in paragraphs[first:last])
    return Contents(first, last) if is_list else Contents(first, first)


def titles(entries: Sequence[Numbered], paragraphs: Sequence[Paragraph]) -> Mapping[int, Numbered]:
    """Which paragraphs are titles that the entries number, in the order of the entries; each is a part of the text."""
    found: dict[int, Numbered] = {}
    reached = 0
    cores = [(at, one.label, _core(one.rest)) for at, one in enumerate(entries) if not one.rest.endswith(_TABLES)]
    for place, paragraph in enumerate(paragraphs):
        named = _named(paragraph.text, cores[reached:]) if len(paragraph.text) <= _LONGEST_TITLE else None
        if named:
            reached = next(at for at, core in enumerate(cores) if core is named)
            found[place] = Numbered(Level.PART, named[1], paragraph.text)
    return found


def _named(text: str, cores: Iterable[tuple[int, str, str]]) -> tuple[int, str, str] | None:
    if numbered(text) or _SENTENCE.search(text):
        return None
    solid = bare(text)
    fitting = [core for core in cores if solid.endswith(core[2])]
    return max(fitting, key=lambda core: len(core[2]), default=None)


def _core(words: str) -> str:
    """What an entry and its title have in common: 部门预算编制说明 -> 预算编制说明."""
    solid = bare(words)
    core = _OWNED.sub("", solid)
    return core if len(core) >= _SHORTEST_TITLE else solid


def _listed(paragraphs: Sequence[Paragraph], titled: int) -> Contents:
    """Contents whose entries do not come again with their numbers: a run of numbered lines that are no sentences."""
    last = titled + 1
    while last < len(paragraphs) and numbered(paragraphs[last].text) and _is_entry(paragraphs[last].text):
        last += 1
    listed = [number for one in paragraphs[titled + 1 : last] if (number := numbered(_LEADER.sub("", one.text)))]
    parts = [number for number in listed if number.level is Level.PART]
    if len(listed) < _FEWEST_ENTRIES and len(parts) < _FEWEST_PARTS:
        return Contents(titled, titled + 1)
    highest = parts or [number for number in listed if number.level is Level.CHAPTER]
    return Contents(titled, last, tuple(number for number in highest if number.rest))


def _again(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where one of the first entries comes again as a heading; `start` when none does."""
    texts = [bare(one.text) for one in paragraphs[start:]]
    for head in filter(None, map(_entry, paragraphs[start : start + _FIRST_ENTRIES])):
        alike = [at for at, text in enumerate(texts, start) if text.startswith(bare(head))]
        same = [at for at in alike if _entry(paragraphs[at]) == head]
        if len(same) > 1:
            return same[1]
    return start


def _entry(paragraph: Paragraph) -> str:
    """An entry for comparing: parts by their number, others by their words without dots and page numbers."""
    found = numbered(paragraph.text)
    if found and found.level is Level.PART and (not found.rest or is_heading(found, "")):
        return found.label
    return _LEADER.sub("", bare(paragraph.text))


def _is_part(paragraph: Paragraph) -> bool:
    found = numbered(paragraph.text)
    return found is not None and found.level is Level.PART and is_heading(found, "")


def _is_entry(text: str) -> bool:
    shown = _LEADER.sub("", text)
    return len(shown) <= _LONGEST_ENTRY and not re.search("[。；]", shown)
