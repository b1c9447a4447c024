"""How the faults went, each with what was seen: a file of lines, one for each fault and form, and the table made of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FULL = os.environ.get("GONGKAI_FAULTS") == "full"


def size(fast: Any, full: Any) -> Any:
    """How much is done: little in CI, all of it by `make faults`."""
    return full if FULL else fast


@dataclass(slots=True)
class Result:
    """One fault: what was done, and what was found. `seen` are further numbers that the table shows."""

    fault: str
    seed: int
    form: str = field(default_factory=lambda: "full" if FULL else "fast")
    documents: int = 0
    lost: int | None = None
    doubled: int | None = None
    wrong: int | None = None
    seconds: float = 0.0
    held: bool = False
    date: str = ""
    seen: dict[str, Any] = field(default_factory=dict)


def keep(result: Result, file: Path) -> None:
    """Put a result in the place of an earlier one of the same fault and form."""
    lines = {(line["fault"], line["form"]): line for line in read(file)}
    lines[result.fault, result.form] = asdict(result)
    ordered = sorted(lines.values(), key=lambda line: (line["fault"], line["form"]))
    file.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in ordered), encoding="utf-8")


def read(file: Path) -> list[Mapping[str, Any]]:
    """All results; none where there is no file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
