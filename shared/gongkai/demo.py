"""`gongkai demo`: the whole product on a folder of files, from nothing to search results, and then gone again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from gongkai import bootstrap, printing
from gongkai.context import Context
from gongkai.dossier import dossier
from gongkai.ports.index import Query
from gongkai.ports.ledger import FINAL
from gongkai.running import running
from gongkai.settings import Settings

_PATIENCE = 60.0
_SHOWN_FINDINGS = 4
# One search for each of these kinds: the names come from what was just read, so that it works on anybody's files.
_SEARCHES = (
    ("project", "一个项目 · a project"),
    ("policy_ref", "一个文号 · a policy reference"),
    ("indicator", "一个绩效指标 · an indicator"),
)


class DemoFailed(Exception):
    """A step of the demonstration did not end as it should; the sentence says which."""


def demo(files: Path) -> None:
    """Start, upload, read, check and search in a folder of its own. DemoFailed when a step did not work."""
    begun = time.monotonic()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="gongkai-demo-") as folder, _product(Path(folder)) as context:
        console.rule("上传与处理 · upload and processing")
        _gongkai("upload", str(files), "--wait")
        found = list(_dossiers(context))
        console.rule("读到了什么 · what was read")
        console.print(printing.table(_HEADINGS, map(_summary, found)))
        console.rule("校验发现 · findings")
        _print_findings(console, found)
        console.rule("检索 · search")
        searched = [_search(context, kind, what, console) for kind, what in _SEARCHES]
        _gongkai("status")
    states = {one["state"] for one in found}
    if not found or not states & {"done", "done_with_warnings"}:
        raise DemoFailed("没有文件处理成功。No file was read to the end.")
    if not any(searched):
        raise DemoFailed("检索没有结果。No search had a hit.")
    console.print(
        f"[green]完成 · done[/] {time.monotonic() - begun:.0f} s。常驻运行：make up · to keep it running: make up"
    )


_HEADINGS = (
    "文件 file",
    "状态 state",
    "年 year",
    "表 tables",
    "项目 proj.",
    "绩效 perf.",
    "文号 refs",
    "错误 err.",
    "警告 warn.",
)


def _summary(found: dict[str, Any]) -> tuple[Any, ...]:
    said = found["disclosure"] or {}
    severities = [finding["severity"] for finding in found["findings"]]
    return (
        escape(found["names"][0]),
        printing.state(found["state"]) + (f" {found['code']}" if found["code"] else ""),
        *(said.get(key) for key in ("year", "tables", "projects", "objectives", "policy_refs")),
        severities.count("error"),
        severities.count("warning"),
    )


def _print_findings(console: Console, found: list[dict[str, Any]]) -> None:
    for one in found:
        serious = [finding for finding in one["findings"] if finding["severity"] in ("error", "warning")]
        for finding in serious[:_SHOWN_FINDINGS]:
            name, where, message = map(escape, (one["names"][0], finding["where"], finding["message"]))
            console.print(f"  {name}  [bold]{where}[/]  {message}", highlight=False)
        if len(serious) > _SHOWN_FINDINGS:
            console.print(f"  … {len(serious) - _SHOWN_FINDINGS} more")


def _search(context: Context, kind: str, what: str, console: Console) -> bool:
    """Search for the name of the first thing of a kind; whether anything came back."""
    some = context.index.search(Query(spaces=(context.settings.space,), filters={"kind": (kind,)}, size=1))
    if not some.hits:
        console.print(f"{what}: 文件中没有 · none in these files")
        return False
    name = str(some.hits[0].fields["name"])
    console.print(f'{what}: [bold]gongkai search "{escape(name)}"[/]', highlight=False)
    _gongkai("search", name, "--size", "3")
    return True


def _dossiers(context: Context) -> Iterator[dict[str, Any]]:
    space = context.settings.space
    for standing in context.ledger.recent(space, limit=1000):
        found = dossier(context, space, standing.document)
        if found and standing.state in FINAL:
            yield found


@contextmanager
def _product(folder: Path) -> Iterator[Context]:
    """The embedded stack at work in a folder, as `gongkai up` starts it, on a port of its own."""
    for name in ("GONGKAI_S3", "GONGKAI_ELASTICSEARCH", "REDIS_URL"):
        os.environ.pop(name, None)  # what is shown goes to no real store
    os.environ.update(GONGKAI_DATA=str(folder), GONGKAI_PORT=str(_free_port()))
    command = [sys.executable, "-m", "gongkai.cli", "up"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            _wait_until_up(folder, process)
            yield bootstrap.one_machine(Settings())
        finally:
            process.terminate()
            process.wait()


def _wait_until_up(folder: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while running(folder) is None:
        if process.poll() is not None or time.monotonic() > until:
            raise DemoFailed("系统没有启动。The product did not start.")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _gongkai(*arguments: str) -> None:
    """Run a command as a user would; its exit status is for programs and does not end the demonstration."""
    subprocess.run([sys.executable, "-m", "gongkai.cli", *arguments], check=False)  # noqa: S603
