"""The words of a heading without what only says that figures follow: marks, years, units of money, formulas, sums."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.domain.text import bare

MEASURE = re.compile(r"(?:年初|本年|当年)?预算(?:数|额|金额)?|决算(?:统计)?(?:数|额|金额)?|支出数|金额|数额|数")
SUM, SUMMED = re.compile(r"合计|小计|总计"), re.compile(r"(?<=[一-鿿)])(?:合计|小计|总计)$")
_LONGEST_HEADING = 120
# 其中： and ordinals before a word, numbers and formulas of columns behind one, 本年 before 预算数, 安排 in 预算安排数,
# 预算 behind what is planned (事业收入预算).
_NO_MEANING = re.compile(
    r"^其中:(?=.)|^(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十]{1,2}[、.])(?=[一-鿿]{2})|\(?\d+(?:[=+]\d+)+\)?$|(?<=[一-鿿])=.*$|(?<=\D)\(\d+\)$"
    r"|^(?:本年度?|当年)(?=(?:年初)?(?:预算|决算)(?:数|额|金额)?$)|(?<=预算)安排(?=(?:数|额|金额)?$)|(?<=[一-鿿]{2}[收支][入出])预算$"
)
_YEAR = re.compile(r"20\d{2}年?度?")


@lru_cache(1024)
def label(text: str) -> str:
    """A heading for comparing: no white space, quotes, years, units of money or column formulas.

    >>> label("2024年 预算数（万元）"), label("合  计"), label("“三公”经费")
    ('预算数', '合计', '三公经费')
    >>> label("2024年"), label("其中："), label("其中：基本支出"), label("本年决算数")
    ('金额', '其中', '基本支出', '决算数')
    >>> label("一、基本支出"), label("事业收入预算"), label("收入预算")
    ('基本支出', '事业收入', '收入预算')
    """
    plain = re.sub(r"[\"'*]", "", bare(text[:_LONGEST_HEADING]))
    plain = re.sub(r"\((?:单位:)?(?:万元|元|亿元)\)", "", _YEAR.sub("", plain) or ("金额" if plain else ""))
    return _NO_MEANING.sub("", plain).rstrip(":")


def is_measure(text: str) -> bool:
    """Whether a heading says only that figures follow: 预算数, 2024年决算数, 金额."""
    return bool(MEASURE.fullmatch(label(text)))


def is_sum(text: str) -> bool:
    """Whether a heading says only that its figures are sums: 合计, 小计, 总计."""
    return bool(SUM.fullmatch(text))
