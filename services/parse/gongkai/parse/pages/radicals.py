"""CJK radicals (U+2E80 to U+2FDF) that PDF writers put in the place of Han characters, and what they stand for."""

from __future__ import annotations

from importlib.resources import files


def _table() -> dict[int, int]:
    text = files(__package__).joinpath("radicals.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {ord(radical): ord(character) for radical, character in pairs}


# Chromium's PDFs carry ⼈ ⾦ ⽬ for 人 金 目; NFKC knows only half of them.
RADICALS = _table()


def unradical(text: str) -> str:
    """The text with every radical replaced by the Han character it stands for, and nothing else changed.

    >>> unradical("⼈⼒资源，⻓期")
    '人力资源，长期'
    """
    return text.translate(RADICALS)
