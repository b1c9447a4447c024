"""文号 of name and basis."""

from tests.parse.rules.conftest import doc, objective, outcome, project, spots


def based(basis: str, name: str = "青财农[2023]12号-河道清淤"):
    return project(name, "35.00", policy_basis=basis)


def test_the_same_number_in_other_brackets_holds():
    assert outcome("policy_ref.mismatch", doc(projects=(based("依据青财农〔2023〕12号文规定"),))).held == 1


def test_another_number_is_suspicious():
    document = doc(projects=(based("依据青财农〔2023〕21号文规定"),))
    assert spots("policy_ref.mismatch", document) == [("第三部分 七（一）", "青财农〔2023〕21号", "青财农〔2023〕12号")]


def test_a_basis_of_another_office_is_no_contradiction():
    document = doc(projects=(based("依据财社〔2017〕164号管理办法"),))
    assert outcome("policy_ref.mismatch", document).status == "not_applicable"


def test_a_performance_table_of_the_same_amount_with_another_number_is_suspicious():
    document = doc(
        projects=(based("依据青财预〔2024〕1号", "水利补助"),),
        objectives=(objective("青财农[2023]12号关于拨付资金", fiscal="35.00"),),
    )
    assert len(spots("policy_ref.mismatch", document)) == 1


def test_a_name_without_a_number_is_not_applicable():
    assert (
        outcome("policy_ref.mismatch", doc(projects=(based("依据青财农〔2023〕12号", "河道清淤"),))).status
        == "not_applicable"
    )
