"""The equalities that are data: `identities.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[1] / "rules" / "identities.toml"


@cache
def load() -> dict[str, list[dict[str, Any]]]:
    """`across` (columns of one table), `between` (cells of several tables) and `narrative` (sentences and cells)."""
    return tomllib.loads(_FILE.read_text("utf-8"))
