"""How each of the odd and hostile files has to end, as their manifest says."""

from __future__ import annotations

import csv
from pathlib import Path

from gongkai.errors import REASONS

PICTURES_OFFERED = "parse only if OCR input of images is offered"
MORE_PRECISE = {
    "CORRUPT": {"TYPE_MISMATCH", "NO_PAGES"},
    "UNSUPPORTED": {"BOMB", "UNSAFE_PATH", "EMPTY"},  # the last: an archive of empty files
}


def expected(badfiles: Path) -> dict[str, str]:
    """The verdict of each file, by its name in the folder `files`."""
    with (badfiles / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        return {row["name"]: _verdict(row) for row in csv.DictReader(manifest, delimiter="\t")}


def _verdict(row: dict[str, str]) -> str:
    # Pictures of text are taken in here, for which the manifest has another verdict.
    return "parse" if PICTURES_OFFERED in row["what_is_odd"] else row["expect"]


def fits(verdict: str, ending: str) -> bool:
    """Whether `read`, or the code of an error, is what the verdict allows."""
    if verdict == "parse":
        return ending == "read"
    if verdict.startswith("refuse:"):
        code = verdict.removeprefix("refuse:")
        return ending == code or ending in MORE_PRECISE.get(code, ())
    return ending == "read" or (ending in REASONS and ending != "BUG")
