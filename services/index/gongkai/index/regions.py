"""The region that a unit's name begins with."""

from __future__ import annotations

import re

# 市场监督管理局, 市政…, 社区…, 区域… are no regions.
_LEVELS = (
    r"(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区))?"
    r"(?:[\u4e00-\u9fff]{2,10}?(?:自治州|地区|盟|(?<!城)市(?![场政民容直属])))?"
    r"(?:[\u4e00-\u9fff]{1,10}?(?:自治县|自治旗|新区|开发区|高新区|(?<!社)(?<!小)区(?![域划级])|县(?!级)|旗|(?<!城)市(?![场政民容直属])))?"
    r"(?:（[\u4e00-\u9fff]{1,8}(?:区|县|市)）)?"
)
_REGION = re.compile(rf"(?:中共|中国共产党)?(?P<region>{_LEVELS})")


def region(unit: str | None) -> str | None:
    """The administrative region as printed in front of the unit's own name; None when there is none.

    >>> region("青泉市凤鸣区民政局"), region("高新区（新城区）农业农村局"), region("民政局")
    ('青泉市凤鸣区', '高新区（新城区）', None)
    """
    match = _REGION.match(unit or "")
    return (match["region"] or None) if match else None
