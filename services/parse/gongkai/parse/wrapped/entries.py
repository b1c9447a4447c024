"""What wrapped text is turned into before anyone knows the columns: rows with names and amounts in printed order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse.wrapped.figures import Figure
from gongkai.parse.wrapped.pieces import Piece, joined

_TOTAL = re.compile(r"(?:.*(?:合计|总计)|小计):?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One logical row. `amounts` stand in printed order, their columns yet unknown; `words` are the pieces of its name."""

    name: str
    place: Place
    code: str | None = None
    project: str | None = None
    amounts: tuple[Figure, ...] = ()
    words: tuple[Piece, ...] = ()

    @property
    def is_total(self) -> bool:
        """Whether this is a row of totals."""
        return self.code is None and is_total(self.name)


@dataclass(slots=True)
class Open:
    """A row while it is being read."""

    code: str | None = None
    words: list[Piece] = field(default_factory=list)
    amounts: tuple[Figure, ...] = ()
    place: Place | None = None

    def closed(self) -> Entry:
        """The row as read."""
        first = self.place or (self.words[0].place if self.words else Place())
        return Entry(joined(self.words), first, self.code, amounts=self.amounts, words=tuple(self.words))


def is_total(text: str) -> bool:
    """Whether a name is that of a total: 合计, 总计, 小计, 收入总计."""
    return bool(_TOTAL.fullmatch(bare(text)))


def pages(pieces: Sequence[Piece], heading: str) -> list[list[Piece]]:
    """The pieces cut where the heading is printed again, as on each new page, without it."""
    starts = {0: 0}
    whole = ""
    for index, piece in enumerate(pieces):
        whole += bare(piece.text)
        starts[len(whole)] = index + 1
    found = [(again.start(), again.end()) for again in re.finditer(re.escape(heading), whole)] if heading else []
    edges = [edge for start, end in found if start in starts and end in starts for edge in (starts[start], starts[end])]
    bounds = [0, *edges, len(pieces)]
    return [list(pieces[left:right]) for left, right in zip(bounds[::2], bounds[1::2], strict=True)]
