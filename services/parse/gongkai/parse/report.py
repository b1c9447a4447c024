"""The report of one file for people: what failed, what passed, and what could not be said. 校验报告。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.domain.disclosure import Disclosure, Finding, Severity
from gongkai.domain.findings import SEVERITIES, Outcome, Report, Status
from gongkai.domain.places import Place, place_from_json
from gongkai.domain.text import tidy
from gongkai.parse.rules import registry

_LEVELS: dict[Severity, str] = {"error": "错误 error", "warning": "警告 warning", "info": "提示 info"}
_STATUSES: tuple[tuple[Status, str], ...] = (
    ("failed", "未通过 failed"),
    ("passed", "通过 passed"),
    ("unchecked", "无法校验 could not be checked"),
    ("not_applicable", "不适用 not applicable"),
)


def as_text(disclosure: Disclosure, report: Report) -> str:
    """The whole report in both languages: a summary, what was doubtful in reading, the findings by severity, every rule."""
    parts = [*_head(disclosure, report), *_notices(disclosure), *_findings(report), *_rules(report)]
    return "\n".join(parts) + "\n"


def summary(report: Report) -> str:
    """One line: findings by severity and rules by outcome.

    Rules that could not be checked are counted apart and never among those that passed.
    """
    findings = " · ".join(f"{_LEVELS[level]} {report.severity(level)}" for level in SEVERITIES)
    rules = " · ".join(f"{name} {report.count(status)}" for status, name in _STATUSES)
    return f"{findings}\n{rules}"


def catalogue() -> str:
    """The list of all rules as Markdown, as it stands in docs/rules.md."""
    lines = [
        "# 校验规则 Rules",
        "",
        "Printed from the rules themselves by `gongkai.parse.report.catalogue`; a test keeps it current.",
        "",
        "| rule | severity | version | 中文 | English |",
        "|---|---|---:|---|---|",
    ]
    rows = [f"| `{one.id}` | {one.severity} | {one.version} | {one.zh} | {one.en} |" for one in registry()]
    return "\n".join([*lines, *rows]) + "\n"


def explained(found: Mapping[str, Any]) -> str:
    """What `explaining.to_plain` tells, for people: by whom it was read, what was understood as what, what was left over."""
    counts = " · ".join(f"{name} {count}" for name, count in found["parts"].items())
    lines = [f"{found['reader']}, {found['pages'] or '?'} 页 pages", counts, ""]
    lines += [_table_line(table) for table in found["tables"]]
    lines += _left("没有归处的行 lines that fit nowhere", found["lines"])
    lines += _left("没有读入的数 figures that were not read", found["figures"])
    lines += ["", f"读取提示 notices of reading ({len(found['notices'])})"]
    lines += [f"  {one['code']}  {_spot(one['place'])}  {one['zh']} {one['en']}" for one in found["notices"]]
    return "\n".join(lines) + "\n"


def _table_line(table: Mapping[str, Any]) -> str:
    size = f"{table['rows']} 行 rows, {table['columns']} 列 columns, {table['values']} 数 values"
    return f"  {table['code']}  {table['title'] or '（无标题 untitled）'}  {_spot(table['place'])}  {size}"


def _left(name: str, share: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"{name}: {len(share['left'])} / {share['total']}  (读出 read {share['read']:.1%})"
    for one in share["left"]:
        yield f"  {_spot(one['place'])}  {tidy(one['text'])}"


def _spot(place: dict[str, object] | None) -> str:
    known = place_from_json(place)
    return place_text(known) if known else ""


def _head(disclosure: Disclosure, report: Report) -> Iterator[str]:
    held = sum(outcome.held for outcome in report.outcomes)
    yield disclosure.title or "（无标题 untitled）"
    yield summary(report)
    yield f"比对成立 identities that hold: {held}"


def _notices(disclosure: Disclosure) -> Iterator[str]:
    """Before all findings: what could not be read well cannot have been checked well."""
    if disclosure.notices:
        yield ""
        yield f"读取提示 notices of reading ({len(disclosure.notices)})"
    for notice in disclosure.notices:
        yield f"  {notice.code}  {place_text(notice.place) if notice.place else ''}".rstrip()
        yield f"    {notice.zh}"
        yield f"    {notice.en}"


def _findings(report: Report) -> Iterator[str]:
    for level in SEVERITIES:
        found = [finding for finding in report.findings if finding.severity == level]
        if found:
            yield ""
            yield f"{_LEVELS[level]} ({len(found)})"
        for finding in found:
            yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {finding.where}  [{finding.rule}]"
    yield f"    {finding.message}"
    yield f"    {finding.message_en}"
    spots = list(dict.fromkeys(text for place in finding.places if (text := place_text(place))))
    if spots:
        yield f"    → {'; '.join(spots)}"


def place_text(place: Place) -> str:
    """A place in words: `第3页 p. 3`, `表7!C5`, `第12行 line 12`."""
    if place.sheet or place.cell:
        return "!".join(part for part in (place.sheet, place.cell) if part)
    if place.page is not None:
        return f"第{place.page}页 p. {place.page}"
    return f"第{place.line}行 line {place.line}" if place.line is not None else ""


def _rules(report: Report) -> Iterator[str]:
    for status, name in _STATUSES:
        found = [outcome for outcome in report.outcomes if outcome.status == status]
        if found:
            yield ""
            yield f"{name} ({len(found)})"
        yield from (_outcome(outcome) for outcome in found)


def _outcome(outcome: Outcome) -> str:
    counts = [f"{outcome.held} ✓"] if outcome.held else []
    counts += [f"{outcome.broken} ✗"] if outcome.broken else []
    counts += [f"{outcome.skipped} 无法比对 not compared"] if outcome.skipped else []
    reason = f" — {outcome.reason_zh} {outcome.reason_en}" if outcome.reason_zh else ""
    return f"  {outcome.rule}  {outcome.zh} {outcome.en} {', '.join(counts)}{reason}".rstrip()
