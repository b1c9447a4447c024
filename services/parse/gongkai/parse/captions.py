"""What stands around a table: its number, title, unit of money and notes, as printed in the lines above and below it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from gongkai.domain.text import bare, tidy

_HAN = "一二三四五六七八九十"
_COUNT = rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}})"
_NUMBER_FORMS = (
    rf"(?:附件?|续)?表\s*({_COUNT})(?![-\d.])",
    rf"(?:部门|单位|[财预决算])*公开\s*表?\s*({_COUNT})\s*表?(?![-\d])",
    rf"附件\s*({_COUNT})(?![-\d])",
)
_NUMBER = re.compile("|".join(rf"(?:{form})" for form in _NUMBER_FORMS))
_NUMBER_ONLY = re.compile(
    rf"[(\[]?(?:[续附件财预决算公开批复样表格]|部门|单位|[a-z])*(?:表|附件)?(?:{_COUNT}(?:-\d{{1,2}})*)?(?:表)?(?:\(续表?\))?[)\]]?:?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"(?:[{_HAN}]{{1,3}}[、.]|\([{_HAN}]{{1,3}}\)|\d{{1,2}}[、.](?!\d))")
MONEY = r"亿元|百万元|万元|千元|百元|元"
_CURRENCY = re.compile(rf"(?:金额)?(?:计量)?单位:?(?:人民币)?:?({MONEY})|\((?:人民币)?:?({MONEY})\)|^({MONEY})$")
_UNIT_LINE = re.compile(
    r"(?:编制|填报|填制|编报|公开|预算|申报|批复|主管)?(?:部门[/、]单位|单位[/、]部门|部门|单位|日期|时间|年度)(?:名称|代码|编码|\(单位\)|\(部门\)|\(盖章\)|\(公章\))*:"
    r"|金额单位|计量单位|财政年度|预算年度|\(?\d{4}年(?:度|\d+月\d+日)?\)?$"
)
_FIRM = re.compile(rf"单位:?(?:人民币)?:?(?:{MONEY})|^(?:编制|填报|填制|编报|公开|批复)(?:部门|单位)")
_NOTE = re.compile(r"(?:备注|注释?|附注|说明|注意)\d?[:.]|[*※]")
_EMPTY = re.compile(r"(?:故|因此|所以)?(?:本|此|该)表(?:为空|无数据|无内容|是空)|故(?:公开)?为?空表")
_SENTENCE = re.compile(r"[。；;，!?]|详见|见下表|如下")
_PART = re.compile(r"第[一二三四五六七八九十\d]{1,2}(?:部分|章)")
_TITLE_END = re.compile(r"表(?:\d|[一二三四五六七八九十])?(?:[-—]{1,3}[一-鿿]{2,16})?(?:\([^()]*\))*:?(?:\[[^\]]*\])?$")
_TITLE_TAIL = re.compile(
    r"(?:决算|预算|支出|收入|收支|拨款|基金|经费|资金|项目|支付|情况|明细|信息|目标|申报|汇总|自评|评价|统计|一览|计划|构成|对比|比较|分析|测算|分类|分布|总|续)表"
)
_FURNITURE = re.compile(r"[-—·.\s第共页/of\d]*(?:page\d+)?[-—·.\s第共页/\d]*", re.IGNORECASE)
_NUMBERS, _PAGE_OF_PAGES = re.compile(r"\d+"), 2
_AMOUNT = re.compile(r"\d\.\d|\d{5}")
LONGEST_CAPTION = 90
# Every title has this sign, and every line with a table's number one of these: whoever asks about a text looks for it first.
TABLE, _TABLE_OR_ANNEX = "表", re.compile("[表件]")
_UNIT_BEHIND = re.compile(rf"\(?(?:金额)?单位:(?:{MONEY})\)?$")


def number(text: str) -> int | None:
    """The number of a table: `表 1`, `表一：`, `附表3`, `公开01表`, `部门公开表5`; None for `01-1` and without one.

    >>> number("表 1"), number("表十一："), number("公开05表"), number("部门公开表5"), number("预算02-1表")
    (1, 11, 5, 5, None)
    """
    found = _NUMBER.match(unicodedata.normalize("NFKC", text).strip())
    return counted(next(group for group in found.groups() if group)) if found else None


def counted(text: str) -> int:
    """The value of a Chinese or Arabic numeral below one hundred.

    >>> counted("十二"), counted("二十"), counted("07")
    (12, 20, 7)
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * (_HAN.index(tens) + 1 if tens else 1) if ten else 0) + (_HAN.index(ones) + 1 if ones else 0)


