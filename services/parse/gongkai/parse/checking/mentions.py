"""Every amount outside the tables that repeats a cell: statements, phrases, lists and projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.disclosure import Disclosure, Section, Severity
from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse.checking.causes import is_unit_slip
from gongkai.parse.checking.figures import Figure, cell
from gongkai.parse.checking.identities import load
from gongkai.parse.checking.narrative import sections_for, text_of, told
from gongkai.parse.checking.projects import row_of, unit_of_project
from gongkai.parse.checking.remembered import remembered
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.texts import after, listed
from gongkai.parse.checking.units import in_yuan
from gongkai.parse.checking.wheres import project_where, section_where


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
    return [*_statements(disclosure), *_phrases(disclosure, book), *_lists(disclosure, book)]


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


def _phrases(disclosure: Disclosure, book: Book) -> Iterator[Mention]:
    for entry in load()["phrase"]:
        for section in sections_for(disclosure, entry):
            spoken, figure = after(entry["phrase"], text_of(disclosure, section.path)), book.quoted(entry["cell"])
            if spoken and figure:
                yield _mention(section, entry["item"], spoken.value, spoken.unit, figure)


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
