from collections.abc import Callable

from gongkai.parse.wrapped.pieces import Piece, is_page_number, joined, printed_at, runs, squeezed

Pieces = Callable[[str], list[Piece]]


def test_figures_and_words_take_turns(pieces: Pieces) -> None:
    turns = [
        (is_figures, [piece.text for piece in run]) for is_figures, run in runs(pieces("208 05 养老支出 9.00\n9.00"))
    ]
    assert turns == [(True, ["208", "05"]), (False, ["养老支出"]), (True, ["9.00", "9.00"])]


def test_a_year_set_apart_from_its_character_is_no_figure(pieces: Pieces) -> None:
    assert [piece.is_figure for piece in pieces("提前下达 2026 年资金 3.00")] == [False, False, False, True]


def test_the_number_of_an_item_is_no_figure(pieces: Pieces) -> None:
    assert [piece.is_figure for piece in pieces("1. 财政拨款 5.00")] == [False, False, True]


def test_a_dash_stands_for_an_empty_cell(pieces: Pieces) -> None:
    assert [piece.is_figure for piece in pieces("其他收入 —")] == [False, True]


def test_a_cell_is_joined_without_the_spaces_of_wrapping(pieces: Pieces) -> None:
    assert joined(pieces("合 计")) == "合计"
    assert squeezed(pieces("单位上年结余（不包\n括额度结余）")) == "单位上年结余(不包括额度结余)"


def test_only_a_number_between_dashes_is_the_number_of_a_page() -> None:
    assert is_page_number("— 7 —") and is_page_number("第 3 页")
    assert not is_page_number("07") and not is_page_number("-")


def test_a_known_text_is_found_over_several_pieces(pieces: Pieces) -> None:
    found = printed_at(pieces("数量指\n标\n完成次数"), 0, ("数量指标", "质量指标"))
    assert found and (found.end, found.text) == (2, "数量指标")
    assert printed_at(pieces("数量指标数"), 0, ("数量指标",)) is None