def currency(text: str) -> str | None:
    """The unit of money that a line states: `单位：万元`, `金额单位：元`, `（万元）`."""
    found = _CURRENCY.search(bare(text))
    return next(filter(None, found.groups())) if found else None


def ordinal(text: str) -> int | None:
    """The number of a heading such as `八、政府性基金预算支出情况表`."""
    found = _ORDINAL.match(bare(text))
    return counted(found.group().strip("、.()")) if found else None


def title(text: str) -> str:
    """The title alone: without the table's number, a leading ordinal and the unit of money behind it."""
    plain = re.split(r"\t|\s{2,}(?=(?:金额)?单位)", text.strip())[0]
    plain = tidy(re.sub(rf"^(?:{'|'.join(_LOOSE_NUMBERS)})[\s:：、.]*(?=\S)", "", plain))
    plain = re.sub(rf"^(?:[{_HAN}]{{1,3}}[、．.]|[（(][{_HAN}]{{1,3}}[）)]|\d{{1,2}}[、．.])\s*", "", plain)
    plain = re.sub(
        rf"[（(]?(?:金额)?单位[:：]\s*(?:{MONEY})[）)]?$|[（(](?:人民币)?[:：]?(?:{MONEY})[）)]$|[（(]续表?[）)]$",
        "",
        plain,
    )
    return plain.strip().rstrip(":：")


_LOOSE_NUMBERS = (
    rf"(?:附件?|续)?表\s*{_COUNT}(?:-\d{{1,2}})?(?![\d年])",
    rf"(?:部门|单位|[财预决算])*公开表?\s*{_COUNT}表?(?![\d年])",
    rf"附件\s*{_COUNT}(?![-\d年])",
    r"预算\d{2}(?:-\d)?表",
)


def is_number_line(text: str) -> bool:
    """Whether a line holds nothing but a table's number: `表一：`, `公开01表`, `预算01-1表`, `附件2`."""
    if not _TABLE_OR_ANNEX.search(text):
        return False
    plain = bare(text)
    return len(plain) <= 14 and bool(_NUMBER_ONLY.fullmatch(plain))


@lru_cache(1024)
def is_unit_line(text: str) -> bool:
    """Whether a line names who drew the table up, for which year, or in which unit of money."""
    plain = bare(text)
    if not 0 < len(plain) <= LONGEST_CAPTION or _SENTENCE.search(plain):
        return False
    return bool(_UNIT_LINE.match(plain) or _FIRM.search(plain) or _CURRENCY.fullmatch(plain))


def is_title(text: str) -> bool:
    """Whether a line can be the title of a table: short, no sentence, ends with 表 (a bracket or number may follow)."""
    return TABLE in text and _is_title(text)


@lru_cache(1024)
def _is_title(text: str) -> bool:
    plain = _UNIT_BEHIND.sub("", bare(text.split("\t")[0]))
    if not 3 <= len(plain) <= 60 or _SENTENCE.search(plain) or _PART.match(plain):
        return False
    return bool(_TITLE_END.search(plain) and _TITLE_TAIL.search(plain))


def is_note(text: str) -> bool:
    """Whether a line is a note under a table: `备注：…`, `注：…`, `说明：…`."""
    return bool(_NOTE.match(bare(text)))


def says_empty(text: str) -> bool:
    """Whether a line says that the table above it is empty: `……故本表无数据`, `……此表为空表`."""
    plain = bare(text)
    return len(plain) <= 120 and bool(_EMPTY.search(plain)) and not _ORDINAL.match(plain)


def is_furniture(text: str) -> bool:
    """Whether a line is only a page number or empty: `— 12 —`, `第3页`, `3/40`; amounts are none.

    >>> is_furniture("— 12 —"), is_furniture("第3页 共40页"), is_furniture("74.95 26.78"), is_furniture("1 2 3")
    (True, True, False, False)
    """
    if len(text) > LONGEST_CAPTION or not _FURNITURE.fullmatch(bare(text)):
        return False
    return len(_NUMBERS.findall(text)) <= _PAGE_OF_PAGES and not _AMOUNT.search(text)


def is_caption(text: str) -> bool:
    """Whether a line belongs above a table: its number, its title or the unit line."""
    return is_number_line(text) or is_unit_line(text) or is_title(text)
