"""Results as the API, the page and the command show them."""

from __future__ import annotations

from decimal import Decimal

from gongkai.index.finding import Found
from gongkai.index.results import excerpt, hit_answer, pieces, to_json
from gongkai.ports.index import Hit, Page


def test_a_long_text_is_cut_around_its_first_mark_and_marks_stay_on_their_words() -> None:
    text = "前" * 200 + "就业" + "后" * 200
    cut, marks = excerpt(text, ((200, 202),))
    assert len(cut) == 162
    assert cut.startswith("…") and cut.endswith("…")
    assert [cut[start:end] for start, end in marks] == ["就业"]


def test_a_short_text_stays_whole() -> None:
    assert excerpt("就业补助", ((0, 2),)) == ("就业补助", ((0, 2),))
    assert excerpt("", ()) == ("", ())


def test_pieces_join_to_the_text_and_carry_no_markup() -> None:
    cut = pieces("<b>就业</b>补助", ((3, 5), (9, 11)))
    assert "".join(piece for piece, _ in cut) == "<b>就业</b>补助"
    assert [piece for piece, is_marked in cut if is_marked] == ["就业", "补助"]


def test_a_hit_is_plain_values_with_amounts_as_text() -> None:
    hit = Hit(
        id="a",
        kind="project",
        document="d1",
        score=1.23456,
        fields={"name": "就业", "amount": Decimal("2812500.00"), "text": "长" * 500},
        highlights={"name": ((0, 2),)},
    )
    plain = hit_answer(hit)
    assert (plain.score, plain.fields["amount"], plain.highlights) == (
        1.2346,
        "2812500.00",
        {"name": [[0, 2]]},
    )
    assert len(plain.fields["text"]) == 161


def test_facets_bring_the_names_of_their_values() -> None:
    answer = to_json(Found(Page(total=1, hits=(), facets={"kind": (("project", 3),)})))
    assert answer["facets"]["kind"] == [{"value": "project", "count": 3, "zh": "项目", "en": "Project"}]
