"""The inbox: each version of each file is taken in once, stays where it is, and has a note of what became of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any, BinaryIO

import pytest

from gongkai import bootstrap, journal
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.inbox_memory import MemoryInbox
from gongkai.context import Context
from gongkai.errors import Refused, Unavailable
from gongkai.ingest.chores import chore
from gongkai.ingest.drops import Taker, address_of, listing
from gongkai.ports.inbox import Dropped
from gongkai.record import aliases, read_record
from gongkai.service import DEATHS
from gongkai.settings import Limits, Settings


@pytest.fixture
def context() -> Context:
    """A product whose messages wait."""
    context = bootstrap.in_memory(Settings(limits=Limits(upload=1000)))
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    return context


@pytest.fixture
def inbox(context: Context) -> MemoryInbox:
    assert isinstance(context.inbox, MemoryInbox)
    return context.inbox


def outcomes(context: Context, space: str = "public") -> dict[str, list[tuple[str, str | None]]]:
    """For each file of the inbox its state, then the verdict and code of each document in it."""
    return {
        one["key"]: [(one["state"], None), *((file["verdict"], file["code"]) for file in one["files"])]
        for one in listing(context, space)
    }


def test_a_file_is_taken_in_once_and_stays_where_it_is(context: Context, inbox: MemoryInbox) -> None:
    inbox.put("财政局/2024年预算.txt", "预算".encode())
    look = chore(context)
    assert [look(), look(), chore(context)()] == [1, 0, 0]
    assert outcomes(context) == {"财政局/2024年预算.txt": [("taken", None), ("accepted", None)]}
    (entry,) = journal.outstanding(context.objects)
    record = read_record(context.objects, "public", entry.document)
    assert record and (record.name, record.batch) == ("2024年预算.txt", "财政局")


def test_the_same_bytes_under_another_name_are_one_document_with_two_names(
    context: Context, inbox: MemoryInbox
) -> None:
    for name in ("甲.txt", "乙.txt"):
        inbox.put(name, b"budget")
    chore(context)()
    (entry,) = journal.outstanding(context.objects)
    record = read_record(context.objects, "public", entry.document)
    assert record and record.name == "甲.txt"
    assert [alias.name for alias in aliases(context.objects, "public", entry.document)] == ["乙.txt"]


def test_another_file_in_the_place_of_one_is_taken_in_too(context: Context, inbox: MemoryInbox) -> None:
    look = chore(context)
    for data in (b"first", b"second"):
        inbox.put("a.txt", data)
        assert look() == 1
    assert len(list(journal.outstanding(context.objects))) == 2


def test_a_file_that_is_replaced_while_it_is_taken_is_not_mixed_with_the_other(
    context: Context, inbox: MemoryInbox
) -> None:
    inbox.put("a.txt", b"first")
    (first,) = inbox.list()
    inbox.put("a.txt", b"second")
    taker = Taker(context)
    assert not taker.take(first)
    assert taker.look() == 1
    (entry,) = journal.outstanding(context.objects)
    assert context.ledger.standing("public", entry.document).size == 6  # type: ignore[union-attr]


def test_a_file_that_is_gone_before_it_is_read_does_no_harm(context: Context, inbox: MemoryInbox) -> None:
    inbox.put("a.txt", b"first")
    (first,) = inbox.list()
    inbox.remove("a.txt")
    assert not Taker(context).take(first)
    assert list(context.objects.list("")) == []


def test_an_archive_has_a_line_for_each_file_in_it(context: Context, inbox: MemoryInbox) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("甲.txt", "one")
        made.writestr("空.txt", "")
    inbox.put("全部.zip", packed.getvalue())
    chore(context)()
    assert outcomes(context)["全部.zip"] == [("taken", None), ("accepted", None), ("refused", "EMPTY")]


@pytest.mark.parametrize(
    ("key", "data", "code"),
    [
        ("a.pdf", b"plain text", "TYPE_MISMATCH"),
        ("b.txt", b"", "EMPTY"),
        ("c.txt", bytes(1001), "TOO_BIG"),
        ("space=Nobody's/d.txt", b"budget", "BAD_REQUEST"),
        ("batch=一/d.txt", b"budget", "BAD_REQUEST"),
    ],
)
def test_what_is_refused_is_visible_and_not_tried_again(
    context: Context, inbox: MemoryInbox, key: str, data: bytes, code: str
) -> None:
    inbox.put(key, data)
    look = chore(context)
    assert [look(), look(), chore(context)()] == [1, 0, 0]
    assert outcomes(context) == {key: [("refused", None), ("refused", code)]}
    assert list(journal.outstanding(context.objects)) == []


@pytest.mark.parametrize(
    ("key", "space", "batch", "name"),
    [
        ("预算.pdf", "public", "inbox", "预算.pdf"),
        ("2024/部门/预算.pdf", "public", "2024", "2024/部门/预算.pdf"),
        ("space=drafts/预算.pdf", "drafts", "inbox", "预算.pdf"),
        ("space=drafts/batch=2024-03/部门/预算.pdf", "drafts", "2024-03", "部门/预算.pdf"),
        ("batch=3/space=drafts/a.pdf", "drafts", "3", "a.pdf"),
        ("space=drafts", "public", "inbox", "space=drafts"),
        ("a/space=drafts/b.pdf", "public", "a", "a/space=drafts/b.pdf"),
        ("unit=7/b.pdf", "public", "unit=7", "unit=7/b.pdf"),
    ],
)
def test_the_beginning_of_a_path_may_say_where_a_file_belongs(key: str, space: str, batch: str, name: str) -> None:
    found = address_of(key, "public")
    assert (found.space, found.batch, found.name) == (space, batch, name)


@pytest.mark.parametrize("key", ["space=/a", "space=../a", "space=A/a", "batch=a b/a", f"batch={'x' * 65}/a"])
def test_what_is_no_name_of_a_space_or_batch_is_refused(key: str) -> None:
    with pytest.raises(Refused):
        address_of(key, "public")


def test_spaces_see_their_own_files_only(context: Context, inbox: MemoryInbox) -> None:
    inbox.put("space=drafts/a.txt", b"draft")
    inbox.put("b.txt", b"public")
    chore(context)()
    assert (list(outcomes(context)), list(outcomes(context, "drafts"))) == (["b.txt"], ["space=drafts/a.txt"])
    assert [one.space for one in journal.outstanding(context.objects)] == ["drafts", "public"]


def test_without_room_files_wait_in_the_inbox(context: Context, inbox: MemoryInbox) -> None:
    full = replace(context, settings=context.settings.model_copy(update={"waiting_upload": 1}))
    taker = Taker(full)
    for name in ("一/a.txt", "一/b.txt", "二/a.txt"):
        inbox.put(name, name.encode())
        taker = Taker(full)
        taker.look()
    assert {key: lines[0][0] for key, lines in outcomes(context).items()} == {
        "一/a.txt": "taken",
        "一/b.txt": "waiting",
        "二/a.txt": "taken",
    }


def test_a_store_that_is_away_leaves_the_file_for_the_next_look(context: Context, inbox: MemoryInbox) -> None:
    class Away:
        def info(self, key: str) -> None:
            return None

        def put(self, key: str, data: Any, *, if_absent: bool = False) -> bool:
            raise Unavailable("objects")

    inbox.put("a.txt", b"budget")
    with pytest.raises(Unavailable):
        chore(replace(context, objects=Away()))()  # type: ignore[arg-type]
    assert chore(context)() == 1


def test_a_crash_before_the_note_means_a_second_taking_and_one_document(context: Context, inbox: MemoryInbox) -> None:
    inbox.put("a.txt", b"budget")
    chore(context)()
    (note,) = context.objects.list("taken/")
    context.objects.delete(note.key)
    assert chore(context)() == 1
    assert outcomes(context)["a.txt"][1] == ("known", None)
    assert len(list(journal.outstanding(context.objects))) == 1


def test_a_file_over_which_processes_die_is_refused_in_the_end(context: Context, inbox: MemoryInbox) -> None:
    class Deadly(MemoryInbox):
        def open(self, dropped: Dropped) -> BinaryIO:
            raise KeyboardInterrupt

    deadly, released = Deadly(), context.ledger.release
    deadly.put("a.txt", b"budget")
    without_end = replace(context, inbox=deadly)
    context.ledger.release = lambda *given: None  # type: ignore[method-assign] - a process that dies releases nothing
    for _ in range(DEATHS):
        with pytest.raises(KeyboardInterrupt):
            Taker(replace(without_end, settings=_impatient(context))).look()
    context.ledger.release = released  # type: ignore[method-assign]
    assert Taker(without_end).look() == 1
    assert outcomes(without_end)["a.txt"] == [("refused", None), ("refused", "CRASH")]


def _impatient(context: Context) -> Settings:
    limits = context.settings.limits.model_copy(update={"seconds": 0.0})
    return context.settings.model_copy(update={"limits": limits})
