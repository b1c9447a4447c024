"""What the tests that hold two engines side by side share: the fields, the words, and the questions that both must answer alike."""

from __future__ import annotations

import pytest

from gongkai.ports.index import Clue, Field, Query, SearchIndex

FIELDS = (
    Field("kind", "keyword", zh="类型", en="Kind", facet=True),
    Field("document", "keyword", zh="文件", en="Document"),
    Field("name", "text", zh="名称", en="Name", weight=3),
    Field("text", "text", zh="正文", en="Text", weight=1),
)
WORDS = ("就业", "补助", "水利", "工程", "公益性岗位", "2024", "262号", "乌财社", "app")


def assert_ranked_alike(one: SearchIndex, other: SearchIndex) -> None:
    """The same rows in the same order with the same scores, for every word and for phrases across words."""
    clues = [Clue(phrases=(phrase,)) for phrase in (*WORDS, "就业补助", "工程水利")]
    for clue in (*clues, Clue(phrases=("公益性岗位补助水利",), loose=True)):
        query = Query(spaces=("public",), clues=(clue,), size=100)
        here, there = one.search(query), other.search(query)
        assert [hit.id for hit in here.hits] == [hit.id for hit in there.hits]
        assert [hit.score for hit in here.hits] == pytest.approx([hit.score for hit in there.hits], rel=1e-4)
