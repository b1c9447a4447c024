"""项目支出情况说明: projects stated by labels (项目名称：…, 预算安排规模：…) in whatever order."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from gongkai.domain.disclosure import Project, Table
from gongkai.domain.places import Place
from gongkai.parse import references
from gongkai.parse.narrative.numbering import without_number
from gongkai.parse.narrative.outlined import outlined
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, phrases
from gongkai.parse.narrative.sections import Passage
from gongkai.parse.narrative.tabled import tabled

_WORDS = phrases(__file__)
_FIELDS = {name: re.compile(any_of(words)) for name, words in _WORDS["labels"].items()}
_LABELS = any_of([*(word for words in _WORDS["labels"].values() for word in words), *_WORDS["others"]["known"]])
_KNOWN = re.compile(rf"({_LABELS})[:：]")
_ALONE = re.compile(_LABELS)
_OTHER = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff（）()“”]{1,15})[:：]")
_NO_LABEL = re.compile(rf".*{any_of(_WORDS['others']['none'])}$")
_STARTS_PIECE = re.compile(r"(?:^|[。；;.）)元日月局会院处心所])$")
_NUMBER = r"(\d[\d,，]{0,20}(?:\.\d{1,6})?)"
# A bare number, or the first sum of money that is no rate: 2024年安排120.50万元, not 每人50元 and not 1200元/年.
_AMOUNT = re.compile(rf"[￥¥]?{_NUMBER}")
_MONEY = re.compile(rf"(?<![\d.]){_NUMBER}\s*(?:[亿万]元?|元)(?![/／])")
_RATE = re.compile(r"(?:每.{0,6}|人均|标准.{0,3}|单价.{0,2}|均)$")
# 2023年安排资金62.00万元，其中…
_ALLOCATED = re.compile(rf"\D{{0,8}}(?:20\d\d年)?\D{{0,12}}安排\D{{0,8}}?{_NUMBER}(?:万元|元)(?![/／])")
_NAME_AND_AMOUNT = re.compile(r"([^，。；：:,;\d]{2,60}?)[，,：:]?(\d[\d,，]{0,20}(?:\.\d{1,6})?(?:万元|元))[。；，,;]")
_FEWEST_LABELS = 2
_TRAILING = "。；．.;"
_DAY = r"(?:(\d{4})\s*[年.\-/])?\s*(\d{1,2})\s*[月.\-/]?\s*(?:(\d{1,2})\s*日?)?"
_SPAN = re.compile(rf"{_DAY}\s*起?\s*(?:至|到|[-—~～－–]+)\s*{_DAY}")
_WHOLE_YEAR = re.compile(r"(\d{4})年(?:度|全年|全年度|内)?")

Pieces = list[tuple[str, str]]


def projects(passages: Iterable[Passage], tables: Sequence[Table] = ()) -> tuple[Project, ...]:
    """Every project with a label 项目名称, in printed order; labels that the schema does not name are kept in `extra`.

    A table of labels and values tells one as well. Where there is none, those that are told under numbered headings, or else each in one paragraph.
    """
    passages = (*passages, *tabled(tables, _KNOWN))
    stated = tuple(_project(pieces, place) for pieces, place in _statements(passages))
    if stated:
        return stated
    told = tuple(_project([("项目名称", one.name), *one.pieces], one.place) for one in outlined(passages))
    return told or tuple(_project(pieces, place) for pieces, place in _in_sentences(passages))


def period(text: str) -> tuple[str, str] | None:
    """First and last day of a printed period; None when it does not say which year.

    >>> period("2019年1-12月"), period("1-12月")
    (('2019-01-01', '2019-12-31'), None)
    """
    if whole := _WHOLE_YEAR.fullmatch(text):
        return (f"{whole[1]}-01-01", f"{whole[1]}-12-31")
    found = _SPAN.search(text)
    if not found or not found[1]:
        return None
    year, month, day, last_year, last_month, last_day = (int(one) if one else None for one in found.groups())
    first = _iso(year, month, day or 1)
    last = _iso(last_year or year, last_month, last_day)
    return (first, last) if first and last and first <= last else None


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    if not year or not month or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02d}-{min(day or last, last):02d}"


def _statements(passages: Iterable[Passage]) -> Iterator[tuple[Pieces, Place | None]]:
    """The labelled pieces of each project, a new one at each 项目名称."""
    pieces: Pieces = []
    at: Place | None = None
    for text, place, opens in _lines(passages):
        if opens and pieces:
            yield pieces, at
            pieces = []
        for label, value in _pieces(text, bool(pieces)):
            if _FIELDS["name"].fullmatch(label):
                if pieces:
                    yield pieces, at
                pieces, at = [], place
            elif not pieces:
                break
            if label:
                pieces.append((label, value))
            elif value:
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + value)
    if pieces:
        yield pieces, at


def _in_sentences(passages: Iterable[Passage]) -> Iterator[tuple[Pieces, Place | None]]:
    """1.城乡低保资金500万元。立项依据：…；实施单位：… with at least two labels behind the name and the amount."""
    for passage in passages:
        for paragraph in passage.body:
            text = without_number(paragraph.text)
            opening = _NAME_AND_AMOUNT.match(text)
            parts = re.split("[。；;]", text[opening.end() :]) if opening else []
            pieces = [piece for part in parts if part for piece in _pieces(part, True)]
            if opening and sum(bool(_KNOWN.match(f"{label}：")) for label, _ in pieces) >= _FEWEST_LABELS:
                labelled = [(label, value) for label, value in pieces if label]
                yield [("项目名称", opening[1]), ("预算安排", opening[2]), *labelled], paragraph.place


def _lines(passages: Iterable[Passage]) -> Iterator[tuple[str, Place | None, bool]]:
    """Headings and paragraphs in order; the flag tells a heading that no project goes across.

    Where the labels are headings themselves (一、项目名称 / 某某补助 / 二、立项依据 / …) each is read as a labelled line.
    """
    above: tuple[str, ...] | None = None
    for passage in passages:
        if passage.heading and _FIELDS["name"].fullmatch(passage.heading):
            above = passage.path[:-1]
        elif passage.path[:-1] != above:
            above = None
        if above is not None and passage.heading:
            yield passage.heading + "：" + "".join(one.text for one in passage.body), passage.place, False
            continue
        yield passage.heading or "", passage.place, True
        yield from _beside(passage.body)


def _beside(body: Iterable[Paragraph]) -> Iterator[tuple[str, Place | None, bool]]:
    """The paragraphs; labels that stand alone go with the line below them: 项目名称 / 节水改造."""
    label: str | None = None
    for paragraph in body:
        text = without_number(paragraph.text)
        is_label = _ALONE.fullmatch(text.rstrip("：:")) is not None
        if label is not None:
            yield f"{label}：" + ("" if is_label else text), paragraph.place, False
        elif not is_label:
            yield text, paragraph.place, False
        label = text.rstrip("：:") if is_label else None
    if label is not None:
        yield f"{label}：", None, False


def _pieces(text: str, within: bool) -> Iterator[tuple[str, str]]:
    """A paragraph cut at its labels; the piece before the first label has the label ''."""
    if "：" not in text and ":" not in text:
        yield "", text
        return
    labels = [found for found in _KNOWN.finditer(text) if _stands_alone(text, found.start())]
    other = _OTHER.match(text)
    if within and other and not _NO_LABEL.match(other[1]) and not (labels and labels[0].start() == 0):
        labels.insert(0, other)
    starts = [found.start() for found in labels]
    if not starts or starts[0] > 0:
        yield "", text[: starts[0]] if starts else text
    for found, end in zip(labels, [*starts[1:], len(text)], strict=False):
        yield found[1], text[found.end() : end]


def _stands_alone(text: str, start: int) -> bool:
    return bool(_STARTS_PIECE.search(text[max(0, start - 1) : start]))


def _project(pieces: Pieces, place: Place | None) -> Project:
    fields: dict[str, str] = {}
    extra: dict[str, str] = {}
    for label, value in pieces:
        name = next((name for name, pattern in _FIELDS.items() if pattern.fullmatch(label)), None)
        if name and name not in fields:
            fields[name] = _trimmed(value)
        else:
            extra[label] = _trimmed(value)
    basis, when = fields.get("policy_basis"), fields.get("period")
    return Project(
        name=fields["name"],
        amount=_amount(fields.get("amount")) if "amount" in fields else _allocated(fields.get("allocation")),
        policy_basis=basis or None,
        policy_refs=references.refs(fields["name"], basis),
        undertaker=fields.get("undertaker") or None,
        allocation=fields.get("allocation") or None,
        period_text=when or None,
        period=period(when) if when else None,
        extra=extra,
        place=place,
    )


def _trimmed(value: str) -> str:
    """A value without the one mark that ends it."""
    text = value.strip()
    return text[:-1] if text.endswith(tuple(_TRAILING)) else text


def _amount(text: str | None) -> Decimal | None:
    """The one figure of an amount, without its unit; None where only rates or other numbers are stated."""
    if not text:
        return None
    sums = (one for one in _MONEY.finditer(text) if not _RATE.search(text, 0, one.start()))
    found = _AMOUNT.fullmatch(text.strip()) or next(sums, None)
    return _decimal(found[1]) if found else None


def _allocated(text: str | None) -> Decimal | None:
    """What the first clause on the allocation says to be set aside, where no label states the amount."""
    found = _ALLOCATED.match(text) if text else None
    return _decimal(found[1]) if found else None


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", text))
