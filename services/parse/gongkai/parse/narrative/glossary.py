"""名词解释: each term with its definition as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from gongkai.domain.disclosure import Term
from gongkai.parse.narrative.numbering import numbered, without_number
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.sections import GLOSSARY, Passage, is_glossary, term_of
from gongkai.parse.narrative.topics import under

_NUMBERED = re.compile(r"(?<=。)(?=[（(][一二三四五六七八九十]{1,3}[）)][^，。；:：]{1,30}[:：])")
_DEFINITION = ("指", "是指", "反映")
_MARKED = re.compile("[。；：:，]")
_DEFINED = re.compile(r"([^，。；:：]{1,30}?)(?:[,，]?(是指|指的是|指|即)[:：]?)(.+)", re.S)


def glossary(passages: Iterable[Passage]) -> tuple[Term, ...]:
    """The terms that the passages under a heading such as 名词解释 explain, in printed order."""
    return tuple(term for passage in passages for term in _terms(passage))


def _terms(passage: Passage) -> Iterator[Term]:
    if not any(is_glossary(heading) for heading in passage.chain):
        yield from _in_order(under([passage], GLOSSARY))
        return
    if passage.heading and not is_glossary(passage.heading) and passage.body:
        first, *more = [piece for paragraph in passage.body for piece in _pieces(paragraph)]
        own = list(takewhile(lambda piece: not numbered(piece.text), more))
        definition = "\n".join(piece.text for piece in (first, *own))
        yield Term(term=_bare_term(passage.heading), definition=definition, place=passage.place)
        yield from _in_order(more[len(own) :])
        return
    yield from _in_order(passage.body)


def _in_order(body: Iterable[Paragraph]) -> Iterator[Term]:
    """Terms that stand in the text itself; a paragraph without a term goes on with the one before."""
    last: Term | None = None
    for paragraph in _headed(piece for whole in body for piece in _pieces(whole)):
        read = _term(without_number(paragraph.text))
        if read:
            if last:
                yield last
            last = Term(term=_bare_term(read[0]), definition=read[1], place=paragraph.place)
        elif last:
            last = Term(term=last.term, definition=f"{last.definition}\n{paragraph.text}", place=last.place)
    if last:
        yield last


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph with several numbered terms cut before each: （一）财政拨款：指…。（二）事业收入：指…"""
    for text in filter(None, _NUMBERED.split(paragraph.text)):
        yield Paragraph(text, paragraph.place)


def _headed(pieces: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """A term alone in its line and the definition in the next made one: 1、基本支出 / 指为保障机构正常运转…"""
    alone: Paragraph | None = None
    for piece in pieces:
        if alone and piece.text.startswith(_DEFINITION):
            yield Paragraph(f"{alone.text}：{piece.text}", alone.place)
            alone = None
            continue
        if alone:
            yield alone
        alone = piece if numbered(piece.text) and not _MARKED.search(piece.text) else None
        if not alone:
            yield piece
    if alone:
        yield alone


def _term(text: str) -> tuple[str, str] | None:
    """财政拨款：指… and 财政拨款是指…, the definition always from 指 on."""
    found = _DEFINED.fullmatch(text)
    return term_of(text) or ((found[1], found[2] + found[3]) if found else None)


def _bare_term(term: str) -> str:
    return term.strip("：:。 ")
