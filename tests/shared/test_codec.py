"""A disclosure as JSON and back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.domain.codec import from_json, to_json
from gongkai.domain.disclosure import Disclosure, Row, Table
from gongkai.domain.places import Place

ROW = Row(
    name="合计", values={"total": Decimal("1.50"), "basic": None}, total_row=True,
    place=Place(page=3, box=(1.0, 2.0, 30.5, 4.0)), cells={"total": Place(page=3, box=(20.0, 2.0, 30.5, 4.0))},
)  # fmt: skip


@pytest.fixture
def disclosure() -> Disclosure:
    table = Table(code="expenditure", title="支出总表", columns=("total", "basic"), rows=(ROW,), place=Place(page=3))
    return Disclosure(title="某县某局2024年部门预算", year=2024, tables=(table,))


def test_what_was_written_is_the_same_when_read(disclosure: Disclosure) -> None:
    assert from_json(to_json(disclosure)) == disclosure


def test_rows_without_the_places_of_their_figures_are_otherwise_the_same(disclosure: Disclosure) -> None:
    [table] = from_json(to_json(disclosure), cells=False).tables
    assert table.rows == (replace(ROW, cells={}),)
