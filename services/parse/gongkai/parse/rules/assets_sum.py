"""Vehicles are the sum of their kinds. 车辆等于各类车辆之和。

Number and value of 车辆 against the kinds counted in 辆 that follow it. A difference within rounding is a warning.
Not applicable where no kinds are named; a list without 其他 may not be whole, and a kind without a value leaves the value
uncompared.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from gongkai.domain.disclosure import Asset, Disclosure
from gongkai.domain.findings import NotApplicable, Skipped, Verdict
from gongkai.parse.checking.sums import Words, absent, sum_verdict
from gongkai.parse.checking.wheres import assets_where
from gongkai.parse.rules import rule

_KINDS = Words("各类之和", "the sum of its kinds")
_SUBJECTS = {
    "quantity": Words("车辆数量", "The number of vehicles"),
    "value": Words("车辆价值", "The value of vehicles"),
}


@rule("assets.sum", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Number and value."""
    items = disclosure.assets.items if disclosure.assets else ()
    start = next((index for index, item in enumerate(items) if item.name == "车辆"), None)
    kinds = list(takewhile(_is_vehicle, items[start + 1 :])) if start is not None else []
    if start is None or len(kinds) < 2:
        raise NotApplicable("没有列出车辆的分类", "no kinds of vehicles are listed")
    where = assets_where(disclosure, items[start])
    if not any("其他" in kind.name for kind in kinds):
        yield Skipped("车辆的分类可能没有列全", "not all kinds of vehicles may be listed")
        return
    yield _verdict(where, items[start], kinds, "quantity")
    yield _verdict(where, items[start], kinds, "value")


def _is_vehicle(item: Asset) -> bool:
    return item.measure in {"辆", "台"}


def _verdict(where: str, whole: Asset, kinds: list[Asset], field: str) -> Verdict:
    stated: Decimal | None = getattr(whole, field)
    parts: list[Decimal | None] = [getattr(kind, field) for kind in kinds]
    known = [part for part in parts if part is not None]
    if stated is None or len(known) < len(parts):
        return absent(f"车辆{field}", f"vehicles, {field}")
    spots = tuple(item.place for item in (whole, *kinds) if item.place)
    return sum_verdict(where, _SUBJECTS[field], stated, known, _KINDS, spots)
