"""What checking a disclosure gives: findings, and for every rule whether it passed, failed or could not be applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.domain.disclosure import Finding, Severity
from gongkai.domain.places import Place, place_from_json

__all__ = [
    "SEVERITIES",
    "Fault",
    "Finding",
    "NotApplicable",
    "Outcome",
    "Report",
    "Skipped",
    "Status",
    "Verdict",
    "report_from_json",
    "report_to_json",
]

Status = Literal["passed", "failed", "not_applicable", "unchecked"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One broken identity as a rule sees it; with the rule's id and severity it becomes a `Finding`.

    `severity` is given only where it differs from the rule's own.
    """

    where: str
    zh: str
    en: str
    stated: str | None = None
    expected: str | None = None
    cause: str | None = None
    severity: Severity | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """One identity that could not be compared because the parse lacks a figure; counted, never shown as passed."""

    zh: str
    en: str


Verdict = Fault | Skipped | None
"""What a rule yields for each identity that it looks at; None means that it holds."""


class NotApplicable(Exception):
    """The document has nothing that the rule speaks about; the reason in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one rule: how many identities hold, are broken and could not be compared, and why not."""

    rule: str
    version: int
    zh: str
    en: str
    status: Status
    held: int = 0
    broken: int = 0
    skipped: int = 0
    reason_zh: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One outcome a rule, in the order of the rules' names, and all findings, the gravest first."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]

    def outcome(self, rule: str) -> Outcome:
        """What became of one rule."""
        return next(outcome for outcome in self.outcomes if outcome.rule == rule)

    def count(self, status: Status) -> int:
        """How many rules ended like this."""
        return sum(outcome.status == status for outcome in self.outcomes)

    def severity(self, level: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == level for finding in self.findings)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, then by rule; inside a rule in the order of the document."""
    return tuple(sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), one.rule)))


def report_to_json(report: Report) -> dict[str, Any]:
    """The report as plain values: counts, outcomes and findings with their places."""
    return {
        "counts": {
            **{level: report.severity(level) for level in SEVERITIES},
            **{status: report.count(status) for status in ("passed", "failed", "not_applicable", "unchecked")},
            "held": sum(outcome.held for outcome in report.outcomes),
        },
        "outcomes": [_outcome_to_json(outcome) for outcome in report.outcomes],
        "findings": [_finding_to_json(finding) for finding in report.findings],
    }


def report_from_json(data: Mapping[str, Any]) -> Report:
    """The report that `report_to_json` wrote."""
    return Report(
        outcomes=tuple(Outcome(**item) for item in data["outcomes"]),
        findings=tuple(_finding_from_json(item) for item in data["findings"]),
    )


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in Outcome.__dataclass_fields__}


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    plain = {name: getattr(finding, name) for name in Finding.__dataclass_fields__ if name != "places"}
    return {**plain, "places": [place.to_json() for place in finding.places]}


def _finding_from_json(data: Mapping[str, Any]) -> Finding:
    places = tuple(place for place in map(place_from_json, data["places"]) if place)
    return Finding(**{**data, "places": places})
