"""Posts and offices."""

from tests.parse.rules.conftest import doc, only, outcome, section, staffing


def test_people_on_their_posts_and_listed_offices_hold():
    told = section("第一部分/二", "人员情况", "下设2个处室，分别是：办公室、财务科。编制数50")
    staff = staffing(posts=50, in_service=40, offices=("办公室", "财务科"))
    assert outcome("staffing.posts", doc(sections=(told,), staffing=staff)).held == 2


def test_more_people_than_posts_are_suspicious():
    finding = only("staffing.posts", doc(staffing=staffing(posts=50, in_service=60)))
    assert (finding.stated, finding.expected, finding.severity) == ("60", "50", "warning")


def test_offices_that_are_not_all_listed_are_noted():
    told = section("第一部分/二", "人员情况", "下设3个处室，编制数50")
    assert only("staffing.posts", doc(sections=(told,), staffing=staffing(offices=("办公室",)))).severity == "info"


def test_without_staff_the_rule_is_not_applicable():
    assert outcome("staffing.posts", doc()).status == "not_applicable"
