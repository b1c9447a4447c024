"""Equipment above 1,000,000 is counted among that above 500,000. 100万元以上的设备也在50万元以上之列。

Not applicable unless both are counted. Where the document counts the classes apart (50 to 100) the numbers may differ;
so it is suspicious only when nothing at all is counted above 500,000.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import assets_where
from gongkai.parse.rules import rule


@rule("assets.count", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The two counts of large equipment."""
    items = disclosure.assets.items if disclosure.assets else ()
    fifty = next((item for item in items if "50万元以上" in item.name), None)
    hundred = next((item for item in items if "100万元以上" in item.name), None)
    if not fifty or not hundred or fifty.quantity is None or hundred.quantity is None:
        raise NotApplicable("没有写明大型设备的数量", "large equipment is not counted")
    first, second = printed(fifty.quantity), printed(hundred.quantity)
    yield (
        None
        if fifty.quantity or not hundred.quantity
        else Fault(
            where=assets_where(disclosure),
            stated=first,
            expected=second,
            zh=f"单位价值50万元以上大型设备{first}台，而100万元以上（也在50万元以上）有{second}台。",
            en=f"{first} pieces above 500,000 but {second} above 1,000,000.",
            places=at(fifty.place, hundred.place),
        )
    )
