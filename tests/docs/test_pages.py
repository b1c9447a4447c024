"""The reference pages say what the code says, and every setting, option and code has words."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from gongkai.errors import REASONS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("settings.md", "commands.md", "events.md", "errors.md", "fields.md", "rules.md")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_current(generate: ModuleType, name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == generate.PAGES[name](), "run: make docs"


def test_every_setting_has_a_sentence(generate: ModuleType) -> None:
    assert "None |" not in generate.settings()


def test_every_code_has_a_sentence_in_both_languages() -> None:
    assert [code for code, reason in REASONS.items() if not reason.zh or not reason.en] == []


def test_every_decision_is_a_numbered_note() -> None:
    names = sorted(path.stem for path in (DOCS / "decisions").glob("*.md"))
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]
