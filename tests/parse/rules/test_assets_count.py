"""Counts of large equipment."""

from tests.parse.rules.conftest import asset, assets, doc, only, outcome


def counted(fifty: str, hundred: str):
    return doc(assets=assets(asset("单位价值50万元以上大型设备", fifty), asset("单位价值100万元以上大型设备", hundred)))


def test_larger_equipment_among_the_large_holds():
    assert outcome("assets.count", counted("2", "1")).held == 1


def test_larger_equipment_without_any_large_is_suspicious():
    finding = only("assets.count", counted("0", "1"))
    assert (finding.stated, finding.expected, finding.severity) == ("0", "1", "warning")


def test_without_counts_the_rule_is_not_applicable():
    assert outcome("assets.count", doc()).status == "not_applicable"
