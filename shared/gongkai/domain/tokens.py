"""How text is cut for searching: one token for a Han character, one for a run of other letters and digits.

Text is cut here and engines are given the tokens, so that counts, order and highlights agree. Elasticsearch's `standard`
tokenizer cuts the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

LONGEST = 255  # characters of a token

# The script property Han: `re` does not know \p{Han}.
_HAN = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0\U00016ff1\U00020000-\U0002a6df\U0002a700-\U0002ebe0"
    "\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U000323af"
)
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]{{1,{LONGEST}}}")
# Radicals, compatibility ideographs, full-width forms.
_FOLDED_RANGES = ((0x2E80, 0x2FE0), (0x3000, 0x3001), (0xF900, 0xFB00), (0xFF00, 0xFFF0))

Span = tuple[int, int]


def fold(text: str) -> str:
    """The text with full-width letters, digits and radicals as their plain forms, exactly as long as before.

    >>> fold("Ａ１：⾦")
    'A1:金'
    """
    return text.translate(_FOLDS)


def tokens(text: str) -> list[str]:
    """The tokens of a text, folded and lower-case.

    >>> tokens("乌财社〔2023〕262号")
    ['乌', '财', '社', '2023', '262', '号']
    """
    folded = fold(text) if _FOLDED_WORD.search(text) else text
    lower = folded.lower()
    if len(lower) == len(folded):
        return _TOKEN.findall(lower)
    return [token.lower() for token in _TOKEN.findall(folded)]


def pairs(words: Sequence[str]) -> list[str]:
    """Each token with its neighbour, which is what phrases are looked up by: a pair is far rarer than a character.

    >>> pairs(["就", "业", "补"])
    ['就_业', '业_补']
    """
    return list(map("_".join, pairwise(words)))


def windows(phrase: str) -> list[str]:
    """A phrase as phrases of two tokens each.

    >>> windows("就业补")
    ['就 业', '业 补']
    """
    return [" ".join(pair) for pair in pairwise(tokens(phrase))]


def spans(text: str, phrases: Iterable[str]) -> tuple[Span, ...]:
    """Where any of the phrases stands in the text, as (start, end) from left to right, touching ranges as one.

    >>> spans("依据乌财社〔2023〕262号", ["乌财社2023"])
    ((2, 10),)
    """
    found = list(_TOKEN.finditer(fold(text)))
    words = [match[0].lower() for match in found]
    ranges = [
        (found[at].start(), found[at + len(phrase) - 1].end())
        for phrase in filter(None, map(tokens, phrases))
        for at in _starts(words, phrase)
    ]
    return merged(ranges)


def merged(ranges: Iterable[Span]) -> tuple[Span, ...]:
    """Overlapping and touching ranges as one.

    >>> merged([(3, 4), (0, 1), (1, 2)])
    ((0, 2), (3, 4))
    """
    result: list[Span] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def occurrences(words: Sequence[str], phrase: Sequence[str]) -> int:
    """How often a phrase stands among the tokens of a text; overlapping ones count."""
    return len(_starts(words, phrase)) if phrase else 0


def _starts(words: Sequence[str], phrase: Sequence[str]) -> list[int]:
    wanted, length = list(phrase), len(phrase)
    return [at for at, word in enumerate(words) if word == wanted[0] and list(words[at : at + length]) == wanted]


def _plain(character: str) -> str:
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character


_FOLDS = {
    code: plain
    for first, last in _FOLDED_RANGES
    for code in range(first, last)
    if (plain := _plain(chr(code))) != chr(code)
}
# The few texts that have one of these are folded before they are cut; in others that would change punctuation only.
_FOLDED_WORD = re.compile(
    f"[{''.join(chr(code) for code, plain in _FOLDS.items() if any(map(_TOKEN.match, (chr(code), plain))))}]"
)
