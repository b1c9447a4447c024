"""Which boxes are the rest of a figure that a narrow cell breaks, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gongkai.parse.scans.engine import Chances, Grey
from gongkai.parse.scans.letters import Letter
from gongkai.parse.scans.tails import read_again

SIGNS = ["", *"0123456789.,-%O支"]
HEAD, TAIL = [100, 100, 160, 120], [130, 122, 145, 142]
NO_RULES = np.empty((0, 4), np.intp)
LINE = np.array([[90, 120, 200, 122]])


class Network:
    """Reads one text whatever it is shown, and counts how often it was asked."""

    signs: Sequence[str] = SIGNS

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, 0

    def what(self, lines: Sequence[Grey]) -> list[Chances]:
        self.asked += len(lines)
        chances = np.zeros((2 * len(self.text), len(SIGNS)), np.float32)
        chances[1::2, 0] = 1.0
        for place, sign in enumerate(self.text):
            chances[2 * place, SIGNS.index(sign)] = 1.0
        return [chances for _ in lines]


def text(sign: str) -> list[Letter]:
    return [Letter(one, float(place), place + 1.0, 0.4) for place, one in enumerate(sign)]


def again(network: Network, head: str, tail: str, rules: np.ndarray = NO_RULES) -> str:
    lines = [np.full((20, 60), 255, np.uint8), np.full((20, 15), 255, np.uint8)]
    _, found = read_again([text(head), text(tail)], lines, np.array([HEAD, TAIL]), rules, network)
    return "".join(letter.sign for letter in found)


def test_the_rest_of_a_figure_is_what_stands_behind_its_beginning() -> None:
    assert again(Network("5000.01"), "5000.0", "O") == "1"


def test_a_beginning_that_reads_otherwise_then_changes_nothing() -> None:
    assert again(Network("5800.01"), "5000.0", "O") == "O"


def test_words_and_the_next_cell_are_no_rest() -> None:
    for head, tail, rules in (("OO", "1", NO_RULES), ("5000.0", "支", NO_RULES), ("5000.0", "1", LINE)):
        network = Network("5000.07")
        assert again(network, head, tail, rules) == tail
        assert network.asked == 0
