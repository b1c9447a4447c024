"""The reconciler rings for what is silent, for nothing that will come anyway, and again when the broker was away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gongkai import journal
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.breakers import Breakers
from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.ingest.receive import receive
from gongkai.reconciler import ENOUGH, Reconciler
from gongkai.settings import Settings


class Silent(MemoryBus):
    """Works nothing off; away when it is told so; keeps no message when it is told to lose them."""

    is_away = False

    def publish(self, event, priority: int = 0) -> bool:
        self._look()
        return super().publish(event, priority)

    def lines(self):
        self._look()
        return super().lines()

    def _look(self) -> None:
        if self.is_away:
            raise Unavailable("broker", "refused")


@pytest.fixture
def bus() -> Silent:
    return Silent(working=False)


@pytest.fixture
def waiting(context: Context, bus: Silent) -> Context:
    """Twenty documents whose messages were lost."""
    made = replace(context, bus=bus)
    for number in range(20):
        list(receive(made, f"单位{number}".encode(), f"{number}.txt", space="public"))
    bus._waiting.clear()
    return made


def rung(context: Context, clock, seconds: Sequence[float]) -> list[int]:
    """For how many it rings at looks that are so many seconds apart."""
    reconciler, found = Reconciler(context), []
    for pause in seconds:
        clock.now += pause
        found.append(reconciler.tick())
    return found


def test_a_new_one_rings_for_all_at_once(waiting: Context, clock) -> None:
    assert rung(waiting, clock, [0]) == [20]


def test_it_rings_again_with_pauses_that_double_up_to_an_hour(waiting: Context, clock, bus: Silent) -> None:
    reconciler, pauses, last = Reconciler(waiting), [], clock.now
    reconciler.tick()
    for _ in range(24 * 120):
        clock.now += 30.0
        bus._waiting.clear()
        if reconciler.tick():
            pauses.append(round(clock.now - last))
            last = clock.now
    assert pauses[:7] == [150, 270, 510, 990, 1950, 3630, 3630]
    assert set(pauses[6:]) == {3630}


def test_an_outage_of_the_broker_doubles_no_pause_and_is_followed_by_a_call_for_all(
    waiting: Context, clock, bus: Silent
) -> None:
    breakers = Breakers()
    context = replace(waiting, breakers=breakers)
    reconciler = Reconciler(context)
    assert reconciler.tick() == 20
    bus.is_away = True
    breakers.of("broker").failed(Unavailable("broker"))
    for _ in range(20):
        clock.now += 300.0
        with pytest.raises(Unavailable):
            reconciler.tick()
        assert not reconciler.is_called
    bus.is_away = False
    bus._waiting.clear()
    breakers.of("broker").answered()
    assert reconciler.is_called
    assert reconciler.tick() == 20
    assert {times for _, times, _ in reconciler.rung.values()} == {1}
    assert not reconciler.is_called


def test_it_does_not_ring_for_what_waits_for_an_engine_that_is_away(waiting: Context, clock) -> None:
    for standing in waiting.ledger.recent("public"):
        waiting.ledger.record(replace(standing, stage="index.push"))
    waiting.ledger.away("elasticsearch", "refused", 5)
    assert rung(waiting, clock, [0]) == [0]
    waiting.ledger.back("elasticsearch")
    assert rung(waiting, clock, [61]) == [20]


def test_it_does_not_ring_while_enough_messages_wait(waiting: Context, clock, bus: Silent) -> None:
    bus._waiting = [(0, "parse.read", None)] * ENOUGH  # type: ignore[list-item]
    assert rung(waiting, clock, [0, 600, 600]) == [0, 0, 0]
    assert rung(waiting, clock, [7200]) == [20]


def test_what_found_no_room_is_rung_for_at_the_next_look(waiting: Context, clock, bus: Silent) -> None:
    context = replace(waiting, settings=Settings(messages=8))
    reconciler = Reconciler(context)
    found = []
    for _ in range(4):
        found.append(reconciler.tick())
        bus._waiting.clear()
    assert found == [8, 8, 4, 0]
    assert not reconciler.first


def test_two_at_once_only_ring_twice(context: Context, waiting: Context, bus: Silent) -> None:
    assert [Reconciler(waiting).tick(), Reconciler(waiting).tick()] == [20, 20]
    messages, own = list(bus._waiting), context.bus
    assert isinstance(own, MemoryBus)
    own._waiting = messages
    own.work()
    assert context.ledger.counts()["done"] == 20
    assert set(context.index.documents("public").values()) == {2}
    assert list(journal.outstanding(context.objects)) == []
