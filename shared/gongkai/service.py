"""Runs a handler for a message: once at a time, never twice to effect, and whatever happens ends visibly."""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module

from gongkai import board, journal
from gongkai.board import standing_of
from gongkai.closing import close, close_done
from gongkai.context import Context
from gongkai.doorbell import RESULTS, next_event, ring
from gongkai.errors import Failed, GongkaiError, Refused, Unavailable
from gongkai.events import DocumentFailed, Event
from gongkai.flow import FLOW
from gongkai.journal import Entry
from gongkai.leases import Lease
from gongkai.logs import log
from gongkai.ports.ledger import Standing, Step
from gongkai.record import read_outcome

Handler = Callable[[Event, Context], Iterable[Event]]
# Told which engine is away, it returns True when it is worth asking again, and False when nobody should wait.
Hold = Callable[[Unavailable], bool]

# A full disk or too many open files are no document's fault.
MACHINE = "machine"
_MACHINE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EIO})

# A document over which workers died this often in a row, without a word, is taken to kill them.
DEATHS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message at a handler, with the hold on its document. `waited` are the engines of which its history tells."""

    name: str
    event: Event
    context: Context
    handler: Handler
    lease: Lease
    hold: Hold
    waited: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One attempt of a handler at a message."""

    message: Message
    entry: Entry
    standing: Standing
    started: float

    @property
    def name(self) -> str:
        """The handler's name in the flow."""
        return self.message.name

    @property
    def event(self) -> Event:
        """What is handled."""
        return self.message.event

    @property
    def context(self) -> Context:
        """The engines."""
        return self.message.context

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


def never(away: Unavailable) -> bool:
    """The `Hold` of one who does not wait: the reconciler will ring again."""
    return False


def handle(name: str, event: Event, context: Context, handler: Handler | None = None, hold: Hold = never) -> bool:
    """Do what one message asks for, if it is still to be done and nobody else is at it, then ring for what is next.

    While an engine is away the document is held as long as `hold` says. False when it was given up unfinished for that.
    """
    lease = Lease(context.ledger, event.space, event.document, context.steady)
    message = Message(name=name, event=event, context=context, handler=handler or resolve(name), lease=lease, hold=hold)
    try:
        following = _patiently(message)
    finally:
        lease.give_back()
    if following is None:
        return False
    # Only now: whoever hears it at once must find the document free.
    for one in following:
        if not ring(context, one):
            log().warning("not rung", document=one.document, space=one.space, stage=name)
    return True


def _patiently(message: Message) -> Sequence[Event] | None:
    """What follows, None when an engine is away and nobody waits for it."""
    while True:
        try:
            return _handle(message)
        except Unavailable as away:
            if not message.hold(away):
                return None


def _handle(message: Message) -> Sequence[Event]:
    context, space, document = message.context, message.event.space, message.event.document
    times = message.lease.take()
    if not times:
        return ()
    entry = journal.entry_of(context.objects, space, document)
    if entry is None or _has_result(message):
        return ()
    if entry.ended_by(read_outcome(context.objects, space, document)):
        board.restore(context, space, document)
        journal.leave(context.objects, space, document, entry.run)
        return ()
    standing = standing_of(context, space, document)
    if standing is None:
        return ()
    run = Run(message=message, entry=entry, standing=standing, started=time.monotonic())
    if times > DEATHS:
        return _failed(run, Failed("CRASH", f"{times - 1} workers ended over it"), final=True)
    return _attempt(run)


def _has_result(message: Message) -> bool:
    space, document = message.event.space, message.event.document
    places = (place(space, document) for place in RESULTS.get(message.name, ()))
    return any(message.context.objects.info(place) is not None for place in places)


def _attempt(run: Run) -> Sequence[Event]:
    try:
        found = _outcome(run)
    except Unavailable as away:
        _waiting(run, away)
        raise
    if not run.message.lease.holds():
        return _fenced(run)
    if isinstance(found, Refused):
        return _refused(run, found)
    if isinstance(found, Failed):
        return _failed(run, found)
    return _advanced(run, found)


def _outcome(run: Run) -> Sequence[Event] | Refused | Failed:
    """What the handler made of it, or why it could not. `Unavailable` when that is no document's fault.

    A message that came before its turn is followed by what is due.
    """
    machine = run.context.breakers.of(MACHINE)
    try:
        following = tuple(run.message.handler(run.event, run.context))
    except Unavailable:
        raise
    except (Refused, Failed) as problem:
        return problem
    except Exception as bug:
        if isinstance(bug, OSError) and bug.errno in _MACHINE:
            away = Unavailable(MACHINE, bug.strerror or "")
            machine.failed(away)
            raise away from bug
        if isinstance(bug, KeyError) and (due := _due_before(run)):
            return (due,)
        log().exception("bug", document=run.event.document, space=run.event.space, stage=run.name)
        return Failed("BUG", type(bug).__name__)
    machine.answered()
    return following


def _due_before(run: Run) -> Event | None:
    """What comes before this message, which is older than the results: a retry or another release put them aside."""
    due = next_event(run.context.objects, run.event.space, run.event.document)
    return None if run.name in FLOW[due.NAME] else due


def _fenced(run: Run) -> Sequence[Event]:
    """Somebody else has taken the document meanwhile: what this worker found out comes too late to change anything."""
    log().warning("came too late", document=run.event.document, space=run.event.space, stage=run.name)
    run.context.ledger.tally("fenced")
    return ()


def _advanced(run: Run, following: Sequence[Event]) -> Sequence[Event]:
    step = run.step("done")
    stages = [stage for event in following for stage in FLOW[event.NAME]]
    if stages:
        run.context.ledger.record(run.moved(stage=stages[0], code=None), step)
    else:
        close_done(run.context, run.standing, run.entry, step, following)
    _tell(run, step)
    return following


def _waiting(run: Run, away: Unavailable) -> None:
    """Told once for each engine, however long it is away, and only by who still has the document; told or not, it waits."""
    if away.engine in run.message.waited:
        return
    run.message.waited.add(away.engine)
    step = run.step("waiting", away)
    with contextlib.suppress(Unavailable):
        if not run.message.lease.holds():
            return
        run.context.ledger.record(run.moved(), step)
    _tell(run, step)


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
