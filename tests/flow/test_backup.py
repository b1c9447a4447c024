"""A copy of the object store is whole at every moment, and everything else is made again from it, on one machine or on many."""

from __future__ import annotations

import json
import threading
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from tests.flow.conftest import HANDLERS, Make
from typer.testing import CliRunner

from gongkai import again, backup, bootstrap, cli, journal, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.objects_folder import FolderObjects
from gongkai.adapters.objects_memory import MemoryObjects
from gongkai.adapters.objects_s3 import S3Objects
from gongkai.context import Context
from gongkai.events import Event
from gongkai.ingest.receive import receive
from gongkai.ports.objects import ObjectStore
from gongkai.reconciler import UPLOADING, Reconciler, mend
from gongkai.service import handle


def send(context: Context, *texts: str, space: str = "public") -> list[str]:
    return [
        next(receive(context, text.encode(), f"{number}.txt", space=space)).document or ""
        for number, text in enumerate(texts)
    ]


def verdicts(source: ObjectStore, target: ObjectStore) -> Counter[str]:
    return Counter(line.verdict for line in backup.backup(source, target, clock=lambda: 1e12))


def contents(objects: ObjectStore) -> dict[str, bytes]:
    return {info.key: objects.get(info.key) for prefix in backup.PREFIXES for info in objects.list(f"{prefix}/")}


def lacking(objects: ObjectStore) -> list[str]:
    """What objects of a store refer to and it does not have."""
    missing = []
    for key in contents(objects):
        with objects.open(key) as data:
            missing += [need for need in backup._needs(key, data) if objects.info(need) is None]
    return missing


def revived(copy: ObjectStore, make: Make) -> Context:
    """A product that has nothing but what was put back."""
    fresh = make()
    assert {line.verdict for line in backup.restore(copy, fresh.objects)} <= {"copied"}
    mend(fresh)
    list(again.rebuild(fresh))
    Reconciler(fresh).tick()
    return fresh


def standings(context: Context) -> dict[str, tuple[str, str, list[str]]]:
    return {
        one.document: (one.state, one.name, list(context.index.ids("public", one.document)))
        for one in context.ledger.recent("public", limit=1000)
    }


@pytest.fixture(params=["folder", "minio", "versitygw"])
def target(request: pytest.FixtureRequest, tmp_path: Path, engine: Callable[[str], str]) -> ObjectStore:
    if request.param == "folder":
        return FolderObjects(tmp_path / "copy")
    made = S3Objects(f"{engine(request.param).rpartition('/')[0]}/test-{uuid.uuid4().hex}")
    made.prepare()
    return made


def test_everything_comes_back_from_a_copy(context: Context, make: Make, target: ObjectStore) -> None:
    send(context, "单位一\n项目", "单位二", "REFUSE", "单位三")
    send(context, "单位一\n项目")
    verdicts(context.objects, target)
    assert contents(target) == contents(context.objects)
    assert standings(revived(target, make)) == standings(context)


def test_what_has_not_changed_is_not_copied_again(context: Context, target: ObjectStore) -> None:
    send(context, "单位一", "单位二")
    assert set(verdicts(context.objects, target)) == {"copied"}
    assert set(verdicts(context.objects, target)) == {"same"}
    send(context, "单位三")
    assert verdicts(context.objects, target)["copied"] == 5  # bytes, reading, findings, record, outcome


def test_what_looks_unchanged_but_was_read_at_once_after_it_was_written_is_compared(context: Context) -> None:
    target, (document,) = MemoryObjects(), send(context, "单位一")
    list(backup.backup(context.objects, target))
    key = keys.parsed("public", document)
    context.objects.put(key, context.objects.get(key)[::-1])
    assert {line.key for line in backup.backup(context.objects, target) if line.verdict == "copied"} == {key}


def test_a_copy_without_its_sums_is_compared_and_not_copied(context: Context, target: ObjectStore) -> None:
    send(context, "单位一", "单位二")
    verdicts(context.objects, target)
    for info in list(target.list("backup/")):
        target.delete(info.key)
    assert set(verdicts(context.objects, target)) == {"same"}


def test_a_copy_that_is_broken_off_anywhere_lacks_nothing_and_goes_on(context: Context, make: Make) -> None:
    hold(context)
    send(context, "单位四")
    release(context)
    send(context, "单位一\n项目", "单位二", "REFUSE")
    copy, whole = MemoryObjects(), len(contents(context.objects))
    for steps in range(1, whole + 1):
        partial = MemoryObjects()
        list(islice(backup.backup(context.objects, partial), steps))
        assert lacking(partial) == []
        list(islice(backup.backup(context.objects, copy), steps))
    verdicts(context.objects, copy)
    assert contents(copy) == contents(context.objects)


def test_what_a_killed_copy_has_written_over_is_not_taken_for_damaged(context: Context, make: Make) -> None:
    (document,) = send(context, "单位一\n项目")
    copy = MemoryObjects()
    verdicts(context.objects, copy)
    again.retry(context, "public", document)
    outcome = keys.outcome("public", document)
    for line in backup.backup(context.objects, copy):
        if line.key == outcome:
            assert line.verdict == "copied"
            break  # killed here, before the sums are written
    assert copy.get(outcome) == context.objects.get(outcome)
    assert standings(revived(copy, make)) == standings(context)


def hold(context: Context) -> None:
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False


