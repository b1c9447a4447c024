"""What a document says about itself: title, kind, scope, year, unit, date of publication, currency and total."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.domain.content import Block, Line
from gongkai.domain.disclosure import Disclosure, Kind, Scope, Table
from gongkai.domain.text import bare, tidy
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, compiled, phrases
from gongkai.parse.narrative.sections import Outline

_WORDS = phrases(__file__)
_HAN_DIGITS = {sign: value for value, signs in enumerate(("〇○零0", *"一二三四五六七八九")) for sign in signs}
_Y, _MD = r"(\d{4}|[二〇○零一三四五六七八九]{4})", r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(rf"{_Y}\s*[年.\-/－]\s*{_MD}\s*[月.\-/－]\s*{_MD}\s*日?")
_YEAR = re.compile(r"(20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*年")
_UNIT_END = any_of(_WORDS["unit_ends"])
_ENDS_LIKE_UNIT = re.compile(rf"{_UNIT_END}(?:（[^（）]{{1,20}}）)?$")
_UNIT = re.compile(rf"[^，。；：:！、]{{2,40}}?{_UNIT_END}(?:（[^（）]{{1,20}}）)?")
_NAME_ALONE = re.compile(rf"[（(]?([^，。；：:！、（）()]{{2,40}}?{_UNIT_END})[）)]?")
_SIGNED = re.compile(rf"({_UNIT.pattern})?(?:（?(?:盖章|公章)）?)?({_DAY.pattern})?")
_DOCUMENT = re.compile(
    r"(?P<unit>.{0,40}?)(?P<year>20\d\d|二[〇○零]..)年(?:度)?(?P<middle>.{0,40}?)(?:预算|决算).{0,20}"
)
_MIDDLE_UNIT = re.compile(rf"(.{{2,30}}?{_UNIT_END})(?:部门|单位|本级|汇总|整体|综合|收支)*")
_FOOTER = re.compile(_WORDS["footer"])
_TAIL = compiled(_WORDS["title_tails"])
_NO_TITLE = re.compile(rf"{any_of(_WORDS['no_title'])}|[:：]")
_PUBLISHED = re.compile(rf"{any_of(_WORDS['published'])}[:：]?\s*({_DAY.pattern})")
_LABELLED_UNIT = re.compile(
    rf"{any_of(_WORDS['unit_labels'])}(?:名称)?(?:（.{{1,6}}）)?[:：](.{{2,60}}?)(?:[（(]?(?:盖章|公章)|20\d\d年|(?:金额|计量)?单位[:：]|$)"
)
_ABOUT_UNIT = re.compile(rf"关于(.{{2,40}}?)(?:单位|部门)?20\d\d年|^(.{{2,40}}?{_UNIT_END})(?:单位|部门)?20\d\d年")
_PLACE = re.compile(r".{1,8}(?:省|市|县|区|州|盟|旗)")
_IN_BRACKETS = re.compile(rf"[（(]([^（）()]{{2,30}}{_UNIT_END})[）)]$")
# 101020-某某局, [401]某某局
_UNIT_CODE = re.compile(r"^[\[【(（]?\d+[\]】)）]?\s*[-—_]?\s*")
_MONEY = re.compile(r"(?:人民币)?[:：]?(?:[亿万千百]|百万)?元")
_CURRENCY = re.compile(r"单位[:：](万元|元|亿元|千元)")
_AMOUNT_UNIT = re.compile(r"\d(万元|元)(?!(?:[（(]含[）)])?以上)")
_FEWEST_AMOUNTS = 3
_STATED_TOTAL = re.compile(
    r"收支(?:总)?(?:预算|决算)(?:总计|合计|总额)?(?:为)?(\d[\d,，]{0,20}(?:\.\d{1,6})?)(?:万元|元)"
)
_ABOUT = re.compile(r"^关于(?:公开|印发)?|关于(?:公开|印发)?$")
_PHRASE = re.compile(r"20\d\d年.{0,20}?(?:预算|决算)(?:公开)?")
_PUBLISHING = "公开"
_LONGEST_TITLE_LINE, _SIGNATURE_LINES = 60, 4


@dataclass(frozen=True, slots=True)
class Signature:
    """The unit and the date that close a document; `rest` is the text before them."""

    rest: tuple[Paragraph, ...]
    unit: str | None = None
    signed_on: str | None = None


def signature(paragraphs: Sequence[Paragraph]) -> Signature:
    """The text without the unit's name and the date at its very end."""
    unit = signed_on = None
    rest = list(paragraphs)
    while rest and _FOOTER.fullmatch(rest[-1].text):
        rest.pop()
    for _ in range(_SIGNATURE_LINES):
        found = _SIGNED.fullmatch(rest[-1].text) if rest else None
        if not found or (found[1] and unit) or (found[2] and signed_on):
            break
        unit, signed_on = found[1] or unit, _day(found[2]) or signed_on
        rest.pop()
    return Signature(tuple(rest), unit, signed_on)


