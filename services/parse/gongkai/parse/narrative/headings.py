"""What of a numbered paragraph is a heading: words without a mark of a sentence, and among duties no duty."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai.parse.narrative.numbering import Level, Numbered
from gongkai.parse.narrative.phrases import any_of, compiled, phrases

_WORDS = phrases(str(Path(__file__).with_name("sections.py")))
_DUTIES = compiled(_WORDS["duties"])
_DUTY = compiled(_WORDS["duty_verbs"])
_HEADING_END = re.compile(rf".*{any_of(_WORDS['heading_ends'])}[）)]?", re.S)
_LABELLED = re.compile(r"项目名称[:：]")
# 第三部分中的… mentions a part; 第一部分 中共云溪区委办公室概况 is one.
_MENTIONED = re.compile(r"的|中(?:的|所|已|有|列|[，,、]|$)|所|内容")
_SHORT_HEADING, _LONGEST_WORD = 12, 6
SENTENCE = re.compile(r"[。；！？，,;]")
"""The marks that no heading has."""
LONGEST = 60
"""No heading is longer."""


def is_heading(number: Numbered, above: str) -> bool:
    """Whether the text after a number is a heading; a sentence is none, nor a duty in short words under `above`."""
    if _LABELLED.match(number.rest):
        return True
    among_duties = number.level > Level.PART and bool(_DUTIES.search(above))
    if among_duties and _DUTY.match(number.rest):
        return False
    solid = bare_heading(number.rest)
    if not solid or len(solid) > LONGEST or SENTENCE.search(solid) or _MENTIONED.match(solid):
        return False
    return not among_duties or len(solid) <= _SHORT_HEADING or bool(_HEADING_END.fullmatch(solid))


def bare_heading(text: str) -> str:
    """A heading without the full stop or colon that some print after it."""
    cut = text.rstrip("。：:")
    if text[len(cut) :] == "。" and 1 < len(cut) <= _LONGEST_WORD:
        return cut
    return cut if len(cut) <= _SHORT_HEADING * 2 and _HEADING_END.fullmatch(cut) else text
