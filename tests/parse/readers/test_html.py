"""HTML pages as lines and grids, with the page's frame left out."""

from __future__ import annotations

import pytest
from tests.parse.readers.conftest import only_grid, shown

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.readers import html as reader
from gongkai.settings import Limits


def read(page: str, encoding: str = "utf-8"):
    return reader.read(page.encode(encoding), Limits())


def codes(content: Content) -> list[str]:
    return [notice.code for notice in content.notices]


def test_blocks_and_breaks_are_whole_lines() -> None:
    content = read("<title> 某局 公开 </title><h1>某局</h1><p>一、主要\n职能<br>（一）<b>执行</b>政策。</p>")
    assert shown(content) == ["某局", "一、主要 职能", "（一）执行政策。"]
    assert all(line.whole for line in content.lines())
    assert content.title == "某局 公开"


def test_text_around_a_table_keeps_its_order() -> None:
    assert shown(read("<div>前<table><tr><td>甲<td>1</table>后</div>")) == ["前", [["甲", "1"]], "后"]


def test_spans_are_laid_out() -> None:
    grid = only_grid(
        read("<table><tr><th rowspan=2>科目<th colspan=2>支出<tr><td>基本<td>项目<tr><td>201<td>1<td>2</table>")
    )
    assert grid.texts() == [["科目", "支出", ""], ["", "基本", "项目"], ["201", "1", "2"]]
    assert grid.rows[1][0] is None


def test_spans_end_with_the_table() -> None:
    grid = only_grid(read("<table><tr><td colspan=900>标题<tr><td rowspan=60000>a<td>b<tr><td>c</table>"))
    assert grid.texts() == [["标题", ""], ["a", "b"], ["", "c"]]


def test_paragraphs_in_a_cell_are_its_lines() -> None:
    assert only_grid(read("<table><tr><td><p>一般</p><p>公共</p><td>1<br>2</table>")).texts() == [
        ["一般\n公共", "1\n2"]
    ]


def test_the_frame_of_a_page_and_its_scripts_are_left_out() -> None:
    page = (
        "<script>var a</script><nav>首页</nav><div class='top nav'>栏目</div><main><header>标题</header>正文</main>"
        "<footer>备案号</footer><div id='footer'><table><tr><td>收入<td>1</table></div>"
    )
    assert shown(read(page)) == ["标题", "正文", [["收入", "1"]]]


def test_what_the_page_hides_is_left_out_with_a_notice() -> None:
    content = read("<p>见<span style='display: none'>不见</span>此</p>")
    assert shown(content) == ["见此"]
    assert [notice.code for notice in content.notices] == ["HIDDEN_TEXT"]


def test_hidden_rows_and_cells_of_a_table_are_left_out() -> None:
    rows = (
        "<tr><td>科目<td>金额<tr style='display:none'><td>201<td>7.00<tr><td>205<td style='display:none'>8.00<td>1.00"
        "<tbody style='display:none'><tr><td>合计<td>9.00"
    )
    content = read(f"<table>{rows}</table>")
    assert only_grid(content).texts() == [["科目", "金额"], ["205", "1.00"]]
    assert codes(content) == ["HIDDEN_TEXT"]


def test_rows_that_the_page_hides_by_its_styles_are_left_out_and_parts_that_a_click_shows_are_not() -> None:
    style = "<style>/* .a{} */ tr.old, #x{display:none} @media print{.b{display:none}} .tab{display:none}</style>"
    rows = "<tr><td>科目<td>金额<tr class='a old'><td>旧<td>7.00<tr id=x><td>旧<td>8.00<tr class=b><td>教育<td>1.00"
    content = read(f"<head>{style}</head><div class=tab><table>{rows}</table></div>")
    assert only_grid(content).texts() == [["科目", "金额"], ["教育", "1.00"]]
    assert codes(content) == ["HIDDEN_TEXT"]


def test_columns_that_were_dragged_apart_in_some_rows_are_one() -> None:
    rows = (
        "<tr><td width=100>科目<td width=84 colspan=3>合计<td width=80>基本"
        "<tr><td style='width:78.0pt' colspan=2>教育<td width=75>5.00<td width=85 colspan=2>3.00"
    )
    assert only_grid(read(f"<table>{rows}</table>")).texts() == [["科目", "合计", "基本"], ["教育", "5.00", "3.00"]]


