"""A change in percent is the change divided by last year's amount. 增减率等于增减额除以上年数。

Last year's amount is this year's minus the change. Compared at the printed decimals, within the last digit of the two
amounts. A percentage that was cut off instead of rounded is a warning. Nothing can be said when last year's amount is
zero; that is noted. A percentage whose sign alone is wrong is the business of `narrative.sign`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Severity, Statement
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.narrative import told
from gongkai.parse.checking.rates import finest, nearly, percent, rate_agrees, signed
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import statement_where
from gongkai.parse.rules import rule


@rule("narrative.change_pct", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every statement with an amount, a change and a percentage."""
    stated = [one.statement for one in told(disclosure)]
    found = [one for one in stated if None not in (one.amount, one.change, one.change_pct)]
    if not found:
        raise NotApplicable(
            "没有同时写明金额、增减额和增减率的语句", "no sentence states amount, change and percentage"
        )
    half = finest(disclosure.statements)
    for statement in found:
        yield _verdict(disclosure, statement, half)


def _verdict(disclosure: Disclosure, statement: Statement, half: Decimal) -> Verdict:
    amount, change, stated = statement.amount, statement.change, statement.change_pct
    if amount is None or change is None or stated is None:
        return None
    prior = amount - change
    if not change and not stated:
        return None
    if not prior:
        return _without_base(disclosure, statement, stated)
    if rate_agrees(stated, change, prior, half) or _only_sign(stated, amount, change, half):
        return None
    return _fault(disclosure, statement, amount, change, stated)


def _only_sign(stated: Decimal, amount: Decimal, change: Decimal, half: Decimal) -> bool:
    """The size is right for a change of one of the two signs, and amount and percentage have different ones."""
    if stated * change >= 0:
        return False
    return any(rate_agrees(abs(stated), abs(change), amount - one, half) for one in (change, -change))


def _fault(disclosure: Disclosure, statement: Statement, amount: Decimal, change: Decimal, stated: Decimal) -> Fault:
    prior = amount - change
    expected = percent(change, prior, stated)
    cause, severity = _cause(stated, amount, change)
    base = f"上年{printed(prior)}，{signed(change)}"
    return Fault(
        where=statement_where(disclosure, statement),
        stated=printed(stated),
        expected=printed(expected),
        cause=cause,
        severity=severity,
        zh=f"{statement.item.split('/')[-1]}：{base}，应为{printed(expected)}%；所列{printed(stated)}%{causes.in_chinese(cause)}。",
        en=f"{printed(change)} on last year's {printed(prior)} is {printed(expected)} %, "
        f"not {printed(stated)} %{causes.in_english(cause)}.",
        places=at(statement.place),
    )


def _cause(stated: Decimal, amount: Decimal, change: Decimal) -> tuple[str | None, Severity | None]:
    if nearly(stated, change, amount) and not nearly(stated, change, amount - change):
        return causes.THIS_YEAR, None
    if rate_agrees(stated, change, amount, Decimal(0)):
        return causes.THIS_YEAR, None
    if nearly(stated, change, amount - change):
        return causes.TRUNCATED, "warning"
    return causes.of_difference(stated, percent(change, amount - change, stated)), None


def _without_base(disclosure: Disclosure, statement: Statement, stated: Decimal) -> Fault:
    return Fault(
        where=statement_where(disclosure, statement),
        stated=printed(stated),
        severity="info",
        zh=f"{statement.item.split('/')[-1]}：上年数为0，增减率{printed(stated)}%没有意义。",
        en=f"Last year's amount is 0; a change of {printed(stated)} % means nothing.",
        places=at(statement.place),
    )
