"""Radicals become the Han characters that they stand for, and nothing else changes."""

from gongkai.parse.pages.radicals import RADICALS, unradical


def test_radicals_of_chromium_become_han_characters() -> None:
    assert unradical("⼈⼒资源和社会保障，⾦额⽬标，⻓期") == "人力资源和社会保障，金额目标，长期"


def test_nothing_else_is_normalised() -> None:
    assert unradical("（１）Ⅳ ﬁ ㎡ é") == "（１）Ⅳ ﬁ ㎡ é"


def test_all_kangxi_radicals_are_known() -> None:
    assert set(range(0x2F00, 0x2FD6)) <= set(RADICALS)


def test_the_supplement_is_known_but_for_the_one_without_an_equivalent() -> None:
    assert {code for code in (*range(0x2E81, 0x2E9A), *range(0x2E9B, 0x2EF4)) if code not in RADICALS} == set()
