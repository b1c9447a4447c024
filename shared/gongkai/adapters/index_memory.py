"""The search index in memory: for tests and for small loads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongkai.adapters import index_rows as rows_of
from gongkai.adapters.memory_questions import Entry, State
from gongkai.adapters.states import States
from gongkai.ports.index import Field, Page, Query, SearchRow


class MemoryIndex:
    """Everything in a dictionary, every question a walk through it."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._schema = {field.name: field for field in fields}
        self._searched = tuple(field.name for field in fields if field.weight)
        self._stored: dict[tuple[str, str], tuple[int, list[Entry]]] = {}
        self._changes = 0
        self._states = States[State]()

    def prepare(self) -> None:
        """Nothing is missing."""

    def replace(self, space: str, document: str, version: int, rows: Iterable[SearchRow]) -> int:
        """Make these the rows of the document, unless newer ones are there."""
        accepted = rows_of.checked(space, document, rows, self._schema)
        stored, entries = self._stored.get((space, document), (version, []))
        if version < stored:
            return len(entries)
        self._changes += 1
        self._stored[space, document] = (
            version,
            [Entry(row, rows_of.tie(space, document, ordinal), self._searched) for ordinal, row in enumerate(accepted)],
        )
        return len(accepted)

    def remove(self, space: str, document: str) -> None:
        """Remove every row of the document."""
        self._changes += 1
        self._stored.pop((space, document), None)

    def ids(self, space: str, document: str) -> Sequence[str]:
        """The ids stored for a document, sorted."""
        return sorted(entry.row.id for entry in self._stored.get((space, document), (0, []))[1])

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""
        return {name: len(rows) for (owner, name), (_, rows) in self._stored.items() if owner == space and rows}

    def clear(self) -> None:
        """Forget everything."""
        self._changes += 1
        self._stored.clear()

    def filling(self) -> bool:
        """It lives as long as what it is filled from."""
        return False

    def take_over(self) -> None:
        """There is nothing to take over from."""

    def search(self, query: Query) -> Page:
        """Answer one question."""
        place, state = rows_of.place(query, self._schema), self._state()
        held = self._states.held(place.state) if place and place.state != state.name else state
        page = (held or state).page(query, place, renewed=held is None)
        if page.cursor:
            self._states.hold((held or state).name, held or state)
        return page

    def _state(self) -> State:
        entries = [entry for _, entries in list(self._stored.values()) for entry in entries]
        return State(str(self._changes), self._schema, entries)
