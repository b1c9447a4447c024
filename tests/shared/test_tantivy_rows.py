"""Rows as tantivy gets them."""

import pytest

from gongkai.adapters.tantivy_rows import document
from gongkai.domain.tokens import pairs, tokens
from gongkai.ports.index import Field, SearchRow

FIELDS = {"text": Field("text", "text", zh="正文", en="Text")}


@pytest.mark.parametrize("text", ["就业\n补助", "\n\n就\n—\n业补\n", "一行", "", "\n", "乌财社〔2023〕\n262号\n就业"])
def test_a_text_is_cut_by_its_lines_as_it_is_as_a_whole(text: str) -> None:
    row = SearchRow(id="1", space="public", document="d", kind="section", version=1, fields={"text": text})
    made = document(row, 0, FIELDS).to_dict()
    assert made["text"] == [" ".join(tokens(text))]
    assert made["text_pairs"] == [" ".join(pairs(tokens(text)))]
