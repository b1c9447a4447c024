"""What keeps a second product, a stranger and an orphan away."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.adapters.owners import lives, myself
from gongkai.processes import Child
from gongkai.running import AlreadyUp, Running, Worker, alone, announce, running
from gongkai.starting import CannotStart, check_host, check_port

RUNNING = Running(pid=1, url="http://127.0.0.1:1", started=1.0, workers=(Worker(name="parse-1", pid=2, restarts=0),))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_the_machine_itself_may_be_listened_to(host: str) -> None:
    check_host(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "gongkai.example", ""])
def test_an_address_that_others_reach_is_refused(host: str) -> None:
    with pytest.raises(CannotStart):
        check_host(host)


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CannotStart, match=str(other.getsockname()[1])):
            check_port("127.0.0.1", other.getsockname()[1])


def test_only_one_works_on_a_data_folder(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(AlreadyUp), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_who_runs_is_known_until_he_ends(tmp_path: Path) -> None:
    assert running(tmp_path) is None
    with alone(tmp_path):
        announce(tmp_path, RUNNING)
        assert running(tmp_path) == RUNNING
    assert running(tmp_path) is None


def test_a_note_left_behind_by_a_killed_product_is_not_believed(tmp_path: Path) -> None:
    announce(tmp_path, RUNNING)
    (tmp_path / "up.lock").touch()
    assert running(tmp_path) is None


def test_the_note_of_a_killed_product_is_not_taken_for_that_of_the_next(tmp_path: Path) -> None:
    announce(tmp_path, RUNNING)
    with alone(tmp_path):
        assert running(tmp_path) is None


def test_this_process_lives_and_one_that_ended_does_not() -> None:
    assert lives(myself())
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    host, _, _, end = myself().split(":")
    assert not lives(f"{host}:{ended.pid}:1:{end}")
    assert lives(f"another-machine:{ended.pid}:1:{end}")


def test_a_process_number_that_is_used_again_is_another_process() -> None:
    host, number, _, end = myself().split(":")
    if Path("/proc/self/stat").exists():
        assert not lives(f"{host}:{number}:1:{end}")


def test_a_child_that_ends_is_started_again(tmp_path: Path) -> None:
    child = Child(
        "short", [sys.executable, "-c", "print('here')"], tmp_path / "logs" / "short.log", tmp_path / "scratch"
    )
    child.start()
    end = time.monotonic() + 20
    while child.restarts < 2 and time.monotonic() < end:
        child.watch()
        time.sleep(0.02)
    child.stop(5)
    assert child.restarts == 2
    assert child.log.read_text().count("here") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_children_die_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from gongkai.processes import Child\n"
        "child = Child('sleeper', [sys.executable, '-c', 'import time; time.sleep(60)'], Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "child.start(); print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "log"), str(tmp_path / "tmp")], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        number = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + 10
    while _runs(number) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _runs(number)


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_child_finds_its_temporary_folder_empty(tmp_path: Path) -> None:
    program = "import tempfile, os; print(os.listdir(tempfile.gettempdir())); tempfile.mkdtemp(prefix='left-')"
    child = Child("messy", [sys.executable, "-c", program], tmp_path / "log", tmp_path / "scratch")
    for _ in range(2):
        child.start()
        assert child.process is not None
        child.process.wait()
    assert child.log.read_text().splitlines() == ["[]", "[]"]
