from collections.abc import Callable

from gongkai.parse.wrapped.coded import coded_entries, with_projects
from gongkai.parse.wrapped.pieces import Piece
from gongkai.parse.wrapped.shapes import Column

Pieces = Callable[[str], list[Piece]]

COLUMNS = (Column("total", "合计"), Column("basic", "基本支出", 0), Column("project", "项目支出", 0))


def test_a_row_broken_over_many_lines_is_one_row(pieces: Pieces) -> None:
    text = "总计: 1,676.90 1,676.90\n20\n8\n05 05\n机关事业单位基\n本养老保险\n1,676.9\n0\n1,676.9\n0\n合计 1,676.90 1,676.90"
    entries = coded_entries(pieces(text), COLUMNS, ())
    assert [(entry.code, entry.name, len(entry.amounts)) for entry in entries] == [
        (None, "总计:", 2),
        ("2080505", "机关事业单位基本养老保险", 2),
        (None, "合计", 2),
    ]


def test_a_row_keeps_the_line_it_begins_in(pieces: Pieces) -> None:
    entries = coded_entries(pieces("208 社会保障\n支出 5.00 5.00\n20\n9 基金支出 4.00 4.00"), COLUMNS, ())
    assert [entry.place.line for entry in entries] == [1, 3]


def test_a_total_without_amounts_is_a_row(pieces: Pieces) -> None:
    assert [entry.name for entry in coded_entries(pieces("合计"), COLUMNS, ())] == ["合计"]


def test_the_project_begins_where_the_known_name_ends(pieces: Pieces) -> None:
    entries = coded_entries(pieces("214\n01 06\n公路养护\n农村公路日常养\n护资金 8.00 8.00"), COLUMNS, ())
    named = with_projects(entries, {"2140106": "公路养护"})
    assert [(entry.name, entry.project) for entry in named] == [("公路养护", "农村公路日常养护资金")]


def test_of_an_unknown_name_a_short_line_is_the_end(pieces: Pieces) -> None:
    entries = coded_entries(pieces("214 01 06\n其他公路水路运\n输支出\n农村公路日常养\n护资金 8.00 8.00"), COLUMNS, ())
    assert with_projects(entries, {})[0].project == "农村公路日常养护资金"
