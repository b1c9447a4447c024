"""Keys are made of space, document and pipeline only."""

from __future__ import annotations

import pytest

from gongkai import keys

DOCUMENT = "ab" * 32
MAKERS = [keys.original, keys.record, keys.pending, keys.parsed, keys.findings, keys.outcome, keys.names]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("space", "document"),
    [
        ("../x", DOCUMENT),
        ("", DOCUMENT),
        ("Public", DOCUMENT),
        ("a/b", DOCUMENT),
        ("public", "../x"),
        ("public", "AB" * 32),
    ],
)
def test_nothing_but_a_space_and_a_digest_becomes_part_of_a_key(make, space: str, document: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        make(space, document)


@pytest.mark.parametrize("make", [keys.original, keys.record, keys.pending])
def test_a_key_tells_whose_it_is(make) -> None:
    assert keys.owner_of(make("draft-1", DOCUMENT)) == ("draft-1", DOCUMENT)


def test_a_name_of_any_shape_gives_a_plain_key() -> None:
    assert keys.name("public", DOCUMENT, "../预算\ud800.pdf").count("/") == 3
