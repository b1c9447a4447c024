"""Who issued a document: where the code before a 文号 (乌财社) begins, or the name of the office before 令 and 公告."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

WORDS = tomllib.loads(Path(__file__).with_name("references.toml").read_text("utf-8"))
CHINESE_NUMBER = "一二三四五六七八九十百零〇"

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LONGEST_RUN, _LONGEST_CODE, _SHORTEST_CODE = 24, 8, 3
# 宁财（农）发〔2021〕5号: a word in brackets within the code; （二）国办〔2021〕5号 begins behind the bracket.
_BRACKETED = re.compile(rf"[（(](?![{CHINESE_NUMBER}])[\u4e00-\u9fff]{{1,2}}[)）][\u4e00-\u9fff]{{0,2}}$")
_LONGEST_BRACKETED = 6
_ENDS = re.compile("|".join(sorted(map(re.escape, WORDS["ends_before_issuer"]), key=len, reverse=True)))
_LEADS = re.compile("|".join(sorted(map(re.escape, [*WORDS["leads"], *WORDS["joins"]]), key=len, reverse=True)))
_OFFICES = re.compile("|".join(sorted(map(re.escape, WORDS["offices"]), key=len, reverse=True)))
_AFTER_ONE = "号》〉)）]】〕"


def code(solid: str, floor: int, end: int) -> int:
    """Where the code of the issuer begins that ends at `end`; `end` itself when there is none."""
    bracket = _BRACKETED.search(solid, max(floor, end - _LONGEST_BRACKETED), end)
    if bracket and (start := code(solid, floor, bracket.start())) < bracket.start() - 1:
        return start
    run = _run(solid, floor, end)
    if solid.endswith(WORDS["minutes"], run, end):
        return _after_last(_LEADS, solid, run, end)
    run += solid[run:end].startswith(tuple(WORDS["leads_at_first"]))
    cut = _after_last(_ENDS, solid, run, end)
    start = _after_offices(solid, cut, end)
    if start == cut:
        start = _after_joins(solid, start, end)
    return start if end - start <= _LONGEST_CODE else _late_code(solid, start, end)


def office(solid: str, floor: int, end: int) -> int:
    """Where the name of the office begins that gave an order or announcement."""
    start = _run(solid, floor, end)
    if start > 0 and solid[start - 1] in _AFTER_ONE and solid[start] in WORDS["joins"]:
        start += 1
    start = _after_last(_ENDS, solid, start, end)
    return start + 1 if solid[start] in WORDS["joins"] and _OFFICES.match(solid, start + 1, end) else start


def _run(solid: str, floor: int, end: int) -> int:
    """Where the run of Han characters that ends here begins."""
    start = end
    while start > max(floor, end - _LONGEST_RUN) and _HAN.match(solid[start - 1]):
        start -= 1
    return start


def _late_code(solid: str, start: int, end: int) -> int:
    """In a run without any known word the code is one sign for the place and the signs of organs after it."""
    at = end
    while at > start + 1 and solid[at - 1] in WORDS["signs_of_codes"]:
        at -= 1
    return at - 1 if at < end else start


def _after_joins(solid: str, start: int, end: int) -> int:
    """A conjunction after another reference or noun is not the first sign of a code; after a bracket or an office it is."""
    follows_noun = start > 0 and (solid[start - 1] in _AFTER_ONE or _HAN.match(solid[start - 1]) is not None)
    led = solid.endswith(tuple(WORDS["leads"]), 0, start)
    if follows_noun and not led and solid[start:end].startswith(tuple(WORDS["joins"])):
        return start + 1
    inside = max(solid.rfind(join, start + 1, end - _SHORTEST_CODE) for join in WORDS["joins"])
    return inside + 1 if inside > start else start


def _after_last(words: re.Pattern[str], solid: str, start: int, end: int) -> int:
    at = start
    for word in words.finditer(solid, start, end):
        if word.start() > at or word[0] not in WORDS["places_at_first"]:
            at = word.end()
    return at


def _after_offices(solid: str, start: int, end: int) -> int:
    """自治区财政厅新财社 begins after 厅, but 人社部发 and 厅字 are codes as they are."""
    for office in _OFFICES.finditer(solid, start, end):
        rest = solid[office.end() : end]
        name = solid[start : office.end()].lstrip("".join(WORDS["joins"]))
        is_code = name in WORDS["offices_in_codes"] and len(rest) < _SHORTEST_CODE
        if rest.strip(WORDS["kinds_of_paper"]) and not is_code:
            start = office.end()
    return start
