"""Lengths of documents in points."""

from __future__ import annotations

import pytest

from gongkai.parse.lengths import points


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.5in", 36.0),
        ("64", 48.0),
        (" 100 px ", 75.0),
        ("48.0pt", 48.0),
        ("2.54CM", 72.0),
        ("20%", None),
        (None, None),
    ],
)
def test_a_length_is_points_and_a_share_is_none(text: str | None, expected: float | None) -> None:
    assert points(text) == (pytest.approx(expected) if expected is not None else None)
