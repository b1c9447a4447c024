import pytest

from gongkai.parse.objectives.targets import split_target, target


@pytest.mark.parametrize(
    ("printed", "text", "op", "value", "measure"),
    [
        ("≥ 4980 人次", ">=4980人次", ">=", "4980", "人次"),
        ("≤2000元/人", "<=2000元/人", "<=", "2000", "元/人"),
        ("﹥90%", ">90%", ">", "90", "%"),
        (">=85%", ">=85%", ">=", "85", "%"),
        ("$\\geq 85\\%$", ">=85%", ">=", "85", "%"),
        ("=100%", "=100%", "=", "100", "%"),
        ("不低于95%", "不低于95%", ">=", "95", "%"),
        ("不超过3次", "不超过3次", "<=", "3", "次"),
        ("100%", "100%", None, "100", "%"),
        ("达到100%", "达到100%", None, "100", "%"),
        ("1800元/人/月", "1800元/人/月", None, "1800", "元/人/月"),
        ("12", "12", None, "12", None),
        ("有所提升", "有所提升", None, None, None),
        ("2024年12月底前完成", "2024年12月底前完成", None, None, None),
        ("控制在20万元以内", "控制在20万元以内", "<=", "20", "万元"),
        ("》90分", ">90分", ">", "90", "分"),
        ("大于等于90%（含）", "大于等于90%（含）", ">=", "90", "%"),
        ("85%及以上", "85%及以上", ">=", "85", "%"),
        ("80分（含）以上", "80分（含）以上", ">=", "80", "分"),
        ("达到80%以上", "达到80%以上", ">=", "80", "%"),
        ("100%完成", "100%完成", None, "100", "%"),
        ("≥13459.00(平方米)", ">=13459.00(平方米)", ">=", "13459.00", "平方米"),
        ("至少1次人员的集中活动", "至少1次人员的集中活动", None, None, None),
        ("每月10日前", "每月10日前", None, None, None),
        ("20-30人", "20-30人", None, None, None),
        ("", None, None, None, None),
    ],
)
def test_a_printed_target_is_read_exactly(
    printed: str, text: str | None, op: str | None, value: str | None, measure: str | None
) -> None:
    found = target(printed)
    assert (found.text, found.op, found.value, found.measure) == (text, op, value, measure)


def test_a_target_in_three_columns_is_one() -> None:
    found = split_target("≥", "90", "%")
    assert (found.text, found.op, found.value, found.measure) == (">=90%", ">=", "90", "%")


def test_plain_words_have_no_operator_even_where_a_column_prints_one() -> None:
    found = split_target("=", "明显改善", "年")
    assert (found.text, found.op, found.value) == ("明显改善", None, None)