def metadata(
    outline: Outline, signed: Signature, tables: Sequence[Table], unit: str | None = None, captions: Iterable[str] = ()
) -> Disclosure:
    """The fields from cover, headings, tables and signature; `unit` is the one that the tables name, if known."""
    headings = [passage.heading for passage in outline.passages if passage.heading] + list(outline.table_parts)
    printed = _title(outline.cover)
    publisher = unit or _unit(printed, signed, headings) or _alone(outline.cover)
    title = printed or _composed(publisher, outline.table_parts, headings)
    sources = [title or "", *(table.title for table in tables), *headings]
    return Disclosure(
        title=title,
        kind=_kind(sources),
        scope=_scope(sources),
        year=_year(sources),
        unit=publisher,
        published_on=signed.signed_on or _published(outline.cover),
        currency=_currency(tables, captions),
        total=_total(tables) or _stated_total(outline),
    )


def unit_on_tables(blocks: Iterable[Block]) -> str | None:
    """The unit that most tables name above them (编制单位：…); None when no line does."""
    lines = (tidy(block.text) for block in blocks if isinstance(block, Line))
    named = Counter(unit for line in lines if (unit := _labelled_unit(line)))
    return named.most_common(1)[0][0] if named else None


def _title(cover: Sequence[Paragraph]) -> str | None:
    """The title on the cover, its lines made one: 某某局 / 2024年 / 部门预算公开"""
    lines = [one.text for one in cover if len(one.text) <= _LONGEST_TITLE_LINE and not _NO_TITLE.search(one.text)]
    spans = [(start, end) for start in range(len(lines)) for end in range(start + 1, min(start + 4, len(lines)) + 1)]
    for wanted in (_ENDS_LIKE_UNIT, re.compile(".+"), re.compile("")):
        for start, end in spans:
            found = _DOCUMENT.fullmatch("".join(lines[start:end]))
            if found and wanted.search(_named_unit(found) or ""):
                tail = lines[end] if end < len(lines) and _TAIL.fullmatch(lines[end]) else ""
                return found[0] + tail
    return None


def _named_unit(document: re.Match[str]) -> str | None:
    """The unit within a title: before the year, after it, or in brackets at the end. The name of a place alone is none."""
    before = _ABOUT.sub("", document["unit"])
    if len(document["unit"]) > 2 and not _PLACE.fullmatch(before):
        return before
    named = _MIDDLE_UNIT.fullmatch(document["middle"]) or _IN_BRACKETS.search(document[0])
    return named[1] if named else None


def _unit(title: str | None, signed: Signature, headings: Sequence[str]) -> str | None:
    """The publishing unit where no table names it: as on the cover, at the end, or in the headings."""
    document = _DOCUMENT.fullmatch(title) if title else None
    on_cover = _named_unit(document) if document else None
    about = Counter(found[1] or found[2] for heading in headings if (found := _ABOUT_UNIT.search(heading)))
    return on_cover or signed.unit or (about.most_common(1)[0][0] if about else None)


