"""An index that is filled again: what it lacks is told by the object store, and questions go to it once it holds all."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import board, keys
from gongkai.context import Context
from gongkai.record import Outcome, read_outcome

_WELL = ("done", "done_with_warnings")


class Holdings:
    """What the index that is written to holds, a space at a time, as it was when the space was first asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._space: str | None = None
        self._rows: dict[str, int] = {}

    def rows(self, space: str, document: str) -> int:
        """How many rows the index has of a document."""
        if self._space != space:
            self._space, self._rows = space, dict(self._context.index.documents(space))
        return self._rows.get(document, 0)

    def is_whole(self, space: str, document: str, outcome: Outcome) -> bool:
        """Whether nothing is to be done again: results and rows are those of this pipeline, and all there."""
        results = (keys.parsed(space, document), keys.findings(space, document))
        return (
            outcome.pipeline == keys.PIPELINE
            and outcome.rows == self.rows(space, document)
            and all(self._context.objects.info(key) for key in results)
        )


def settle(context: Context) -> bool:
    """Whether the index holds all that was ever indexed. Once a new one does, questions go to it and to no older one.

    A document that is being handled again counts as missing until its new rows are there; one that ended otherwise has none.
    """
    if context.index.filling():
        if any(_missing(context)):
            return False
        context.index.take_over()
    return True


def _missing(context: Context) -> Iterator[bool]:
    holdings = Holdings(context)
    for space, document in board.known(context):
        if holdings.rows(space, document) == 0:
            outcome = read_outcome(context.objects, space, document)
            yield outcome is not None and outcome.state in _WELL and outcome.rows > 0
