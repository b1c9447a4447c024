"""A unit with vehicles has money to run them. 有车辆的单位有公务用车运行费。

Noted, since vehicles may be run from other money. Not applicable without a stated number of vehicles or running cost.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import statement_where
from gongkai.parse.rules import rule


@rule("assets.vehicles", severity="info", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """车辆 against 公务用车运行费."""
    items = disclosure.assets.items if disclosure.assets else ()
    cars = next((item for item in items if item.name == "车辆"), None)
    cost = next((one for one in disclosure.statements if "公务用车运行" in one.item), None)
    if not cars or not cars.quantity or cost is None or cost.amount is None:
        raise NotApplicable("没有写明车辆数或公务用车运行费", "vehicles or their running cost are not stated")
    yield (
        None
        if cost.amount
        else Fault(
            where=statement_where(disclosure, cost),
            stated=printed(cost.amount),
            zh=f"有车辆{printed(cars.quantity)}辆，公务用车运行费预算却为0。",
            en=f"{printed(cars.quantity)} vehicles and nothing to run them.",
            places=at(cost.place, cars.place),
        )
    )
