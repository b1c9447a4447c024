"""The command as a whole: every part is there, and a wrong setting is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongkai import cli

COMMANDS = {"up", "status", "show", "retry", "rebuild", "upload", "parse", "check", "search"}


def test_every_command_is_there_with_words_in_both_languages() -> None:
    shown = CliRunner().invoke(cli.app(), ["--help"], env={"COLUMNS": "200"}).output
    assert {line.split()[0] for line in shown.splitlines() if line.startswith("  ") and "。" in line} >= COMMANDS


@pytest.mark.parametrize(
    ("name", "value"),
    [("GONGKAI_PORT", "abc"), ("GONGKAI_SPACE", "../x"), ("GONGKAI_WORKERS", "0"), ("GONGKAI_LIMIT_PAGES", "x")],
)
def test_a_setting_that_cannot_be_is_named_and_ends_with_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["gongkai", "status"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert (
        f"CONFIG_SETTING: 设置的值无效。 A setting has a value that it cannot have. ({name}: "
        in capsys.readouterr().err
    )


def test_status_of_nothing_counts_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    found = CliRunner().invoke(cli.app(), ["status", "--json"])
    assert found.exit_code == 0
    assert '"pending": 0' in found.output
