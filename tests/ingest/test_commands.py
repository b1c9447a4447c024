"""The commands of the door, on the folder of one machine."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from gongkai.bootstrap import one_machine
from gongkai.cli import app
from gongkai.ingest.chores import chore
from gongkai.settings import Settings


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Calls a command with an empty data folder."""

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(app(), arguments, env={"GONGKAI_DATA": str(tmp_path / "data")})

    return call


def drop(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "data" / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (0, 0))


def test_the_inbox_tells_what_became_of_each_file(run: Any, tmp_path: Path) -> None:
    drop(tmp_path, "财政局/预算.txt", "预算")
    drop(tmp_path, "空.txt", "")
    assert {one["state"] for one in json.loads(run("inbox", "--json").stdout)} == {"waiting"}
    assert chore(one_machine(Settings(data=tmp_path / "data")))() == 2
    found = {one["key"]: one for one in json.loads(run("inbox", "--json").stdout)}
    assert (found["财政局/预算.txt"]["state"], found["空.txt"]["files"][0]["code"]) == ("taken", "EMPTY")
    shown = run("inbox").stdout
    assert "接收 · taken" in shown and "拒绝 · refused" in shown


def test_an_empty_inbox_is_an_empty_list(run: Any) -> None:
    assert json.loads(run("inbox", "--json").stdout) == []


def test_a_name_of_an_older_system_is_sent_and_shown_as_it_was_meant(run: Any, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "files") + b"/" + "预算.txt".encode("gb18030"))).write_text("预算")
    sent = run("upload", str(tmp_path / "files"), "--json")
    assert [one["name"] for one in json.loads(sent.stdout)] == ["预算.txt"]


def test_of_very_many_files_only_those_not_taken_are_listed(run: Any, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    for number in range(1001):
        (tmp_path / "files" / f"{number}.txt").write_text(f"预算 {number}" if number else "")
    sent = run("upload", str(tmp_path / "files"))
    assert sent.exit_code == 3
    assert "EMPTY" in sent.stdout and "accepted 1000" in sent.stdout
    assert len(sent.stdout.splitlines()) < 20
