"""What this service wants done from time to time: a look into the inbox, for what no event told of."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.context import Context
from gongkai.ingest.drops import Taker


def chore(context: Context) -> Callable[[], int]:
    """Takes in what is new in the inbox, and returns how many files."""
    return Taker(context).look
