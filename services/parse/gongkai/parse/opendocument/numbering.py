"""The automatic numbers of list items and headings, counted and written as the word processor shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.parse.ooxml.numbering import written
from gongkai.parse.ooxml.package import attribute, local, number

OUTLINE = "the outline"
"""The list that the headings of a document are counted in."""

# A number format is named by its first number, or by the beginning of its series (20.314 of part 3, and LibreOffice).
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; an empty `style` means that it has no numbers."""

    style: str
    prefix: str
    suffix: str
    start: int
    shown: int


@dataclass(slots=True)
class Lists:
    """The list styles of a document, and how far each list has been counted."""

    styles: dict[str, dict[int, Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def begin(self, name: str, depth: int, continued: bool) -> None:
        """A list of this style begins at a level (from 1); it counts anew unless it continues the one before."""
        if not continued:
            counts = self._counts.setdefault(name, {})
            for level in [level for level in counts if level >= depth]:
                del counts[level]

    def label(self, name: str, depth: int, start: int | None = None) -> str:
        """The number in front of the next item at a level; empty where the level has none."""
        levels = self.styles.get(name, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[depth] = start if start is not None else counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _written(levels, counts, depth)


def read_lists(*roots: etree._Element) -> Lists:
    """The list styles of the styles part and of the content itself, of which the later ones stand."""
    styles: dict[str, dict[int, Level]] = {}
    for root in roots:
        for node in root.iter("{*}list-style", "{*}outline-style"):
            name = OUTLINE if local(node) == "outline-style" else attribute(node, "name") or ""
            styles[name] = dict(_levels(node))
    return Lists(styles)


def _levels(style: etree._Element) -> Iterator[tuple[int, Level]]:
    for node in style:
        if local(node) in ("list-level-style-number", "outline-level-style"):
            yield (
                number(attribute(node, "level"), 1),
                Level(
                    style=_FORMATS.get((attribute(node, "num-format") or "")[:1], ""),
                    prefix=attribute(node, "num-prefix") or "",
                    suffix=attribute(node, "num-suffix") or "",
                    start=number(attribute(node, "start-value"), 1),
                    shown=number(attribute(node, "display-levels"), 1),
                ),
            )


def _written(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if not level.style:
        return ""
    shown = range(max(depth - level.shown + 1, 1), depth + 1)
    numbers = [written(counts.get(at, levels[at].start), levels[at].style) for at in shown if at in levels]
    return level.prefix + ".".join(filter(None, numbers)) + level.suffix
