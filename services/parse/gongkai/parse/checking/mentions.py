"""Every amount outside the tables that repeats a cell: statements, phrases, lists and projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.domain.amounts import amount
from gongkai.domain.disclosure import Disclosure, Section, Severity, Statement
from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse.checking.causes import is_unit_slip
from gongkai.parse.checking.figures import Figure, cell
from gongkai.parse.checking.identities import load
from gongkai.parse.checking.narrative import descend, entry_for, sections_for, text_of, told
from gongkai.parse.checking.projects import row_of, unit_of_project
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.texts import NUMBER, UNITS, after, listed
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.units import in_yuan
from gongkai.parse.checking.wheres import project_where, section_where, statement_where
from gongkai.parse.narrative.items import Namer
from gongkai.parse.remembered import remembered

# The amount of a function's paragraph: the final figure before the budget.
_STATED = tuple(
    re.compile(rf"{words}(?:数|额)?(?:为|是)?({NUMBER})\s*({UNITS})")
    for words in ("决算", "预算", "支出|安排|[)）][:：]?")
)


@dataclass(frozen=True)
class Mention:
    """An amount in words, the cell that it repeats, and how grave a difference is where it is not an error."""

    item: str
    value: Decimal
    unit: str
    where: str
    figure: Figure
    places: tuple[Place, ...] = ()
    severity: Severity | None = None
    three_public: bool = False

    @property
    def slipped(self) -> bool:
        """Whether text and cell differ by a factor of ten thousand."""
        return is_unit_slip(in_yuan(self.value, self.unit), in_yuan(self.figure.value, self.figure.unit))


@remembered
def mentions(disclosure: Disclosure) -> list[Mention]:
    """The narrative's amounts whose cell prints a figure."""
    book = open_book(disclosure)
    stated = list(_statements(disclosure))
    places = {(one.where, one.value) for one in stated}
    more = (*_functions(disclosure, book), *_phrases(disclosure, book), *_lists(disclosure, book))
    return [*stated, *(one for one in more if (one.where, one.value) not in places)]


@remembered
def project_mentions(disclosure: Disclosure) -> list[Mention]:
    """The projects' amounts whose row is known by its name."""
    book = open_book(disclosure)
    tree = book.trees.get("project_expenditure")
    found = []
    for project in disclosure.projects:
        index = row_of(tree, project) if tree else None
        figure = cell(tree, index, "total", book.unit(tree.table)) if tree and index is not None else None
        if project.amount is not None and figure:
            where = project_where(disclosure, project)
            unit = unit_of_project(disclosure, project)
            spots = at(project.place)
            found.append(Mention(project.name, project.amount, unit, where, figure, spots))
    return found


def _statements(disclosure: Disclosure) -> Iterator[Mention]:
    for one in told(disclosure):
        if one.statement.amount is not None and one.figure:
            yield Mention(
                one.statement.item.split("/")[-1],
                one.statement.amount,
                one.unit,
                one.where,
                one.figure,
                at(one.statement.place),
                "warning" if one.soft else None,
                three_public=one.figure.where.startswith(_three_public_label(disclosure)),
            )


def _three_public_label(disclosure: Disclosure) -> str:
    table = disclosure.table("three_public")
    return f"{table.label} " if table else "\0"


def _functions(disclosure: Disclosure, book: Book) -> Iterator[Mention]:
    """Paragraphs that state the amount of a function and neither share nor change, so that they are no statements."""
    stated, namer = {(one.section, one.item) for one in disclosure.statements}, Namer(disclosure.unit)
    for section in disclosure.sections:
        rows = next((entry.get("rows") for entry in entry_for(disclosure, "narrative", section.path)), None)
        tree = book.trees.get(rows.partition(".")[0]) if rows else None
        for line in (section.text or "").split("\n") if tree else ():
            found = next((match for form in _STATED if (match := form.search(line))), None)
            path = namer.path(line[: found.start()]) if found else None
            if found and path and tree and rows and (section.path, path.name) not in stated:
                statement = Statement(
                    section=section.path, item=path.name, amount=amount(found[1]), place=section.place
                )
                yield from _function(disclosure, book, tree, rows.partition(".")[2], statement, found[2])


def _function(disclosure: Disclosure, book: Book, tree: Tree, key: str, one: Statement, unit: str) -> Iterator[Mention]:
    names = one.item.split("/")
    index, _ = descend(tree, names, key, one.amount)
    figure = book.quoted_cell(tree.table.code, index, key) if index is not None else None
    if figure and one.amount is not None:
        yield Mention(names[-1], one.amount, unit, statement_where(disclosure, one), figure, at(one.place))


def _phrases(disclosure: Disclosure, book: Book) -> Iterator[Mention]:
    for entry in load()["phrase"]:
        for section in sections_for(disclosure, entry) if entry.get("only") in (None, disclosure.kind) else ():
            spoken, figure = after(entry["phrase"], text_of(disclosure, section.path)), book.quoted(entry["cell"])
            if spoken and figure:
                found = _mention(section, entry["item"], spoken.value, spoken.unit, figure)
                yield replace(found, three_public=entry["cell"].startswith("three_public"))


def _lists(disclosure: Disclosure, book: Book) -> Iterator[Mention]:
    for entry in load()["list"]:
        for section in sections_for(disclosure, entry) if "rows" in entry else ():
            code, _, key = entry["rows"].partition(".")
            for spoken in listed(entry["opening"], section.text or "")[0]:
                figure = _row_named(book, code, spoken.name, key)
                if figure:
                    yield _mention(section, spoken.name, spoken.value, spoken.unit, figure)


def _mention(section: Section, item: str, value: Decimal, unit: str, figure: Figure) -> Mention:
    spots = at(section.place)
    return Mention(item, value, unit, section_where(section.path, item), figure, spots)


def _row_named(book: Book, code: str, name: str, key: str) -> Figure | None:
    tree = book.trees.get(code)
    if tree is None or key not in tree.table.columns:
        return None
    found = [index for index, row in enumerate(tree.table.rows) if row.code and bare(row.name or "") == bare(name)]
    return book.quoted_cell(code, found[0], key) if found else None
