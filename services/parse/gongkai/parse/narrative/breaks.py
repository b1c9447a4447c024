"""What the words of a line say about where a paragraph begins, ends or was cut."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from unicodedata import east_asian_width

from gongkai.domain.text import tidy
from gongkai.parse.narrative.numbering import Level, numbered
from gongkai.parse.narrative.phrases import any_of, compiled, phrases

_WORDS = phrases(__file__)
LABEL = rf"{any_of(_WORDS['labels'])}\s?[:：]"
_LABEL = re.compile(LABEL)
_AROUND_PAGE = compiled(_WORDS["around_page"])
_OTHER_LABEL = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff（）()“”]{1,15})[:：]")
_NO_LABEL = re.compile(rf".*{any_of(_WORDS['no_labels'])}$")
_HEADING_END = re.compile(rf".*{any_of(_WORDS['heading_ends'])}[）)]?$", re.S)
_CLOSING = re.compile(rf".*(?:[{re.escape(_WORDS['closings'])}]|{any_of(_WORDS['closing_words'])})[”’）)\]】]*$", re.S)
_SENTENCE_END = ("。", "！", "？", "。”", "。）")
_TAILS = tuple("的，。；、：！？）》”〉】")
_MARK = re.compile("[，。；：,]")
_LATIN = re.compile(r"[\x21-\x7e]*")
_BRACKETED = re.compile("[（《“〔【]+[^（）《》“”][）》”〕】，。；、：]+")
_MIXED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[!-~])|(?<=[!-~]) (?=[\u3000-\u9fff\uff00-\uffef])")
_DATE = re.compile(r"[二〇○零一三四五六七八九\d]{4}年.{1,3}月(?:.{1,3}日)?")
_ENTRY = re.compile(r"(?:[….·．]\s?){4,}[\s(（]*\d{0,3}[)）\s]*$")
_NARROWEST_COLUMN, _NEIGHBOURS = 16.0, 15
# The lines of a document are gone through twice: those that are no tables, and all of them for their references.
_REMEMBERED = 4096
_SHORTEST_OPEN, _SHORTEST_CUT, _LONGEST_HEADING_REST = 18, 24, 30


@lru_cache(_REMEMBERED)
def begins(text: str) -> bool:
    """Whether the text begins as only a paragraph begins: with a number or any label."""
    other = _OTHER_LABEL.match(tidy(text))
    return is_announced(text) or bool(other and not _NO_LABEL.match(other[1]))


@lru_cache(_REMEMBERED)
def is_announced(text: str) -> bool:
    """Whether a number or a known label says beyond doubt that a paragraph begins here."""
    solid = tidy(text)
    return bool(numbered(solid) or _LABEL.match(solid))


def is_tail(text: str) -> bool:
    """Whether the text begins with what never begins a paragraph: 的, or a mark that closes something."""
    return tidy(text)[:1] in _TAILS


def is_mark(text: str) -> bool:
    """Whether the text begins with a mark that closes something before it."""
    return tidy(text)[:1] in _TAILS[1:]


@lru_cache(_REMEMBERED)
def is_entry(text: str) -> bool:
    """Whether the text is an entry of a page of contents, with its leader: 一、主要职能…………3"""
    return _ENTRY.search(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with the text."""
    return text.rstrip().endswith(_SENTENCE_END)


@lru_cache(_REMEMBERED)
def is_whole_heading(text: str) -> bool:
    """Whether the text is a numbered heading from beginning to end."""
    solid = tidy(text)
    return bool(numbered(solid)) and _ends_like_heading(solid)


@lru_cache(_REMEMBERED)
def is_open(text: str) -> bool:
    """Whether the text breaks off: it is longer than most headings and ends neither like one nor like a sentence."""
    solid = tidy(text)
    return len(solid) >= _SHORTEST_OPEN and not _CLOSING.match(solid) and not _ends_like_heading(solid)


def is_date(text: str) -> bool:
    """Whether the text is nothing but a date."""
    return _DATE.fullmatch(tidy(text)) is not None


def was_cut(before: str, after: str) -> bool:
    """Whether a page break stands inside a paragraph that the format calls two: 自治区财政就业补 / 助项目资金预算减少"""
    if begins(after) or is_date(after) or _AROUND_PAGE.match(tidy(before)):
        return False
    return (len(tidy(before)) >= _SHORTEST_CUT and is_open(before)) or _is_cut_heading(tidy(before), tidy(after))


def width(text: str) -> float:
    """How wide a text prints, in Chinese characters; Word sets a quarter of one between Chinese and Latin."""
    solid = sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in tidy(text))
    return solid + len(_MIXED.findall(text)) / 4


@lru_cache(_REMEMBERED)
def first_word(text: str) -> float:
    """How much the first word of a line needs more than one sign: numbers, Latin words and （套）。 are not broken."""
    if bracketed := _BRACKETED.match(text.lstrip()):
        return float(len(bracketed[0]) - 1)
    found = _LATIN.match(text.lstrip())
    return max(0.0, len(found[0] if found else "") / 2 - 1)


def columns(widths: list[float]) -> list[float]:
    """For each line how wide the full lines around it are; the parts of one text differ."""
    counted = Counter(round(one) for one in widths if one >= _NARROWEST_COLUMN)
    usual = max(counted.items(), key=lambda one: (one[1], one[0]), default=(_NARROWEST_COLUMN, 0))[0]
    bounded = [min(one, usual + 3.0) for one in widths]
    return [_upper(bounded[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]) for at in range(len(bounded))]


def _upper(widths: list[float]) -> float:
    ordered = sorted(one for one in widths if one >= _NARROWEST_COLUMN)
    return ordered[len(ordered) * 7 // 8] if ordered else _NARROWEST_COLUMN


def _ends_like_heading(solid: str) -> bool:
    return bool(_HEADING_END.match(solid)) and not _MARK.search(solid)


def _is_cut_heading(before: str, after: str) -> bool:
    """一、关于某某局 / 单位2024年收支预算情况的总体说明"""
    head = numbered(before)
    breaks_off = head is not None and head.level <= Level.CHAPTER and not _HEADING_END.match(before)
    goes_on = len(after) <= _LONGEST_HEADING_REST and bool(_HEADING_END.match(after))
    return breaks_off and goes_on and not _CLOSING.match(before)
