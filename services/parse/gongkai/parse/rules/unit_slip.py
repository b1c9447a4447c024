"""No amount is ten thousand times another that it repeats. 金额没有万元与元的单位差错。

The amounts of narrative and projects against their cells, and cells against the sums around them; 元 printed for 万元
makes a figure 10,000 times too large or too small. Where most amounts that repeat cells differ so, it is the unit above
a table that is wrong, and that is one finding. Amounts that differ otherwise are left to the rules on amounts.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.figures import added, places
from gongkai.parse.checking.mentions import Mention, mentions, project_mentions
from gongkai.parse.checking.said import said
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.wheres import row_where
from gongkai.parse.rules import rule

_SYSTEMATIC = 3


@rule("unit.slip", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every amount whose cell is known, then every cell that a sum needs otherwise."""
    found = [*mentions(disclosure), *project_mentions(disclosure)]
    cells = [fault for tree in open_book(disclosure).trees.values() for fault in _cells(tree)]
    if not found and not cells:
        raise NotApplicable("没有可与表核对的金额", "no amount outside the tables to compare with a cell")
    slipped = [mention for mention in found if mention.slipped and said(mention)]
    if len(slipped) >= _SYSTEMATIC and 2 * len(slipped) > len(found):
        yield _unit_of_a_table(slipped)
    else:
        yield from (said(mention) if mention.slipped else None for mention in found)
    yield from cells


def _unit_of_a_table(slipped: list[Mention]) -> Fault:
    first = slipped[0]
    return Fault(
        where=first.figure.where.split(" ")[0],
        stated=first.figure.unit,
        severity="warning",
        cause=causes.UNIT_SLIP,
        zh=f"文中{len(slipped)}个金额与表中都相差一万倍，表的单位“{first.figure.unit}”可能写错。",
        en=f"{len(slipped)} amounts differ from their cells by 10,000; the unit of the tables may be wrong.",
        places=first.figure.places,
    )


def _cells(tree: Tree) -> Iterator[Fault]:
    families = [*tree.children.items(), *((total, tree.tops) for total in tree.totals)]
    seen: set[tuple[int, str]] = set()
    for parent, children in families:
        for key in tree.table.columns:
            whole, total = tree.row(parent)[key], added((tree.row(child) for child in children), key)
            if whole is None or total is None or whole == total:
                continue
            for child in children:
                value = tree.row(child)[key]
                if value and (child, key) not in seen and causes.is_unit_slip(value, whole - (total - value)):
                    seen.add((child, key))
                    yield _cell(tree, child, key, printed(value), printed(whole - (total - value)))


def _cell(tree: Tree, index: int, key: str, stated: str | None, expected: str | None) -> Fault:
    row = tree.row(index)
    return Fault(
        where=row_where(tree.table, row),
        stated=stated,
        expected=expected,
        cause=causes.UNIT_SLIP,
        zh=f"{row.name or row.project}为{stated}，合计需要{expected}{causes.in_chinese(causes.UNIT_SLIP)}。",
        en=f"{stated} where the sums need {expected}{causes.in_english(causes.UNIT_SLIP)}.",
        places=places(row, key),
    )
