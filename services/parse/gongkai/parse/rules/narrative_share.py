"""A share is the amount divided by its total. 占比等于金额除以总额。

The total is the cell that the section's entry in identities.toml names; a share that fits the total which the section
itself states, or the sum of its amounts, is right as well, since a wrong total is reported by its own rule.
Compared at the printed decimals, within the last digit of the two amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Severity
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.narrative import Told, text_of, told
from gongkai.parse.checking.rates import finest, nearly, percent, rate_agrees
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.sums import absent
from gongkai.parse.checking.texts import pairs
from gongkai.parse.checking.units import in_unit
from gongkai.parse.rules import rule

_ALL = 100


@rule("narrative.share", severity="error", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every statement with an amount and a share."""
    found = [one for one in told(disclosure) if None not in (one.statement.amount, one.statement.share_pct)]
    if not found:
        raise NotApplicable("没有写明占比的语句", "no sentence states a share")
    half = finest(disclosure.statements)
    for one in found:
        yield _verdict(disclosure, one, half)


def _verdict(disclosure: Disclosure, one: Told, half: Decimal) -> Verdict:
    amount, stated = one.statement.amount, one.statement.share_pct
    if amount is None or stated is None:
        return None
    bases = _bases(disclosure, one)
    if not bases:
        return absent(f"{one.where}占比的总额", f"{one.where}, total of the share")
    if any(rate_agrees(stated, amount, base, half) for base in bases):
        return None
    return _fault(one, amount, stated, bases[0])


def _bases(disclosure: Disclosure, one: Told) -> list[Decimal]:
    """The total by the table and its sums, by the section's own sentence, and by its amounts, in the statement's unit."""
    found = (
        [in_unit(value, one.base.unit, one.unit) for value in (one.base.value, *one.base.doubts())] if one.base else []
    )
    spoken = next(pairs(text_of(disclosure, one.statement.section)), None)
    if spoken and _can_be_base(spoken.value, one):
        found.append(in_unit(spoken.value, spoken.unit, one.unit))
    family = [
        other.amount
        for other in disclosure.statements
        if other.section == one.statement.section and other.share_pct is not None and other.amount is not None
    ]
    if len(family) > 1:
        found.append(sum(family, Decimal(0)))
    return [base for base in found if base > 0]


def _can_be_base(spoken: Decimal, one: Told) -> bool:
    """Whether the section's first amount may be the whole: a larger one, or the amount itself where it is all."""
    amount = one.statement.amount or Decimal(0)
    return spoken > amount or (spoken == amount and one.statement.share_pct == _ALL)


def _fault(one: Told, amount: Decimal, stated: Decimal, base: Decimal) -> Fault:
    expected = percent(amount, base, stated)
    cut = nearly(stated, amount, base)
    cause = causes.TRUNCATED if cut else causes.of_difference(stated, expected)
    severity: Severity | None = "warning" if cut else None
    item = one.statement.item.split("/")[-1]
    spots = (*at(one.statement.place), *(one.base.places if one.base else ()))
    return Fault(
        where=one.where,
        stated=printed(stated),
        expected=printed(expected),
        cause=cause,
        severity=severity,
        zh=f"{item}{printed(amount)}占{printed(base)}的比例应为{printed(expected)}%，所列为{printed(stated)}%{causes.in_chinese(cause)}。",
        en=f"{printed(amount)} of {printed(base)} is {printed(expected)} %, not {printed(stated)} %{causes.in_english(cause)}.",
        places=spots,
    )
