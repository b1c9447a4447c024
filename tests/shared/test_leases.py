"""A document belongs to one worker at a time, and who lost his knows it before he makes anything final."""

from __future__ import annotations

import pytest

from gongkai.adapters.ledger_memory import MemoryLedger
from gongkai.errors import Unavailable
from gongkai.leases import LEASE, Lease, give_back_all


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Ledger(MemoryLedger):
    """Counts what it is asked, and is away when it is told so."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.renewals = 0
        self.is_away = False

    def renew(self, space: str, document: str, owner: str, seconds: float) -> bool:
        self.renewals += 1
        if self.is_away:
            raise Unavailable("ledger")
        return super().renew(space, document, owner, seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(clock: Clock) -> Ledger:
    return Ledger(clock)


def lease(ledger: Ledger, clock: Clock) -> Lease:
    return Lease(ledger, "public", "1" * 64, clock)


def test_a_fresh_lease_holds_without_a_question(ledger: Ledger, clock: Clock) -> None:
    mine = lease(ledger, clock)
    assert mine.take() == 1
    clock.now += 30.0
    assert mine.holds()
    assert ledger.renewals == 0


def test_an_old_lease_that_nobody_took_holds_on(ledger: Ledger, clock: Clock) -> None:
    mine = lease(ledger, clock)
    mine.take()
    clock.now += 10 * LEASE
    assert mine.holds()
    assert lease(ledger, clock).take() == 0


def test_who_stood_still_while_another_took_the_document_has_lost_it(ledger: Ledger, clock: Clock) -> None:
    mine, other = lease(ledger, clock), lease(ledger, clock)
    mine.take()
    clock.now += LEASE + 1.0
    assert other.take() == 2
    assert not mine.holds()
    mine.give_back()
    assert other.holds()


def test_who_stood_still_while_another_finished_has_lost_it_too(ledger: Ledger, clock: Clock) -> None:
    mine, other = lease(ledger, clock), lease(ledger, clock)
    mine.take()
    clock.now += LEASE + 1.0
    other.take()
    other.give_back()
    assert not mine.holds()


def test_while_the_ledger_is_away_nobody_knows_and_nothing_becomes_final(ledger: Ledger, clock: Clock) -> None:
    mine = lease(ledger, clock)
    mine.take()
    clock.now += LEASE
    ledger.is_away = True
    with pytest.raises(Unavailable):
        mine.holds()


def test_taken_again_by_the_same_it_counts_once(ledger: Ledger, clock: Clock) -> None:
    mine = lease(ledger, clock)
    assert [mine.take() for _ in range(20)] == [1] * 20


def test_a_process_that_has_to_end_gives_everything_back(ledger: Ledger, clock: Clock) -> None:
    mine = lease(ledger, clock)
    mine.take()
    give_back_all()
    assert not mine.holds()
    assert lease(ledger, clock).take() == 1
