"""Pages read together are read as each alone."""

import numpy as np

from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import compose, together
from gongkai.parse.pages.sheaf import Sheaf

GRID = np.array([(0, y, 60, y) for y in (0, 20, 40)] + [(x, 0, x, 40) for x in (0, 30, 60)], float)
NO_RULES = np.empty((0, 4))
RULES = [GRID, NO_RULES, GRID]
FRAMES = [Frame(number, 0, 0, 100, 100) for number in (1, 2, 3)]


def row(text: str, turn: int = 0) -> Characters:
    count = len(text)
    boxes = np.array([(5 + 10 * n, 5, 15 + 10 * n, 15) for n in range(count)], float)
    codes = np.array([ord(letter) for letter in text], np.uint32)
    return Characters(codes, boxes, np.full(count, 10.0), np.full(count, turn, np.int8), np.ones(count, bool))


PAGES = [row("收入支出"), row("说明", turn=1), row("合计12")]


def sheaf() -> Sheaf:
    codes, boxes, sizes, turns, seen = (
        np.concatenate([getattr(page, name) for page in PAGES]) for name in ("codes", "boxes", "sizes", "turns", "seen")
    )
    return Sheaf(Characters(codes, boxes, sizes, turns, seen), np.repeat([0, 1, 2], [4, 2, 4]), RULES, FRAMES)


def test_pages_composed_together_are_those_composed_alone() -> None:
    alone = [compose(*page, 100) for page in zip(PAGES, RULES, FRAMES, strict=True)]
    assert together(sheaf(), 100) == alone
    assert [page.frame.tilt for page in alone] == [0, 3, 0]
    assert alone[0].grids[0].texts()[0] == ["收入", "支出"]


def test_some_pages_of_a_sheaf_are_a_sheaf() -> None:
    part = sheaf().between(1, 3)
    assert [page.text for page in part.each()] == ["说明", "合计12"]
    assert part.frames == FRAMES[1:]
