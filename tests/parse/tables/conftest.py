"""One table under its title, read and written down in short."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.domain.content import Grid, Line
from gongkai.domain.disclosure import Table
from gongkai.domain.places import Place
from gongkai.parse.joining import join
from gongkai.parse.recognition import recognise

Read = Callable[[str, str], Table]


@pytest.fixture
def read(draw: Callable[..., Grid]) -> Read:
    """`read("支出总表", "科目 | 合计\\n…")` is the one table that these blocks hold."""

    def _read(title: str, grid: str) -> Table:
        blocks = [Line(title, Place(), whole=True), draw(grid)]
        (table,) = recognise(join(blocks)).tables
        return table

    return _read


@pytest.fixture
def rows() -> Callable[[Table], list[str]]:
    """Each row as `side code name / project key=figure …`, empty parts left out."""
    return lambda table: [
        " ".join(
            str(part)
            for part in (
                row.side,
                row.code,
                row.name,
                f"/{row.project}" if row.project else None,
                *(f"{key}={value}" for key, value in row.values.items() if value is not None),
            )
            if part
        )
        for row in table.rows
    ]
