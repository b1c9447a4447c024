"""The more of an upload wait, the further back stand its next documents."""

from __future__ import annotations

from dataclasses import replace

from gongkai import bootstrap
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.context import Context
from gongkai.doorbell import ring
from gongkai.errors import Unavailable
from gongkai.events import DocumentStored
from gongkai.fairness import place
from gongkai.ingest.receive import receive


def quiet() -> Context:
    """A product whose messages wait."""
    context = bootstrap.in_memory()
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    return context


def upload(context: Context, batch: str, count: int) -> None:
    for number in range(count):
        list(receive(context, f"{batch} {number}".encode(), f"{number}.txt", space="public", batch=batch))


def test_the_first_twenty_of_an_upload_stand_in_front_and_later_ones_further_back() -> None:
    context = quiet()
    upload(context, "big", 230)
    assert {priority: count for (queue, priority), count in context.bus.lines().items() if count} == {
        0: 20,
        3: 180,
        6: 30,
    }
    assert (place(context, "public", "big"), place(context, "public", "small"), place(context, "public", None)) == (
        6,
        0,
        0,
    )


def test_ten_documents_are_taken_before_most_of_a_large_upload_that_came_first() -> None:
    context = quiet()
    assert isinstance(context.bus, MemoryBus)
    heard: list[str] = []
    context.bus.handle = lambda name, event: heard.append(event.document)
    upload(context, "big", 300)
    upload(context, "small", 10)
    small = {one.document for one in context.ledger.recent("public", batch="small")}
    context.bus.work()
    assert max(place for place, document in enumerate(heard) if document in small) == 29


def test_without_its_board_a_document_is_rung_for_later() -> None:
    class Away:
        def standing(self, space: str, document: str) -> None:
            raise Unavailable("ledger")

    context = quiet()
    assert not ring(replace(context, ledger=Away()), DocumentStored(document="a" * 64))  # type: ignore[arg-type]
    assert context.bus.depth()["parse"] == 0
