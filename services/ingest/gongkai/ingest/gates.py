"""What an upload has to pass before its body is read: room for more, and a store that answers."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.ingest.pressure import Pressure

# A store that takes longer to answer the shortest question is away (seconds).
_PATIENCE = 4.0
_NOTHING = "ready"


class _Gate:
    """One for the whole application, so that all requests share what was found out."""

    def __init__(self, context: Context) -> None:
        self._objects = context.objects
        self._pressure = Pressure(context)
        self._asked: asyncio.Task[Unavailable | None] | None = None

    async def pass_through(self, space: str, batch: str) -> None:
        """Busy when too much waits, Unavailable when the object store does not answer; within a few seconds in any case."""
        busy = await run_in_threadpool(self._pressure.busy, space, batch)
        if busy:
            raise busy
        # However many requests wait for an answer, one question is asked, as each that is not answered holds a thread.
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(run_in_threadpool(self._ask))
        asked = self._asked
        answered, _ = await asyncio.wait({asked}, timeout=_PATIENCE)
        problem = asked.result() if answered else Unavailable("objects", "no answer")
        if problem:
            raise problem

    def _ask(self) -> Unavailable | None:
        try:
            self._objects.info(_NOTHING)
        except Unavailable as away:
            return away
        return None


def _gate_of(request: Request) -> _Gate:
    state = request.app.state
    if not hasattr(state, "gate"):
        state.gate = _Gate(state.context)
    gate: _Gate = state.gate
    return gate


Gate = Annotated[_Gate, Depends(_gate_of)]
