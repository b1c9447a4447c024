"""Policy references in running text: brackets, lists, orders, named documents, and what is none of them."""

from __future__ import annotations

import time

import pytest

from gongkai.domain.places import Place
from gongkai.parse.references import collect, find, refs


@pytest.mark.parametrize(
    "printed",
    ["山财社[2023]15号", "山财社(2023)15号", "山财社（2023）15号", "山财社〔2023〕15号", "山财社【2023】15号", "山财社［2023］15号",
     "山财社〔二〇二三〕15号", "山财社﹝2023﹞15号", "山财社 〔 ２０２３ 〕 第 015 号", "山财社〔2023]15号"],
)  # fmt: skip
def test_every_bracket_style_is_the_same_reference(printed: str) -> None:
    assert refs(f"依据{printed}文规定") == ("山财社〔2023〕15号",)


def test_a_list_keeps_the_issuer_and_year_of_its_first_reference() -> None:
    found = find("山财社[2023]275号、84号、第131号、山财农(2022)428号-关于下达")
    assert [one.ref for one in found] == [
        "山财社〔2023〕275号", "山财社〔2023〕84号", "山财社〔2023〕131号", "山财农〔2022〕428号",
    ]  # fmt: skip
    assert [one.raw for one in found] == ["山财社[2023]275号", "84号", "131号", "山财农(2022)428号"]


def test_numbers_that_share_one_sign_are_references_of_their_own() -> None:
    assert refs("财社〔2023〕64、65号文件") == ("财社〔2023〕64号", "财社〔2023〕65号")


def test_a_list_may_forget_its_sign_up_to_the_last() -> None:
    assert refs("山财社[2023]275号、276、277号文件") == tuple(f"山财社〔2023〕{number}号" for number in (275, 276, 277))


@pytest.mark.parametrize("text", ["山财社[2023]5-8号", "山财社〔2023〕5至8号", "山财社〔2023〕5号—8号"])
def test_of_a_row_of_numbers_those_that_are_printed_are_read(text: str) -> None:
    assert refs(text) == ("山财社〔2023〕5号", "山财社〔2023〕8号")


def test_a_building_number_is_no_third_reference() -> None:
    assert refs("山财社[2023]275号、3号楼改造") == ("山财社〔2023〕275号",)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("根据山财社〔2020〕3号", "山财社〔2020〕3号"),
        ("文件依据：（山人才办字[2016]3号）", "山人才办字〔2016〕3号"),
        ("关于提前下达补助资金山财社〔2020〕3号", "山财社〔2020〕3号"),
        ("补助资金--山财企[2022]54号340.15万元", "山财企〔2022〕54号"),
        ("省财政厅山财社〔2020〕3号", "山财社〔2020〕3号"),
        ("（人社部发〔2010〕22号）", "人社部发〔2010〕22号"),
        ("厅字〔2019〕12号", "厅字〔2019〕12号"),
        ("《办法》及河东财预【2024】1号文规定", "河东财预〔2024〕1号"),
        ("3号和财社〔2020〕5号", "财社〔2020〕5号"),
        ("（和财社〔2022〕3号）", "和财社〔2022〕3号"),
        ("和田地区财政局和地财社〔2021〕3号", "和地财社〔2021〕3号"),
        ("补助资金和山财社〔2021〕3号", "山财社〔2021〕3号"),
        ("（费财预〔2021〕3号）", "费财预〔2021〕3号"),
        ("，按费财预〔2021〕3号", "费财预〔2021〕3号"),
        ("县里的规定（山政发〔二〇一九〕3号）", "山政发〔2019〕3号"),
        ("高校毕业生就业见习岗位山财社〔2022〕3号", "山财社〔2022〕3号"),
    ],
)
def test_the_issuer_begins_after_the_words_that_lead_to_it(text: str, ref: str) -> None:
    assert refs(text)[-1] == ref


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("《条例》（国务院令第 423 号）规定", "国务院令第423号"),
        ("国务院令（第423号）", "国务院令第423号"),
        ("中华人民共和国国务院第714号令", "国务院令第714号"),
        ("主席令第二十二号", "主席令第22号"),
        ("税务总局公告2023年第12号", "税务总局公告2023年第12号"),
        ("预算管理办法和财政部令第87号", "财政部令第87号"),
        ("财政部令2020年第29号", "财政部令2020年第29号"),
    ],
)
def test_orders_and_announcements_have_a_form_of_their_own(text: str, ref: str) -> None:
    assert refs(text)[-1] == ref


def test_an_order_has_an_issuer_and_a_number_and_no_year() -> None:
    (order,) = find("财政部令第102号")
    assert (order.issuer, order.year, order.number) == ("财政部令", None, 102)


@pytest.mark.parametrize(
    "text",
    ["（2024年）", "预算[第一批][直达资金]", "（2024）3个", "电话 0991-2023456 号", "（三）", "2024年1月1日", "[2023]12万元", "《部门收支总体情况表》", "《未完"],
)  # fmt: skip
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert find(text) == []


def test_a_named_document_is_the_outer_title() -> None:
    assert refs("《关于印发《资金管理办法》的通知》（财社〔2017〕164号）") == (
        "《关于印发《资金管理办法》的通知》",
        "财社〔2017〕164号",
    )


def test_the_span_leads_back_into_the_printed_text() -> None:
    text = "依据 山财社[2023] 275 号 文"
    (found,) = find(text)
    assert text[found.start : found.end] == "山财社[2023] 275 号"


def test_a_document_lists_each_reference_once_with_its_forms_and_places() -> None:
    first, second = Place(page=1), Place(page=2)
    texts = [("《水法》", first), ("山财社[2023]84号", first), ("山财社(2023)12号、84号", second)]
    named, eighty_four, twelve = collect(texts)
    assert (named.ref, named.issuer) == ("《水法》", None)
    assert (eighty_four.raw, eighty_four.places) == (("山财社[2023]84号", "84号"), (first, second))
    assert (twelve.ref, twelve.year, twelve.number) == ("山财社〔2023〕12号", 2023, 12)


@pytest.mark.parametrize(
    "part", ["[2023]", "《", "山财社[2023]1号、", "1号、", "山", "令", "《》", "[2023]1,", " ", "公告2023年"]
)
def test_the_time_grows_no_faster_than_the_text(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        begin = time.process_time()
        find(text)
        return time.process_time() - begin

    shorter, longer = (min(seconds(length) for _ in range(3)) for length in (10_000, 100_000))
    assert longer < 40 * max(shorter, 0.002)


@pytest.mark.parametrize("code", ["宁财（农）发〔2021〕5号", "黑财指（农）〔2022〕410号"])
def test_a_word_in_brackets_may_stand_within_the_code(code: str) -> None:
    assert refs(f"根据《资金管理办法》、{code}执行")[-1] == code


def test_a_numbered_item_before_the_code_is_no_part_of_it() -> None:
    assert refs("专项资金（二）国办〔2021〕5号") == ("国办〔2021〕5号",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照山阳区委常委会会议纪要〔2023〕15号精神", ("山阳区委常委会会议纪要〔2023〕15号",)),
        ("依据政府工作会议纪要（2023）12号", ("政府工作会议纪要〔2023〕12号",)),
        ("依据山财教〔2021〕3号、〔2022〕5号、7号", ("山财教〔2021〕3号", "山财教〔2022〕5号", "山财教〔2022〕7号")),
    ],
)
def test_minutes_keep_the_name_of_the_meeting_and_lists_their_own_years(text: str, expected: tuple[str, ...]) -> None:
    assert refs(text) == expected
