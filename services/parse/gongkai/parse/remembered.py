"""Answers that many ask for about one disclosure or grid, worked out once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

One = TypeVar("One")
More = TypeVarTuple("More")
Answer = TypeVar("Answer")


def remembered(function: Callable[[One, *More], Answer]) -> Callable[[One, *More], Answer]:
    """The same function, which keeps its answers for the very object that it was last asked about; nobody may change them.

    The further arguments are compared, the object itself is not looked into. Each thread has answers of its own.
    """
    last = threading.local()

    @wraps(function)
    def ask(one: One, *more: *More) -> Answer:
        kept: tuple[One, dict[tuple[Any, ...], Answer]] | None = getattr(last, "kept", None)
        if kept is None or kept[0] is not one:
            kept = last.kept = (one, {})
        answers = kept[1]
        if more not in answers:
            answers[more] = function(one, *more)
        return answers[more]

    return ask
