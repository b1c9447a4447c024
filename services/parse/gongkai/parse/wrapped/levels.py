"""Which level names stand over which indicators: they lead them, or they stand in the middle of their height."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.parse.wrapped.pieces import Piece, squeezed
from gongkai.parse.wrapped.vocabulary import kindred

Levels = Mapping[str, Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a level as printed: after how many rows, and whether beside the next row or in a line of its own."""

    role: str
    pieces: tuple[Piece, ...]
    rows_before: int
    beside_row: bool


def levels_of(labels: Sequence[Label], rows: int) -> list[Levels]:
    """For each row the names of its levels.

    Text in the order of its cells prints a name before its rows. In the order of its lines a name stands in the middle of
    them; then the first name is not one of the first level.
    """
    if labels and labels[0].role != "level1" and any(label.role == "level1" for label in labels):
        return _in_the_middle(labels, rows)
    return [_leading(labels, row) for row in range(rows)]


def _leading(labels: Sequence[Label], row: int) -> Levels:
    levels: dict[str, Sequence[Piece]] = {}
    for label in labels:
        if label.rows_before <= row:
            levels = {**(levels if label.role == "level2" else {}), label.role: label.pieces}
    return levels


def _in_the_middle(labels: Sequence[Label], rows: int) -> list[Levels]:
    """A second level has as many rows above its name as below; the first level is the one that its name is kindred to."""
    firsts = {squeezed(label.pieces): label.pieces for label in labels if label.role == "level1"}
    levels: list[Levels] = []
    for label in (label for label in labels if label.role == "level2"):
        end = 2 * label.rows_before - len(levels) + (1 if label.beside_row else 0)
        above = next((pieces for name, pieces in firsts.items() if kindred(name, squeezed(label.pieces))), ())
        levels += [{"level1": above, "level2": label.pieces}] * max(0, min(end, rows) - len(levels))
    return levels + [{}] * (rows - len(levels))
