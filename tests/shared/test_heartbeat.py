"""A sign of life is believed while it is fresh and its process is there."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gongkai import heartbeat
from gongkai.adapters.clocks import steady


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_without_a_sign_nobody_is_well() -> None:
    assert not heartbeat.is_well("parse")


def test_who_gave_a_sign_lately_is_well_until_he_ends() -> None:
    heartbeat.beat("parse")
    assert heartbeat.is_well("parse")
    assert not heartbeat.is_well("index")
    heartbeat.end("parse")
    assert not heartbeat.is_well("parse")


def test_who_gave_none_for_a_minute_is_not() -> None:
    heartbeat.beat("parse", steady() - heartbeat.STALE)
    assert not heartbeat.is_well("parse")


def test_a_sign_from_before_the_machine_was_started_is_not_believed() -> None:
    heartbeat.beat("parse", steady() + 1000.0)
    assert not heartbeat.is_well("parse")


def test_the_sign_of_one_that_was_killed_hides_nobody(folder: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    heartbeat.path_of("parse", ended.pid).write_text("0.0")
    heartbeat.beat("parse")
    assert heartbeat.is_well("parse")
    assert len(list(folder.iterdir())) == 1


def test_a_link_that_somebody_laid_in_the_way_is_not_followed(folder: Path) -> None:
    victim = folder / "victim"
    victim.write_text("untouched")
    heartbeat.path_of("parse", heartbeat.os.getpid()).with_suffix(".new").symlink_to(victim)
    heartbeat.beat("parse")
    assert victim.read_text() == "untouched"
