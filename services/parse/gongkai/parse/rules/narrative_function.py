"""A project stands under the functions that its allocation names. 项目所列科目与其资金分配相符。

The items of an allocation that add up to the project's amount, against the one 项 under which the project table has all of it: where
an item bears the name of that 项, no other item may bear the name of a sister 项 (one that a table prints under the same 款, or
`其他…支出` of the 款). Not applicable without an allocation that names its own function.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import agree, printed
from gongkai.domain.disclosure import Disclosure, Project, Row
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.projects import line_of, unit_of_project
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.texts import Spoken, pairs
from gongkai.parse.checking.units import in_unit
from gongkai.parse.checking.wheres import project_where, row_where
from gongkai.parse.rules import rule

_GROUP, _ITEM = 5, 7


@rule("narrative.function", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every project whose allocation adds up to its amount."""
    book = open_book(disclosure)
    found = [verdict for project in disclosure.projects for verdict in _project(disclosure, book, project)]
    if not found:
        raise NotApplicable("没有写明功能科目的资金分配", "no allocation names the function of its project")
    yield from found


def _project(disclosure: Disclosure, book: Book, project: Project) -> Iterator[Verdict]:
    tree = book.trees.get("project_expenditure")
    index = line_of(disclosure, tree, project) if tree else None
    if tree is None or index is None or project.amount is None:
        return
    row, unit = tree.row(index), unit_of_project(disclosure, project)
    items = list(pairs(project.allocation or ""))
    amounts = [in_unit(item.value, item.unit, unit) for item in items]
    own = [amount for item, amount in zip(items, amounts, strict=True) if _bears(item, row.name)]
    if len(row.code or "") != _ITEM or not own or not agree(project.amount, sum(amounts, Decimal(0))):
        return
    sisters = _sisters(book, row)
    others = [item for item in items if not _bears(item, row.name) and any(_bears(item, name) for name in sisters)]
    yield _fault(disclosure, project, row, sum(own, Decimal(0)), others, row_where(tree.table, row)) if others else None


def _bears(item: Spoken, name: str | None) -> bool:
    return bool(name) and bare(item.name).startswith(bare(name or ""))


def _sisters(book: Book, row: Row) -> set[str]:
    """The names of the other 项 of the same 款, as far as the document knows them."""
    group = (row.code or "")[:_GROUP]
    known = {one.code: one.name for tree in book.trees.values() for one in tree.table.rows if one.name and one.code}
    listed = [name for code, name in known.items() if len(code) == _ITEM and code.startswith(group)]
    names = [*listed, *([f"其他{known[group]}支出"] if group in known else [])]
    return {name for name in names if bare(name) != bare(row.name or "")}


def _fault(disclosure: Disclosure, project: Project, row: Row, own: Decimal, others: list[Spoken], line: str) -> Fault:
    listed = "、".join(f"{item.name}{printed(item.value)}{item.unit}" for item in others)
    return Fault(
        where=project_where(disclosure, project),
        stated=printed(project.amount),
        expected=printed(own),
        zh=f"{project.name}{printed(project.amount)}全部列{line}“{row.name}”，资金分配中属该科目的只有{printed(own)}，"
        f"另有同款其他科目的{listed}。",
        en=f"All of the project stands under {row.code}, of which the allocation has {printed(own)}; other items name "
        "other functions.",
        places=(*at(project.place), *places(row)),
    )
