"""Prints the reference pages of this folder from the code, so that they cannot go stale: `make docs`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import typer
from pydantic_settings import BaseSettings
from typer.core import TyperGroup

from gongkai.cli import app
from gongkai.errors import REASONS
from gongkai.events import EVENTS
from gongkai.flow import FLOW, QUEUES
from gongkai.index.reference import markdown as search_fields
from gongkai.parse.report import catalogue
from gongkai.settings import Limits, Settings

FOLDER = Path(__file__).parent
_SIZES = ((1024**3, "GiB"), (1024**2, "MiB"))


def settings() -> str:
    """Every environment variable with its default and its sentence."""
    lines = [line for kind in (Settings, Limits) for line in _settings(kind)]
    return _page(
        "Settings · 设置",
        "All settings come from the environment and are the same for every command.",
        ("variable", "default", "meaning"),
        lines,
    )


def commands() -> str:
    """Every command with its help text and its options."""
    group = typer.main.get_command(app())
    assert isinstance(group, TyperGroup)
    parts = [_command(name, command) for name, command in group.commands.items()]
    return "\n".join(
        [
            "# Commands · 命令\n",
            "Written by `make docs`. Exit status: 0; 1 for findings at or above `--fail-on` or an engine that is away; 2 usage; 3 a refused file.\n",
            *parts,
        ]
    )


def events() -> str:
    """The six events with their fields, and what each one wakes."""
    lines = [
        (f"`{name}`", str(kind.VERSION), ", ".join(f"`{field.name}`" for field in fields(kind)),
         ", ".join(f"`{handler}` (queue {QUEUES[handler]})" for handler in FLOW[name]) or "–", (kind.__doc__ or "").strip())
        for name, kind in EVENTS.items()
    ]  # fmt: skip
    return _page(
        "Events · 事件",
        "Keys and counts travel, never content; a message may arrive any number of times.",
        ("event", "version", "fields", "wakes", "meaning"),
        lines,
    )


def errors() -> str:
    """Every code with its sentence in both languages."""
    lines = [(f"`{reason.code}`", reason.zh, reason.en) for reason in REASONS.values()]
    return _page(
        "Codes · 代码",
        "Why a document was refused or failed, and what the API answers (RFC 9457, `code`).",
        ("code", "中文", "English"),
        lines,
    )


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings, "commands.md": commands, "events.md": events, "errors.md": errors, "fields.md": search_fields, "rules.md": catalogue,
}  # fmt: skip


def main() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), "utf-8")
        print(f"docs/{name}")


def _settings(kind: type[BaseSettings]) -> Iterator[tuple[str, str, str]]:
    for name, field in kind.model_fields.items():
        if name == "limits":
            continue
        variable = str(field.validation_alias or f"{kind.model_config.get('env_prefix', '')}{name}").upper()
        yield f"`{variable}`", _default(field.default), str(field.description)


def _default(value: object) -> str:
    if value is None:
        return "–"
    for size, unit in _SIZES:
        if isinstance(value, int) and value >= size and value % (size // 2) == 0:
            return f"`{value}` ({value / size:g} {unit})"
    return f"`{value}`"


def _command(name: str, command: Any) -> str:
    arguments = [param.name.upper() for param in command.params if param.param_type_name == "argument"]
    options = [
        f"- `{', '.join(param.opts)}` {(param.help or '').strip()}"
        for param in command.params
        if param.param_type_name == "option" and not param.hidden
    ]
    return "\n".join([f"## gongkai {' '.join([name, *arguments])}", "", (command.help or "").strip(), "", *options, ""])


def _page(title: str, about: str, head: tuple[str, ...], lines: list[tuple[str, ...]]) -> str:
    rows = [
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *("| " + " | ".join(line) + " |" for line in lines),
    ]
    return f"# {title}\n\n{about} Written by `make docs`.\n\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
