"""Odd and hostile files come among good ones: each ends as its manifest says, and no good one notices."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.harness import manifest, memory
from tests.harness.checking import assert_whole
from tests.harness.ground import Ground
from tests.harness.papers import SPACE, Paper, mixed
from tests.harness.product import WORKERS
from tests.harness.results import Result, size
from tests.harness.sending import Sender

from gongkai.record import read_outcome
from gongkai.settings import Limits

pytestmark = pytest.mark.corpus

_ORDINARY = ("parse", "tolerate")
_SLOW = {"made__entries_8000.zip"}  # eight thousand documents in one request: minutes
_WORKER = 500 * 1024**2


def test_bad_files_among_good_ones(
    ground: Ground, badfiles: Path, tmp_path: Path, chance: random.Random, result: Result
) -> None:
    verdicts = chosen(manifest.expected(badfiles), chance)
    bad = [Paper(name, (badfiles / "files" / name).read_bytes()) for name in verdicts]
    alone, good = ground.fresh(len(bad), mixed), ground.fresh(len(bad), mixed)
    for paper in alone:
        ground.sender.send(paper)
    ground.finish(alone)
    sender = Sender(ground.product.url, tmp_path / "bad.jsonl")
    ended = len(ground.product.ended)
    refused: dict[str, str] = {}
    with memory.watched({name: ground.product.pid(name) for name in WORKERS}) as peaks:
        for one, other in zip(bad, good, strict=True):
            ground.unjudged.add(one.document)
            line = sender.send(one)
            if line["verdict"] == "refused":
                refused[one.name] = line["code"]
            ground.sender.send(other)
        ground.finish([*good, *(paper for paper in bad if paper.name not in refused)], size(240, 900))
    endings = {paper.name: refused.get(paper.name) or ending(ground, paper) for paper in bad}
    wrong = {name: (verdicts[name], end) for name, end in endings.items() if not manifest.fits(verdicts[name], end)}
    result.seen |= {
        "bad files": len(bad),
        "largest worker (MB)": peaks[0].started // 1024**2,
        "largest child (MB)": peaks[0].below // 1024**2,
        "good ones among bad ones (s, 95th percentile)": round(ground.slowest(good), 1),
        "good ones alone (s)": round(ground.slowest(alone), 1),
    }
    assert wrong == {}
    assert_whole(ground, [*alone, *good], result)
    assert len(ground.product.ended) == ended
    assert peaks[0].started < _WORKER
    assert peaks[0].below < Limits().memory * 1.1
    assert [path for path in ground.product.folder.glob("scratch/parse-*/gongkai-*") if path.is_dir()] == []


def chosen(verdicts: Mapping[str, str], chance: random.Random) -> dict[str, str]:
    """All of them; in the fast form every one that is to be refused or isolated, and some of the others."""
    ordinary = sorted(name for name, verdict in verdicts.items() if verdict in _ORDINARY)
    left_out = size({*chance.sample(ordinary, len(ordinary) - 20), *_SLOW}, set())
    names = sorted(set(verdicts) - left_out)
    chance.shuffle(names)
    return {name: verdicts[name] for name in names}


def ending(ground: Ground, paper: Paper) -> str:
    """`read`, or the code with which it ended."""
    outcome = read_outcome(ground.context.objects, SPACE, paper.document)
    return (outcome.code or "read") if outcome else "no end"
