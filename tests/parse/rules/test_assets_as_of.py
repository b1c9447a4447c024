"""The date of the assets."""

from tests.parse.rules.conftest import assets, doc, only, outcome


def test_a_budget_tells_the_assets_of_the_year_before():
    assert outcome("assets.as_of", doc(assets=assets(as_of="2023"))).held == 1


def test_final_accounts_tell_the_assets_of_their_year():
    assert outcome("assets.as_of", doc(kind="final_accounts", assets=assets(as_of="2024"))).held == 1


def test_another_year_is_suspicious():
    assert only("assets.as_of", doc(assets=assets(as_of="2022"))).expected == "2023"


def test_without_a_date_the_rule_is_not_applicable():
    assert outcome("assets.as_of", doc()).status == "not_applicable"
