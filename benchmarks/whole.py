"""How much faster a whole PDF is parsed, isolated child and JSON included, than pdfplumber takes its text and tables.

    python benchmarks/whole.py [FILE.pdf ...]

Without files: those of the corpus where it is, otherwise the sample. CPU time is counted: of this process, of the helper and of its
children. The product does more than the reference: it recognises tables, projects, objectives, statements and references.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from pages import LIMITS, RUNS, plumber, seconds, usual

from gongkai.parse import isolation, pipeline, warming

TIMES = 10  # the system counts the time of other processes in hundredths of a second
_TICK = os.sysconf("SC_CLK_TCK")


def main(files: list[Path]) -> None:
    """Print milliseconds a document of each side, and the ratio."""
    isolation.prepare(warming.WARM)
    print(f"{'file':40} {'whole parse':>12} {'plumber':>10}  ms a document   ratio")
    for file in files:
        data = file.read_bytes()
        ours = min(parsed(file) for _ in range(RUNS))
        theirs = min(seconds(plumber, data) for _ in range(RUNS))
        print(f"{file.parent.name}/{file.name:25} {1000 * ours:12.0f} {1000 * theirs:10.0f} {theirs / ours:22.1f}")


def parsed(file: Path) -> float:
    """CPU seconds of one parse as the worker has it done, the mean of several."""
    before = spent()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        for _ in range(TIMES):
            isolation.run(pipeline.PARSE_FILE, file, Path(folder), LIMITS)
    return (spent() - before) / TIMES


def spent() -> float:
    """CPU seconds so far: of this process, of its helper, and of the helper's children."""
    own = time.process_time()
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    stats = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children]
    return own + sum(sum(map(int, fields[11:15])) for fields in stats) / _TICK


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or usual())
