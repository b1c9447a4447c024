"""What a person asks becomes a question for the engines: words, phrases, exclusions, codes and 文号, within limits.

Nothing that a person writes is ever read as an engine's query language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from gongkai.domain import policy
from gongkai.domain.amounts import amount
from gongkai.domain.tokens import fold, tokens
from gongkai.errors import GongkaiError
from gongkai.index import codes
from gongkai.index.describe import YUAN
from gongkai.index.fields import BY_NAME, FACETS, FILTERS, SORTS
from gongkai.ports import cursors
from gongkai.ports.index import Clue, Query

LONGEST = 512
MOST_CLUES = 32
LARGEST_PAGE = 100
_MOST_VALUES = 100
_LONG = 5  # tokens of a phrase of which a part may be missing
_LONGEST_WHOLE = 18  # digits of a whole number that every engine takes

_SYNONYMS: list[list[str]] = tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text("utf-8"))["groups"]
_QUOTES = str.maketrans({"“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"'})
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
# 乌财社 [2023] 262 号: the spaces inside belong to it.
_SPACED_REFERENCE = re.compile(r"\s*([〔\[［【（(〖])\s*((?:19|20)\d{2})\s*([〕\]］】）)〗])\s*(\d{1,5})(?:\s*(号))?")
_SIZED = re.compile(r"(?P<figure>.+?)(?P<currency>元|千元|万元?|百万元|亿元?)?")


def ask(
    text: str = "",
    *,
    spaces: Sequence[str],
    filters: Mapping[str, Sequence[str]] | None = None,
    least: str | None = None,
    most: str | None = None,
    facets: Sequence[str] = FACETS,
    sort: str = "",
    size: int = 20,
    cursor: str | None = None,
) -> Query:
    """The question that a person asks; `GongkaiError("BAD_REQUEST")` says what cannot be asked.

    Words are found in any order, `"…"` as they stand, `-word` not at all; 文号 and codes in any written form.
    `least` and `most` are amounts such as `100`, `1,000元` or `28.5万`, in 元 when they name no unit.
    """
    if sort.removeprefix("-") not in ("", *SORTS):
        raise bad_request(
            f"不能按 {sort} 排序，可用：{'、'.join(SORTS)}。Cannot sort by {sort!r}; there are: {', '.join(SORTS)}."
        )
    if not 1 <= size <= LARGEST_PAGE:
        raise bad_request(f"每页 1 至 {LARGEST_PAGE} 条。A page has 1 to {LARGEST_PAGE} results.")
    return Query(
        spaces=tuple(spaces),
        clues=_clues(text),
        filters=_filters(filters or {}),
        amount=(_bound(least), _bound(most)),
        facets=tuple(facets),
        sort=sort,
        size=size,
        cursor=_cursor(cursor),
    )


def loosened(query: Query) -> Query | None:
    """The same question, content with most of each long phrase; None when there is no long one."""
    clues = tuple(replace(clue, loose=_is_long(clue)) for clue in query.clues)
    return replace(query, clues=clues) if clues != query.clues else None


def bad_request(detail: str) -> GongkaiError:
    """The error for a question that cannot be asked, with what is wrong in both languages."""
    return GongkaiError("BAD_REQUEST", detail)


def _is_long(clue: Clue) -> bool:
    """Numbers are never loose: another 文号 is not nearly the right one."""
    words = [word for phrase in clue.phrases[:1] for word in tokens(phrase)]
    is_worded = not any(word.isdecimal() for word in words)
    return is_worded and not clue.exact and not clue.excluded and len(words) >= _LONG


def _clues(text: str) -> tuple[Clue, ...]:
    if len(text) > LONGEST:
        raise bad_request(f"检索词最长 {LONGEST} 个字符。A query has at most {LONGEST} characters.")
    clean = fold(_encodable(text)).translate(_QUOTES)
    if not clean.strip():
        return ()
    clues = tuple(_pieces(_SPACED_REFERENCE.sub(r"\1\2\3\4\5", clean)))
    if not clues:
        raise bad_request("没有可以检索的文字或数字。There is no letter or digit to look for.")
    if len(clues) > MOST_CLUES:
        raise bad_request(f"最多 {MOST_CLUES} 个检索词。A query has at most {MOST_CLUES} words.")
    return clues


def _encodable(text: str) -> str:
    """Half characters and control characters are nothing that a document has."""
    return "".join(" " if "\ud800" <= sign <= "\udfff" or not sign.isprintable() else sign for sign in text)


def _pieces(text: str) -> Iterator[Clue]:
    for piece in _PIECE.finditer(text):
        excluded = piece["minus"] == "-"
        if piece["phrase"] is not None and tokens(piece["phrase"]):
            yield Clue(phrases=(piece["phrase"].strip(),), excluded=excluded)
        elif piece["word"] and tokens(piece["word"]):
            yield _clue(piece["word"], excluded)


def _clue(word: str, excluded: bool) -> Clue:
    number = policy.take_apart(word)
    if number or (word.startswith("《") and word.endswith("》")):
        return Clue(phrases=(word,), exact=(("policy", str(number or word)),), excluded=excluded)
    code = codes.digits(word)
    if code:
        return Clue(phrases=tuple(dict.fromkeys((word, code))), exact=(("code", code),), excluded=excluded)
    return Clue(phrases=(word, *_synonyms(word)), excluded=excluded)


def _synonyms(word: str) -> list[str]:
    """The word with one of its parts said in another way."""
    ways = (
        word.replace(said, other)
        for group in _SYNONYMS
        for said in group
        if said in word
        for other in group
        if other not in word
    )
    return list(dict.fromkeys(ways))


def _filters(wanted: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    given = {name: dict.fromkeys(_value(name, one) for one in values if one) for name, values in wanted.items()}
    if sum(map(len, given.values())) > _MOST_VALUES:
        raise bad_request(f"最多 {_MOST_VALUES} 个筛选值。There can be at most {_MOST_VALUES} values to filter by.")
    return {name: tuple(values) for name, values in given.items() if values}


def _value(name: str, value: str) -> str:
    if name not in FILTERS:
        raise bad_request(f"不能按 {name} 筛选。There is no filter {name!r}.")
    field = BY_NAME[name]
    clean = _encodable(fold(value)).strip()
    if len(clean) > LONGEST or not clean:
        raise bad_request(f"{field.zh} 的取值有误。The value for {name} is not valid.")
    if field.type == "integer" and not re.fullmatch(r"-?[0-9]{1,18}", clean):
        raise bad_request(f"{field.zh} 应为整数。{field.en} has to be a whole number.")
    return field.normalise(clean) if field.normalise else clean


def _bound(text: str | None) -> Decimal | None:
    """An amount in 元."""
    if text is None or not text.strip():
        return None
    sized = _SIZED.fullmatch(fold(text).strip())
    figure = amount(sized["figure"]) if sized and len(text) <= _LONGEST_WHOLE + 8 else None
    if sized is None or figure is None or abs(figure) >= Decimal(10) ** 14:
        raise bad_request(f"金额有误：{text[:40]}。This is not an amount: {text[:40]!r}.")
    currency = sized["currency"] or "元"
    yuan = figure * YUAN[currency if currency.endswith("元") else f"{currency}元"]
    return min(max(yuan, -(Decimal(10) ** 14)), Decimal(10) ** 14)


def _cursor(text: str | None) -> str | None:
    if not text:
        return None
    try:
        cursors.read(text)
    except ValueError:
        raise bad_request("翻页位置有误。The cursor is not valid.") from None
    return text
