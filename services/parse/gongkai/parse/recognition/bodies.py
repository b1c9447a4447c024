"""What every way of reading a grid gives: the value keys in printed order, the rows, and what was odd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.domain.content import Notice
from gongkai.domain.disclosure import Row


@dataclass(frozen=True, slots=True)
class Body:
    """The columns and rows of one table, without what stands around it; `labels` are the printed headings by key.

    `unlike` tells that the grid is not drawn as its kind is, so that it was kept as it stands.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    unlike: bool = False
