"""Writes the page of the faults from the file of their results: `python -m tests.harness.table RESULTS PAGE`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.harness.results import read

_HEAD = """# What was broken, and what became of it · 故障试验

Each line is one test of `tests/faults`: something is broken while documents are on their way, and afterwards everything that was accepted (by a list kept
outside of the product) is compared with what it has to be: state, results, bytes, every search id and the digest of every value, against what the same
bytes give in memory. *Lost*: without an end, without its bytes or not wholly found. *Doubled*: more rows than there should be. *Wrong*: any other difference.
Work may be done twice; its effect may not.

`make faults` breaks everything in full and writes this page from `docs/faults.jsonl`, which holds only what was seen; CI does the fast form, which is
smaller in numbers and shorter in time. A line in the fast form says that the full one was not run yet. A seed is printed at each run;
`GONGKAI_SEED` gives it again. Seconds say little: the runs of 2026-11-23 shared two processors with much other work (load 10 to 40).

"""
_COLUMNS = ("fault", "form", "documents", "lost", "doubled", "wrong", "held", "further seen", "seconds", "seed", "date")


def page(results: list[Mapping[str, Any]]) -> str:
    """The page in Markdown: every fault once, in full where that was run."""
    fullest = {result["fault"]: result for result in sorted(results, key=lambda one: one["form"] == "full")}
    lines = [_COLUMNS, ("---",) * len(_COLUMNS), *(_line(fullest[fault]) for fault in sorted(fullest))]
    return _HEAD + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _line(result: Mapping[str, Any]) -> tuple[str, ...]:
    seen = ", ".join(f"{name} {value}" for name, value in result["seen"].items())
    counts = ("–" if result[name] is None else str(result[name]) for name in ("lost", "doubled", "wrong"))
    held = "yes" if result["held"] else "**no**"
    tail = (f"{result['seconds']:.0f}", str(result["seed"]), result["date"])
    return (result["fault"], result["form"], str(result["documents"]), *counts, held, seen, *tail)


def main(results: str, target: str) -> None:
    """Write the page."""
    Path(target).write_text(page(read(Path(results))), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
