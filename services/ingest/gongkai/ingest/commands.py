"""`gongkai upload PATH...` sends files, folders and archives, with a receipt for each; `gongkai inbox` tells of the other door."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

# Engines are imported inside the command: `gongkai --help` needs none of them.
if TYPE_CHECKING:
    from gongkai.context import Context
    from gongkai.ingest.books import Book
    from gongkai.ingest.pressure import Busy

_AWAY, _REFUSED = 1, 3

Paths = Annotated[list[Path], typer.Argument(exists=True, help="文件、文件夹、压缩包 · files, folders, archives")]
Wait = Annotated[bool, typer.Option("--wait", help="等到全部处理完 · until all have reached their end")]
Written = Annotated[Path | None, typer.Option("--receipt", help="回执写入文件（JSON 行）· write the receipt to a file")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]


def register(app: typer.Typer) -> None:
    """Add this service's commands."""
    app.command("upload")(upload)
    app.command("inbox")(inbox)
    app.command("prepare")(prepare)


def upload(paths: Paths, wait: Wait = False, receipt: Written = None, as_json: AsJson = False) -> None:
    """上传文件、文件夹或压缩包；重复的会跳过。Send files, folders or archives; what is known is skipped."""
    from gongkai.ingest.books import book
    from gongkai.ingest.printing import print_receipts
    from gongkai.printing import print_json_list
    from gongkai.running import running
    from gongkai.starting import BROKER, OBJECTS, ready_for_command

    context = ready_for_command(BROKER, OBJECTS)
    with book(receipt) as receipts:
        _send(context, paths, receipts)
        if wait:
            _settle(context, receipts)
        if as_json:
            print_json_list(one.to_json() for one in receipts)
        else:
            print_receipts(receipts)
        ends = {(one.state, one.code == "UNAVAILABLE") for one in receipts}
    states = {state for state, _ in ends}
    if "pending" in states and not running(context.settings.data):
        typer.echo("已存储，gongkai up 运行后处理。Stored; they are read as soon as gongkai up runs.", err=True)
    if any(away for _, away in ends):
        raise typer.Exit(_AWAY)
    if states & {"refused", "failed"}:
        raise typer.Exit(_REFUSED)


def prepare(
    events: Annotated[
        str | None, typer.Option(metavar="ARN", help="收件箱有新文件时通知到此 · whom the bucket tells of new files")
    ] = None,
) -> None:
    """建立 GONGKAI_S3 的存储桶。Make the bucket of GONGKAI_S3 where it is missing; safe to call again."""
    from gongkai.adapters.inbox_s3 import S3Inbox
    from gongkai.adapters.objects_s3 import S3Objects
    from gongkai.settings import Settings

    address = Settings().s3
    if not address:
        raise typer.BadParameter("没有设置 GONGKAI_S3。GONGKAI_S3 is not set.")
    S3Objects(address).prepare()
    if events:
        S3Inbox(address).announce(events)
    typer.echo("存储桶已就绪 · the bucket is ready")


def inbox(as_json: AsJson = False) -> None:
    """收件箱中的文件及处理结果。The files of the inbox: waiting, taken, or refused and why."""
    from gongkai.ingest.drops import listing
    from gongkai.ingest.printing import print_inbox
    from gongkai.printing import print_json_list
    from gongkai.starting import OBJECTS, ready_for_command

    context = ready_for_command(OBJECTS)
    files = listing(context, context.settings.space)
    if as_json:
        print_json_list(files)
    else:
        print_inbox(files)


def _send(context: Context, paths: Sequence[Path], receipts: Book) -> None:
    from gongkai.ingest.receive import new_batch
    from gongkai.ingest.sending import send
    from gongkai.ingest.sources import sources
    from gongkai.printing import progress

    with progress("存储 · storing", sum(1 for _ in sources(paths))) as bar:
        for some in bar.over(send(context, sources(paths), new_batch(), _say_that_it_waits)):
            receipts.add(some)


def _say_that_it_waits(busy: Busy) -> None:
    typer.echo(f"{busy.reason.zh}{busy.reason.en} ({busy.detail})", err=True)


def _settle(context: Context, receipts: Book) -> None:
    from gongkai.ingest.sending import settled, waiting
    from gongkai.printing import progress
    from gongkai.running import running

    if running(context.settings.data) is None:
        _read_here(context)
        receipts.replace(settled(context, receipts))
        return
    documents = {one.document for one in receipts if one.document and one.verdict != "refused"}
    with progress("处理 · reading", len(documents)) as bar:
        for left in waiting(context, documents):
            bar.at(len(documents) - left)
            if running(context.settings.data) is None:
                typer.echo("gongkai up 已停止，不再等待。gongkai up has ended: no longer waiting.", err=True)
                break
        else:
            bar.at(len(documents))
    receipts.replace(settled(context, receipts))


def _read_here(context: Context) -> None:
    """Where no workers run, this process does their work; what fails twice waits for `gongkai up`."""
    import logging

    from gongkai.again import work_off
    from gongkai.logs import write_json_lines
    from gongkai.printing import progress

    write_json_lines(logging.ERROR)
    with progress("处理 · reading") as bar:
        work_off(context, lambda document: bar.one(), context.settings.workers)
