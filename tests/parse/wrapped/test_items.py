from collections.abc import Callable

from gongkai.parse.wrapped.entries import pages
from gongkai.parse.wrapped.items import across_entries, item_entries
from gongkai.parse.wrapped.pieces import Piece
from gongkai.parse.wrapped.shapes import Column

Pieces = Callable[[str], list[Piece]]

COLUMNS = (Column("total", "合计"), Column("general", "一般公共预算", 0), Column("fund", "政府性基金", 0))


def test_items_of_three_public_stand_without_amounts_too(pieces: Pieces) -> None:
    text = (
        "合计 3.00 3.00\n因公出国（境）费\n公务接待费 3.00 3.00\n公务用车购置及运行费（小\n计）\n其中：公务用车购置费"
    )
    entries = item_entries([pieces(text)], COLUMNS, named=True)
    assert [(entry.name, len(entry.amounts)) for entry in entries] == [
        ("合计", 2),
        ("因公出国（境）费", 0),
        ("公务接待费", 2),
        ("公务用车购置及运行费（小计）", 0),
        ("其中：公务用车购置费", 0),
    ]


def test_a_name_cut_by_the_page_is_one_name(pieces: Pieces) -> None:
    text = "项目 总计\n某财社[2024]1号关于下达\n10.00 10.00\n某财社[2024]2号关于提前\n20.00 20.00\n项目 总计\n下达补助资金\n某财社[2024]3号 30.00 30.00"
    parts = pages(pieces(text)[2:], "项目总计")
    assert [entry.name for entry in item_entries(parts, COLUMNS, named=False)] == [
        "某财社[2024]1号关于下达",
        "某财社[2024]2号关于提前下达补助资金",
        "某财社[2024]3号",
    ]


def test_items_across_the_page_have_one_row(pieces: Pieces) -> None:
    assert [figure.text for figure in across_entries(pieces("9.00 9.00"), COLUMNS)[0].amounts] == ["9.00", "9.00"]
    assert across_entries([], COLUMNS) == []
