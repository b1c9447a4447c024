"""Scores the parser on the corpus of checked disclosures and prints (or writes) the table of docs/scores.md.

python benchmarks/scores.py [--write docs/scores.md] [--formats pdf,docx,...]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from gongkai.domain.codec import to_json
from gongkai.parse import eyes
from gongkai.parse.pipeline import examine
from gongkai.settings import Limits

ROOT = Path(__file__).parents[1]
AREAS = ("tables", "rows", "table_meta", "meta", "staffing", "sections", "projects", "carry_overs", "objectives",
         "indicators", "statements", "policy_refs", "procurement", "assets", "glossary", "findings")  # fmt: skip


SCAN = "scan"


@dataclass(frozen=True)
class Score:
    """One file against its truth: overall and per area, from 0 to 1; areas that the truth does not have are missing."""

    case: str
    file: str
    format: str
    seconds: float
    overall: float
    areas: dict[str, float]


def corpus_folder() -> Path:
    """Where the checked disclosures are."""
    return Path(os.environ.get("GONGKAI_CORPUS", ROOT.parent / "shared" / "corpus"))


def scores(corpus: Path, formats: frozenset[str] | None = None) -> list[Score]:
    """Parse and score the files of the corpus that have one of the formats; without any given all but the scans."""
    scorer = _scorer(corpus)
    cases = [
        folder
        for base in (corpus, corpus / "synthetic")
        for folder in sorted(base.iterdir())
        if (folder / "truth.json").exists()
    ]
    found = []
    for case in cases:
        truth = json.loads((case / "truth.json").read_text())
        for path, kind, _, only in scorer.files_of(str(case)):
            if kind in formats if formats else kind != SCAN:
                found.append(_score(scorer, truth, case.name, Path(path), kind, only))
    return found


def table(found: list[Score]) -> str:
    """A Markdown table, one line a file."""
    head = f"| file | overall | {' | '.join(AREAS)} | s |\n|---|{'---:|' * (len(AREAS) + 2)}"
    lines = [
        f"| {score.case}/{score.file} | **{score.overall:.3f}** | "
        + " | ".join(f"{score.areas[area]:.3f}" if area in score.areas else "–" for area in AREAS)
        + f" | {score.seconds:.1f} |"
        for score in found
    ]
    return "\n".join([head, *lines])


def _scorer(corpus: Path) -> ModuleType:
    path = corpus.parent / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def _score(
    scorer: ModuleType, truth: dict[str, object], case: str, path: Path, kind: str, only: list[int] | None
) -> Score:
    """`only` are the numbers of the tables that the file holds, where it does not hold the whole disclosure."""
    begun = time.perf_counter()
    seeing = eyes.opened(Limits()) if kind == SCAN else None
    parsed = json.loads(json.dumps(to_json(examine(path.read_bytes(), path.name, Limits(), seeing).disclosure)))
    seconds = time.perf_counter() - begun
    result = scorer.score(truth, parsed, only)
    areas = {area: float(value["score"]) for area, value in result["areas"].items()}
    return Score(case, path.name, kind, seconds, float(result["overall"]), areas)


def main() -> None:
    """Print the table; with --write keep it in a page of the docs."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", type=Path)
    arguments.add_argument("--formats")
    chosen = arguments.parse_args()
    if chosen.formats:
        found = scores(corpus_folder(), frozenset(chosen.formats.split(",")))
    else:
        found = [*scores(corpus_folder()), *scores(corpus_folder(), frozenset({SCAN}))]
    text = table(found)
    print(text)
    if chosen.write:
        chosen.write.write_text(PAGE.format(table=text))


PAGE = """# Scores on the checked disclosures

Written by `make score`: every file of the corpus (two real disclosures, six made ones) parsed and compared with its truth by the
corpus's own scorer. 1 is exact. `tables` is the share of table cells that are right; an area that a document does not have is –.
A scan holds some pages only and is scored on the tables that lie wholly on them. `s` are seconds by the clock, other work on the
machine included.

{table}
"""

if __name__ == "__main__":
    main()
