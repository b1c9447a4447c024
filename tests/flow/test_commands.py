"""The running product from a terminal: up, upload, status, show, retry, rebuild, and a clean end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.running import running

pytestmark = pytest.mark.slow


class Terminal:
    """Commands on one data folder."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.data = data
        self.environment = {
            **os.environ,
            "GONGKAI_DATA": str(data),
            "GONGKAI_PORT": str(port),
            "GONGKAI_TICK": "1",
            "GONGKAI_SILENCE": "2",
            "GONGKAI_WORKERS": "1",
        }
        self.environment.pop("REDIS_URL", None)

    def run(self, *words: str, expect: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "gongkai.cli", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + (done.stderr if expect else "")

    def json(self, *words: str, expect: int = 0) -> object:
        return json.loads(self.run(*words, "--json", expect=expect))

    def up(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai.cli", "up"], env=self.environment, stdout=subprocess.PIPE, text=True
        )
        end = time.monotonic() + 30
        while running(self.data) is None:
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
        return process


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return Terminal(tmp_path_factory.mktemp("product") / "data")


@pytest.fixture(scope="module")
def product(terminal: Terminal) -> Iterator[subprocess.Popen[str]]:
    process = terminal.up()
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("文件")
    (folder / "预算.txt").write_text(
        "虚构市文化局2024年单位预算公开\n第一部分 单位概况\n一、主要职能\n负责文化工作。\n"
    )
    (folder / "空.txt").touch()
    (folder / "错.pdf").write_text("这不是 PDF")
    (folder / ".hidden").touch()
    return folder


def test_files_are_sent_read_and_told_about(terminal: Terminal, product: object, files: Path, tmp_path: Path) -> None:
    receipts = terminal.json("upload", "--wait", str(files), "--receipt", str(tmp_path / "receipt.jsonl"), expect=3)
    assert isinstance(receipts, list)
    assert {(one["name"], one["verdict"], one["state"], one["code"]) for one in receipts} == {
        ("预算.txt", "accepted", "done", None),
        ("空.txt", "refused", "refused", "EMPTY"),
        ("错.pdf", "refused", "refused", "TYPE_MISMATCH"),
        (".hidden", "skipped", None, None),
    }
    assert len((tmp_path / "receipt.jsonl").read_text().splitlines()) == 4


def test_status_counts_states_queues_and_failures(terminal: Terminal, product: object, files: Path) -> None:
    terminal.run("upload", "--wait", str(files), expect=3)
    found = terminal.json("status")
    assert isinstance(found, dict)
    assert found["documents"] == {"pending": 0, "done": 1, "done_with_warnings": 0, "refused": 2, "failed": 0}
    assert found["queues"]["parse"] == {"depth": 0, "oldest_seconds": 0.0, "messages": 0}
    assert found["failures"] == {"EMPTY": 1, "TYPE_MISMATCH": 1}
    assert {"broker", "parse-1", "validate-1", "index-1", "reconciler"} <= {one["name"] for one in found["workers"]}


def test_what_was_sent_is_skipped_when_it_is_sent_again(terminal: Terminal, product: object, files: Path) -> None:
    terminal.run("upload", "--wait", str(files / "预算.txt"))
    (receipt,) = terminal.json("upload", str(files / "预算.txt"))  # type: ignore[misc]
    assert (receipt["verdict"], receipt["state"]) == ("known", "done")


def test_one_document_is_shown_by_the_beginning_of_its_id(terminal: Terminal, product: object, files: Path) -> None:
    (receipt,) = terminal.json("upload", "--wait", str(files / "预算.txt"))  # type: ignore[misc]
    found = terminal.json("show", receipt["document"][:10])
    assert isinstance(found, dict)
    assert found["names"] == ["预算.txt"]
    assert [step["stage"] for step in found["history"]][:4] == [
        "ingest.receive",
        "parse.read",
        "parse.validate",
        "index.push",
    ]
    assert found["disclosure"]["title"] == "虚构市文化局2024年单位预算公开"
    terminal.run("show", "ffff", expect=2)


def test_a_document_is_handled_again_on_request(terminal: Terminal, product: object, files: Path) -> None:
    (receipt,) = terminal.json("upload", "--wait", str(files / "预算.txt"))  # type: ignore[misc]
    assert terminal.json("retry", receipt["document"]) == [{"document": receipt["document"], "retried": True}]
    terminal.run("upload", "--wait", str(files / "预算.txt"))
    terminal.run("retry", expect=2)
    assert terminal.json("retry", "--failed") == []


def test_a_second_product_on_the_same_folder_is_refused(terminal: Terminal, product: subprocess.Popen[str]) -> None:
    assert str(product.pid) in terminal.run("up", expect=2)


def test_an_address_that_others_reach_is_refused(terminal: Terminal) -> None:
    open_to_all = Terminal(terminal.data.with_name("other"))
    open_to_all.environment["GONGKAI_HOST"] = "0.0.0.0"
    assert "127.0.0.1" in open_to_all.run("up", expect=2)


def test_without_the_product_running_the_command_reads_the_files_itself(tmp_path: Path, files: Path) -> None:
    alone = Terminal(tmp_path / "alone")
    alone.run("upload", "--wait", str(files), expect=3)
    status = alone.json("status")
    assert isinstance(status, dict)
    assert status["documents"] == {"pending": 0, "done": 1, "done_with_warnings": 0, "refused": 2, "failed": 0}
    assert alone.json("search", "文化局")


def test_it_ends_cleanly_and_is_built_again_from_its_objects(
    terminal: Terminal, product: subprocess.Popen[str], files: Path
) -> None:
    terminal.run("upload", "--wait", str(files), expect=3)
    found = terminal.json("search", "文化局")
    product.send_signal(signal.SIGINT)
    assert product.wait(60) == 0
    assert running(terminal.data) is None
    for folder in ("board", "index", "broker"):
        shutil.rmtree(terminal.data / folder)
    rebuilt = terminal.json("rebuild")
    assert isinstance(rebuilt, dict)
    assert rebuilt["by_state"] == {"pending": 0, "done": 1, "done_with_warnings": 0, "refused": 2, "failed": 0}
    assert terminal.json("search", "文化局") == found
