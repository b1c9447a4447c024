"""The door: what is taken, what is refused, and that nothing gets in twice or half."""

from __future__ import annotations

import io
import random
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import BinaryIO

import pytest

from gongkai import bootstrap, journal, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.objects_memory import MemoryObjects
from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.ingest.receipts import Receipt
from gongkai.ingest.receive import receive
from gongkai.record import aliases, read_outcome, read_record
from gongkai.settings import Limits, Settings


@pytest.fixture
def context() -> Context:
    return quiet(Settings())


def quiet(settings: Settings) -> Context:
    """A product whose messages wait."""
    context = bootstrap.in_memory(settings)
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    return context


def send(context: Context, data: bytes, name: str) -> list[Receipt]:
    return list(receive(context, data, name, space="public", batch="b"))


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def test_bytes_record_and_journal_are_there_when_the_sender_is_told(context: Context) -> None:
    (receipt,) = send(context, "预算".encode(), "部门/预算.txt")
    document = receipt.document or ""
    assert context.objects.get(keys.original("public", document)) == "预算".encode()
    record = read_record(context.objects, "public", document)
    assert record is not None
    assert (record.name, record.size, record.media_type, record.batch) == ("预算.txt", 6, "text/plain", "b")
    assert [one.document for one in journal.outstanding(context.objects)] == [document]
    assert context.bus.depth()["parse"] == 1


def test_a_hundred_copies_ring_once(context: Context) -> None:
    receipts = [send(context, b"budget", f"{number}.txt")[0] for number in range(100)]
    assert [receipt.verdict for receipt in receipts].count("accepted") == 1
    assert context.bus.depth()["parse"] == 1


def test_two_spaces_do_not_share_documents(context: Context) -> None:
    first = next(receive(context, b"budget", "a.txt", space="public"))
    second = next(receive(context, b"budget", "a.txt", space="draft"))
    assert (first.verdict, second.verdict) == ("accepted", "accepted")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "EMPTY"),
        (b"plain text", "a.pdf", "TYPE_MISMATCH"),
        (b"MZ\x90\x00\x03", "a.exe", "UNSUPPORTED"),
    ],
)
def test_a_refused_file_is_kept_and_visible_with_its_reason(
    context: Context, data: bytes, name: str, code: str
) -> None:
    (receipt,) = send(context, data, name)
    assert (receipt.verdict, receipt.code) == ("refused", code)
    outcome = read_outcome(context.objects, "public", receipt.document or "")
    assert outcome is not None
    assert (outcome.state, outcome.code) == ("refused", code)
    assert dict(context.ledger.failures("public")) == {code: 1}
    assert list(journal.outstanding(context.objects)) == []


def test_what_is_too_big_is_refused_at_the_first_byte_too_many_and_not_kept() -> None:
    context = quiet(Settings(limits=Limits(upload=10)))
    (receipt,) = send(context, b"x" * 11, "a.txt")
    assert (receipt.verdict, receipt.code, receipt.document) == ("refused", "TOO_BIG", None)
    assert list(context.objects.list("")) == []


def test_bytes_refused_under_a_wrong_name_are_taken_under_a_right_one(context: Context) -> None:
    send(context, b"plain text", "a.pdf")
    (receipt,) = send(context, b"plain text", "a.txt")
    assert (receipt.verdict, receipt.state) == ("known", "pending")
    assert len(list(journal.outstanding(context.objects))) == 1


def test_a_wrong_name_does_no_harm_to_a_document_that_was_taken(context: Context) -> None:
    send(context, b"plain text", "a.txt")
    (receipt,) = send(context, b"plain text", "a.pdf")
    assert receipt.code == "TYPE_MISMATCH"
    standing = context.ledger.standing("public", receipt.document or "")
    assert standing is not None
    assert standing.state == "pending"


def test_an_archive_becomes_the_documents_in_it(context: Context) -> None:
    receipts = send(context, archive(**{"甲/预算.txt": b"one", "乙.txt": b"two", "空.txt": b""}), "全部.zip")
    assert [(receipt.path, receipt.verdict) for receipt in receipts] == [
        ("全部.zip/甲/预算.txt", "accepted"),
        ("全部.zip/乙.txt", "accepted"),
        ("全部.zip/空.txt", "refused"),
    ]


