"""Where the next page of an answer begins: opaque to whoever carries it, checked when it comes back, bound to its question."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from gongkai.errors import GongkaiError
from gongkai.ports.index import Query

Value = float | int | str | None
_LONGEST = 8_000  # characters: a cursor has to fit into an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The last row that was shown: how many it ended, what it was ranked by, and the state of the index it was seen in.

    `value` is its score or what was sorted by, `tie` orders rows of one value, `tied` of those shown last have this value.
    """

    question: str
    shown: int
    value: Value
    tie: int
    tied: int
    state: str


def place_of(query: Query) -> Place | None:
    """Where the page begins, None for the first; `GongkaiError("BAD_REQUEST")` for a cursor that is not this question's."""
    if query.cursor is None:
        return None
    try:
        place = read(query.cursor)
    except ValueError:
        raise not_ours() from None
    if place.question != question(query):
        raise not_ours()
    return place


def belongs(query: Query) -> bool:
    """Whether the question's cursor was given for this very question."""
    try:
        return query.cursor is not None and read(query.cursor).question == question(query)
    except ValueError:
        return False


def following(query: Query, ranks: Sequence[tuple[Value, int]], state: str) -> str:
    """The cursor of the page behind these rows, each told by its value and its tie."""
    place = place_of(query)
    value, tie = ranks[-1]
    tied = next((count for count, (one, _) in enumerate(reversed(ranks)) if one != value), len(ranks))
    if place and tied == len(ranks) and place.value == value:
        tied += place.tied
    shown = (place.shown if place else 0) + len(ranks)
    return write(Place(question=question(query), shown=shown, value=value, tie=tie, tied=tied, state=state))


def question(query: Query) -> str:
    """What a cursor is bound to: all that decides which rows come in which order, not how many fill a page."""
    filters = sorted(query.filters.items())
    asked = (sorted(query.spaces), query.clues, filters, query.amount, query.sort)
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def read(text: str) -> Place:
    """The place that a cursor tells; ValueError for what no cursor looks like."""
    if len(text) > _LONGEST:
        raise ValueError("too long for a cursor")
    try:
        parts = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, RecursionError) as problem:
        raise ValueError("not a cursor") from problem
    if not (isinstance(parts, list) and len(parts) == 6):
        raise ValueError("not a cursor")
    asked, shown, value, tie, tied, state = parts
    counts = (shown, tie, tied)
    if not (isinstance(asked, str) and isinstance(state, str) and all(map(_is_count, counts)) and tied <= shown):
        raise ValueError("not a cursor")
    if not (value is None or isinstance(value, str) or _is_number(value)):
        raise ValueError("not a cursor")
    return Place(question=asked, shown=shown, value=value, tie=tie, tied=tied, state=state)


def not_ours() -> GongkaiError:
    """The error for a cursor that does not belong to the question it came with."""
    return GongkaiError(
        "BAD_REQUEST",
        "翻页位置不属于该检索，请从第一页开始。The cursor does not belong to this question; begin with the first page.",
    )


def write(place: Place) -> str:
    """The cursor that tells this place."""
    told = json.dumps(astuple(place), ensure_ascii=True, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def _is_number(value: object) -> bool:
    # JSON of Python knows NaN and Infinity, engines do not.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 2**63
