"""Which cell of which table a sentence of the narrative repeats, and what its share is a share of."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from gongkai.domain.disclosure import Disclosure, Row, Section, Statement
from gongkai.domain.text import bare
from gongkai.parse.checking.figures import Figure
from gongkai.parse.checking.identities import load
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.units import printed_unit
from gongkai.parse.checking.wheres import statement_where
from gongkai.parse.remembered import remembered

_NAMED = re.compile(r"[^\W\d_]")
_ALIKE = 0.6
_ITEM_CODE = 7
_NEARLY_ONE = 0.85


@dataclass(frozen=True)
class Told:
    """A statement with its unit, its cell and the base of its share; `renamed` are names that the table prints otherwise."""

    statement: Statement
    unit: str
    where: str
    figure: Figure | None = None
    base: Figure | None = None
    soft: bool = False
    renamed: tuple[tuple[str, Row], ...] = ()


@remembered
def told(disclosure: Disclosure) -> list[Told]:
    """Every statement of the narrative that is about something by name, in order."""
    book = open_book(disclosure)
    return [_one(disclosure, book, statement) for statement in disclosure.statements if _NAMED.search(statement.item)]


@remembered
def entry_for(disclosure: Disclosure, kind: str, path: tuple[str, ...]) -> list[dict[str, Any]]:
    """The entries of a kind whose heading fits this section, or else the nearest section above it that fits any."""
    for depth in range(len(path), 1, -1):
        heading = bare(_heading(disclosure, path[:depth]))
        found = [entry for entry in load()[kind] if heading and _fits(entry, heading)]
        if found:
            return found
    return []


def sections_for(disclosure: Disclosure, entry: dict[str, Any]) -> Iterator[Section]:
    """The sections with text whose own heading an entry fits."""
    for section in disclosure.sections:
        if section.text and section.heading and _fits(entry, bare(section.heading)):
            yield section


def text_of(disclosure: Disclosure, path: Sequence[str]) -> str:
    """The text of a section, empty when it has none."""
    return next((section.text or "" for section in disclosure.sections if section.path == tuple(path)), "")


def alike(first: str, second: str) -> float:
    """How alike two names are, 0 to 1, without spaces and width."""
    return difflib.SequenceMatcher(None, bare(first), bare(second), autojunk=False).ratio()


def _one(disclosure: Disclosure, book: Book, statement: Statement) -> Told:
    unit = printed_unit(statement.amount, text_of(disclosure, statement.section)) or "万元"
    where = statement_where(disclosure, statement)
    for entry in entry_for(disclosure, "narrative", statement.section)[:1]:
        base = book.quoted(entry["base"]) if "base" in entry else None
        figure, renamed = _cell(book, entry, statement)
        return Told(statement, unit, where, figure, base, bool(entry.get("soft")), renamed)
    return Told(statement, unit, where)


def _cell(book: Book, entry: dict[str, Any], statement: Statement) -> tuple[Figure | None, tuple[tuple[str, Row], ...]]:
    item = bare(statement.item)
    for pattern, expression in entry.get("items", []):
        if _pattern(pattern).search(item):
            return book.quoted(expression), ()
    if "rows" not in entry:
        return None, ()
    code, _, key = entry["rows"].partition(".")
    tree = book.trees.get(code)
    if tree is None:
        return None, ()
    index, renamed = descend(tree, statement.item.split("/"), key, statement.amount)
    return (book.quoted_cell(code, index, key) if index is not None else None), renamed


def descend(
    tree: Tree, path: Sequence[str], key: str, amount: Decimal | None
) -> tuple[int | None, tuple[tuple[str, Row], ...]]:
    """The row to which a path of names leads, taking the likest name where none is the same.

    In a table that prints 项 lines alone the last name leads there, if it is the only one.
    A name that is only alike is taken for the row's when the amount is the row's as well; else it has to be nearly one.
    """
    level, index, renamed = tree.tops, None, []
    if len(path) > 1 and level and all(len(tree.row(top).code or "") == _ITEM_CODE for top in level):
        named = [top for top in level if bare(tree.row(top).name or "") == bare(path[-1])]
        return (named[0] if len(named) == 1 else None), ()
    for depth, name in enumerate(path, 1):
        index = next((child for child in level if bare(tree.row(child).name or "") == bare(name)), None)
        if index is None:
            index = _likest(tree, level, name, key, amount if depth == len(path) else None)
            if index is None:
                return None, ()
            renamed.append((name, tree.row(index)))
        level = tree.children.get(index, [])
    return index, tuple(renamed)


def _likest(tree: Tree, level: Sequence[int], name: str, key: str, amount: Decimal | None) -> int | None:
    found = []
    for child in level:
        likeness, same = alike(name, tree.row(child).name or ""), amount is not None and tree.row(child)[key] == amount
        if likeness >= (_ALIKE if same else _NEARLY_ONE):
            found.append((same, likeness, -child))
    return -max(found)[2] if found else None


def _heading(disclosure: Disclosure, path: tuple[str, ...]) -> str:
    return _headings(disclosure).get(path, "")


@remembered
def _headings(disclosure: Disclosure) -> dict[tuple[str, ...], str]:
    """The heading of each path, the first where several sections have it."""
    return {section.path: section.heading or "" for section in reversed(disclosure.sections)}


def _fits(entry: dict[str, Any], heading: str) -> bool:
    if "unless" in entry and _pattern(entry["unless"]).search(heading):
        return False
    return bool(_pattern(entry["heading"]).search(heading))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(bare(text))
