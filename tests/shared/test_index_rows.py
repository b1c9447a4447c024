"""What all search engines share."""

from __future__ import annotations

from decimal import Decimal

from gongkai.adapters.index_rows import scaled, tie


def test_amounts_are_scaled_exactly_and_beyond_the_scale_rounded() -> None:
    assert scaled(Decimal("12.3456")) == 123456
    assert scaled(Decimal("0.00005")) == 0
    assert scaled(Decimal("-90000000000000.0001")) == -900000000000000001


def test_ties_keep_the_order_of_a_document_and_fit_into_63_bits() -> None:
    ties = [tie("public", "d1", ordinal) for ordinal in (0, 1, 2**22 - 1)]
    assert ties == sorted(ties)
    assert ties[0] >= 0 and ties[-1] < 2**63
    assert tie("public", "d2", 0) >> 22 != ties[0] >> 22
