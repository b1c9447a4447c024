"""How printed text is brought to one form: white space from wrapping, radicals, full-width letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CJK = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u2500\u25a0-\u25ff\u2460-\u24ff"
)
_TOUCHING = re.compile(rf"(?<=[{CJK}\d%]) | (?=[{CJK}%])")
_SPACES = re.compile(r"\s+")
# Most texts have none of these, and then there is nothing to do but to look.
_ODD = re.compile("[\\s\u200b\ufeff]")
# The same few lines and cells are asked about again and again while a document is read and checked.
_REMEMBERED = 4096


@lru_cache(_REMEMBERED)
def tidy(text: str) -> str:
    """One line of text without the white space that only wrapping or justification put there.

    White space goes wherever it touches a CJK character, full-width punctuation, a digit or `%`
    (`2020 年` -> `2020年`, `手机 APP 服务` -> `手机APP服务`); between Latin words one space stays. NFC.

    >>> tidy("收 入 总 计"), tidy("手机 APP 服务"), tidy("Open  Data")
    ('收入总计', '手机APP服务', 'Open Data')
    """
    if unicodedata.is_normalized("NFC", text) and not _ODD.search(text):
        return text
    normal = unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\ufeff", "")
    return _TOUCHING.sub("", _SPACES.sub(" ", normal)).strip()


@lru_cache(_REMEMBERED)
def bare(text: str) -> str:
    """The text for comparing: no white space at all, full-width letters, digits and brackets as ASCII.

    >>> bare("（ 一 ）Ａ１：“三公”") == bare("(一)A1:\\"三公\\"")
    True
    """
    folded = unicodedata.normalize("NFKC", text)
    return "".join((folded.translate(_PUNCTUATION) if _MARKS.search(folded) else folded).split())


_PUNCTUATION = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "—": "-",
        "–": "-",
        "〔": "[",
        "〕": "]",
        "【": "[",
        "】": "]",
    }
)
_MARKS = re.compile(f"[{''.join(map(chr, _PUNCTUATION))}]")
