"""The receipt as people see it: every file with its verdict and its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from rich.console import Console
from rich.markup import escape

from gongkai.errors import REASONS
from gongkai.ingest.receipts import Receipt
from gongkai.printing import state, table

_MOST = 1000
_VERDICTS = {
    "accepted": "接收 · accepted",
    "known": "已有 · known",
    "refused": "[red]拒绝 · refused[/]",
    "skipped": "跳过 · skipped",
}

_INBOX = {"waiting": "等待 · waiting", "taken": "接收 · taken", "refused": "[red]拒绝 · refused[/]"}


def print_receipts(receipts: Iterable[Receipt]) -> None:
    """One line for each file, then how many of each kind; of very many files only those that were not taken."""
    console = Console()
    counted = Counter(receipt.verdict for receipt in receipts)
    shown = receipts if counted.total() <= _MOST else (one for one in receipts if one.verdict == "refused")
    headings = "文件 · file", "", "编号 · document", "状态 · state", "原因 · reason"
    console.print(table(headings, map(_line, islice(shown, _MOST))))
    console.print("  ".join(f"{_VERDICTS[verdict]} {count}" for verdict, count in counted.items()))


def print_inbox(files: Iterable[Mapping[str, Any]]) -> None:
    """One line for each file; of an archive one for each file in it."""
    lines = (
        (escape(one["key"]), _INBOX[one["state"]], *_became(file)) for one in files for file in one["files"] or [{}]
    )
    Console().print(table(("文件 · file", "", "编号 · document", "原因 · reason"), lines))


def _became(file: Mapping[str, Any]) -> tuple[str, str]:
    why = f"{file['code']} {file['zh']} {file['en']}" if file.get("code") else ""
    return (file.get("document") or "")[:12], escape(why)


def _line(receipt: Receipt) -> tuple[str, ...]:
    reason = REASONS.get(receipt.code or "")
    why = f"{reason.code} {reason.zh} {reason.en}" if reason else ""
    where = state(receipt.state) if receipt.state and receipt.verdict != "refused" else ""
    shown = escape(receipt.path or receipt.name)
    return shown, _VERDICTS[receipt.verdict], (receipt.document or "")[:12], where, escape(why)
