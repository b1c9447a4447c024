"""The printed report and the catalogue of rules."""

from dataclasses import replace
from pathlib import Path

from tests.parse.rules.conftest import doc, row, table

from gongkai.domain.content import Notice
from gongkai.domain.places import Place
from gongkai.parse.report import as_text, catalogue, place_text, summary
from gongkai.parse.rules import check

ROOT = Path(__file__).parents[2]
BROKEN = doc(
    table("expenditure", row("208", "类", total="5.00"), row("20801", "款", total="4.00")),
    title="青石县水务局2024年单位预算公开",
)


def test_a_report_names_the_place_the_figures_and_the_rule_in_both_languages():
    text = as_text(BROKEN, check(BROKEN))
    assert text.startswith("青石县水务局2024年单位预算公开\n")
    assert "表3 208  [sum.children]" in text
    assert "不等于下级之和4.00" in text
    assert "is not the sum of its children" in text


def test_a_report_tells_first_what_was_doubtful_in_reading():
    notice = Notice("UNREAD_TABLE", "这张表没有读出。", "This table was not read.", Place(page=3))
    text = as_text(replace(BROKEN, notices=(notice,)), check(BROKEN))
    assert "UNREAD_TABLE  第3页 p. 3" in text
    assert text.index("这张表没有读出") < text.index("[sum.children]")


def test_a_summary_keeps_what_could_not_be_checked_apart_from_what_passed():
    line = summary(check(doc(table("income", row("208", "类", total="5.00"), row("20801", "款", total=None)))))
    assert "无法校验 could not be checked 1" in line


def test_places_are_told_by_page_cell_or_line():
    spots = (Place(page=3), Place(sheet="表7", cell="C5"), Place(line=12), Place())
    assert [place_text(place) for place in spots] == ["第3页 p. 3", "表7!C5", "第12行 line 12", ""]


def test_the_catalogue_in_the_docs_is_current():
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == catalogue()
