"""A change and its percentage go in one direction. 增减额与增减率方向一致。

增加 with 下降, or 减少 with 增长. A change or percentage of zero has no direction.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Statement
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.narrative import told
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import statement_where
from gongkai.parse.rules import rule


@rule("narrative.sign", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every statement with a change and a percentage."""
    stated = [one.statement for one in told(disclosure)]
    found = [one for one in stated if one.change and one.change_pct]
    if not found:
        raise NotApplicable("没有同时写明增减额和增减率的语句", "no sentence states a change and a percentage")
    for statement in found:
        yield _verdict(disclosure, statement)


def _verdict(disclosure: Disclosure, statement: Statement) -> Verdict:
    change, stated = statement.change, statement.change_pct
    if change is None or stated is None or change * stated > 0:
        return None
    expected = printed(-stated)
    return Fault(
        where=statement_where(disclosure, statement),
        stated=printed(stated),
        expected=expected,
        zh=f"{statement.item.split('/')[-1]}：增减额为{printed(change)}，增减率为{printed(stated)}%，方向相反。",
        en=f"The change {printed(change)} and the percentage {printed(stated)} % go in opposite directions.",
        places=at(statement.place),
    )
