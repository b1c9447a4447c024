"""Uploads come a hundred at once, end in the middle, and are begun again; each file is one document, and none is half there."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.harness.checking import assert_whole
from tests.harness.ground import Ground
from tests.harness.papers import SPACE, Paper, letters
from tests.harness.results import Result, size

from gongkai import keys
from gongkai.record import aliases, read_record

# In full; on a small machine fewer, and the table says how many.
_FILES = int(os.environ.get("GONGKAI_FAULTS_FILES", "100000"))


def test_the_same_file_comes_a_hundred_times_at_once(ground: Ground, result: Result) -> None:
    (paper,), times = ground.fresh(1), size(50, 100)
    copies = [Paper(f"{number}.txt", paper.data) for number in range(times)]
    ground.sender.slowest = 0.0
    with ThreadPoolExecutor(times) as pool:
        lines = list(pool.map(ground.sender.send, copies))
    result.seen |= {"copies": times, "slowest answer (s)": round(ground.sender.slowest, 1)}
    assert {line["document"] for line in lines} == {paper.document}
    assert [line["verdict"] for line in lines].count("accepted") == 1
    record = read_record(ground.context.objects, SPACE, paper.document)
    assert record
    names = [alias.name for alias in aliases(ground.context.objects, SPACE, paper.document)]
    assert sorted([record.name, *names]) == sorted(copy.name for copy in copies)
    ground.expect([Paper(record.name, paper.data)])  # it is found under the name that was first
    assert_whole(ground, [paper], result)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_an_upload_is_cut(ground: Ground, share: float, result: Result) -> None:
    (paper,) = ground.fresh(1, lambda count, first: [Paper(f"{first}.txt", letters(count, first)[0].data * 50)])
    request = multipart(paper, ground.product.port)
    with socket.create_connection(("127.0.0.1", ground.product.port)) as line:
        line.sendall(request[: int(len(request) * share)])
    time.sleep(0.5)
    assert ground.context.objects.info(keys.original(SPACE, paper.document)) is None
    assert read_record(ground.context.objects, SPACE, paper.document) is None
    assert ground.sender.send(paper)["verdict"] == "accepted"
    assert_whole(ground, [paper], result)


@pytest.mark.timeout(size(400, 6 * 3600))
def test_a_folder_of_tiny_files_is_sent_by_a_command_that_is_killed(
    ground: Ground, tmp_path: Path, result: Result
) -> None:
    papers, kills = ground.fresh(size(120, _FILES)), 3
    for paper in papers:
        folder = tmp_path / "files" / paper.document[:2]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / paper.name).write_bytes(paper.data)
    begun, before = time.monotonic(), count(ground)
    for number in range(kills):
        with upload(ground, tmp_path) as sending:
            stored = before + len(papers) * (number + 1) // (kills + 1)
            ground.product.wait(
                lambda stored=stored: count(ground) >= stored, f"{stored} never stored", size(300, 3 * 3600)
            )
            sending.kill()
    with upload(ground, tmp_path) as sending:
        assert sending.wait(size(300, 3 * 3600)) == 0
    result.seen |= {"kills": kills, "files a second": round(len(papers) / (time.monotonic() - begun))}
    receipts = [json.loads(line) for line in (tmp_path / "receipt.jsonl").read_text().splitlines()]
    assert {receipt["document"] for receipt in receipts} == {paper.document for paper in papers}
    ground.sender.accepted |= {paper.document: paper for paper in papers}
    assert_whole(ground, papers, result, size(120, 3 * 3600))


def upload(ground: Ground, folder: Path) -> subprocess.Popen[bytes]:
    """`gongkai upload` on the engines of the product."""
    given = [f"{name}={value}" for name, value in ground.product.environment().items()]
    options = ["--receipt", str(folder / "receipt.jsonl"), "--json"]
    command = ["env", *given, sys.executable, "-m", "gongkai.cli", "upload", str(folder / "files"), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def count(ground: Ground) -> int:
    """Documents on the board."""
    return sum(ground.context.ledger.counts(SPACE).values())


def multipart(paper: Paper, port: int) -> bytes:
    """The request that sends a file."""
    body = (
        b'--cut\r\nContent-Disposition: form-data; name="files"; filename="'
        + f'{paper.name}"\r\n\r\n'.encode()
        + paper.data
        + b"\r\n--cut--\r\n"
    )
    head = (
        f"POST /api/documents HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
