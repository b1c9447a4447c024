from collections.abc import Callable, Sequence
from decimal import Decimal

from gongkai.parse.wrapped.figures import are_amounts, code, split
from gongkai.parse.wrapped.pieces import Piece

Pieces = Callable[[str], list[Piece]]


def _adds_up(values: Sequence[Decimal | None]) -> bool:
    first, *rest = (value or Decimal(0) for value in values)
    return not rest or first == sum(rest)


def _read(run: list[Piece], seen: Sequence[str] = (), may_lead_to_code: bool = True) -> tuple[list[str], str | None]:
    found = split(run, seen, _adds_up, may_lead_to_code)
    assert found
    return [figure.text for figure in found.amounts], found.code


def test_an_amount_broken_over_lines_is_one_amount(pieces: Pieces) -> None:
    assert _read(pieces("1,676.9\n0\n1,676.9\n0\n21\n4"), ["208"]) == (["1,676.90", "1,676.90"], "214")
    assert _read(pieces("14688\n.40\n146\n02.\n00\n86.4\n0"), may_lead_to_code=False)[0] == [
        "14688.40",
        "14602.00",
        "86.40",
    ]


def test_figures_side_by_side_in_one_line_are_two(pieces: Pieces) -> None:
    assert _read(pieces("300 300"), may_lead_to_code=False)[0] == ["300", "300"]


def test_a_code_split_over_lines_is_one_code(pieces: Pieces) -> None:
    assert _read(pieces("86.40 86.40\n20\n8 01\n01")) == (["86.40", "86.40"], "2080101")
    assert code(pieces("2\n1\n4\n0\n1\n9\n9")) == "2140199"


def test_amounts_without_decimals_are_told_from_the_code_by_their_sum(pieces: Pieces) -> None:
    assert _read(pieces("300\n300\n20\n8\n01 02")) == (["300", "300"], "2080102")
    assert _read(pieces("7150 715\n0.0\n0\n20\n8 01 99")) == (["7150", "7150.00"], "2080199")


def test_a_broken_amount_tells_how_wide_its_cell_was(pieces: Pieces) -> None:
    found = split(pieces("42.00 42.\n00"), (), _adds_up, False)
    assert found and [figure.width for figure in found.amounts] == [None, 3]


def test_a_year_in_a_name_is_no_amount(pieces: Pieces) -> None:
    found = split(pieces("2024"), (), _adds_up, True)
    assert found and not are_amounts(found.amounts, _adds_up)
