"""上年结转结余情况说明: the numbered list of what is carried over, each with its amount and purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.domain.disclosure import CarryOver
from gongkai.parse import references
from gongkai.parse.narrative.numbering import Level, numbered
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, compiled, phrases
from gongkai.parse.narrative.sections import Passage
from gongkai.parse.narrative.topics import under

_WORDS = phrases(__file__)
_HEADINGS = compiled(_WORDS["headings"])
_PURPOSE = re.compile(rf"[，,；;。（(]?\s*{any_of(_WORDS['purpose'])}[:：]?")
_LAST_AMOUNT = re.compile(r"(?<![\d.])(\d[\d,，]{0,20}(?:\.\d{1,6})?)(?:万元|元)$")
_AMOUNT_WORD = re.compile(
    r"(?<=[，,：:])(?:上年|本年)?(?:结转|结余|结转结余|金额|资金|共计|合计)(?:为)?$|(?<=[）)知金费目])结转(?:结余)?$"
)
_PARTED = re.compile("[；;]")
_OPENING = re.compile(r"(?:包括|其中|分别是|分别为|具体为|如下)[:：]")
_LONGEST_AMOUNT = 32
_TRAILING = "。；;．."


def carry_overs(passages: Iterable[Passage]) -> tuple[CarryOver, ...]:
    """The items of the passages on what is carried over, in printed order."""
    body = under(passages, _HEADINGS, above=True)
    pieces = (piece for paragraph in body for piece in _listed(paragraph))
    return tuple(item for piece in pieces if (item := _item(piece)))


def _listed(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The items that one sentence lists behind its total (…共计35.6万元，主要包括：…；…), else the paragraph."""
    opening = None if numbered(paragraph.text) else _OPENING.search(paragraph.text)
    if not opening or opening.end() == len(paragraph.text):
        yield paragraph
        return
    for text in _PARTED.split(paragraph.text[opening.end() :]):
        yield Paragraph(text.strip(), paragraph.place)


def _item(paragraph: Paragraph) -> CarryOver | None:
    number = numbered(paragraph.text)
    stated, purpose = _divided(number.rest if number else paragraph.text)
    amount = _amount_before(stated, len(stated))
    is_item = purpose if number is None else number.level is Level.ITEM
    if not is_item or not amount:
        return None
    name = _AMOUNT_WORD.sub("", stated[: amount.start()]).rstrip("，,：: ")
    if not name:
        return None
    return CarryOver(
        name=name,
        amount=Decimal(re.sub("[,，]", "", amount[1])),
        purpose=purpose or None,
        policy_refs=references.refs(name),
        place=paragraph.place,
    )


def _divided(text: str) -> tuple[str, str]:
    """What stands before the purpose, and the purpose without the mark that ends it."""
    at = next((found for found in _PURPOSE.finditer(text) if _amount_before(text, found.start())), None)
    if not at:
        return text.rstrip(_TRAILING), ""
    purpose = text[at.end() :].strip()
    return text[: at.start()], purpose[:-1] if purpose.endswith(tuple(_TRAILING)) else purpose


def _amount_before(text: str, end: int) -> re.Match[str] | None:
    return _LAST_AMOUNT.search(text, max(0, end - _LONGEST_AMOUNT), end)
