"""What is reserved for small firms."""

from tests.parse.rules.conftest import doc, outcome, procurement, spots


def reserved(sme: str, micro: str):
    return doc(procurement=procurement(total="6.00", reserved_sme=sme, reserved_micro=micro))


def test_parts_within_their_whole_hold():
    assert outcome("procurement.reserved", reserved("6.00", "4.00")).held == 2


def test_more_than_the_whole_is_an_error():
    assert spots("procurement.reserved", reserved("5.00", "5.50")) == [("政府采购情况", "5.50", "5.00")]


def test_nothing_reserved_is_not_applicable():
    assert outcome("procurement.reserved", doc(procurement=procurement(total="6.00"))).status == "not_applicable"
