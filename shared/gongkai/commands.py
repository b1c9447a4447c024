"""The commands that belong to no single service: up, status, show, retry, rebuild."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

# Engines are imported inside the commands: `gongkai --help` needs none of them.
if TYPE_CHECKING:
    from gongkai.context import Context

USAGE, UNAVAILABLE = 2, 1

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (up, demo, status, health, show, retry, rebuild):
        app.command()(command)


def up() -> None:
    """启动整个系统，直到 Ctrl-C。Run the whole product until Ctrl-C."""
    from gongkai.running import AlreadyUp, running
    from gongkai.settings import Settings
    from gongkai.supervisor import Supervisor

    settings = Settings()
    supervisor = Supervisor(settings, typer.echo)
    try:
        typer.echo(f"公开 Gongkai: {supervisor.url} · {settings.data.resolve()} · Ctrl-C 停止 to stop")
        supervisor.run()
    except AlreadyUp:
        other = running(settings.data)
        _stop(
            f"该数据目录上已有 gongkai up 在运行（进程 {other.pid if other else '?'}）。\n"
            f"Another gongkai up works on {settings.data.resolve()} (process {other.pid if other else '?'})."
        )


def demo(
    files: Annotated[Path, typer.Argument(exists=True, help="文件或文件夹 · a file or a folder")],
) -> None:
    """用一批文件演示全过程，结束后清理。Show the whole way on some files, then clean up."""
    from gongkai.demo import DemoFailed
    from gongkai.demo import demo as show_all

    try:
        show_all(files)
    except DemoFailed as problem:
        _stop(str(problem), UNAVAILABLE)


def status(as_json: AsJson = False) -> None:
    """各状态文件数、队列、失败原因。Documents by state, queues, failures by reason, workers."""
    from gongkai.printing import print_json, print_status
    from gongkai.status import status as standing

    found = standing(_context())
    if as_json:
        print_json(found)
    else:
        print_status(found)


def health(
    name: Annotated[str, typer.Argument(help="parse、validate、index 或 reconciler · which process")],
) -> None:
    """本机（容器）内的工作进程是否正常。Whether a worker of this machine or container is well: exit status 0, else 1."""
    from gongkai.heartbeat import is_well

    if not is_well(name):
        _stop(f"{name}: 无生命迹象 · no sign of life", UNAVAILABLE)


def show(
    document: Annotated[str, typer.Argument(help="文件编号或其开头 · a document's id or its beginning")],
    as_json: AsJson = False,
    page: Annotated[
        int | None, typer.Option(min=1, help="画出这一页和读到的内容 · draw this page with what was read")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="图像文件，默认 编号-页码.png · the image, ID-PAGE.png by default")
    ] = None,
) -> None:
    """一个文件的经过与结果；--page 画出一页。One document's history and result; --page draws a page of it."""
    from gongkai.dossier import dossier
    from gongkai.printing import print_dossier, print_json

    context = _context()
    document = _one(context, document)
    if page is not None:
        _draw(context, document, page, output or Path(f"{document[:12]}-{page}.png"), as_json)
        return
    found = dossier(context, context.settings.space, document)
    if as_json:
        print_json(found)
    elif found:
        print_dossier(found)


def retry(
    documents: Annotated[list[str] | None, typer.Argument(help="文件编号或其开头 · ids or their beginnings")] = None,
    failed: Annotated[bool, typer.Option("--failed", help="所有失败的文件 · every failed document")] = False,
    code: Annotated[str | None, typer.Option(help="仅限该原因 · only those with this code")] = None,
    as_json: AsJson = False,
) -> None:
    """重新处理失败的文件。Handle failed documents again, from their bytes."""
    from gongkai import again
    from gongkai.printing import print_json

    if not documents and not failed:
        _stop("请给出文件编号或 --failed。Give ids, or --failed.")
    context = _context()
    chosen = [_one(context, one) for one in documents or []]
    chosen += _failed(context, code) if failed else []
    space = context.settings.space
    retried = {one: again.retry(context, space, one) for one in chosen}
    if as_json:
        print_json([{"document": one, "retried": done} for one, done in retried.items()])
        return
    for one, done in retried.items():
        typer.echo(f"{one[:12]}  {'重新处理 · again' if done else '正在处理中，未改动 · being worked on, left alone'}")


def rebuild(
    everything: Annotated[bool, typer.Option("--all", help="完整的也重做 · make again also what is whole")] = False,
    as_json: AsJson = False,
) -> None:
    """只凭存储重建状态与索引；中断后可再次运行。Build board and index again from the object store alone; can be killed and run again."""
    from gongkai.logs import write_json_lines
    from gongkai.printing import print_json

    write_json_lines(logging.ERROR)
    context = _context(index=True)
    documents = rebuilt(context, everything)
    if as_json:
        print_json({"documents": documents, "by_state": dict(context.ledger.counts())})
    else:
        typer.echo(f"{documents} 个文件已重建 · documents rebuilt")


def rebuilt(context: Context, everything: bool) -> int:
    """How many documents there are, with board and index built again."""
    from gongkai import again, reconciler
    from gongkai.printing import progress
    from gongkai.refilling import settle
    from gongkai.running import running

    reconciler.mend(context)
    with progress("状态 · board") as bar:
        documents = len(list(bar.over(again.rebuild(context, everything=everything))))
    # Where the product runs, its workers do the rest; otherwise it is done here.
    if running(context.settings.data) is None:
        with progress("索引 · index") as bar:
            again.work_off(context, lambda document: bar.one())
    settle(context)
    return documents


def _context(*, index: bool = False) -> Context:
    from gongkai.starting import BROKER, ENGINES, OBJECTS, ready_for_command

    return ready_for_command(*(ENGINES if index else (BROKER, OBJECTS)))


def _draw(context: Context, document: str, page: int, output: Path, as_json: bool) -> None:
    """Write the image of a page, and name what is framed on it; the service that draws is named here, not imported."""
    from gongkai.errors import GongkaiError
    from gongkai.printing import print_json

    imaging = import_module("gongkai.parse.imaging")
    try:
        marks = imaging.page_marks(context, context.settings.space, document, page)
        output.write_bytes(imaging.page_image(context, context.settings.space, document, page))
    except KeyError:
        _stop(f"{document[:12]}: 没有读到第 {page} 页 · page {page} is not there or not read yet")
    except GongkaiError as problem:
        _stop(str(problem), UNAVAILABLE)
    if as_json:
        print_json([asdict(mark) for mark in marks])
        return
    counts = Counter(mark.kind for mark in marks)
    typer.echo(f"{output}: {', '.join(f'{kind} {count}' for kind, count in counts.items())}")


def _failed(context: Context, code: str | None) -> Iterator[str]:
    before = None
    while page := context.ledger.recent(context.settings.space, state="failed", code=code, limit=1000, before=before):
        yield from (standing.document for standing in page)
        before = page[-1].changed


def _one(context: Context, text: str) -> str:
    from gongkai.dossier import find

    found = find(context, context.settings.space, text)
    if len(found) != 1:
        what = "没有这个文件 · no such document" if not found else "不止一个文件 · more than one document"
        _stop(f"{text}: {what}")
    return found[0]


def _stop(message: Any, status: int = USAGE) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(status)
