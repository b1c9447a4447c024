"""What a text on the allocation of a project's money adds up: a stated whole, its items, a number times a price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.amounts import amount
from gongkai.parse.checking.texts import NUMBER, UNITS
from gongkai.parse.checking.units import in_yuan

_TOTAL = re.compile(
    rf"(?:^|[，,；;。、）)\n])\s*(?:以上)?(?:共计|合计|总计|共)(?:需|为|安排|约)?({NUMBER})({UNITS})(?!\s*[/／])"
)
_ITEM = re.compile(rf"(每[人户个名月年次场亩辆]{{0,4}}|标准\D{{0,6}}|人均)?({NUMBER})({UNITS})(?!\s*(?:[/／]|每))")
_PRODUCT = re.compile(
    rf"({NUMBER})(?:人|名|户|个|辆|床|亩|家|场)\D{{0,12}}?({NUMBER})(万元|元)[/／每](?:人|名|户|个|辆|床|亩|家|场)[/／每]月"
    rf"\s*[*×xX✕＊·]\s*({NUMBER})个?月"
)
_PARTLY = re.compile("其中|等(?:支出|费用|经费)?[，。]?$")


@dataclass(frozen=True, slots=True)
class Allocation:
    """Amounts of an allocation in 元; `items` only where the text names them without 其中."""

    total: Decimal | None
    items: tuple[Decimal, ...]
    product: Decimal | None


def read(text: str) -> Allocation:
    """What the text states as its whole, the items beside it, and number × price × months where all three are given.

    >>> read("工作经费7万元及人员津贴35万元").items
    (Decimal('7E+4'), Decimal('3.5E+5'))
    """
    whole = _TOTAL.search(text)
    rest = text[: whole.start()] if whole else text
    return Allocation(
        total=_yuan(whole[1], whole[2]) if whole else None,
        items=() if _PARTLY.search(rest) else tuple(_items(rest)),
        product=_product(text),
    )


def _items(text: str) -> list[Decimal]:
    found = _ITEM.findall(text)
    if any(price for price, _, _ in found) or re.search(rf"{NUMBER}(?:{UNITS})\s*[/／]", text):
        return []
    return [_yuan(number, unit) for _, number, unit in found]


def _product(text: str) -> Decimal | None:
    found = _PRODUCT.findall(text)
    if len(found) != 1 or len(re.findall(r"[/／]月", text)) != 1:
        return None
    people, price, unit, months = found[0]
    return (amount(people) or Decimal(0)) * _yuan(price, unit) * (amount(months) or Decimal(0))


def _yuan(number: str, unit: str) -> Decimal:
    return in_yuan(amount(number) or Decimal(0), unit)
