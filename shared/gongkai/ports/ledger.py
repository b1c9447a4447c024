"""The ledger (status board): where every document stands. It can be lost and is rebuilt from the object store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

State = Literal["pending", "done", "done_with_warnings", "refused", "failed"]
STATES: tuple[State, ...] = ("pending", "done", "done_with_warnings", "refused", "failed")
FINAL: frozenset[str] = frozenset(STATES) - {"pending"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one document stands. Times are seconds since 1970; `stage` is the handler that is next or was last."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a document's history: what a stage did, when, and how long it took (seconds)."""

    at: float
    stage: str
    what: str
    seconds: float | None = None
    code: str | None = None
    detail: str = ""


class Ledger(Protocol):
    """Fast answers about states. Everything takes the space, so that nobody sees another's documents."""

    def record(self, standing: Standing, step: Step | None = None) -> None:
        """Write where a document stands (the newest `changed` wins) and add a line to its history."""

    def standing(self, space: str, document: str) -> Standing | None:
        """None for a document that is not known here."""

    def history(self, space: str, document: str) -> Sequence[Step]:
        """Oldest first."""

    def counts(self, space: str | None = None) -> Mapping[State, int]:
        """Documents by state, every state present; None counts all spaces."""

    def failures(self, space: str | None = None) -> Mapping[str, int]:
        """Refused and failed documents by code."""

    def waiting(self) -> Mapping[str, tuple[int, float]]:
        """Pending documents by stage: how many, and since when (seconds since 1970) the oldest waits."""

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

    def claim(self, space: str, document: str, owner: str, until: float, now: float) -> int:
        """Take the document for one worker until a time; 0 when another living worker has it.

        Otherwise how many times in a row it has been taken without a `release` between, this one counted: more
        than 1 means that a worker died over it or lost its way.
        """

    def release(self, space: str, document: str, owner: str) -> None:
        """Give the document back in good order; without effect for one who does not have it."""
