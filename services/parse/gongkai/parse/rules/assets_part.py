"""Large equipment is not worth more than all that it can be part of. 大型设备的价值不超过家具与其他资产。

Equipment is neither 房屋 nor 车辆, so its value lies within 办公家具 and 其他资产. Not applicable where one is not stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Asset, Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import assets_where
from gongkai.parse.rules import rule


@rule("assets.part", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every class of large equipment with a value."""
    items = disclosure.assets.items if disclosure.assets else ()
    other = next((item for item in items if item.name.startswith("其他") and item.measure is None), None)
    furniture = next((item for item in items if "家具" in item.name), None)
    large = [item for item in items if "大型设备" in item.name and item.value is not None]
    if not other or other.value is None or not large:
        raise NotApplicable("没有写明大型设备或其他资产的价值", "values of equipment or other assets are not stated")
    limit = other.value + (furniture.value if furniture and furniture.value else Decimal(0))
    for item in large:
        yield _verdict(disclosure, item, other, limit)


def _verdict(disclosure: Disclosure, item: Asset, other: Asset, limit: Decimal) -> Verdict:
    if item.value is None or item.value <= limit:
        return None
    stated, expected = printed(item.value), printed(limit)
    return Fault(
        where=assets_where(disclosure),
        stated=stated,
        expected=printed(other.value),
        zh=f"{item.name}价值{stated}，不属房屋、车辆，却大于家具与其他资产之和{expected}。",
        en=f"Equipment worth {stated} cannot be part of furniture and other assets worth {expected}.",
        places=at(item.place, other.place),
    )
