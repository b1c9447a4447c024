"""Lengths as documents write them, in points."""

from __future__ import annotations

import re

_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})\s*([a-z]*)\s*", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75, "": 0.75}


def points(text: str | None) -> float | None:
    """The length in points, a bare number in pixels of a web page; None for a share (`50%`) and whatever else is no length.

    >>> points("0.5in"), points("64"), points("20%")
    (36.0, 48.0, None)
    """
    found = _LENGTH.fullmatch(text or "")
    factor = _POINTS.get(found[2].lower()) if found else None
    return float(found[1]) * factor if found and factor is not None else None