def release(context: Context) -> None:
    assert isinstance(context.bus, MemoryBus)
    context.bus._waiting.clear()
    context.bus.working = True


def test_a_copy_made_while_documents_come_and_are_done_again_lacks_nothing(make: Make, clock) -> None:
    context, over = make(), threading.Event()
    documents = send(context, *(f"单位{number}\n项目" for number in range(20)))

    def work() -> None:
        number = 100
        while not over.is_set():
            documents.extend(send(context, f"单位{number}\n项目"))
            again.retry(context, "public", documents[number % 20])
            number += 1

    worker = threading.Thread(target=work)
    worker.start()
    copy = MemoryObjects()
    try:
        for _ in range(5):
            found = {line.verdict for line in backup.backup(context.objects, copy)}
            assert found <= {"copied", "same", "unfinished", "removed"}
            assert lacking(copy) == []
    finally:
        over.set()
        worker.join()
    clock.now += UPLOADING + 1
    fresh, here = revived(copy, make), standings(context)
    there = standings(fresh)
    assert set(documents[:20]) <= set(there)
    assert there == {document: here[document] for document in there}


def test_an_end_whose_results_are_being_made_again_waits_for_the_next_copy(context: Context) -> None:
    (document,) = send(context, "单位一")
    hold(context)
    again.retry(context, "public", document)
    copy = MemoryObjects()
    lines = {line.key: line.verdict for line in backup.backup(context.objects, copy)}
    assert lines[keys.outcome("public", document)] == "unfinished"
    assert lines[keys.pending("public", document)] == "copied"
    release(context)
    Reconciler(context).tick()
    assert {line.verdict for line in backup.backup(context.objects, copy)} == {"copied", "same", "removed"}
    assert contents(copy) == contents(context.objects)


def test_an_entry_goes_from_the_copy_only_when_its_end_is_there(context: Context) -> None:
    hold(context)
    (document,) = send(context, "单位一")
    copy, entry = MemoryObjects(), keys.pending("public", document)
    verdicts(context.objects, copy)
    context.objects.delete(entry)
    assert "removed" not in verdicts(context.objects, copy)
    assert journal.entry_of(copy, "public", document)


def test_damaged_bytes_are_said_and_never_copied_over_good_ones(context: Context, make: Make) -> None:
    good, bad = send(context, "单位一", "单位二")
    copy, key = MemoryObjects(), keys.original("public", bad)
    verdicts(context.objects, copy)
    context.objects.put(key, "单位三".encode())
    assert [line.key for line in backup.backup(context.objects, copy) if line.verdict == "damaged"] == [key]
    assert copy.get(key) == "单位二".encode()
    again_there = {line.key: line.verdict for line in backup.restore(copy, context.objects)}
    assert again_there[key] == "copied", "the damaged one is replaced"
    copy.put(keys.record("public", good), b"{}")
    fresh = make()
    damaged = [line.key for line in backup.restore(copy, fresh.objects) if line.verdict == "damaged"]
    assert damaged == [keys.record("public", good)]
    assert fresh.objects.info(keys.record("public", good)) is None


def test_what_is_there_and_differs_is_left_alone_by_a_restore(context: Context) -> None:
    (document,) = send(context, "单位一")
    copy = MemoryObjects()
    verdicts(context.objects, copy)
    assert again.retry(context, "public", document)
    newer = context.objects.get(keys.outcome("public", document))
    lines = {line.key: line.verdict for line in backup.restore(copy, context.objects)}
    assert lines[keys.outcome("public", document)] == "kept"
    assert context.objects.get(keys.outcome("public", document)) == newer


def test_the_way_from_one_machine_to_many(
    tmp_path: Path, s3_address: str, elastic_address: str, redis_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    space, bucket = f"move-{uuid.uuid4().hex[:8]}", f"{s3_address.rpartition('/')[0]}/test-{uuid.uuid4().hex}"
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path / "data"))
    bus = MemoryBus()
    here = replace(bootstrap.one_machine(), bus=bus)

    def work(name: str, event: Event) -> None:
        handle(name, event, here, HANDLERS.get(name))

    bus.handle = work
    documents = send(here, "单位一\n项目", "单位二", space=space)
    told = CliRunner().invoke(cli.app(), ["backup", str(tmp_path / "copy"), "--json"])
    assert (told.exit_code, json.loads(told.stdout)["copied"]) == (0, 10)
    S3Objects(bucket).prepare()
    for name, value in (
        ("GONGKAI_S3", bucket),
        ("GONGKAI_ELASTICSEARCH", elastic_address),
        ("REDIS_URL", redis_address),
    ):
        monkeypatch.setenv(name, value)
    told = CliRunner().invoke(cli.app(), ["restore", str(tmp_path / "copy"), "--json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["copied"] == 10
    there = bootstrap.distributed(s3=bucket, elasticsearch=elastic_address, redis=redis_address)
    assert there.index.documents(space) == here.index.documents(space)
    for document in documents:
        assert list(there.index.ids(space, document)) == list(here.index.ids(space, document))
        standing = there.ledger.standing(space, document)
        assert standing
        assert standing.state == "done"
        there.index.remove(space, document)


def test_the_store_in_use_is_no_place_for_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    told = CliRunner().invoke(cli.app(), ["backup", str(tmp_path / "objects")])
    assert told.exit_code != 0
