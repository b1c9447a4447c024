"""The one list of fields, and what is printed from it."""

from __future__ import annotations

from pathlib import Path

from gongkai.index.fields import FACETS, FIELDS, FILTERS, label
from gongkai.index.reference import markdown

DOCS = Path(__file__).parents[2] / "docs" / "fields.md"


def test_the_page_of_fields_is_current() -> None:
    assert DOCS.read_text("utf-8") == markdown(), "run: python -m gongkai.index.reference > docs/fields.md"


def test_every_field_has_words_in_both_languages() -> None:
    for field in FIELDS:
        assert all((field.zh, field.en, field.about_zh, field.about_en)), field.name


def test_names_are_unique_and_every_facet_can_be_filtered() -> None:
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    assert set(FACETS) <= set(FILTERS)


def test_values_have_names_where_people_need_them() -> None:
    assert (label("kind", "project"), label("kind", "project", "en")) == ("项目", "Project")
    assert label("class", "208") == "208 社会保障和就业支出"
    assert label("unit", "东湖区民政局") == "东湖区民政局"
