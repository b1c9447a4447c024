"""JSON as bytes."""

from decimal import Decimal

import pytest

from gongkai.adapters.jsons import from_bytes, to_bytes


@pytest.mark.parametrize("value", [{"数": ["1.50", None, True, 12.0, 0.1]}, 2**70, [], "“\n\t\\"])
def test_what_was_written_is_read_again(value: object) -> None:
    assert from_bytes(to_bytes(value)) == value


def test_amounts_keep_their_digits_as_text() -> None:
    assert to_bytes([Decimal("1.50"), Decimal("0.10")]) == b'["1.50","0.10"]'


def test_half_a_pair_of_surrogates_is_no_text() -> None:
    with pytest.raises(UnicodeEncodeError):
        to_bytes("\ud800")


def test_what_is_no_json_is_an_error_in_the_value() -> None:
    with pytest.raises(ValueError, match="JSON"):
        from_bytes(b"{'a': 1}")
