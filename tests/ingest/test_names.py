"""Names are for people: harmless on a screen, never a path."""

from __future__ import annotations

import pytest

from gongkai.ingest.names import shown


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("预算.pdf", "预算.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\预算.pdf", "预算.pdf"),
        ("预算\u202efdp.exe", "预算fdp.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("", "unnamed"),
        ("..", "unnamed"),
        ("e\u0301.txt", "é.txt"),
    ],
)
def test_only_the_harmless_base_name_is_shown(given: str, expected: str) -> None:
    assert shown(given) == expected


def test_a_long_name_is_cut_between_characters_and_keeps_its_extension() -> None:
    name = shown("预" * 300 + ".pdf")
    assert len(name.encode()) <= 255
    assert name.endswith("预.pdf")


def test_a_lone_surrogate_does_not_get_through() -> None:
    assert shown("a\ud800.txt") == "a.txt"
