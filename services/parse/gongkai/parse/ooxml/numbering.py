"""The automatic numbers of paragraphs (一、（一）1. …), counted and written as the word processor shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from gongkai.parse.ooxml.package import Package, attribute, child, local, number

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_MOST = 9999


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: `pattern` holds `%1`…`%9` for the numbers of the levels."""

    start: int
    style: str
    pattern: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """The number in front of a paragraph, empty without one; counts on."""
        found = self._numbered(paragraph)
        return self.count(*found) if found is not None else ""

    def count(self, instance: str, depth: int) -> str:
        """The next number of a list at a level (from 0), as it is written; empty for one that has none."""
        key = self.lists.get(instance, "")
        levels = self.levels.get(instance) or self.levels.get(key, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _written(levels, counts, depth)

    def _numbered(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and the level of a paragraph, its own or its style's."""
        style = _value(child(paragraph, "pPr", "pStyle"))
        inherited = self.styles.get(style or "")
        own = child(paragraph, "pPr", "numPr")
        if own is None:
            return inherited
        instance = _value(child(own, "numId")) or (inherited[0] if inherited else None)
        if instance in (None, "0"):
            return None
        return str(instance), number(_value(child(own, "ilvl")), inherited[1] if inherited else 0)


def read_numbering(package: Package, document: str) -> Numbering:
    """The lists that a document's numbering and style parts define; none when it has no such parts."""
    numbering = Numbering()
    part = package.related(document, "numbering")
    if part is not None:
        _read_lists(package.tree(part), numbering)
    styles = package.related(document, "styles")
    if part is not None and styles is not None:
        numbering.styles = _numbered_styles(package.tree(styles))
    return numbering


def written(value: int, style: str) -> str:
    """A count in one of the number formats of the standard (ECMA-376 17.18.59); decimal for those not in use here."""
    if style in ("bullet", "none"):
        return ""
    writer = _STYLES.get(style)
    return writer(value) if writer is not None and 0 <= value <= _MOST else str(value)


def _read_lists(root: etree._Element, numbering: Numbering) -> None:
    for node in root:
        name, key = local(node), attribute(node, "abstractNumId") or ""
        if name == "abstractNum":
            numbering.levels[f"abstract {key}"] = _levels(node)
        elif name == "num":
            instance = attribute(node, "numId") or ""
            numbering.lists[instance] = f"abstract {_value(child(node, 'abstractNumId'))}"
            overridden = _overrides(node)
            if overridden:
                base = numbering.levels.get(numbering.lists[instance], {})
                numbering.levels[instance] = _overridden(base, overridden)
                numbering.lists[instance] = f"own {instance}"


def _levels(node: etree._Element) -> dict[int, Level]:
    return {
        number(attribute(level, "ilvl")): Level(
            start=number(_value(child(level, "start")), 1),
            style=_value(child(level, "numFmt")) or "decimal",
            pattern=_value(child(level, "lvlText")) or "",
            legal=child(level, "isLgl") is not None,
        )
        for level in node
        if local(level) == "lvl"
    }


def _overrides(node: etree._Element) -> dict[int, etree._Element]:
    return {number(attribute(over, "ilvl")): over for over in node if local(over) == "lvlOverride"}


def _overridden(base: dict[int, Level], overridden: dict[int, etree._Element]) -> dict[int, Level]:
    levels = dict(base)
    for depth, node in overridden.items():
        levels.update(_levels(node))
        start = _value(child(node, "startOverride"))
        if start is not None and depth in levels:
            old = levels[depth]
            levels[depth] = Level(number(start, 1), old.style, old.pattern, old.legal)
    return levels


def _numbered_styles(root: etree._Element) -> dict[str, tuple[str, int]]:
    """Paragraph style -> (list, level), also where a style takes it from the one it is based on."""
    own: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for style in root:
        if local(style) != "style":
            continue
        name = attribute(style, "styleId") or ""
        parents[name] = _value(child(style, "basedOn")) or ""
        instance = _value(child(style, "pPr", "numPr", "numId"))
        if instance is not None:
            own[name] = (instance, number(_value(child(style, "pPr", "numPr", "ilvl"))))
    resolved = {name: _inherited(name, own, parents) for name in parents}
    return {name: found for name, found in resolved.items() if found is not None and found[0] != "0"}


def _inherited(name: str, own: dict[str, tuple[str, int]], parents: dict[str, str]) -> tuple[str, int] | None:
    seen: set[str] = set()
    while name and name not in seen:
        if name in own:
            return own[name]
        seen.add(name)
        name = parents.get(name, "")
    return None


def _written(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.style in ("bullet", "none"):
        return ""

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in levels:
            return ""
        style = "decimal" if level.legal else levels[at].style
        return written(counts.get(at, levels[at].start), style)

    return re.sub(r"%([1-9])", count, level.pattern)


def _chinese(digits: str, units: tuple[str, ...]) -> Callable[[int], str]:
    def write(value: int) -> str:
        text, gap = "", False
        for power in range(3, -1, -1):
            digit = value // 10**power % 10
            if digit:
                text += (digits[0] if gap and text else "") + digits[digit] + units[power]
            gap = digit == 0
        if 10 <= value < 20 and units is _UNITS:
            text = text[1:]
        return text or digits[0]

    return write


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else ""


def _roman(value: int) -> str:
    text = ""
    for size, letters in (*_ROMAN, *_ROMAN_ONES):
        text += letters * (value // size)
        value %= size
    return text


def _circled(value: int) -> str:
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)


def _value(node: etree._Element | None) -> str | None:
    return None if node is None else attribute(node, "val")


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": _chinese(_DIGITS, _UNITS),
    "chineseCountingThousand": _chinese(_DIGITS, _UNITS),
    "japaneseCounting": _chinese(_DIGITS, _UNITS),
    "taiwaneseCountingThousand": _chinese(_DIGITS, _UNITS),
    "taiwaneseCounting": _chinese(_DIGITS, _UNITS),
    "chineseLegalSimplified": _chinese(_LEGAL, _LEGAL_UNITS),
    "ideographDigital": lambda value: "".join(("〇" + _DIGITS[1:])[int(digit)] for digit in str(value)),
    "ideographTraditional": lambda value: _STEMS[(value - 1) % 10],
    "ideographZodiac": lambda value: _BRANCHES[(value - 1) % 12],
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
