"""The phrases that a module looks for: the TOML file beside it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any


def phrases(module: str) -> dict[str, Any]:
    """The data of the TOML file that is named like the module (given by its `__file__`)."""
    return tomllib.loads(Path(module).with_suffix(".toml").read_text("utf-8"))


def any_of(words: list[str]) -> str:
    """A pattern that matches one of the words, the longest first; the words are patterns themselves."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def compiled(words: list[str]) -> re.Pattern[str]:
    """`any_of` the words, ready to search with."""
    return re.compile(any_of(words))
