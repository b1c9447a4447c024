"""Where the rows of what may be a table begin, and the columns that their texts show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from gongkai.parse.pages.bands import LEVEL
from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.strips import GUTTER, MANY, NARROW, merged, pieces, runs, words

_TOTAL = re.compile(r"(本年|收入|支出|本页)?[总合小共]\s*计[:：]?")
_IN_ROW = re.compile(r"0|[-−]?[\d,，]*\d\.\d*%?|\d{3,7}|\d{3}[^\d年]+|栏次")
_COUNTING = re.compile(r"\d{1,2}")


def first_row(shown: Characters, size: float) -> float | None:
    """The height of the first line that is a row: amounts, codes, or numbers of columns."""
    found = words(shown)
    heights = [word.middle for word in found if _IN_ROW.fullmatch(word.text)]
    counting = [word.middle for word in found if _COUNTING.fullmatch(word.text)]
    heights += [height for height in counting if sum(abs(height - other) < LEVEL * size for other in counting) > 2]
    return min(heights, default=None)


def columns_of(body: Characters, size: float) -> Floats:
    """The stretches that hold text in any row but those of totals, whose label may stand across columns."""
    many = float(body.boxes[:, 3].max() - body.boxes[:, 1].min()) >= 2 * MANY * size
    rows = body.only(~_totals(body, size))
    return runs(rows, NARROW if many else GUTTER) if len(rows) else np.empty((0, 2))


def top_of(
    shown: Characters, columns: Floats, first: float, apart: float, size: float, rules: Sequence[float]
) -> float:
    """Where the rows begin: the rule above the first line with figures, or above the lines that its cells begin with."""
    above = [rule for rule in rules if rule < first]
    if above and (shown.middles[:, 1] < above[-1]).any():
        return above[-1]
    tops = [first - size / 2]
    for parts in pieces(shown, columns):
        at = [n for n, part in enumerate(parts) if part.middle > first - 0.4 * size]
        if not at:
            continue
        n = at[0]
        if n and parts[n].middle - first > apart:
            continue
        while n and parts[n].middle - parts[n - 1].middle < apart:
            n -= 1
        tops.append(parts[n].top)
    return min(tops) - 0.1 * size


def _totals(body: Characters, size: float) -> np.ndarray:
    """Which characters make up the label of a total."""
    label = np.zeros(len(body), bool)
    x, y = body.middles.T
    found = words(body)
    spaced = [merged(pair) for pair in pairwise(found) if abs(pair[0].middle - pair[1].middle) < LEVEL * size]
    for word in (*found, *spaced):
        if _TOTAL.fullmatch(word.text):
            label |= (x > word.left) & (x < word.right) & (y > word.top) & (y < word.bottom)
    return label
