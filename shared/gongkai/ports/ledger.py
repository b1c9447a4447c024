"""The ledger (status board): where every document stands. It can be lost and is rebuilt from the object store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

State = Literal["pending", "done", "done_with_warnings", "refused", "failed"]
STATES: tuple[State, ...] = ("pending", "done", "done_with_warnings", "refused", "failed")
# An outage of which nobody has complained for so many seconds is over, or concerns nobody.
NOTED = 120.0
FINAL: frozenset[str] = frozenset(STATES) - {"pending"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one document stands. Times are seconds since 1970; `stage` is the handler that is next or was last.

    `priority` is the place in line of one that waits, from 0 to 9: lower ones are taken first.
    """

    space: str
    document: str
    name: str
    media_type: str
    size: int
    state: State
    stage: str
    received: float
    changed: float
    attempts: int = 0
    code: str | None = None
    batch: str | None = None
    title: str | None = None
    errors: int = 0
    warnings: int = 0
    priority: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a document's history: what a stage did, when, and how long it took (seconds)."""

    at: float
    stage: str
    what: str
    seconds: float | None = None
    code: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """An engine that does not do its work: since when (seconds since 1970), and what it or its absence said."""

    engine: str
    since: float
    detail: str


class Ledger(Protocol):
    """Fast answers about states. Everything takes the space, so that nobody sees another's documents."""

    def record(self, standing: Standing, step: Step | None = None) -> None:
        """Write where a document stands (the newest `changed` wins) and add a line to its history."""

    def standing(self, space: str, document: str) -> Standing | None:
        """None for a document that is not known here."""

    def standings(self, space: str, documents: Sequence[str]) -> Mapping[str, Standing]:
        """Those of the documents that are known here, asked for at once."""

    def history(self, space: str, document: str) -> Sequence[Step]:
        """Oldest first."""

    def counts(self, space: str | None = None) -> Mapping[State, int]:
        """Documents by state, every state present; None counts all spaces."""

    def failures(self, space: str | None = None) -> Mapping[str, int]:
        """Refused and failed documents by code."""

    def waiting(self) -> Mapping[str, tuple[int, float]]:
        """Pending documents by stage: how many, and since when (seconds since 1970) the oldest waits."""

    def crowd(self, space: str, batch: str | None = None, *, most: int) -> int:
        """How many documents of a space are pending, or of one upload into it; counted up to `most`."""

    def line(self, stage: str, priority: int, limit: int) -> Sequence[Standing]:
        """Pending documents at a stage with this priority, at most `limit`, the longest unchanged first."""

    def recent(
        self,
        space: str,
        *,
        state: State | None = None,
        code: str | None = None,
        batch: str | None = None,
        limit: int = 50,
        before: float | None = None,
    ) -> Sequence[Standing]:
        """Newest change first, at most `limit` (≤ 1000), only those changed before `before`."""

    def forget(self, space: str, document: str) -> None:
        """Remove a document from the board."""

    def claim(self, space: str, document: str, owner: str, seconds: float) -> int:
        """Take the document for one worker and so many seconds; 0 when another living worker has it.

        Otherwise how many times in a row it has been taken without a `release` between, this one counted: more
        than 1 means that a worker died over it or lost its way. The seconds are those of one clock, that of the
        ledger; a claim from that clock's future counts as run out.
        """

    def renew(self, space: str, document: str, owner: str, seconds: float) -> bool:
        """Hold the document for so many seconds from now; False, without effect, when somebody took or released it."""

    def release(self, space: str, document: str, owner: str) -> None:
        """Give the document back in good order; without effect for one who does not have it."""

    def away(self, engine: str, detail: str, pause: float) -> bool:
        """Note that an engine is away, since now unless that is known; True for one caller of all in each `pause` seconds.

        Who is told so may ask the engine whether it is back. Whoever waits goes on saying so: what was not noted for
        `NOTED` seconds is no longer known.
        """

    def back(self, engine: str) -> None:
        """The engine answers again."""

    def outages(self) -> Sequence[Outage]:
        """The engines that are away, by name."""

    def tally(self, what: str) -> None:
        """Count one more of something that is watched."""

    def tallies(self) -> Mapping[str, int]:
        """Everything that was counted, since the board was made."""
