"""References put together from all their parts: each is found exactly, whatever stands around it; false friends never."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from gongkai.parse.references import find

CODES = (
    "财社", "财预", "国发", "国办发", "中办发", "人社部发", "人社厅函", "建办城函", "教基一", "卫计生发", "国卫办基层函", "发改社会",
    "工信厅企业", "文明办", "民办发", "山财社", "溪财教指", "云财社发", "河东财预", "林地财社", "山政办函", "溪府办规", "云人社规字", "山党办发",
    "溪卫计", "云财农字", "山医保发", "河县政发", "市政办发", "区财预",
)  # fmt: skip
BEFORE = (
    "", "依据", "根据", "按照", "参照", "由于", "见", "转发", "（", "，", "、", "。", "；", "1.", "（一）", "项目名称：", "——", "省财政厅", "市人社局",
    "关于提前下达2024年中央财政补助资金", "依据文件", "政策依据：", "以及", "《管理办法》和", "“",
)  # fmt: skip
AFTER = (
    "",
    "文",
    "文件",
    "文规定",
    "）",
    "，",
    "。",
    "；",
    "》",
    "-关于下达",
    "关于下达2023年补助",
    "的要求",
    "340.15万元",
    "\n",
)
BRACKETS = ("〔〕", "[]", "（）", "()", "【】", "［］", "﹝﹞", "〔]", "{}", "〖〗")
WIDE = {ord(str(digit)): chr(ord("０") + digit) for digit in range(10)}

FALSE_FRIENDS = (
    "2023年4月5日", "[第一批]", "[直达资金]", "（2023）3个项目", "〔2023〕", "（〔2023〕1号）", "联系电话0510-8833号", "项目编码370000240001", "第12次会议", "2023年第4号楼",
    "（一）1号楼", "表1-2号", "合计[2023]12.5万元", "（2024）年第3季度", "13800000000号", "《》", "《项目表》", "附件[2]3号",
)  # fmt: skip


def printed(chance: random.Random) -> tuple[str, str]:
    """A reference as some unit might print it, and its one written form."""
    code, year, number = chance.choice(CODES), chance.randint(1996, 2026), chance.randint(1, 3000)
    opening, closing = chance.choice(BRACKETS)
    gap, first, zeros = chance.choice(("", "", " ")), chance.choice(("", "", "第")), chance.choice(("", "", "0"))
    numbered = f"{opening}{gap}{year}{closing}{gap}{first}{zeros}{number}{gap}号"
    return code + (numbered.translate(WIDE) if chance.random() < 0.2 else numbered), f"{code}〔{year}〕{number}号"


def cases(seed: int, count: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(seed)
    for _ in range(count):
        text, ref = printed(chance)
        yield chance.choice(BEFORE) + text + chance.choice(AFTER), ref


@pytest.mark.parametrize("seed", range(8))
def test_every_reference_is_found_exactly_whatever_stands_around_it(seed: int) -> None:
    missed = [
        (text, ref, found)
        for text, ref in cases(seed, 250)
        if (found := [one.ref for one in find(text) if one.number is not None]) != [ref]
    ]
    assert missed == []


@pytest.mark.parametrize("seed", range(4))
def test_a_found_reference_stands_where_it_says(seed: int) -> None:
    for text, _ in cases(seed, 250):
        for one in find(text):
            assert "".join(text[one.start : one.end].split()) == one.raw


@pytest.mark.parametrize("text", FALSE_FRIENDS)
@pytest.mark.parametrize("around", ["{}", "依据{}，", "安排项目{}资金", "山财社{}", "（{}）"])
def test_a_false_friend_is_no_reference(text: str, around: str) -> None:
    if text.startswith("〔2023〕") or (around == "山财社{}" and "1号" in text):
        text = text.replace("1号", "")
    assert [one.ref for one in find(around.format(text)) if one.number is not None] == []


@pytest.mark.parametrize(
    "piece", ["山财社〔2023〕", "〔2023〕12", "（", "《", "令第", "、1", "财", "[2023]1号、", "公告2023年", "号令第一", "《》", "1、2"]
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        text, start = piece * times, time.process_time()
        find(text)
        return time.process_time() - start

    short = min(seconds(2_000) for _ in range(3))
    assert seconds(16_000) < 8 * max(short, 0.002) * 4
