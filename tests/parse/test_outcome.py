"""What a child says about its end, and what is believed of it."""

from __future__ import annotations

import pytest

from gongkai.parse.isolation.outcome import Outcome


def test_an_outcome_travels_whole() -> None:
    outcome = Outcome("refused", "ENCRYPTED", "密码", "")
    assert Outcome.from_bytes(outcome.to_bytes()) == outcome


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[]", b'{"family": "done", "x": 1}', b'{"family": "failed", "code": "X"}']
)
def test_what_is_no_outcome_is_a_crash(line: bytes) -> None:
    assert Outcome.from_bytes(line).code == "CRASH"
