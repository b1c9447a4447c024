"""A run of digits between two names taken apart: the amounts of the row before, then the code of the row after."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from gongkai.domain.amounts import amount
from gongkai.domain.places import Place
from gongkai.parse.wrapped.pieces import Piece

_DASHES = frozenset("-—－")
_AMOUNT = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+|)(?:\.\d+)?")
_WHOLE = re.compile(r"[-−]?[\d,]*\.\d{2}")
# 1xx are classes of income, 2xx functions, 3xx and 5xx economic classes.
_CODE = re.compile(r"[1235]\d{2}(?:\d{2}){0,2}")
_LONGEST_CODE = 7
# A row has few amounts, and an amount few pieces; columns of bare numbers could be read in too many ways.
_MOST_PIECES = 40
_MOST_READINGS = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed amount; `value` is None for a dash. `width` is how many characters of it fitted in a line, None unwrapped."""

    text: str
    value: Decimal | None
    place: Place
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """What a run of digits holds."""

    amounts: tuple[Figure, ...]
    code: str | None


def split(
    run: Sequence[Piece],
    seen: Container[str],
    fits: Callable[[Sequence[Decimal | None]], bool],
    may_lead_to_code: bool,
    codes: re.Pattern[str] = _CODE,
) -> Split | None:
    """The likeliest reading of a run of digits, None when it is no amounts and no code.

    `seen` are the codes known so far (a child follows its parent), `fits` tells whether amounts add up in a row,
    `may_lead_to_code` is False where a row without a code follows, or nothing; `codes` is what a code looks like.
    """
    readings = [
        (_weight(amounts, found, seen, fits), Split(amounts, found))
        for start in _code_starts(run, may_lead_to_code, codes)
        for found in [code(run[start:])]
        for amounts in islice(_amounts(run[:start]), _MOST_READINGS)
    ]
    return max(readings, key=lambda reading: reading[0])[1] if readings else None


def are_amounts(amounts: Sequence[Figure], fits: Callable[[Sequence[Decimal | None]], bool]) -> bool:
    """Whether digits that lead to no code are amounts: they have decimals or add up as a row does; a year is neither."""
    if any("." in figure.text for figure in amounts):
        return True
    return len(amounts) > 1 and fits([figure.value for figure in amounts])


def _code_starts(run: Sequence[Piece], may_lead_to_code: bool, codes: re.Pattern[str]) -> Iterator[int]:
    yield len(run)
    for start in range(len(run) - 1, max(-1, len(run) - 1 - _LONGEST_CODE), -1) if may_lead_to_code else ():
        if codes.fullmatch(code(run[start:]) or ""):
            yield start


def code(run: Sequence[Piece]) -> str | None:
    """The code that a run of digits is, from its first piece to its last; None when it is none."""
    text = "".join(piece.text for piece in run)
    return text if _CODE.fullmatch(text) else None


def _weight(
    amounts: Sequence[Figure],
    code: str | None,
    seen: Container[str],
    fits: Callable[[Sequence[Decimal | None]], bool],
) -> tuple[int, int, int]:
    ragged = sum(1 for figure in amounts if figure.value is not None and not _WHOLE.fullmatch(figure.text))
    adds_up = not amounts or fits([figure.value for figure in amounts])
    proven = adds_up and len(amounts) > 1
    known = code is not None and (code in seen or code[:-2] in seen)
    return 3 * adds_up + 2 * proven + 2 * known + (code is not None), -ragged, -len(amounts)


def _amounts(run: Sequence[Piece]) -> Iterator[tuple[Figure, ...]]:
    """Every way to read the pieces as amounts one after the other."""
    if not run:
        yield ()
        return
    if len(run) > _MOST_PIECES:
        return
    for length in range(1, len(run) + 1):
        text = "".join(piece.text for piece in run[:length])
        figure = _figure(text, run[:length])
        if figure:
            for rest in _amounts(run[length:]):
                yield (figure, *rest)
        if not _may_go_on(text, run[length - 1 : length + 1]):
            return


def _figure(text: str, run: Sequence[Piece]) -> Figure | None:
    if text in _DASHES:
        return Figure(text, None, run[0].place)
    if not text or not _AMOUNT.fullmatch(text):
        return None
    return Figure(text, amount(text), run[0].place, len(run[0].text) if len(run) > 1 else None)


def _may_go_on(text: str, last_and_next: Sequence[Piece]) -> bool:
    """Only a line end cuts an amount in two: what stands behind a space is another cell."""
    if text in _DASHES or _WHOLE.fullmatch(text) or len(last_and_next) < 2:
        return False
    return last_and_next[0].line != last_and_next[1].line
