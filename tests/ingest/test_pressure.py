"""The door closes for a while when too much waits: for all, for a space, for an upload."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai import bootstrap
from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.ingest.pressure import Pressure
from gongkai.ports.ledger import Standing
from gongkai.settings import Settings

NOW = 1_000_000.0


@pytest.fixture
def context() -> Context:
    settings = Settings(waiting=6, waiting_space=4, waiting_upload=2, waiting_seconds=100)
    return bootstrap.in_memory(settings, clock=lambda: NOW)


def wait(context: Context, count: int, space: str = "public", batch: str = "b", since: float = NOW) -> None:
    for number in range(count):
        one = Standing(
            space=space,
            document=f"{batch}{number}",
            name="a.txt",
            media_type="text/plain",
            size=1,
            state="pending",
            stage="parse.read",
            received=since,
            changed=since,
            batch=batch,
        )
        context.ledger.record(one)


def code(context: Context, space: str = "public", batch: str | None = "b") -> str | None:
    busy = Pressure(context).busy(space, batch)
    return busy.code if busy else None


def test_an_upload_waits_when_it_has_its_share_and_others_go_on(context: Context) -> None:
    wait(context, 1)
    assert code(context) is None
    wait(context, 2)
    assert (code(context), code(context, batch="c"), code(context, batch=None)) == ("BUSY_SHARE", None, None)


def test_a_space_waits_when_it_has_its_share_and_others_go_on(context: Context) -> None:
    wait(context, 2, batch="b")
    wait(context, 2, batch="c")
    assert (code(context, batch="d"), code(context, "draft", "d")) == ("BUSY_SHARE", None)


def test_all_wait_when_too_much_waits(context: Context) -> None:
    for space in ("a", "b", "c"):
        wait(context, 2, space)
    assert (code(context), code(context, "d", "d")) == ("BUSY", "BUSY")


def test_all_wait_when_the_oldest_has_waited_too_long(context: Context) -> None:
    wait(context, 1, since=NOW - 101)
    assert code(context, batch="c") == "BUSY"


def test_many_questions_are_counted_once(context: Context) -> None:
    asked: list[str] = []

    class Counting:
        def waiting(self) -> dict[str, tuple[int, float]]:
            asked.append("waiting")
            return {}

        def crowd(self, space: str, batch: str | None = None, *, most: int) -> int:
            asked.append("crowd")
            return 0

    pressure = Pressure(replace(context, ledger=Counting()))  # type: ignore[arg-type]
    assert [pressure.busy("public", "b") for _ in range(50)] == [None] * 50
    assert len(asked) <= 6


def test_without_a_board_no_door_is_closed(context: Context) -> None:
    class Away:
        def waiting(self) -> None:
            raise Unavailable("ledger")

    assert Pressure(replace(context, ledger=Away())).busy("public") is None  # type: ignore[arg-type]
