"""A performance form that was not read is told, with its place."""

from __future__ import annotations

from gongkai.domain.content import Line
from gongkai.domain.places import Place
from gongkai.parse.objectives import unread


def test_a_heading_of_indicators_in_running_text_gets_a_notice() -> None:
    (notice,) = unread([Line("一级指标 二级指标 三级指标 指标值 权重", Place(page=7))])
    assert notice.code == "UNREAD_OBJECTIVE" and notice.place == Place(page=7)


def test_a_sentence_about_indicators_gets_none() -> None:
    text = "本年度共设置一级指标3个、二级指标6个、三级指标12个，各项绩效目标均按照批复执行，完成情况良好，未发现偏离绩效目标的问题，资金使用规范，群众满意度达到预期，下一步将继续加强管理。"
    assert list(unread([Line(text, Place())])) == []
