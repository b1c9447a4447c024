"""`gongkai parse FILE` and `gongkai check FILE`: one file, no engine."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.errors import Failed, Refused

# What reads and checks is imported inside the functions: `gongkai --help` needs none of it.
if TYPE_CHECKING:
    from gongkai.domain.disclosure import Disclosure, Finding
    from gongkai.domain.findings import Report

_REFUSED = 3
_NOTHING_READ = "NO_TEXT"


class FailOn(StrEnum):
    """From which severity on a finding makes the exit status 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


_COUNTED: dict[str, frozenset[str]] = {
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "info": frozenset({"error", "warning", "info"}),
    "never": frozenset(),
}

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="要读取的文件 · the file to read")
]
Fail = Annotated[FailOn, typer.Option(help="达到该级别的发现使退出码为 1 · exit status 1 for findings at or above")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]


def register(app: typer.Typer) -> None:
    """Add this service's commands."""
    app.command("parse")(parse)
    app.command("check")(check)


def parse(
    file: File,
    as_json: AsJson = False,
    fail_on: Fail = FailOn.never,
    explain: Annotated[
        bool, typer.Option("--explain", help="说明读出了什么、剩下什么 · what was read, what was left")
    ] = False,
) -> None:
    """读取一个文件，输出 JSON（含发现）。Read one file and print the JSON of the schema, findings included."""
    from gongkai.domain.codec import to_json
    from gongkai.parse import pipeline, report

    if explain:
        found = json.loads(_read(pipeline.EXPLAIN_FILE, file))
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else report.explained(found))
        return
    disclosure, _ = _examine(file)
    typer.echo(json.dumps(to_json(disclosure), ensure_ascii=False, indent=1))
    _exit_for(disclosure.findings, fail_on)


def check(file: File, as_json: AsJson = False, fail_on: Fail = FailOn.error) -> None:
    """校验一个文件，输出报告。Check one file and print the report."""
    from gongkai.domain.codec import notice_to_json
    from gongkai.domain.findings import report_to_json
    from gongkai.parse.report import as_text

    disclosure, report = _examine(file)
    if as_json:
        notices = [notice_to_json(notice) for notice in disclosure.notices]
        typer.echo(json.dumps({"notices": notices, **report_to_json(report)}, ensure_ascii=False, indent=1))
    else:
        typer.echo(as_text(disclosure, report))
    if any(notice.code == _NOTHING_READ for notice in disclosure.notices):
        # Where nothing could be read, "no errors" must not look like success.
        raise typer.Exit(_REFUSED)
    _exit_for(disclosure.findings, fail_on)


def _examine(file: Path) -> tuple[Disclosure, Report]:
    from gongkai.domain.codec import from_json
    from gongkai.parse import pipeline

    examined = pipeline.check(from_json(json.loads(_read(pipeline.PARSE_FILE, file))))
    return examined.disclosure, examined.report


def _read(job: str, file: Path) -> bytes:
    """What the job makes of the file, in a child process, scans with it; the command ends where the file is refused."""
    from gongkai.extras import ocr_installed, ocr_wanted
    from gongkai.parse import eyes
    from gongkai.parse.isolation import run
    from gongkai.settings import Settings

    settings = Settings()
    scans = ocr_installed() and ocr_wanted(settings)
    limits = eyes.larger(settings.limits) if scans else settings.limits
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        try:
            return run(job, file, Path(folder), limits, scans=scans)
        except (Refused, Failed) as problem:
            typer.echo(f"{file.name}: {problem}", err=True)
            raise typer.Exit(_REFUSED) from None


def _exit_for(findings: Sequence[Finding], fail_on: FailOn) -> None:
    if any(finding.severity in _COUNTED[fail_on] for finding in findings):
        raise typer.Exit(1)
