"""`gongkai upload PATH...`: files, folders and archives through the door, with a receipt for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

# Engines are imported inside the command: `gongkai --help` needs none of them.
if TYPE_CHECKING:
    from gongkai.context import Context
    from gongkai.ingest.receipts import Receipt

_AWAY, _REFUSED = 1, 3

Paths = Annotated[list[Path], typer.Argument(exists=True, help="文件、文件夹、压缩包 · files, folders, archives")]
Wait = Annotated[bool, typer.Option("--wait", help="等到全部处理完 · until all have reached their end")]
Written = Annotated[Path | None, typer.Option("--receipt", help="回执写入文件（JSON 行）· write the receipt to a file")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]


def register(app: typer.Typer) -> None:
    """Add this service's command."""
    app.command("upload")(upload)


def upload(paths: Paths, wait: Wait = False, receipt: Written = None, as_json: AsJson = False) -> None:
    """上传文件、文件夹或压缩包；重复的会跳过。Send files, folders or archives; what is known is skipped."""
    from gongkai import bootstrap
    from gongkai.ingest.printing import print_receipts
    from gongkai.printing import print_json
    from gongkai.running import running

    context = bootstrap.chosen()
    receipts = _send(context, paths)
    if wait:
        receipts = _settle(context, receipts)
    if receipt:
        _write(receipt, receipts)
    if as_json:
        print_json([one.to_json() for one in receipts])
    else:
        print_receipts(receipts)
    if any(one.state == "pending" for one in receipts) and not running(context.settings.data):
        typer.echo("已存储，gongkai up 运行后处理。Stored; they are read as soon as gongkai up runs.", err=True)
    if any(one.code == "UNAVAILABLE" for one in receipts):
        raise typer.Exit(_AWAY)
    if any(one.state in ("refused", "failed") for one in receipts):
        raise typer.Exit(_REFUSED)


def _send(context: Context, paths: Sequence[Path]) -> list[Receipt]:
    from gongkai.ingest.receive import new_batch
    from gongkai.ingest.sending import send
    from gongkai.ingest.sources import sources
    from gongkai.printing import progress

    files = list(sources(paths))
    with progress("存储 · storing", len(files)) as bar:
        return [one for some in bar.over(send(context, files, new_batch())) for one in some]


def _settle(context: Context, receipts: list[Receipt]) -> list[Receipt]:
    from gongkai.ingest.sending import settled, waiting
    from gongkai.printing import progress
    from gongkai.running import running

    documents = {one.document for one in receipts if one.document and one.verdict != "refused"}
    if running(context.settings.data) is None:
        _read_here(context)
        return settled(context, receipts)
    with progress("处理 · reading", len(documents)) as bar:
        for left in waiting(context, documents):
            bar.at(len(documents) - left)
            if running(context.settings.data) is None:
                typer.echo("gongkai up 已停止，不再等待。gongkai up has ended: no longer waiting.", err=True)
                break
        else:
            bar.at(len(documents))
    return settled(context, receipts)


def _read_here(context: Context) -> None:
    """Where no workers run, this process does their work; what fails twice waits for `gongkai up`."""
    import logging

    from gongkai.again import work_off
    from gongkai.logs import write_json_lines
    from gongkai.printing import progress

    write_json_lines(logging.ERROR)
    with progress("处理 · reading") as bar:
        work_off(context, lambda document: bar.one(), context.settings.workers)


def _write(file: Path, receipts: Sequence[Receipt]) -> None:
    import json

    lines = (json.dumps(one.to_json(), ensure_ascii=False) for one in receipts)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
