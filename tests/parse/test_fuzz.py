"""Disclosures in layouts that nobody has drawn before: what is printed is read, or told to be unread, never wrong.

`make fuzz` reads hundreds; GONGKAI_FUZZ=200 makes this test read as many seeds.
"""

from __future__ import annotations

import os

import pytest
from fiction.varied.composing import compose
from fuzz import compare, read

SEEDS = range(int(os.environ.get("GONGKAI_FUZZ", "10")))
FORMATS = ("html", "docx", "xlsx", "txt", "pdf", "layout", "rules")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_read_wrong(seed: int, format: str) -> None:
    varied = compose(seed)
    count = compare(varied.told, read(varied, format, seed))
    assert count.faults == []
    assert count.right > 0


@pytest.mark.parametrize("seed", range(3))
def test_a_figure_that_was_read_wrong_is_counted_as_wrong(seed: int) -> None:
    first, second = compose(seed), compose(seed + 100)
    assert compare(first.told, read(second, "html", seed)).wrong > 0


def test_a_document_is_the_same_for_the_same_seed() -> None:
    assert compose(7) == compose(7)
    assert compose(7) != compose(8)