def _alone(cover: Sequence[Paragraph]) -> str | None:
    """The one line of the cover that is nothing but the name of a unit, be it in brackets: （某县总工会）"""
    names = {found[1] for one in cover if (found := _NAME_ALONE.fullmatch(one.text))}
    return names.pop() if len(names) == 1 else None


def _labelled_unit(line: str) -> str | None:
    """编制单位：101020-某某局 单位：万元 -> 某某局"""
    found = _LABELLED_UNIT.search(line)
    name = _UNIT_CODE.sub("", found[1]).strip("【】[]（( ") if found else ""
    return name if len(name) > 2 and not _MONEY.match(name) else None


def _composed(unit: str | None, table_parts: Sequence[str], headings: Sequence[str]) -> str | None:
    """Without a printed title: the unit and the year's phrase of the part with the tables (2020年部门预算公开表)."""
    phrases_of_parts = (_PHRASE.search(part) for part in (*table_parts, *headings))
    phrase = next((found[0] for found in phrases_of_parts if found), None)
    if not unit or not phrase:
        return None
    return unit + phrase.removeprefix(unit) + ("" if phrase.endswith(_PUBLISHING) else _PUBLISHING)


def _kind(sources: Sequence[str]) -> Kind | None:
    for text in sources:
        if _WORDS["final_accounts"] in text:
            return "final_accounts"
        if _WORDS["budget"] in text:
            return "budget"
    return None


def _scope(sources: Sequence[str]) -> Scope | None:
    for text in sources:
        if re.search(_WORDS["department"], text):
            return "department"
        if re.search(_WORDS["unit"], text):
            return "unit"
    return None


def _year(sources: Sequence[str]) -> int | None:
    found = next((match for text in sources if (match := _YEAR.search(text))), None)
    return _number(found[1]) if found else None


def _published(cover: Sequence[Paragraph]) -> str | None:
    for one in cover:
        found = _PUBLISHED.search(one.text) or _DAY.fullmatch(one.text)
        if found:
            return _day(found[0])
    return None


def _currency(tables: Sequence[Table], captions: Iterable[str]) -> str | None:
    """The unit printed above most tables, else in the text; without either the one unit that all amounts have."""
    printed = Counter(table.currency for table in tables if table.currency)
    if printed:
        return printed.most_common(1)[0][0]
    texts = list(captions)
    stated = Counter(found[1] for text in texts if (found := _CURRENCY.search(bare(text))))
    if stated:
        return stated.most_common(1)[0][0]
    used = Counter(unit for text in texts for unit in _AMOUNT_UNIT.findall(text))
    return used.most_common(1)[0][0] if len(used) == 1 and used.total() >= _FEWEST_AMOUNTS else None


def _total(tables: Sequence[Table]) -> Decimal | None:
    """收入总计 of the first table of income and expenditure; the last total row is the sum of all."""
    balance = next((table for table in tables if table.code == "balance"), None)
    rows = [row for row in balance.rows if row.total_row] if balance else []
    for side in ("income", "expenditure"):
        amounts = [amount for row in rows if row.side == side and (amount := row.values.get("amount")) is not None]
        if amounts:
            return amounts[-1]
    return None


def _stated_total(outline: Outline) -> Decimal | None:
    texts = (paragraph.text for passage in outline.passages for paragraph in passage.body)
    found = next((match for text in texts if (match := _STATED_TOTAL.search(text))), None)
    return Decimal(re.sub("[,，]", "", found[1])) if found else None


def _day(text: str | None) -> str | None:
    """二〇二四年二月二十五日 and 2024-2-25 -> 2024-02-25; None when there is no such day."""
    found = _DAY.search(text) if text else None
    if not found:
        return None
    try:
        return date(_number(found[1]), _number(found[2]), _number(found[3])).isoformat()
    except ValueError:
        return None


def _number(text: str) -> int:
    """2024, 二〇二四, 十二 and 二十五 as numbers."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_HAN_DIGITS[tens] if tens else 1) + (_HAN_DIGITS[ones] if ones else 0)
    value = 0
    for sign in text:
        value = 10 * value + _HAN_DIGITS[sign]
    return value
