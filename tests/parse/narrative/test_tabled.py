"""Projects in tables of labels and values."""

from __future__ import annotations

from decimal import Decimal

from gongkai.domain.disclosure import Row, Table
from gongkai.parse.narrative import narrate


def told(*rows: Row) -> list[tuple[str, Decimal | None, str | None]]:
    found = narrate([], [Table(code="other", title="", rows=rows)]).projects
    return [(one.name, one.amount, one.undertaker) for one in found]


def test_a_label_and_its_value_in_each_row_tell_a_project() -> None:
    rows = (
        Row(name="项目名称 修渠"),
        Row(name="实施单位 山阳市水务局"),
        Row(name="预算金额", values={"c1": Decimal("450.00")}),
    )
    assert told(*rows) == [("修渠", Decimal("450.00"), "山阳市水务局")]


def test_a_table_with_few_labels_tells_none() -> None:
    assert told(Row(name="项目名称 修渠"), Row(name="合计"), Row(name="实施单位 山阳市水务局")) == []


def test_a_label_without_a_value_is_no_project() -> None:
    rows = (Row(name="项目名称"), Row(name="实施单位"), Row(name="预算金额"))
    assert told(*rows) == []
