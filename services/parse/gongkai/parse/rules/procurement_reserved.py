"""What is reserved for small firms is part of the procurement. 面向中小企业预留不超过采购总额，小微企业不超过中小企业。

Not applicable where nothing is reserved.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Procurement
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import about_where
from gongkai.parse.rules import rule


@rule("procurement.reserved", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """小微 within 中小, 中小 within the total."""
    found = disclosure.procurement
    if found is None or (found.reserved_sme is None and found.reserved_micro is None):
        raise NotApplicable("没有写明面向中小企业预留", "no reserved procurement is stated")
    where = about_where(disclosure, ["政府采购"], "政府采购情况")
    yield from _within(where, found, found.reserved_sme, found.total, ("中小企业预留", "采购总额"))
    yield from _within(where, found, found.reserved_micro, found.reserved_sme, ("小微企业预留", "中小企业预留"))


def _within(
    where: str, found: Procurement, part: Decimal | None, whole: Decimal | None, names: tuple[str, str]
) -> Iterator[Verdict]:
    if part is None or whole is None:
        return
    stated, expected = printed(part), printed(whole)
    yield (
        None
        if part <= whole
        else Fault(
            where=where,
            stated=stated,
            expected=expected,
            zh=f"{names[0]}{stated}大于{names[1]}{expected}。",
            en=f"The part {stated} is larger than its whole {expected}.",
            places=at(found.place),
        )
    )
