"""The door: what is taken, what is refused, and that nothing gets in twice or half."""

from __future__ import annotations

import io
import zipfile

import pytest

from gongkai import bootstrap, journal, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.ingest.receipts import Receipt
from gongkai.ingest.receive import receive
from gongkai.record import read_outcome, read_record
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
        (b"\x89PNG\r\n\x1a\n", "a.png", "UNSUPPORTED"),
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


def test_an_archive_that_points_outside_is_refused_whole(context: Context) -> None:
    (receipt,) = send(context, archive(**{"../evil.txt": b"one", "good.txt": b"two"}), "a.zip")
    assert receipt.code == "UNSAFE_PATH"
    assert list(journal.outstanding(context.objects)) == []


def test_a_broker_that_is_away_hinders_no_upload(context: Context) -> None:
    class Away(MemoryBus):
        def publish(self, event: object, priority: int = 0) -> bool:
            raise Unavailable("broker")

    without = Context(
        objects=context.objects, ledger=context.ledger, index=context.index, bus=Away(), settings=context.settings
    )
    (receipt,) = send(without, b"budget", "a.txt")
    assert receipt.verdict == "accepted"
    assert len(list(journal.outstanding(context.objects))) == 1


def test_a_store_that_gives_back_other_bytes_promises_nothing(context: Context) -> None:
    inner = context.objects

    class Torn(type(inner)):  # type: ignore[misc]
        def put(self, key, data, *, if_absent=False):
            whole = data if isinstance(data, bytes) else data.read()
            return super().put(key, whole[:-1] if key.startswith(keys.ORIGINALS) else whole, if_absent=if_absent)

    torn = Context(
        objects=Torn(), ledger=context.ledger, index=context.index, bus=context.bus, settings=context.settings
    )
    with pytest.raises(Unavailable):
        send(torn, b"budget", "a.txt")
    assert list(torn.objects.list("")) == []
