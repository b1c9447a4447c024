"""`gongkai parse` and `gongkai check` on one file, with no engine: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fiction import book, faults, modern, write_html
from typer.testing import CliRunner

from gongkai.cli import app

RUN = CliRunner()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "预算公开.html"
    file.write_bytes(write_html.write(modern.write(book.make(3, "water", 2023))))
    return file


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    file = tmp_path / "预算公开.html"
    file.write_bytes(write_html.write(faults.write_with(book.make(3, "water", 2023), "procurement.sum")))
    return file


def test_parse_prints_the_json_of_the_schema_with_findings(faulty: Path) -> None:
    result = RUN.invoke(app(), ["parse", str(faulty)])
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert data["year"] == 2023 and len(data["tables"]) == 11
    assert [finding["rule"] for finding in data["findings"] if finding["severity"] == "error"] == ["procurement.sum"]


def test_parse_explains_what_was_read_and_what_was_left(good: Path) -> None:
    told = RUN.invoke(app(), ["parse", str(good), "--explain"])
    assert told.exit_code == 0 and "没有读入的数 figures that were not read: 0 /" in told.stdout
    data = json.loads(RUN.invoke(app(), ["parse", str(good), "--explain", "--json"]).stdout)
    assert data["reader"] == "html" and data["parts"]["tables"] == 11


def test_check_ends_with_1_when_an_error_is_found_unless_told_otherwise(faulty: Path) -> None:
    assert RUN.invoke(app(), ["check", str(faulty)]).exit_code == 1
    assert RUN.invoke(app(), ["check", str(faulty), "--fail-on", "never"]).exit_code == 0


def test_check_ends_with_0_on_a_document_that_adds_up(good: Path) -> None:
    result = RUN.invoke(app(), ["check", str(good), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["counts"]["error"] == 0


def test_a_refused_file_is_a_sentence_in_both_languages_and_status_3(tmp_path: Path) -> None:
    empty = tmp_path / "空.pdf"
    empty.touch()
    result = RUN.invoke(app(), ["check", str(empty)])
    assert result.exit_code == 3
    assert "EMPTY" in result.stderr and "文件是空的" in result.stderr and "The file is empty" in result.stderr


def test_a_file_that_is_not_there_is_a_usage_error() -> None:
    assert RUN.invoke(app(), ["parse", "没有.pdf"]).exit_code == 2


def test_a_file_in_which_nothing_could_be_read_does_not_pass(tmp_path: Path) -> None:
    blank = tmp_path / "扫描.html"
    blank.write_text("<html><body><img src='scan.png'></body></html>")
    result = RUN.invoke(app(), ["check", str(blank)])
    assert result.exit_code == 3
    assert "NO_TEXT" in result.stdout
