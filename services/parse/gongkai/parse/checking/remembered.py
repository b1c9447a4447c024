"""Answers that many rules ask for about one disclosure, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from gongkai.domain.disclosure import Disclosure

Answer = TypeVar("Answer")


def remembered(function: Callable[[Disclosure], Answer]) -> Callable[[Disclosure], Answer]:
    """The same function, which keeps its last answer for the very same disclosure; nobody may change the answer."""
    last: tuple[Disclosure, Answer] | None = None

    @wraps(function)
    def ask(disclosure: Disclosure) -> Answer:
        nonlocal last
        kept = last
        if kept is None or kept[0] is not disclosure:
            kept = last = (disclosure, function(disclosure))
        return kept[1]

    return ask
