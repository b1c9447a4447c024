"""The names that tell where a broken cell ends, from words.toml and performance.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any


def function_names(code: str) -> Sequence[str]:
    """What a 2xx function is or was called, without spaces; empty for a code nobody knows."""
    return tuple(_words()["functions"].get(code, ()))


def income_items() -> Sequence[str]:
    """The standing items on the income side of the balance tables, without spaces."""
    return tuple(_words()["income"]["items"])


def told(item: str) -> Iterator[str]:
    """The columns of the income table whose totals an item of the balance table states."""
    for key, patterns in _words()["told"].items():
        if any(re.fullmatch(pattern, item) for pattern in patterns):
            yield key


def usual(kind: str, key: str, name: str) -> int:
    """How usual it is that a row of this name has an amount in this column; 0 where nothing is known."""
    fitting = [
        habit["weight"]
        for habit in _words()["usual"]
        if (habit["kind"], habit["key"]) == (kind, key) and re.search(habit.get("names", ""), name)
    ]
    return max(fitting, default=0)


def form_words(of: str) -> Sequence[str]:
    """The words of a performance form: its `labels`, `headings`, names of `level1` and `level2`, `basis` and so on."""
    return tuple(_performance()[of])


def role_of(heading: str) -> str:
    """What a column of a performance form holds, by its heading without spaces."""
    return str(_performance()["headings"][heading])


def kindred(first: str, second: str) -> bool:
    """Whether indicators of this second level stand under this first level."""
    pairs = _performance()["kindred"]
    return any(re.search(pair["first"], first) and re.search(pair["second"], second) for pair in pairs)


@cache
def _performance() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("performance.toml").read_text("utf-8"))


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
