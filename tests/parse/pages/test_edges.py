"""Rules become few long edges: snapped, joined, and dots and dashes made into lines."""

import numpy as np

from gongkai.parse.pages.edges import Edges, Pieces, joined, level_and_upright, of_pages, snapped


def rules(*boxes: tuple[float, float, float, float]) -> np.ndarray:
    return np.array(boxes, float).reshape(-1, 4)


def pieces(*found: tuple[int, float, float, float]) -> Pieces:
    sheets, *where = np.array(found, float).T
    return Pieces(sheets.astype(int), *where)


def listed(edges: Edges | Pieces) -> list[tuple[float, float, float]]:
    return list(zip(edges.at.tolist(), edges.start.tolist(), edges.end.tolist(), strict=True))


def test_values_near_each_other_become_their_mean() -> None:
    assert snapped(np.array([10.0, 50.0, 12.0]), np.zeros(3, int)).tolist() == [11, 50, 11]


def test_values_on_two_pages_have_nothing_to_do_with_each_other() -> None:
    assert snapped(np.array([10.0, 12.0]), np.array([0, 1])).tolist() == [10, 12]


def test_pieces_of_a_line_are_joined_over_small_gaps() -> None:
    edges = joined(pieces((0, 5, 0, 10), (0, 5, 12, 20), (0, 5, 40, 50), (0, 9, 0, 30)))
    assert listed(edges) == [(5, 0, 20), (5, 40, 50), (9, 0, 30)]


def test_a_piece_inside_another_does_not_shorten_it() -> None:
    edges = joined(pieces((0, 5, 0, 50), (0, 5, 10, 20), (0, 5, 60, 70)))
    assert listed(edges) == [(5, 0, 50), (5, 60, 70)]


def test_pieces_on_two_pages_are_not_joined() -> None:
    edges = joined(pieces((0, 5, 0, 10), (1, 5, 8, 20)))
    assert listed(edges) == [(5, 0, 10), (5, 8, 20)]


def test_each_page_has_its_own_edges() -> None:
    found = of_pages([rules((0, 10, 100, 10)), rules(), rules((0, 11, 90, 11))])
    assert [listed(level) for level, _ in found] == [[(10, 0, 100)], [], [(11, 0, 90)]]


def test_a_double_stroke_is_one_edge() -> None:
    level, upright = level_and_upright(rules((0, 10, 100, 10.5), (0, 12, 100, 12.5)))
    assert listed(level) == [(11.25, 0, 100)]
    assert len(upright) == 0


def test_a_row_of_dots_is_a_level_edge_and_no_upright_ones() -> None:
    level, upright = level_and_upright(rules(*[(x, 20, x + 1, 21) for x in range(0, 100, 3)]))
    assert listed(level) == [(20.5, 0, 100)]
    assert len(upright) == 0


def test_a_dotted_line_may_be_as_short_as_a_row_is_high() -> None:
    _, upright = level_and_upright(rules(*[(20, y, 21, y + 1) for y in range(0, 14, 2)]))
    assert listed(upright) == [(20.5, 0, 13)]


def test_dashes_with_wide_gaps_are_one_edge() -> None:
    level, _ = level_and_upright(rules(*[(x, 20, x + 6, 20.5) for x in range(0, 100, 11)]))
    assert listed(level) == [(20.25, 0, 105)]


def test_two_short_lines_far_apart_stay_two() -> None:
    level, _ = level_and_upright(rules((0, 20, 6, 20.5), (11, 20, 17, 20.5)))
    assert len(level) == 2


def test_a_speck_is_no_edge() -> None:
    level, upright = level_and_upright(rules((5, 5, 7, 7)))
    assert (len(level), len(upright)) == (0, 0)
