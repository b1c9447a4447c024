"""Paragraphs, lists with their numbers, and tables of an OpenDocument text."""

from __future__ import annotations

import pytest
from fiction.opendocument import package, rows
from tests.parse.readers.conftest import only_grid, shown

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.readers import odt as reader
from gongkai.settings import Limits

CHINESE = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="、" '
    'style:num-format="一, 二, 三, ..."/><text:list-level-style-number text:level="2" style:num-prefix="（" '
    'style:num-suffix="）" style:num-format="1"/></text:list-style>'
)


def read(body: str, styles: str = "", more: str = "") -> Content:
    return reader.read(package("text", body, styles, more), Limits())


def item(*inside: str) -> str:
    return f"<text:list-item>{''.join(inside)}</text:list-item>"


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def test_paragraphs_are_lines_with_their_ordinal_and_white_space_as_written() -> None:
    content = read(
        p("一、主要<text:span>职能</text:span>") + p("甲<text:s text:c='2'/>乙<text:tab/>丙<text:line-break/>丁")
    )
    assert [(line.text, line.place.line) for line in content.lines()] == [
        ("一、主要职能", 1),
        ("甲  乙\t丙", 2),
        ("丁", 2),
    ]


def test_items_are_numbered_as_shown_and_only_their_first_paragraph() -> None:
    inner = f"<text:list>{item(p('甲'))}{item(p('乙'))}</text:list>"
    body = f'<text:list text:style-name="L1">{item(p("职能"), p("续"), inner)}{item(p("机构"))}</text:list>'
    assert shown(read(body, CHINESE)) == ["一、职能", "续", "（1）甲", "（2）乙", "二、机构"]


def test_a_list_that_goes_on_counts_on_and_another_counts_anew() -> None:
    first = f'<text:list text:style-name="L1">{item(p("甲"))}</text:list>'
    on = f'<text:list text:style-name="L1" text:continue-numbering="true">{item(p("乙"))}</text:list>'
    assert shown(read(first + on + first, CHINESE)) == ["一、甲", "二、乙", "一、甲"]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    body = '<text:h text:outline-level="1">总</text:h><text:h text:outline-level="2">分</text:h>'
    assert shown(read(body, more=outline)) == ["1.总", "1.1分"]


def test_merged_cells_have_spans_and_nested_tables_follow() -> None:
    inner = f"<table:table>{rows([['内', '里']])}</table:table>"
    table = rows([["科目", None, "合计"], ["类", "款", "1.00"]], [(0, 0, 1, 2)])
    content = read(
        f"<table:table>{table.replace('<text:p>1.00</text:p>', '<text:p>1.00</text:p>' + inner)}</table:table>"
    )
    outer, nested = content.grids()
    assert outer.texts() == [["科目", "", "合计"], ["类", "款", "1.00"]]
    assert outer.rows[0][0] is not None and outer.rows[0][0].colspan == 2
    assert nested.texts() == [["内", "里"]]


def test_a_table_of_one_column_only_frames_what_is_in_it() -> None:
    assert shown(read(f"<table:table>{rows([['一段话'], ['又一段']])}</table:table>")) == ["一段话", "又一段"]


def test_text_boxes_follow_their_paragraph_and_notes_of_readers_are_left_out() -> None:
    box = f"<draw:frame><draw:text-box>{p('框内')}</draw:text-box></draw:frame>"
    note = f"<office:annotation>{p('批注')}</office:annotation>"
    assert shown(read(p(f"正文{box}{note}"))) == ["正文", "框内"]


def test_deleted_text_is_left_out_and_told() -> None:
    deleted = f"<text:tracked-changes><text:changed-region>{p('旧')}</text:changed-region></text:tracked-changes>"
    content = read(deleted + p("新"))
    assert shown(content) == ["新"]
    assert [notice.code for notice in content.notices] == ["REVISIONS"]


def test_repeats_beyond_all_limits_are_refused() -> None:
    row = (
        "<table:table-row table:number-rows-repeated='60000'>"
        + "<table:table-cell table:number-columns-repeated='900'/>"
    )
    with pytest.raises(Refused, match="TOO_MANY_CELLS"):
        read(f"<table:table>{row}</table:table-row></table:table>")


def test_a_grid_keeps_empty_cells() -> None:
    grid = only_grid(read(f"<table:table>{rows([['水费', None, '1.00']])}</table:table>"))
    assert grid.texts() == [["水费", "", "1.00"]]


def test_columns_that_were_dragged_apart_in_some_rows_are_one() -> None:
    styles = "".join(
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}mm"/></style:style>'
        for width in (1, 30)
    )
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in (30, 1, 30))

    def cell(text: str, wide: int) -> str:
        covered = "<table:covered-table-cell/>" * (wide - 1)
        return f'<table:table-cell table:number-columns-spanned="{wide}">{p(text)}</table:table-cell>{covered}'

    lines = (cell("科目", 1) + cell("合计", 2), cell("教育", 2) + cell("5.00", 1))
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    content = read(f"<table:table>{columns}{rows}</table:table>", styles)
    assert only_grid(content).texts() == [["科目", "合计"], ["教育", "5.00"]]
