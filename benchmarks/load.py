"""Loads small disclosures through the whole running product and prints how fast, and where the CPU time went.

    python benchmarks/load.py [--count 1000] [--mixed | --long | --real]

The reference in the same run is a bare loop of pdfplumber (text and tables of every page) with as many processes as there
are processors, over some of the same files; it reads nothing but PDF, so the load is PDF as well. With `--mixed` the load
is of all formats, and there is no reference; with `--long` it is of whole budgets of some thirty pages instead of six; with
`--real` it is of the real disclosures of the corpus, each copy with a comment of its own behind its end, which makes it a
document of its own: that all copies of a file were read alike is checked. Without the corpus that prints why it did nothing.
Reading is the CPU time of the isolated children and their helper, checking that of the rules on the same documents; the
upload's own process counts like those of the product.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

import copies
import pdfplumber
from fiction import small
from growth import budget

from gongkai import bootstrap
from gongkai.context import Context
from gongkai.domain.codec import from_json
from gongkai.parse import pipeline
from gongkai.ports.ledger import STATES
from gongkai.running import running
from gongkai.settings import Settings

_TICK = os.sysconf("SC_CLK_TCK")
_SAMPLE = 50
_IDLE = 0.05  # CPU seconds in a second, at most, of a product that has come up
# What a process is by a part of its command; the first that fits.
_KINDS = {
    "isolation.helper": "reading", "worker\0parse": "parse workers", "worker\0validate": "validate worker",
    "worker\0index": "index worker", "broker": "broker", "uvicorn": "pages",
}  # fmt: skip


def main() -> None:
    """Generate, load, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=1000)
    kinds = arguments.add_mutually_exclusive_group()
    for kind in ("--mixed", "--long", "--real"):
        kinds.add_argument(kind, action="store_true")
    given = arguments.parse_args()
    if given.real and not copies.originals():
        print("real disclosures: the corpus is not here, so none were loaded")
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        folder = Path(name)
        _write(folder / "files", _files(given))
        reference = None if given.mixed else _reference(folder / "files")
        report, cpu = _load(folder, given.count)
        if given.real and (odd := copies.read_differently(folder / "files", bootstrap.one_machine(Settings()).objects)):
            raise SystemExit(f"copies of one file were read differently: {odd}")
        _print(given.count, report, cpu, reference)


def _files(given: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    if given.real:
        return copies.made(given.count)
    if given.long:
        return ((f"{number}.pdf", budget(number)) for number in range(given.count))
    return _small(given.count, given.mixed)


def _small(count: int, mixed: bool) -> Iterator[tuple[str, bytes]]:
    made = (file for file in small.documents(count * len(small.FORMATS)) if mixed or file[0].endswith(".pdf"))
    return islice(made, count)


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    folder.mkdir()
    for name, data in files:
        (folder / name).write_bytes(data)


def _load(folder: Path, count: int) -> tuple[dict[str, float], Counter[str]]:
    """What came of the load, and the CPU seconds by kind of process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    os.environ.update(GONGKAI_DATA=str(folder / "data"), GONGKAI_PORT=port)
    context = bootstrap.one_machine(Settings())
    with subprocess.Popen([sys.executable, "-m", "gongkai.cli", "up"], stdout=subprocess.DEVNULL) as process:
        while running(folder / "data") is None:
            time.sleep(0.1)
        _settle(process.pid)
        before, begun = _cpu(process.pid), time.perf_counter()
        _upload(folder / "files")
        stored = time.perf_counter() - begun
        while context.ledger.counts()["pending"]:
            time.sleep(0.05)
        wall, cpu = time.perf_counter() - begun, _cpu(process.pid)
        process.terminate()
        process.wait()
    cpu.subtract(before)
    counts, indexed = context.ledger.counts(), context.index.documents("public")
    report = {
        "wall": wall, "stored": stored, "checking": _checking(context) * count, "found": len(indexed),
        "rows": sum(indexed.values()), **{state: counts[state] for state in STATES},
    }  # fmt: skip
    return report, cpu


def _settle(root: int) -> None:
    """Wait until everything is loaded: that is no part of the load."""
    before = 0.0
    while (now := _cpu(root).total()) - before > _IDLE:
        before = now
        time.sleep(1)


def _upload(files: Path) -> None:
    command = [sys.executable, "-m", "gongkai.cli", "upload", str(files), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _cpu(root: int) -> Counter[str]:
    """CPU seconds so far by kind of process: those of the product, and the upload's."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = Counter({"upload": ended.ru_utime + ended.ru_stime})
    for pid in _tree(root):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text()
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        kind = next((kind for part, kind in _KINDS.items() if part in command), "other")
        # A reading child is reaped by the helper, so its time is the helper's; the helper's own parent must not count it again.
        own, children = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
        spent[kind] += (own + (children if kind == "reading" else 0)) / _TICK
    return spent


def _tree(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _tree(int(child))


def _checking(context: Context) -> float:
    """CPU seconds of the rules for one document, the mean over some of those that were loaded."""
    stored = [info.key for info in islice(context.objects.list("parsed/"), _SAMPLE)]
    disclosures = [from_json(json.loads(context.objects.get(key))) for key in stored]
    pipeline.check(disclosures[0])
    begun = time.process_time()
    for disclosure in disclosures:
        pipeline.check(disclosure)
    return (time.process_time() - begun) / len(disclosures)


def _reference(folder: Path) -> tuple[float, float]:
    """Seconds and CPU seconds a document of the bare loop, over some of the files."""
    files = sorted(folder.glob("*.pdf"))[: 2 * _SAMPLE]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_plumb, files[:2]))
        begun = time.perf_counter()
        spent = sum(pool.map(_plumb, files))
        return (time.perf_counter() - begun) / len(files), spent / len(files)


def _plumb(file: Path) -> float:
    """CPU seconds for the text and tables of one file."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    begun = time.process_time()
    with pdfplumber.open(io.BytesIO(file.read_bytes())) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
    return time.process_time() - begun


def _print(count: int, report: dict[str, float], cpu: Counter[str], reference: tuple[float, float] | None) -> None:
    ended = {state: int(report[state]) for state in STATES}
    checked = cpu["reading"] + report["checking"]
    print(f"documents            {count}: {ended}, lost {count - sum(ended.values())}")
    print(f"in the index         {report['found']:.0f} documents with {report['rows']:.0f} rows")
    print(f"documents a minute   {60 * count / report['wall']:.0f}")
    print(f"seconds              stored after {report['stored']:.1f}, all done after {report['wall']:.1f}")
    print(f"CPU seconds          {cpu.total():.1f}, of which the rules {report['checking']:.1f}")
    for kind, seconds in cpu.most_common():
        print(f"  {kind:18} {seconds:.1f} ({1000 * seconds / count:.1f} ms a document)")
    print(f"reading and checking {100 * checked / cpu.total():.0f} % of the CPU time")
    if reference:
        wall, spent = reference
        print(f"bare pdfplumber loop {60 / wall:.0f} documents a minute with as many processes")
        print(f"ratio                {wall * count / report['wall']:.2f} x the bare loop, end to end")
        print(f"ratio of CPU seconds {spent * count / cpu.total():.2f}, which other work on the machine changes less")


if __name__ == "__main__":
    main()
