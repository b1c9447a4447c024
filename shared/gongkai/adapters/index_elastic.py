"""The search index of many machines: Elasticsearch 8.19 or 9, asked and ranked as tantivy is."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError

from gongkai.adapters import elastic_rows as columns
from gongkai.adapters import index_rows
from gongkai.adapters.elastic_bulk import away
from gongkai.adapters.elastic_pages import Pages
from gongkai.adapters.elastic_volume import Volume
from gongkai.errors import Unavailable
from gongkai.ports.index import Field, Page, Query, SearchRow

_TIMEOUT = 30.0


class ElasticIndex:
    """One index for each set of columns, behind an alias with their digest; a further alias, `name`, is the one that is asked.

    As long as that is an index of earlier columns, what is written goes into both.
    """

    def __init__(self, address: str, fields: Sequence[Field], name: str = "gongkai") -> None:
        self._client = Elasticsearch(address, request_timeout=_TIMEOUT, max_retries=0)
        self._fields = {field.name: field for field in fields}
        self._base, self._alias = name, f"{name}-{columns.layout(fields)}"
        self._whole = f"{self._alias}-whole"  # a further alias, which a new index does not have
        self._mappings = columns.mappings(fields)
        self._own = Volume(self._client, self._alias, self._fields)
        self._pages = Pages(self._client, name, self._fields, secret=address)
        self._preparing, self._prepared = threading.Lock(), False
        self._is_asked = False  # once true it stays so, unless a release is taken back

    def prepare(self) -> None:
        """Create the index and its aliases, if they are missing."""
        with self._engine():
            pass

    def replace(self, space: str, document: str, version: int, rows: Iterable[SearchRow]) -> int:
        """Make these the rows of the document, unless newer ones are there."""
        accepted = index_rows.checked(space, document, rows, self._fields)
        owner = columns.owner(space, document)
        with self._engine():
            count = self._own.replace(owner, version, accepted)
            self._write_earlier(lambda earlier: earlier.replace(owner, version, accepted))
            return count

    def remove(self, space: str, document: str) -> None:
        """Remove every row of the document."""
        owner = columns.owner(space, document)
        with self._engine():
            self._own.remove(owner)
            self._write_earlier(lambda earlier: earlier.remove(owner))

    def clear(self) -> None:
        """Put an empty index in the place of all that there are, those of earlier columns included."""
        with self._engine():
            serials = [int(old.rpartition("-")[2]) for old in self._indices() if old.startswith(f"{self._alias}-")]
            new = f"{self._alias}-{max(serials, default=0) + 1}"
            self._client.indices.create(index=new, mappings=self._mappings, settings=columns.settings())
            self._let_take_over(new)

    def filling(self) -> bool:
        """Whether the present columns were not said to hold everything yet."""
        with self._engine():
            return self._asked() != self._index() or not self._client.indices.exists_alias(name=self._whole)

    def take_over(self) -> None:
        """Let the present columns be asked from now on, as they hold everything, and remove earlier ones, in one step."""
        with self._engine():
            self._let_take_over(self._index(), self._whole)

    def ids(self, space: str, document: str) -> Sequence[str]:
        """The ids stored for a document, sorted."""
        with self._engine():
            return sorted(name for name, _ in self._own.rows(columns.owner(space, document)))

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""
        with self._engine():
            return self._own.documents(space)

    def search(self, query: Query) -> Page:
        """Answer one question."""
        with self._engine():
            return self._pages.page(query)

    def _write_earlier(self, write: Callable[[Volume], object]) -> None:
        earlier = self._earlier()
        if earlier is None:
            return
        try:
            write(earlier)
        except (NotFoundError, Unavailable):
            if self._asked() != self._index():
                raise
            # It was taken over from a moment ago, and is gone.

    def _earlier(self) -> Volume | None:
        """The index of earlier columns that is still asked, if it can be written to."""
        self._is_asked = self._is_asked or self._asked() == self._index()
        if self._is_asked:
            return None
        asked = self._asked()
        there = self._client.indices.get_mapping(index=asked)[asked]["mappings"]["properties"]
        if not columns.is_same(columns.OWN, self._mappings["properties"], there):
            return None
        known = {
            name: field
            for name, field in self._fields.items()
            if columns.is_same(columns.of(field), self._mappings["properties"], there)
        }
        return Volume(self._client, asked.rpartition("-")[0], known)

    def _asked(self) -> str:
        """The name of the index that questions go to."""
        return next(iter(self._client.indices.get_alias(name=self._base)))

    def _index(self) -> str:
        """The name of the index of the present columns."""
        return next(iter(self._client.indices.get_alias(name=self._alias)))

    def _indices(self) -> list[str]:
        found = self._client.indices.get(index=f"{self._base}-*", features=["aliases"])
        return [old for old in found if re.fullmatch(rf"{re.escape(self._base)}-[0-9a-f]{{12}}-\d+", old)]

    def _let_take_over(self, new: str, *more: str) -> None:
        olds = [{"remove_index": {"index": old}} for old in self._indices() if old != new]
        names = [{"add": {"index": new, "alias": alias}} for alias in (self._alias, self._base, *more)]
        self._client.indices.update_aliases(actions=[*names, *olds])

    def _create(self) -> None:
        with self._preparing:
            if self._prepared:
                return
            if not self._client.indices.exists_alias(name=self._alias):
                try:
                    self._client.indices.create(
                        index=f"{self._alias}-1", aliases={self._alias: {}},
                        mappings=self._mappings, settings=columns.settings(),
                    )  # fmt: skip
                except BadRequestError as error:
                    if error.error != "resource_already_exists_exception":  # another process was faster
                        raise
            if not self._client.indices.exists_alias(name=self._base):
                self._client.indices.put_alias(index=self._index(), name=self._base)
            self._prepared = True

    @contextmanager
    def _engine(self) -> Iterator[None]:
        """What the engine complains of, once it has the index, is its trouble and not the document's."""
        try:
            self._create()
            yield
        except (ApiError, TransportError) as error:
            self._forget()
            raise away(error) from error
        except Unavailable:
            self._forget()
            raise

    def _forget(self) -> None:
        """Should somebody have removed the index, the next call makes it anew."""
        self._prepared = self._is_asked = False
