"""How rules are found, applied and reported."""

from collections.abc import Iterator

import pytest
from tests.parse.rules.conftest import doc, row, table

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict, report_from_json, report_to_json
from gongkai.parse.rules import apply, check, registry, rule


def applied(*verdicts: Verdict):
    """One hold, one fault, one skip. 一条规则。"""

    @rule("made.up", severity="error", version=3)
    def made(disclosure: Disclosure) -> Iterator[Verdict]:
        yield from verdicts

    return apply(made, doc())


FAULT = Fault(where="表1", zh="不等", en="differs")
NOTE = Fault(where="表1", zh="提示", en="noted", severity="info")


def test_a_rule_that_finds_nothing_wrong_passes_and_counts_what_holds():
    outcome, findings = applied(None, None)
    assert (outcome.status, outcome.held, findings) == ("passed", 2, [])


def test_one_fault_among_many_that_hold_fails_the_rule():
    outcome, findings = applied(None, FAULT)
    assert (outcome.status, outcome.held, outcome.broken) == ("failed", 1, 1)
    assert (findings[0].rule, findings[0].severity) == ("made.up", "error")


def test_what_was_never_compared_is_not_shown_as_passed():
    assert applied(Skipped("缺数", "missing"))[0].status == "unchecked"
    assert applied()[0].status == "not_applicable"


def test_a_note_does_not_fail_a_rule():
    assert applied(NOTE)[0].status == "passed"


def test_a_fault_that_is_found_twice_is_one_finding():
    assert len(applied(FAULT, FAULT)[1]) == 1


def test_a_bug_in_a_rule_is_loud():
    @rule("made.up", severity="error", version=1)
    def broken(disclosure: Disclosure) -> Iterator[Verdict]:
        yield from [1 / 0]

    with pytest.raises(ZeroDivisionError):
        apply(broken, doc())


def test_every_file_of_the_folder_is_a_rule_with_a_sentence_in_two_languages():
    rules = registry()
    assert len({one.id for one in rules}) == len(rules) > 40
    assert all(one.en.endswith(".") and one.zh.endswith("。") for one in rules)
    assert all(one.run.__module__.endswith(one.id.replace(".", "_")) for one in rules)


def test_an_empty_document_is_not_applicable_to_any_rule():
    report = check(doc())
    assert {outcome.status for outcome in report.outcomes} == {"not_applicable"}
    assert all(outcome.reason_zh and outcome.reason_en for outcome in report.outcomes)


def test_a_document_of_empty_values_gives_no_findings():
    bare = Disclosure(tables=(table("expenditure", row("208", "类", total=None), row(None, "合计", total=None)),))
    assert check(bare).findings == ()


def test_a_report_survives_json():
    rows = (row("208", "类", total="5.00"), row("20801", "款", total="4.00"))
    report = check(doc(table("expenditure", *rows)))
    assert report.findings
    assert report_from_json(report_to_json(report)) == report


def test_not_applicable_carries_its_reason_in_both_languages():
    reason = NotApplicable("没有", "none")
    assert (reason.zh, reason.en) == ("没有", "none")
