"""Runs a handler for a message: once at a time, never twice to effect, and whatever happens ends visibly."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from gongkai import journal
from gongkai.adapters.owners import myself
from gongkai.board import standing_of
from gongkai.closing import close, close_done
from gongkai.context import Context
from gongkai.doorbell import RESULTS, ring
from gongkai.errors import Failed, GongkaiError, Refused, Unavailable
from gongkai.events import DocumentFailed, Event
from gongkai.flow import FLOW
from gongkai.journal import Entry
from gongkai.logs import log
from gongkai.ports.ledger import Standing, Step
from gongkai.record import read_outcome

Handler = Callable[[Event, Context], Iterable[Event]]

# A full disk or too many open files are no document's fault.
_MACHINE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EIO})

# A document over which workers died this often in a row, without a word, is taken to kill them.
DEATHS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One handler at work on one message."""

    name: str
    event: Event
    context: Context
    entry: Entry
    standing: Standing
    started: float

    def step(self, what: str, problem: GongkaiError | None = None) -> Step:
        """The line for the document's history, at this moment."""
        return Step(
            at=self.context.clock(),
            stage=self.name,
            what=what,
            seconds=round(time.monotonic() - self.started, 4),
            code=problem.code if problem else None,
            detail=problem.detail if problem else "",
        )

    def moved(self, **changes: object) -> Standing:
        """The standing with changes, never older than the one before, even when the clock was set back."""
        return replace(self.standing, changed=max(self.context.clock(), self.standing.changed), **changes)  # type: ignore[arg-type]


def resolve(name: str) -> Handler:
    """The function that the flow names: `parse.read` is `read` in gongkai.parse.handlers."""
    service, _, function = name.partition(".")
    handler: Handler = getattr(import_module(f"gongkai.{service}.handlers"), function)
    return handler


def handle(name: str, event: Event, context: Context, handler: Handler | None = None) -> None:
    """Do what one message asks for, if it is still to be done and nobody else is at it, then ring for what is next."""
    owner = myself()
    times = context.ledger.claim(event.space, event.document, owner, 2 * context.settings.limits.seconds)
    if not times:
        return
    try:
        following = _handle(name, event, context, handler or resolve(name), times)
    finally:
        context.ledger.release(event.space, event.document, owner)
    # Only now: whoever hears it at once must find the document free.
    for one in following:
        if not ring(context, one):
            log().warning("not rung", document=one.document, space=one.space, stage=name)


def _handle(name: str, event: Event, context: Context, handler: Handler, times: int) -> Sequence[Event]:
    entry = journal.entry_of(context.objects, event.space, event.document)
    if entry is None or _has_result(name, event, context):
        return ()
    if entry.ended_by(read_outcome(context.objects, event.space, event.document)):
        journal.leave(context.objects, event.space, event.document, entry.run)
        return ()
    standing = standing_of(context, event.space, event.document)
    if standing is None:
        return ()
    run = Run(name=name, event=event, context=context, entry=entry, standing=standing, started=time.monotonic())
    if times > DEATHS:
        return _failed(run, Failed("CRASH", f"{times - 1} workers ended over it"), final=True)
    return _attempt(run, handler)


def _has_result(name: str, event: Event, context: Context) -> bool:
    key = RESULTS.get(name)
    return key is not None and context.objects.info(key(event.space, event.document)) is not None


def _attempt(run: Run, handler: Handler) -> Sequence[Event]:
    try:
        following = tuple(handler(run.event, run.context))
    except Unavailable as away:
        return _waiting(run, away)
    except Refused as refusal:
        return _refused(run, refusal)
    except Failed as failure:
        return _failed(run, failure)
    except Exception as bug:
        if isinstance(bug, OSError) and bug.errno in _MACHINE:
            return _waiting(run, Unavailable("machine", bug.strerror or ""))
        log().exception("bug", document=run.event.document, space=run.event.space, stage=run.name)
        return _failed(run, Failed("BUG", type(bug).__name__))
    return _advanced(run, following)


def _advanced(run: Run, following: Sequence[Event]) -> Sequence[Event]:
    step = run.step("done")
    stages = [stage for event in following for stage in FLOW[event.NAME]]
    if stages:
        run.context.ledger.record(run.moved(stage=stages[0], code=None), step)
    else:
        close_done(run.context, run.standing, run.entry, step, following)
    _tell(run, step)
    return following


def _waiting(run: Run, away: Unavailable) -> Sequence[Event]:
    step = run.step("waiting", away)
    run.context.ledger.record(run.moved(), step)
    _tell(run, step)
    return ()


def _refused(run: Run, refusal: Refused) -> Sequence[Event]:
    step = run.step("refused", refusal)
    close(run.context, run.standing, run.entry, step, "refused")
    _tell(run, step)
    return (_failure(run, refusal, final=True),)


def _failed(run: Run, failure: Failed, final: bool = False) -> Sequence[Event]:
    attempts = run.standing.attempts + 1
    step = run.step("failed", failure)
    tried = run.moved(attempts=attempts, code=failure.code)
    final = final or attempts >= run.context.settings.limits.attempts
    if final:
        close(run.context, tried, run.entry, step, "failed")
    else:
        run.context.ledger.record(tried, step)
    _tell(run, step)
    # The second attempt is made at once, later ones when the reconciler rings, with growing pauses.
    again = (run.event,) if attempts == 1 and not final else ()
    return (_failure(run, failure, final), *again)


def _failure(run: Run, problem: GongkaiError, final: bool) -> DocumentFailed:
    return DocumentFailed(
        document=run.event.document, space=run.event.space, stage=run.name, code=problem.code, final=final
    )


def _tell(run: Run, step: Step) -> None:
    log().info(
        "step",
        document=run.event.document,
        space=run.event.space,
        stage=step.stage,
        what=step.what,
        seconds=step.seconds,
        code=step.code,
    )
