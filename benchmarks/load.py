"""Loads small disclosures through the whole running product and prints how fast, and where the CPU time went.

    python benchmarks/load.py [--count 1000]

The reference in the same run is a bare loop of pdfplumber (text and tables of every page) over the PDF files with as many
processes. Reading is the CPU time of the isolated children and their helper, checking that of the rules on the same documents.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pdfplumber
from fiction import small

from gongkai import bootstrap
from gongkai.domain.codec import from_json
from gongkai.parse import pipeline
from gongkai.ports.ledger import STATES
from gongkai.running import running
from gongkai.settings import Settings

_TICK = os.sysconf("SC_CLK_TCK")
_SAMPLE = 50


def main() -> None:
    """Generate, load, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=1000)
    count = arguments.parse_args().count
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        folder = Path(name)
        small.write_all(folder / "files", count)
        reference = _reference(folder / "files")
        report = _load(folder, count)
    _print(count, report, reference)


def _load(folder: Path, count: int) -> dict[str, float]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    os.environ.update(GONGKAI_DATA=str(folder / "data"), GONGKAI_PORT=port)
    context = bootstrap.one_machine(Settings())
    with subprocess.Popen([sys.executable, "-m", "gongkai.cli", "up"], stdout=subprocess.DEVNULL) as process:
        while running(folder / "data") is None:
            time.sleep(0.1)
        time.sleep(3)
        before, begun = _cpu(process.pid), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "gongkai.cli", "upload", str(folder / "files"), "--json"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        stored = time.perf_counter() - begun
        while context.ledger.counts()["pending"]:
            time.sleep(0.2)
        wall, after = time.perf_counter() - begun, _cpu(process.pid)
        process.terminate()
        process.wait()
    counts = context.ledger.counts()
    indexed = context.index.documents("public")
    reading = after["reading"] - before["reading"]
    return {
        "wall": wall, "stored": stored, "cpu": sum(after.values()) - sum(before.values()), "reading": reading,
        "checking": _checking(context) * count, "found": len(indexed), "rows": sum(indexed.values()),
        **{state: counts[state] for state in STATES},
    }  # fmt: skip


def _cpu(root: int) -> dict[str, float]:
    """CPU seconds of the product's processes: the isolated reading, and all else."""
    spent = {"reading": 0.0, "other": 0.0}
    for pid in _tree(root):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        # A reading child is reaped by the helper, so its time is the helper's; the helper's own parent must not count it again.
        own, children = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
        is_helper = b"isolation.helper" in command
        spent["reading" if is_helper else "other"] += (own + (children if is_helper else 0)) / _TICK
    return spent


def _tree(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _tree(int(child))


def _checking(context: object) -> float:
    """CPU seconds of the rules for one document, the mean over some of those that were loaded."""
    objects = context.objects  # type: ignore[attr-defined]
    stored = [info.key for info, _ in zip(objects.list("parsed/"), range(_SAMPLE), strict=False)]
    disclosures = [from_json(json.loads(objects.get(key))) for key in stored]
    pipeline.check(disclosures[0])
    begun = time.process_time()
    for disclosure in disclosures:
        pipeline.check(disclosure)
    return (time.process_time() - begun) / len(disclosures)


def _reference(folder: Path) -> float:
    """Seconds a document of the bare loop, over some of the PDF files."""
    files = sorted(folder.glob("*.pdf"))[: 2 * _SAMPLE]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_plumb, files[:2]))
        begun = time.perf_counter()
        list(pool.map(_plumb, files))
        return (time.perf_counter() - begun) / max(len(files), 1)


def _plumb(file: Path) -> int:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(io.BytesIO(file.read_bytes())) as pdf:
        return sum(len(page.extract_text() or "") + len(page.extract_tables()) for page in pdf.pages)


def _print(count: int, report: dict[str, float], reference: float) -> None:
    ended = {state: int(report[state]) for state in STATES}
    lost = count - sum(ended.values())
    print(
        f"documents            {count}: {ended}, lost {lost}, in the index {report['found']:.0f} with {report['rows']:.0f} rows"
    )
    print(
        f"documents a minute   {60 * count / report['wall']:.0f} (stored after {report['stored']:.1f} s, all done after {report['wall']:.1f} s)"
    )
    print(
        f"CPU seconds          {report['cpu']:.1f}, reading {report['reading']:.1f}, checking {report['checking']:.1f}"
    )
    print(
        f"reading and checking {100 * (report['reading'] + report['checking']) / report['cpu']:.0f} % of the CPU time"
    )
    print(f"bare pdfplumber loop {60 / reference:.0f} PDF documents a minute with as many processes")
    print(f"ratio                {reference * count / report['wall']:.2f} x the bare loop, end to end")


if __name__ == "__main__":
    main()
