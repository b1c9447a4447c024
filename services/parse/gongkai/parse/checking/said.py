"""The verdict on an amount that the text repeats from a table."""

from __future__ import annotations

from gongkai.domain.amounts import printed
from gongkai.domain.findings import Fault, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.mentions import Mention
from gongkai.parse.checking.units import in_yuan


def said(mention: Mention) -> Verdict:
    """None when text and table agree, or when the sums of the table require what the text says."""
    figure = mention.figure
    if figure.explained_by(mention.value, mention.unit):
        return None
    cause = causes.of_difference(in_yuan(mention.value, mention.unit), in_yuan(figure.value, figure.unit))
    stated, expected = printed(mention.value), printed(figure.shown_in(mention.unit))
    return Fault(
        where=mention.where,
        stated=stated,
        expected=expected,
        cause=cause,
        severity=mention.severity,
        zh=f"{mention.item}：文中为{stated}{mention.unit}，{figure.where}为{expected}{mention.unit}{causes.in_chinese(cause)}。",
        en=f"{mention.item}: {stated} {mention.unit} in the text, {expected} at {figure.where}{causes.in_english(cause)}.",
        places=(*mention.places, *figure.places),
    )