@pytest.mark.parametrize(
    ("image", "told"),
    [
        ("<p><img src='1.jpg'></p>", ["UNREAD_PICTURE"]),
        ("<div><img src='1.jpg' width=900 height=600></div>", ["UNREAD_PICTURE"]),
        ("<p><img src='icon.gif'>附件</p>", []),
        ("<p><img src='1.png' style='width:20px;height:20px'></p>", []),
        ("<div><img src='logo.png'></div>", []),
    ],
)
def test_a_picture_that_may_be_a_table_is_told(image: str, told: list[str]) -> None:
    assert codes(read(f"<p>正文</p>{image}")) == told


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("<a href='/u/2024.PDF?v=1'>某局公开.pdf</a>", "某局公开.pdf"),
        ("<iframe src='/viewer.html?file=%2Fu%2Ftable.xlsx'></iframe>", "table.xlsx"),
        ("<embed src='u/scan.pdf'>", "scan.pdf"),
    ],
)
def test_documents_that_a_page_leads_to_are_told(link: str, name: str) -> None:
    (notice,) = read(f"<p>正文</p>{link}<a href='list.html'>更多</a>").notices
    assert notice.code == "ATTACHED" and notice.zh.endswith(f"{name}。")


def test_figures_that_a_form_has_filled_in_are_read() -> None:
    form = "<input value='搜索'><table><tr><td>合计<td><input value='5.00'><tr><td>甲<td><input type=hidden value=1></table>"
    assert only_grid(read(form)).texts() == [["合计", "5.00"], ["甲", ""]]


def test_a_table_for_the_look_of_the_page_is_not_a_grid() -> None:
    page = "<table><tr><td>左<td><table><tr><td>科目<td>金额<tr><td>201<td>1.00</table></table>"
    assert shown(read(page)) == ["左", [["科目", "金额"], ["201", "1.00"]]]


def test_a_table_with_an_article_in_a_cell_is_not_a_grid() -> None:
    page = "<table><tr><td>栏目<td>" + "<p>一段。</p>" * 40 + "<table><tr><td>科目<td>1</table></table>"
    assert shown(read(page)) == ["栏目", *["一段。"] * 40, [["科目", "1"]]]


def test_the_title_of_the_article_goes_before_that_of_the_site() -> None:
    assert (
        read("<title>某区政府</title><meta name=ArticleTitle content='2024年预算公开'><p>x").title == "2024年预算公开"
    )


def test_a_small_table_in_a_cell_follows_its_grid() -> None:
    page = "<table><tr><td>项目总体目标与说明<td>促进就业<table><tr><td>甲<td>1</table></table>"
    assert shown(read(page)) == [[["项目总体目标与说明", "促进就业"]], [["甲", "1"]]]


def test_text_that_stands_in_a_table_outside_of_its_cells_is_kept() -> None:
    page = "<table><script>x</script>散<form><tr><td>a<td>b</tr></form><caption>表一</caption>尾</table>"
    assert sorted(map(str, shown(read(page)))) == sorted(["散", "表一", "尾", "[['a', 'b']]"])


def test_preformatted_text_is_read_like_a_plain_text() -> None:
    assert shown(read("<p>前<pre>表一\n\n科目\t金额\n201\t1.00<br>202\t2.00\n</pre>后")) == [
        "前",
        "表一",
        [["科目", "金额"], ["201", "1.00"], ["202", "2.00"]],
        "后",
    ]


def test_numbered_items_get_their_numbers() -> None:
    assert shown(read("<ol start=3><li>三<li>四</ol><ul><li>点</ul>")) == ["3. 三", "4. 四", "点"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("", "gb18030"), ("<meta charset=gb2312>", "gb18030"), ("<meta charset=utf-8>", "gb18030"), ("", "utf-16")],
)
def test_the_encoding_is_found_whatever_is_declared(declared: str, encoding: str) -> None:
    words = "某某区人力资源和社会保障局二〇二四年单位预算公开說明"
    assert shown(read(f"<html>{declared}<p>{words}</p>", encoding)) == [words]


@pytest.mark.parametrize("page", ["<div>" * 100_000, "<table>" + "<b>" * 1900 + "<td>", "<table><tr><td>" * 600])
def test_nesting_without_end_is_refused(page: str) -> None:
    with pytest.raises(Refused) as caught:
        read(page)
    assert caught.value.code == "BOMB"


def test_a_table_beyond_the_limit_of_cells_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        reader.read(b"<table><tr><td>a<td>b<tr><td>c<td>d</table>", Limits(cells=3))
    assert caught.value.code == "TOO_MANY_CELLS"
