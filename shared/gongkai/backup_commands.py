"""The commands for copies of the object store: backup and restore."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

# Engines are imported inside the commands: `gongkai --help` needs none of them.
if TYPE_CHECKING:
    from gongkai.backup import Line

Store = Annotated[
    str,
    typer.Argument(envvar="GONGKAI_BACKUP", help="文件夹，或 · a folder, or https://user:password@host:9000/bucket"),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]
_DAMAGED = 1


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (backup, restore):
        app.command()(command)


def backup(target: Store, as_json: AsJson = False) -> None:
    """把存储复制到别处，只复制有变化的；中断后可再次运行。Copy the object store, only what has changed; can be killed and run again."""
    from gongkai import backup as copying
    from gongkai import bootstrap
    from gongkai.logs import write_json_lines
    from gongkai.starting import OBJECTS, ready_for_command

    write_json_lines(logging.ERROR)
    context = ready_for_command(OBJECTS)
    _tell(_counted(copying.backup(context.objects, bootstrap.other_store(context.settings, target))), as_json)


def restore(source: Store, as_json: AsJson = False) -> None:
    """从备份恢复存储，然后重建状态与索引。Put back from a copy what is missing, then build board and index again."""
    from gongkai import backup as copying
    from gongkai import bootstrap
    from gongkai.commands import rebuilt
    from gongkai.logs import write_json_lines
    from gongkai.starting import ENGINES, ready_for_command

    write_json_lines(logging.ERROR)
    context = ready_for_command(*ENGINES)
    counts = _counted(copying.restore(bootstrap.other_store(context.settings, source), context.objects))
    counts["documents"] = rebuilt(context, everything=False)
    _tell(counts, as_json)


def _counted(lines: Iterator[Line]) -> Counter[str]:
    from gongkai.printing import progress

    counts = Counter[str]()
    with progress("对象 · objects") as bar:
        for line in bar.over(lines):
            counts[line.verdict] += 1
            if line.verdict == "damaged":
                typer.echo(f"已损坏，未复制 · damaged, not copied: {line.key}", err=True)
    return counts


def _tell(counts: Counter[str], as_json: bool) -> None:
    from gongkai.printing import print_json

    if as_json:
        print_json(dict(counts))
    else:
        words = {
            "copied": "已复制 copied",
            "same": "未变 unchanged",
            "kept": "已有不同内容，未动 differs, left alone",
            "removed": "已清除 removed",
            "unfinished": "处理中，下次再复制 being handled, next time",
            "damaged": "已损坏 damaged",
            "documents": "个文件已重建 documents rebuilt",
        }
        typer.echo("\n".join(f"{counts[name]:>8}  {said}" for name, said in words.items() if counts[name]))
    if counts["damaged"]:
        raise typer.Exit(_DAMAGED)
