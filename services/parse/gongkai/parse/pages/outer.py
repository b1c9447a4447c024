"""Outer borders that are not drawn: where a single line sticks out of a table and text stands beside it, cells end there."""

from __future__ import annotations

import numpy as np

from gongkai.parse.pages.cells import OVERHANG, TOUCH, Table
from gongkai.parse.pages.characters import SPACE, Characters
from gongkai.parse.pages.edges import Edges

Box = tuple[float, float, float, float]


def bordered(ruled: list[Table], level: Edges, upright: Edges, shown: Characters) -> tuple[Edges, Edges] | None:
    """The edges with the borders that are missing; None where no line of a table sticks out beside text."""
    reaches = [(table.box, _reach(table, level, upright)) for table in ruled]
    boxes = [(box, _filled(box, reach, shown)) for box, reach in reaches if _sticks_out(box, reach)]
    sides = [side for box, wide in boxes if wide != box for side in _sides(box, wide)]
    if not sides:
        return None
    across = [(y, left, right) for left, y, right, bottom in sides if y == bottom]
    down = [(x, top, bottom) for x, top, right, bottom in sides if x == right]
    return _with(level, across), _with(upright, down)


def _reach(table: Table, level: Edges, upright: Edges) -> Box:
    """How far the lines that meet the table reach."""
    left, top, right, bottom = table.box
    across = _meeting(level, top, bottom, left, right)
    down = _meeting(upright, left, right, top, bottom)
    return (
        min(across.start.min(initial=left), left),
        min(down.start.min(initial=top), top),
        max(across.end.max(initial=right), right),
        max(down.end.max(initial=bottom), bottom),
    )


def _meeting(edges: Edges, first: float, last: float, start: float, end: float) -> Edges:
    inside = (edges.at >= first - TOUCH) & (edges.at <= last + TOUCH)
    return edges.only(inside & (edges.start <= end) & (edges.end >= start))


def _sticks_out(box: Box, reach: Box) -> bool:
    return any(abs(far - near) > OVERHANG for far, near in zip(reach, box, strict=True))


def _filled(box: Box, reach: Box, shown: Characters) -> Box:
    """The box reaching as far as the lines on each side where text stands between."""
    left, top, right, bottom = box
    x, y = shown.only(shown.codes != SPACE).middles.T
    level, between = (y > top) & (y < bottom), (x > reach[0]) & (x < reach[2])
    return (
        reach[0] if left - reach[0] > OVERHANG and (level & (x > reach[0]) & (x < left)).any() else left,
        reach[1] if top - reach[1] > OVERHANG and (between & (y > reach[1]) & (y < top)).any() else top,
        reach[2] if reach[2] - right > OVERHANG and (level & (x > right) & (x < reach[2])).any() else right,
        reach[3] if reach[3] - bottom > OVERHANG and (between & (y > bottom) & (y < reach[3])).any() else bottom,
    )


def _sides(box: Box, wide: Box) -> list[Box]:
    """The sides of the wider box that the narrower one does not have."""
    left, top, right, bottom = wide
    every = [
        (left, top, left, bottom),
        (left, top, right, top),
        (right, top, right, bottom),
        (left, bottom, right, bottom),
    ]
    return [side for side, near, far in zip(every, box, wide, strict=True) if near != far]


def _with(edges: Edges, more: list[tuple[float, float, float]]) -> Edges:
    at, start, end = (
        np.concatenate([known, np.array(new)])
        for known, new in zip((edges.at, edges.start, edges.end), np.array(more).reshape(-1, 3).T, strict=True)
    )
    return Edges(at, start, end).only(np.lexsort((start, at)))
