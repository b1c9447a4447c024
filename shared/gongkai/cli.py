"""The command `gongkai`: what the services and the product as a whole can do from a terminal."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import typer

from gongkai.ending import plainly
from gongkai.flow import SERVICES


def app() -> typer.Typer:
    """The command with all its parts; the services are named here, not imported."""
    whole = typer.Typer(
        name="gongkai",
        help="政府预决算公开文件的读取、校验与检索 · Reads, checks and finds public budgets and final accounts.",
        no_args_is_help=True,
        rich_markup_mode=None,  # the frames around the help would take longer than all else that it does
        context_settings={"max_content_width": 120},
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for name in (
        "gongkai.commands",
        "gongkai.backup_commands",
        *(f"gongkai.{service}.commands" for service in SERVICES),
    ):
        if find_spec(name) is not None:
            import_module(name).register(whole)
    return whole


def main() -> None:
    """Run the command; an engine that is away or a setting that cannot be is a sentence, not a traceback."""
    with plainly():
        app()()


if __name__ == "__main__":
    main()
