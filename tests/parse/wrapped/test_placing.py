from decimal import Decimal

from gongkai.parse.wrapped.choices import choices
from gongkai.parse.wrapped.placing import Item, place
from gongkai.parse.wrapped.shapes import Column

FLAT = (Column("total", "合计"), Column("basic", "基本支出", 0), Column("project", "项目支出", 0))
NESTED = (
    *FLAT[:1],
    Column("grant", "小计", 0),
    Column("general", "一般", 1),
    Column("fund", "基金", 1),
    Column("own", "自有", 0),
)


def _amounts(*texts: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(text) for text in texts)


def _no_evidence(row: int, at: int, column: int) -> tuple[int, int]:
    return 0, 0


def test_a_subtotal_is_the_sum_of_its_parts() -> None:
    assert choices(_amounts("9", "5", "2", "3", "4"), NESTED) == ((0, 1, 2, 3, 4),)
    assert choices(_amounts("9", "5", "5", "4"), NESTED) == ((0, 1, 2, 4), (0, 1, 3, 4))


def test_the_sums_of_the_columns_decide_where_a_lone_amount_stood() -> None:
    items = [Item(_amounts("10", "3", "7"), (1, 2)), Item(_amounts("3", "3")), Item(_amounts("7", "7"))]
    placing = place(items, FLAT, _no_evidence)
    assert placing.choices == {0: (0, 1, 2), 1: (0, 1), 2: (0, 2)}
    assert not placing.doubtful


def test_rows_that_could_change_places_are_in_doubt() -> None:
    items = [Item(_amounts("6", "3", "3"), (1, 2)), Item(_amounts("3", "3")), Item(_amounts("3", "3"))]
    assert place(items, FLAT, _no_evidence).doubtful == {1, 2}


def test_what_is_known_decides_and_leaves_no_doubt() -> None:
    items = [Item(_amounts("6", "3", "3"), (1, 2)), Item(_amounts("3", "3")), Item(_amounts("3", "3"))]
    placing = place(items, FLAT, lambda row, at, column: (int((row, column) == (1, 2)), 0))
    assert (placing.choices[1], placing.choices[2], placing.doubtful) == ((0, 2), (0, 1), frozenset())


def test_what_is_usual_decides_but_leaves_the_doubt() -> None:
    placing = place([Item(_amounts("3", "3"))], FLAT, lambda row, at, column: (0, int(column == 2)))
    assert (placing.choices, placing.doubtful) == ({0: (0, 2)}, {0})


def test_where_the_sums_do_not_hold_every_row_is_in_doubt() -> None:
    items = [
        Item(_amounts("13", "3", "10"), (1, 2, 3)),
        Item(_amounts("3", "3")),
        Item(_amounts("10", "10")),
        Item(_amounts("10", "10")),
    ]
    placing = place(items, FLAT, _no_evidence)
    assert placing.choices[1] == (0, 1)
    assert placing.doubtful == {1, 2, 3}


def test_more_amounts_than_columns_are_not_placed() -> None:
    assert place([Item(_amounts("1", "1", "1", "1"))], FLAT, _no_evidence).choices == {}
