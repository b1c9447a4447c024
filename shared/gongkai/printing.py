"""What the commands print: JSON for programs, tables and progress for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

_T = TypeVar("_T")
_STATES = {
    "pending": ("处理中", "pending", ""),
    "done": ("完成", "done", "green"),
    "done_with_warnings": ("完成，有提示", "done with warnings", "yellow"),
    "refused": ("拒绝", "refused", "red"),
    "failed": ("失败", "failed", "red"),
}


def state(name: str) -> str:
    """A state in both languages and its colour."""
    zh, en, colour = _STATES.get(name, (name, name, ""))
    return f"[{colour}]{zh} · {en}[/]" if colour else f"{zh} · {en}"


def table(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> Table:
    """Rows under headings, without lines; None is an empty cell. Cells are markup: what comes from outside is escaped."""
    columns = (Column(heading, overflow="fold") for heading in headings)
    made = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    return made


def print_json(data: Any) -> None:
    """One JSON value, for programs."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def print_json_list(items: Iterable[Any]) -> None:
    """A JSON list, an item on each line, written as the items come."""
    before = "[\n"
    for item in items:
        sys.stdout.write(before + json.dumps(item, ensure_ascii=False))
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def print_status(found: dict[str, Any]) -> None:
    """Documents by state, queues, failures and workers."""
    console = Console()
    running = f"运行中 · running  {found['url']}" if found["running"] else "未运行 · not running: gongkai up"
    console.print(running)
    for away in found["outages"]:
        since = moment(away["since"])
        console.print(
            f"等待 · waiting: {away['engine']} 自 {since} 起不可用 is away since {since} ({escape(away['detail'])})"
        )
    console.print(table(("文件 · documents", ""), ((state(name), n) for name, n in found["documents"].items())))
    queues = ((name, q["depth"], f"{q['oldest_seconds']:g} s") for name, q in found["queues"].items())
    console.print(table(("队列 · queue", "等待 · waiting", "最久 · oldest"), queues))
    if found["failures"]:
        console.print(table(("原因 · reason", ""), found["failures"].items()))
    if found["counted"]:
        console.print(table(("计数 · counted", ""), sorted(found["counted"].items())))
    if found["workers"]:
        workers = ((one["name"], one["pid"] or "-", one["restarts"]) for one in found["workers"])
        console.print(table(("进程 · process", "pid", "重启 · restarts"), workers))


def print_dossier(found: dict[str, Any]) -> None:
    """One document's arrival, history and result."""
    console = Console()
    console.print(f"[bold]{escape('、'.join(found['names']))}[/]  {found['size']} B  {found['media_type']}")
    console.print(found["document"], highlight=False)
    console.print(state(found["state"]), found["code"] or "", found["zh"], found["en"], escape(found["detail"]))
    steps = ((moment(s["at"]), s["stage"], s["what"], s["seconds"], s["code"]) for s in found["history"])
    console.print(table(("时间 · time", "环节 · stage", "", "秒 · s", "原因 · reason"), steps))
    if summary := found["disclosure"]:
        console.print(table(("结果 · result", ""), ((name, escape(str(value))) for name, value in summary.items())))
    findings = ((one["severity"], escape(one["where"]), escape(one["message"])) for one in found["findings"])
    if found["findings"]:
        console.print(table(("级别 · severity", "位置 · where", "发现 · finding"), findings))


def moment(at: float) -> str:
    """Seconds since 1970 as a moment of the local clock."""
    return datetime.fromtimestamp(at, tz=UTC).astimezone().isoformat(sep=" ", timespec="seconds")


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Bar]:
    """A progress bar on standard error, so that standard output stays for results."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as shown:
        yield Bar(shown, title, total)


class Bar:
    """One line of progress."""

    def __init__(self, shown: Progress, title: str, total: int | None) -> None:
        self._shown = shown
        self._task = shown.add_task(title, total=total)

    def one(self) -> None:
        """One more is done."""
        self._shown.advance(self._task)

    def at(self, done: int) -> None:
        """So many are done."""
        self._shown.update(self._task, completed=done)

    def over(self, items: Iterable[_T]) -> Iterator[_T]:
        """The items, each counted as it is taken."""
        for item in items:
            yield item
            self.one()
