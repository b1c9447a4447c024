"""Many files at once: in order, a few at a time, with pauses when too much waits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai import bootstrap
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.context import Context
from gongkai.ingest.books import Book, book
from gongkai.ingest.pressure import Busy
from gongkai.ingest.receipts import Receipt
from gongkai.ingest.sending import send
from gongkai.ingest.sources import Source, sources
from gongkai.settings import Settings


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A product of many machines, as far as a sender can see; its messages wait."""
    settings = Settings(data=tmp_path / "data", s3="http://nowhere/bucket", waiting_upload=5)
    context = bootstrap.in_memory(settings)
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    return context


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    for number in range(40):
        (tmp_path / "files" / f"{number:02}.txt").write_text(f"预算 {number}")
    return tmp_path / "files"


def patient(context: Context) -> Context:
    return replace(context, settings=context.settings.model_copy(update={"waiting_upload": 1000}))


def test_receipts_come_in_the_order_of_the_files(context: Context, folder: Path) -> None:
    receipts = [one for some in send(patient(context), sources([folder]), "b") for one in some]
    assert [one.name for one in receipts] == [f"{number:02}.txt" for number in range(40)]
    assert {one.verdict for one in receipts} == {"accepted"}


def test_files_are_looked_for_as_they_are_sent(context: Context, folder: Path) -> None:
    looked: list[Source] = []

    def looking() -> Iterator[Source]:
        for source in sources([folder]):
            looked.append(source)
            yield source

    next(send(patient(context), looking(), "b"))
    assert len(looked) < 20


def test_a_sender_that_is_asked_to_wait_says_so_and_goes_on_by_itself(context: Context, folder: Path) -> None:
    told: list[Busy] = []

    def pause(seconds: float) -> None:
        assert isinstance(context.bus, MemoryBus)
        for one in context.ledger.recent("public", state="pending", limit=1000):
            context.ledger.record(replace(one, state="done", changed=one.changed + 1))

    # The counts are a second old at most, so that a pause comes every second at the earliest.
    slowly = (source for source in sources([folder]) if not time.sleep(0.1))
    receipts = [one for some in send(context, slowly, "b", told.append, pause) for one in some]
    assert len(receipts) == 40
    assert {busy.code for busy in told} == {"BUSY_SHARE"}


def test_where_nobody_reads_nobody_waits(context: Context, folder: Path) -> None:
    alone = replace(context, settings=context.settings.model_copy(update={"s3": None}))
    told: list[Busy] = []
    assert len(list(send(alone, sources([folder]), "b", told.append))) == 40
    assert told == []


def test_a_second_sending_finds_everything_known(context: Context, folder: Path) -> None:
    for verdict in ("accepted", "known"):
        some = list(send(patient(context), sources([folder]), verdict))
        assert {one.verdict for receipts in some for one in receipts} == {verdict}


def test_a_book_gives_its_receipts_again_and_again(tmp_path: Path) -> None:
    receipts = [Receipt(name=f"{number}.txt", verdict="accepted", path="甲\\n") for number in range(3)]
    with book(None) as kept:
        kept.add(receipts[:1])
        kept.add(receipts[1:])
        assert list(kept) == list(kept) == receipts
        kept.replace(replace(one, state="done") for one in kept)
        assert {one.state for one in kept} == {"done"}


def test_receipts_are_in_the_file_as_soon_as_they_are_told(tmp_path: Path) -> None:
    with book(tmp_path / "receipt.jsonl") as kept:
        kept.add([Receipt(name="a.txt", verdict="accepted")])
        assert len((tmp_path / "receipt.jsonl").read_text().splitlines()) == 1
    assert isinstance(kept, Book)
