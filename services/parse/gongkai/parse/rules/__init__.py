"""The rules and their engine: each file of this folder is one rule, found by being there. 校验规则。

A rule is a generator over a disclosure that yields one verdict an identity: None when it holds, a `Fault` when it is
broken, `Skipped` when a figure for it is missing. It raises `NotApplicable` where there is nothing to compare. It never
repairs, never guesses and never catches an exception.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from gongkai.domain.disclosure import Disclosure, Finding, Severity
from gongkai.domain.findings import Fault, NotApplicable, Outcome, Report, Skipped, Status, Verdict, ordered

Check = Callable[[Disclosure], Iterator[Verdict]]
_SENTENCES = re.compile(r"(.+?\.) (\d*[\u4e00-\u9fff“].*)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its id, severity and version; `en` and `zh` are the first sentence of its file."""

    id: str
    severity: Severity
    version: int
    en: str
    zh: str
    run: Check


def rule(id: str, *, severity: Severity, version: int) -> Callable[[Check], Rule]:
    """Makes the function below it the rule `id`; its sentence is the first line of the module's docstring."""

    def declare(run: Check) -> Rule:
        sentence = (importlib.import_module(run.__module__).__doc__ or "").strip().splitlines()[0]
        found = _SENTENCES.fullmatch(sentence)
        en, zh = found.groups() if found else (sentence, sentence)
        return Rule(id, severity, version, en=en, zh=zh, run=run)

    return declare


@cache
def registry() -> tuple[Rule, ...]:
    """All rules, by name."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.check for module in modules), key=lambda one: one.id))


def check(disclosure: Disclosure) -> Report:
    """Applies every rule; a function of the disclosure alone."""
    applied = [apply(one, disclosure) for one in registry()]
    return Report(
        outcomes=tuple(outcome for outcome, _ in applied),
        findings=ordered(finding for _, findings in applied for finding in findings),
    )


def apply(one: Rule, disclosure: Disclosure) -> tuple[Outcome, list[Finding]]:
    """What one rule says about a disclosure."""
    blank = Outcome(rule=one.id, version=one.version, zh=one.zh, en=one.en, status="not_applicable")
    try:
        verdicts = list(one.run(disclosure))
    except NotApplicable as reason:
        return replace(blank, reason_zh=reason.zh, reason_en=reason.en), []
    if not verdicts:
        return replace(blank, reason_zh="文件中没有可比对的内容", reason_en="nothing in the document to compare"), []
    findings = list(dict.fromkeys(_finding(one, fault) for fault in verdicts if isinstance(fault, Fault)))
    skipped = [verdict for verdict in verdicts if isinstance(verdict, Skipped)]
    held = sum(verdict is None for verdict in verdicts)
    outcome = replace(
        blank,
        status=_status(findings, held),
        held=held,
        broken=len(findings),
        skipped=len(skipped),
        reason_zh=_reasons(reason.zh for reason in skipped),
        reason_en=_reasons(reason.en for reason in skipped),
    )
    return outcome, findings


def _status(findings: list[Finding], held: int) -> Status:
    if any(finding.severity != "info" for finding in findings):
        return "failed"
    return "passed" if held or findings else "unchecked"


def _finding(one: Rule, fault: Fault) -> Finding:
    return Finding(
        rule=one.id,
        severity=fault.severity or one.severity,
        where=fault.where,
        stated=fault.stated,
        expected=fault.expected,
        message=fault.zh,
        message_en=fault.en,
        cause=fault.cause,
        places=fault.places,
    )


def _reasons(texts: Iterator[str]) -> str:
    return "；".join(list(dict.fromkeys(texts))[:3])
