"""Text that runs over the right edge of the page: what is seen of it ends in …, so that no figure is taken from its beginning.

pdfium leaves out the characters beyond the edge; only the box of their text object tells that there were some.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages.foreign import Handles
from gongkai.parse.pages.frame import Frame, shown
from gongkai.parse.pages.objects import Objects, Positions, bounds
from gongkai.parse.pages.pdfium import Floats

ELLIPSIS = 0x2026
_NEAR, _BEYOND = 2.0, 0.3  # in sizes of the type: how near the edge the last letter is, how far over it the text goes


def over_the_edge(
    boxes: Floats,
    sizes: Floats,
    owners: Handles,
    sheets: Positions,
    texts: Objects,
    frames: Sequence[Frame],
) -> Positions:
    """The last characters of the text objects that go on beyond the right edge of their page."""
    widths = np.array([frame.width for frame in frames])
    near = np.flatnonzero(boxes[:, 2] > widths[sheets] - _NEAR * sizes)
    if not len(near):
        return near
    last = near[_last_of_each(owners[near])]
    drawn = texts.only(np.flatnonzero(np.isin(texts.handles, owners[last])))
    ends = dict(zip(drawn.handles.tolist(), shown(frames, bounds(drawn), drawn.sheets)[:, 2].tolist(), strict=True))
    reach = np.array([ends.get(owner, 0.0) for owner in owners[last].tolist()])
    return np.asarray(last[reach > widths[sheets[last]] + _BEYOND * sizes[last]])


def _last_of_each(owners: Handles) -> npt.NDArray[np.bool_]:
    return np.append(owners[1:] != owners[:-1], True)
