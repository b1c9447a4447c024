"""How each of the odd and hostile files has to end, as their manifest says."""

from __future__ import annotations

import csv
from pathlib import Path

from gongkai.errors import REASONS

MORE_PRECISE = {
    "CORRUPT": {"TYPE_MISMATCH", "NO_PAGES"},
    "UNSUPPORTED": {"BOMB", "UNSAFE_PATH"},
}


def expected(badfiles: Path) -> dict[str, str]:
    """The verdict of each file, by its name in the folder `files`."""
    with (badfiles / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        return {row["name"]: row["expect"] for row in csv.DictReader(manifest, delimiter="\t")}


def fits(verdict: str, ending: str) -> bool:
    """Whether `read`, or the code of an error, is what the verdict allows."""
    if verdict == "parse":
        return ending == "read"
    if verdict.startswith("refuse:"):
        code = verdict.removeprefix("refuse:")
        return ending == code or ending in MORE_PRECISE.get(code, ())
    return ending == "read" or (ending in REASONS and ending != "BUG")
