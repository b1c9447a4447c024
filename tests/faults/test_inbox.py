"""Files are laid into the bucket while nobody hears of them, and while the store and the lister are killed."""

from __future__ import annotations

import io
import random

import urllib3
from tests.harness.checking import assert_whole
from tests.harness.ground import Ground
from tests.harness.papers import Paper
from tests.harness.results import Result, size

from gongkai.adapters.inbox_s3 import PREFIX
from gongkai.adapters.s3_client import bucket_of, client


def test_files_are_laid_into_the_bucket_while_nobody_hears_of_them(
    ground: Ground, chance: random.Random, result: Result
) -> None:
    papers = ground.fresh(size(40, 1000))
    for number, paper in enumerate(papers):
        lay(ground, f"街道{number % 7}/{paper.name}", paper)
        if number % 10 == 0:
            lay(ground, f"又一次 {number}+%/{paper.name}", paper)
        if number == len(papers) // 2:
            ground.engines.s3.kill()
            ground.engines.s3.start()
        if chance.random() < 4 / len(papers):
            ground.product.kill("reconciler")
    ground.sender.accepted |= {paper.document: paper for paper in papers}
    assert_whole(ground, papers, result, size(120, 300))


def lay(ground: Ground, name: str, paper: Paper) -> None:
    """Put a file into the inbox as any program does, past the product."""
    address = ground.product.used.s3
    user = client(ground.engines.s3.address, urllib3.PoolManager())
    stream = io.BytesIO(paper.data)
    user.put_object(bucket_name=bucket_of(address), object_name=PREFIX + name, data=stream, length=len(paper.data))