def test_refused_bytes_that_an_archive_holds_often_are_kept_once_and_each_name_is_answered(context: Context) -> None:
    receipts = send(context, archive(**{f"{number}.txt": b"" for number in range(50)}), "a.zip")
    assert [(receipt.name, receipt.code) for receipt in receipts] == [
        (f"{number}.txt", "EMPTY") for number in range(50)
    ]
    (document,) = {receipt.document for receipt in receipts}
    assert document and read_outcome(context.objects, "public", document)
    assert list(aliases(context.objects, "public", document)) == []


def test_an_archive_that_points_outside_is_refused_whole(context: Context) -> None:
    (receipt,) = send(context, archive(**{"../evil.txt": b"one", "good.txt": b"two"}), "a.zip")
    assert receipt.code == "UNSAFE_PATH"
    assert list(journal.outstanding(context.objects)) == []


def test_a_broker_that_is_away_hinders_no_upload(context: Context) -> None:
    class Away(MemoryBus):
        def publish(self, event: object, priority: int = 0) -> bool:
            raise Unavailable("broker")

    (receipt,) = send(replace(context, bus=Away()), b"budget", "a.txt")
    assert receipt.verdict == "accepted"
    assert len(list(journal.outstanding(context.objects))) == 1


class Torn(MemoryObjects):
    """A store that loses the last byte of the next so many originals."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def put(self, key: str, data: bytes | BinaryIO, *, if_absent: bool = False) -> bool:
        whole = data if isinstance(data, bytes) else data.read()
        if key.startswith(keys.ORIGINALS) and self.times and not (if_absent and self.info(key)):
            self.times -= 1
            whole = whole[:-1]
        return super().put(key, whole, if_absent=if_absent)


def test_a_store_that_gives_back_other_bytes_promises_nothing(context: Context) -> None:
    torn = replace(context, objects=Torn(2))
    with pytest.raises(Unavailable):
        send(torn, b"budget", "a.txt")
    assert not list(torn.objects.list(keys.RECORDS)) and not list(journal.outstanding(torn.objects))


def test_half_a_file_that_somebody_left_is_written_over_by_the_next_who_has_it(context: Context) -> None:
    torn = replace(context, objects=Torn(2))
    with pytest.raises(Unavailable):
        send(torn, b"budget", "a.txt")
    (receipt,) = send(torn, b"budget", "b.txt")
    assert receipt.verdict == "accepted"
    assert torn.objects.get(keys.original("public", receipt.document or "")) == b"budget"


def test_what_was_torn_once_is_written_again_at_once(context: Context) -> None:
    torn = replace(context, objects=Torn(1))
    (receipt,) = send(torn, b"budget", "a.txt")
    assert torn.objects.get(keys.original("public", receipt.document or "")) == b"budget"


def test_without_a_board_documents_are_taken_in_all_the_same(context: Context) -> None:
    class Away:
        def __getattr__(self, name: str) -> object:
            raise Unavailable("ledger")

    without = replace(context, ledger=Away())  # type: ignore[arg-type]
    taken, turned_away = send(without, b"budget", "a.txt")[0], send(without, b"", "b.txt")[0]
    assert (taken.verdict, taken.state, turned_away.code) == ("accepted", "pending", "EMPTY")
    assert [one.document for one in journal.outstanding(context.objects)] == [taken.document]


def test_the_same_bytes_a_hundred_times_at_once_are_one_document(context: Context) -> None:
    chance = random.Random(4)
    names = [f"{chance.choice('甲乙丙丁')}{number}.txt" for number in range(100)]
    with ThreadPoolExecutor(100) as senders:
        receipts = list(senders.map(lambda name: send(context, b"budget", name)[0], names))
    assert len({receipt.document for receipt in receipts}) == 1
    assert {receipt.verdict for receipt in receipts} == {"accepted", "known"}
    assert [receipt.verdict for receipt in receipts].count("accepted") == 1
    record = read_record(context.objects, "public", receipts[0].document or "")
    others = aliases(context.objects, "public", receipts[0].document or "")
    assert record and {record.name, *(alias.name for alias in others)} == set(names)
    assert len(list(journal.outstanding(context.objects))) == 1
