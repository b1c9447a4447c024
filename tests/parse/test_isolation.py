"""A document in its own process harms nobody: it is stopped at its limits, and what it raises comes back by name."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from gongkai.errors import Failed, Refused
from gongkai.parse import isolation
from gongkai.settings import Limits

pytestmark = pytest.mark.slow

LIMITS = Limits(seconds=20, memory=256 * 1024**2, output=10**6, unpacked=5 * 10**6, entries=2000)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(Path(__file__).parent / "jobs")
    file = tmp_path / "source.txt"
    file.write_text("预算")
    return file


def run(job: str, source: Path, limits: Limits = LIMITS, **options: int) -> bytes:
    folder = source.parent / "work"
    folder.mkdir(exist_ok=True)
    try:
        return isolation.run(f"isolated_jobs:{job}", source, folder, limits, **options)
    finally:
        assert list(folder.iterdir()) == []


def test_the_result_is_what_the_job_wrote(source: Path) -> None:
    assert run("copy", source).decode() == "预算"


def test_a_job_is_given_its_options(source: Path) -> None:
    assert run("copy_often", source, times=3).decode() == "预算预算预算"


def test_a_child_finds_in_its_memory_what_its_helper_was_told_to_prepare(source: Path) -> None:
    isolation.prepare("isolated_jobs:prepare")
    assert run("say_what_is_prepared", source).decode() == "by the helper"


def test_a_refusal_comes_back_with_its_code_and_detail(source: Path) -> None:
    with pytest.raises(Refused) as caught:
        run("refuse", source)
    assert (caught.value.code, caught.value.detail) == ("ENCRYPTED", "by hand")


@pytest.mark.parametrize(
    ("job", "code"),
    [
        ("divide_by_zero", "BUG"),
        ("hoard", "MEMORY"),
        ("abort", "CRASH"),
        ("write_without_end", "OUTPUT_TOO_BIG"),
        ("link_elsewhere", "CRASH"),
        ("touch_an_address_that_is_not_there", "CRASH"),
        ("make_files_without_end", "OUTPUT_TOO_BIG"),
        ("fill_the_folder", "OUTPUT_TOO_BIG"),
        ("fork_without_end", "BUG"),
    ],
)
def test_what_goes_wrong_in_the_child_has_a_code(source: Path, job: str, code: str) -> None:
    with pytest.raises(Failed) as caught:
        run(job, source)
    assert caught.value.code == code
    assert run("copy", source)


def test_a_bug_tells_its_kind_and_keeps_the_traceback_for_the_log(source: Path) -> None:
    with pytest.raises(Failed) as caught:
        run("divide_by_zero", source)
    assert caught.value.detail == "ZeroDivisionError"


def test_a_job_that_does_not_exist_is_a_bug(source: Path) -> None:
    with pytest.raises(Failed) as caught:
        isolation.run("no_such_module:job", source, source.parent, LIMITS)
    assert (caught.value.code, caught.value.detail) == ("BUG", "ModuleNotFoundError")


def test_a_job_that_hangs_is_stopped_at_its_time(source: Path) -> None:
    start = time.monotonic()
    with pytest.raises(Failed) as caught:
        run("hang", source, LIMITS.model_copy(update={"seconds": 1.0}))
    assert caught.value.code == "TIMEOUT"
    assert time.monotonic() - start < 5


def test_each_page_adds_to_the_time(source: Path) -> None:
    short = LIMITS.model_copy(update={"seconds": 1.5, "page_seconds": 10.0, "longest": 60.0})
    assert run("take_a_second_for_each_page", source, short).decode() == "all pages"


def test_no_number_of_pages_adds_up_to_more_than_the_longest_time(source: Path) -> None:
    short = LIMITS.model_copy(update={"seconds": 1.0, "page_seconds": 10.0, "longest": 1.5})
    with pytest.raises(Failed) as caught:
        run("take_a_second_for_each_page", source, short)
    assert caught.value.code == "TIMEOUT"


def test_a_job_that_began_and_does_not_get_on_is_stopped_before_its_time(source: Path) -> None:
    start = time.monotonic()
    with pytest.raises(Failed) as caught:
        run("begin_and_hang", source, LIMITS.model_copy(update={"quiet": 1.0}))
    assert caught.value.code == "TIMEOUT"
    assert time.monotonic() - start < LIMITS.seconds / 2


def test_what_is_said_after_a_mark_of_progress_is_kept_whole(source: Path) -> None:
    with pytest.raises(Refused) as caught:
        run("say_dots", source)
    assert caught.value.detail == "." * 100_000


def test_a_full_disk_is_the_machine_s_fault(source: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        run("find_the_disk_full", source)


def test_fifty_children_killed_one_after_the_other_hold_nobody_up(source: Path) -> None:
    """Each time the next document is read at once; the helper is the same one all the time."""
    run("copy", source)
    waits = []
    for _ in range(50):
        killer = threading.Thread(target=lambda: os.kill(_pids(source.parent / "work")[0], signal.SIGKILL))
        killer.start()
        with pytest.raises(Failed) as caught:
            run("say_pids_and_wait", source)
        killer.join()
        assert caught.value.code == "CRASH"
        start = time.monotonic()
        assert run("copy", source).decode() == "预算"
        waits.append(time.monotonic() - start)
    assert max(waits) < 2.0


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp and Landlock are Linux")
def test_the_child_reaches_nothing_but_its_own_folder(source: Path) -> None:
    source.with_name("secret").write_text("x")
    assert json.loads(run("try_forbidden", source)) == []
    assert not source.with_name("written").exists()


def test_no_secret_of_the_environment_reaches_the_child(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://:password@nowhere")
    assert "password" not in run("environment", source).decode()


def test_a_process_forked_from_a_user_of_isolation_gets_a_helper_of_its_own(source: Path) -> None:
    run("copy", source)
    child = os.fork()
    if child == 0:
        os._exit(0 if run("copy", source).decode() == "预算" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert run("copy", source).decode() == "预算"


@pytest.mark.parametrize("victim", ["child", "helper"])
def test_a_killed_child_or_helper_is_a_crash_and_the_next_document_is_read(source: Path, victim: str) -> None:
    killer = os.fork()
    if killer == 0:
        child, helper = _pids(source.parent / "work")
        os.kill(child if victim == "child" else helper, signal.SIGKILL)
        os._exit(0)
    with pytest.raises(Failed) as caught:
        run("say_pids_and_wait", source)
    os.waitpid(killer, 0)
    assert caught.value.code == "CRASH"
    assert run("copy", source).decode() == "预算"


def test_helper_and_child_die_with_the_process_that_asked(source: Path) -> None:
    asking = os.fork()
    if asking == 0:
        run("say_pids_and_wait", source)
        os._exit(1)
    family = _pids(source.parent / "work")
    os.kill(asking, signal.SIGKILL)
    os.waitpid(asking, 0)
    assert _gone_within(family, seconds=5)


def _pids(folder: Path) -> tuple[int, int]:
    """The child and the helper, as soon as they have said so."""
    while not (found := list(folder.glob("*/ready"))):
        time.sleep(0.02)
    child, helper = map(int, found[0].read_text().split())
    return child, helper


def _gone_within(pids: tuple[int, ...], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(_runs(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
