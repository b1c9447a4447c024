"""`gongkai parse FILE` and `gongkai check FILE`: one file, no engine."""

from __future__ import annotations

import json
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from gongkai.domain.codec import from_json, to_json
from gongkai.errors import Failed, Refused
from gongkai.settings import Settings

_REFUSED = 3


class FailOn(StrEnum):
    """From which severity on a finding makes the exit status 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


_WORSE_OR_EQUAL = {
    "error": {"error"},
    "warning": {"error", "warning"},
    "info": {"error", "warning", "info"},
    "never": set(),
}

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="要读取的文件 · the file to read")
]
Fail = Annotated[FailOn, typer.Option(help="达到该级别的发现使退出码为 1 · exit status 1 for findings at or above")]


def register(app: typer.Typer) -> None:
    """Add this service's commands."""
    app.command("parse")(parse)
    app.command("check")(check)


def parse(file: File, fail_on: Fail = FailOn.never) -> None:
    """读取一个文件，输出 JSON（含发现）。Read one file and print the JSON of the schema, findings included."""
    disclosure, _ = _examine(file)
    typer.echo(json.dumps(to_json(disclosure), ensure_ascii=False, indent=1))
    _exit_for(disclosure.findings, fail_on)


def check(
    file: File,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")] = False,
    lang: Annotated[str, typer.Option(help="zh 或 en")] = "zh",
    fail_on: Fail = FailOn.error,
) -> None:
    """校验一个文件，输出报告。Check one file and print the report."""
    from gongkai.parse import report  # rich is only needed here

    disclosure, checked = _examine(file)
    if as_json:
        typer.echo(json.dumps(report.to_json(checked), ensure_ascii=False, indent=1))
    else:
        typer.echo(report.to_text(checked, lang))
    _exit_for(disclosure.findings, fail_on)


def _examine(file: Path) -> tuple[Any, Any]:
    from gongkai.parse import isolation, pipeline  # the readers are heavy; `--help` does without them

    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        try:
            result = isolation.run(pipeline.PARSE_FILE, file, Path(folder), Settings().limits)
        except (Refused, Failed) as problem:
            typer.echo(f"{file.name}: {problem}", err=True)
            raise typer.Exit(_REFUSED) from None
    examined = pipeline.check(from_json(json.loads(result)))
    return examined.disclosure, examined.report


def _exit_for(findings: Any, fail_on: FailOn) -> None:
    if any(finding.severity in _WORSE_OR_EQUAL[fail_on] for finding in findings):
        raise typer.Exit(1)
