"""A target as printed (`≥85%`, `不低于3次`, `有所提升`) as operator, value and measure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gongkai.domain.text import tidy

_SIGNS = {
    "≥": ">=",
    "≧": ">=",
    "⩾": ">=",
    "≤": "<=",
    "≦": "<=",
    "⩽": "<=",
    "﹥": ">",
    "﹤": "<",
    "〉": ">",
    "〈": "<",
    "＝": "=",
    "＞": ">",
    "＜": "<",
}
_MARKUP = (
    ("\\geqslant", ">="),
    ("\\leqslant", "<="),
    ("\\geq", ">="),
    ("\\leq", "<="),
    ("\\ge", ">="),
    ("\\le", "<="),
    ("\\%", "%"),
    ("$", ""),
)
_WORDS = {
    ">=": r"不(?:得)?(?:低于|少于|小于)|大于(?:或)?等于|大于或等于|至少|高于或等于",
    "<=": r"不(?:得)?(?:超过|高于|大于|多于|超)|小于(?:或)?等于|至多|控制在(?=[\d.]+.{0,4}以内)",
    ">": r"大于|超过|高于|多于",
    "<": r"小于|低于|少于|未超过",
    "=": r"等于",
}
_WORD = re.compile("|".join(f"(?P<o{place}>{pattern})" for place, pattern in enumerate(_WORDS.values())))
_SIGN = re.compile(r"(>=|<=|=>|=<|==|>|<|=)(.*)", re.DOTALL)
_QUANTITY = re.compile(r"([-+]?\d[\d,]*(?:\.\d+)?)([^\d]*)")
_LEADING = re.compile(r"(?:达到?|为|完成|约|共|保持在?|计|各|每年|每月|年均|人均)?")
_BOUNDS = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<="}
_INCLUDED = re.compile(r"及?[(（]含(?:本数)?[)）]$|及$")
_QUOTED_SIGN = re.compile(r"^([》《])(?==?\d)")
_DATE = re.compile(r"20\d{2}年|\d{1,2}月(?:底|末|初|中旬|上旬|下旬|\d+日|份|前)|\d{1,2}月\d|\d{1,2}[日号](?:之|以)?前")
_DONE = re.compile(r"(?<=%)(?:完成|覆盖|达标|合格|到位|落实)$")

_NO_MEASURE = re.compile("[。；;，,的]")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]+)[）)]")

_KINDS = re.compile(r"定性|定量|文字描述")
_LONGEST_MEASURE = 12


@dataclass(frozen=True, slots=True)
class Target:
    """`text` in ASCII form; `value` and `measure` are None for plain words, `op` also for a bare number."""

    text: str | None
    op: str | None = None
    value: str | None = None
    measure: str | None = None


def target(text: str) -> Target:
    """What a target cell demands.

    >>> target("≥4980人次"), target("不低于95%"), target("有所提升"), target("1800元/人/月")
    (Target(text='>=4980人次', op='>=', value='4980', measure='人次'), Target(text='不低于95%', op='>=', value='95', measure='%'), \
Target(text='有所提升', op=None, value=None, measure=None), Target(text='1800元/人/月', op=None, value='1800', measure='元/人/月'))
    """
    plain = ascii_form(text)
    if not plain:
        return Target(None)
    op, rest = _operator(plain)
    op, rest = _bound(op, rest if op else rest[_LEADING.match(rest).end() :])  # type: ignore[union-attr]
    quantity = _quantity(rest)
    if quantity is None or _DATE.match(rest):
        return Target(plain)
    return Target(plain, op, *quantity)


def split_target(op: str, value: str, measure: str) -> Target:
    """The same from a form that prints 指标性质, 指标值 and 度量单位 in columns of their own.

    >>> split_target("≥", "90", "%"), split_target("=", "显著", "").op
    (Target(text='>=90%', op='>=', value='90', measure='%'), None)
    """
    sign = "" if _KINDS.search(op) else ascii_form(op)
    body = ascii_form(value)
    unit = ascii_form(measure).strip("-—/无")
    if not re.match(r"[-+\d.]", body):
        return target(f"{body}{unit}" if _operator(body)[0] else body)
    return target(f"{sign}{body}" if unit and body.endswith(unit) else f"{sign}{body}{unit}")


def ascii_form(text: str) -> str:
    """The text without white space, with signs of comparison in ASCII; markup of formulas is read."""
    plain = _QUOTED_SIGN.sub(lambda sign: ">" if sign[0] == "》" else "<", "".join(tidy(text).split()))
    for mark, sign in _MARKUP:
        plain = plain.replace(mark, sign)
    for mark, sign in _SIGNS.items():
        plain = plain.replace(mark, sign)
    if plain.isascii():
        return plain
    return "".join(unicodedata.normalize("NFKC", one) if "０" <= one <= "９" or one in "％．" else one for one in plain)


def _operator(text: str) -> tuple[str | None, str]:
    sign = _SIGN.fullmatch(text)
    if sign:
        return {"=>": ">=", "=<": "<=", "==": "="}.get(sign.group(1), sign.group(1)), sign.group(2)
    word = _WORD.match(text)
    if word and re.match(r"[\d.]", text[word.end() :]):
        ops = list(_WORDS)
        return next(op for place, op in enumerate(ops) if word.group(f"o{place}")), text[word.end() :]
    return None, text


def _bound(op: str | None, text: str) -> tuple[str | None, str]:
    """The bound that a word behind the number states: `90%以上`."""
    if not re.match(r"[\d.]", text):
        return op, text
    plain = _INCLUDED.sub("", text)
    for word, sign in _BOUNDS.items():
        if op in (None, sign) and plain.endswith(word):
            return sign, _INCLUDED.sub("", plain.removesuffix(word))
    return op, plain if op in (">=", "<=") else text


def _quantity(text: str) -> tuple[str, str | None] | None:
    """Value and measure when the text is one number with its measure, perhaps after 达到 and the like."""
    plain = text[_LEADING.match(text).end() :]  # type: ignore[union-attr]
    found = _QUANTITY.fullmatch(plain)
    if not found or len(found.group(2)) > _LONGEST_MEASURE or _NO_MEASURE.search(found.group(2)):
        return None
    bracketed = _IN_BRACKETS.fullmatch(found.group(2))
    return found.group(1).replace(",", ""), _DONE.sub("", bracketed[1] if bracketed else found.group(2)) or None
