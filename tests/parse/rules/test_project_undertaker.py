"""Who undertakes a project."""

from tests.parse.rules.conftest import UNIT, doc, only, outcome, project, staffing


def undertaken(by: str, subordinates: int = 0):
    return doc(staffing=staffing(subordinates=subordinates), projects=(project("甲", "1.00", undertaker=by),))


def test_the_unit_itself_holds():
    assert outcome("project.undertaker", undertaken(UNIT + "机关")).held == 1


def test_another_unit_is_suspicious():
    assert only("project.undertaker", undertaken("青石县城建办公室")).expected == UNIT


def test_with_subordinate_units_the_rule_is_not_applicable():
    assert outcome("project.undertaker", undertaken("青石县水文站", 2)).status == "not_applicable"
