"""A budget tells the assets at the end of the year before, final accounts those of their own year. 资产截止时间与年度相符。

Not applicable where no date is stated.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import assets_where
from gongkai.parse.rules import rule


@rule("assets.as_of", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The one date."""
    stated = disclosure.assets.as_of if disclosure.assets else None
    if not stated or not stated[:4].isdigit() or disclosure.year is None or disclosure.kind is None:
        raise NotApplicable("没有写明资产的截止时间", "no date of the assets")
    expected = disclosure.year - (disclosure.kind == "budget")
    place = disclosure.assets.items[0].place if disclosure.assets and disclosure.assets.items else None
    yield (
        None
        if int(stated[:4]) == expected
        else Fault(
            where=assets_where(disclosure),
            stated=stated,
            expected=str(expected),
            zh=f"资产截至{stated}年底，应为{expected}年底。",
            en=f"The assets are those of {stated}, expected {expected}.",
            places=at(place),
        )
    )
