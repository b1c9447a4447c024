"""One index of tantivy in its folder: the rows of one set of columns, read and written."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy

from gongkai.adapters import index_rows
from gongkai.adapters import tantivy_rows as columns
from gongkai.adapters.tantivy_questions import Questions, Ranked, count
from gongkai.errors import Unavailable
from gongkai.ports import cursors
from gongkai.ports.cursors import Place
from gongkai.ports.index import Field, Hit, Page, Query

_HEAP = 64 * 1024**2
_BATCH = 10_000
_COLUMNS, _WHOLE = "columns.json", "whole"


class Volume:
    """The rows in one folder. `fields` are those of the present release that have a column here; a hit shows all."""

    def __init__(self, folder: Path, fields: Sequence[Field], shown: Sequence[Field] = ()) -> None:
        self.folder = folder
        self.fields = {field.name: field for field in fields}
        self._shown = {field.name: field for field in shown or fields}
        self._schema: tantivy.Schema | None = None
        self._opened: tuple[tantivy.Index, Questions] | None = None
        self._process = os.getpid()
        self._opening = threading.Lock()

    @staticmethod
    def of_earlier_columns(folder: Path, fields: Sequence[Field]) -> Volume:
        """An index that another release has made: those of these fields that it has as they are now."""
        with unavailable():
            there = json.loads((folder / _COLUMNS).read_text("utf-8"))
        return Volume(folder, [field for field in fields if columns.signature(field) in there], fields)

    def is_there(self) -> bool:
        """Whether the folder holds an index."""
        return (self.folder / "meta.json").exists()

    def create(self) -> None:
        """Make the index in the folder if there is none; only one process may do so at a time."""
        with unavailable():
            self.folder.mkdir(parents=True, exist_ok=True)
            fields = list(self.fields.values())
            (self.folder / _COLUMNS).write_text(json.dumps([columns.signature(field) for field in fields]))
            tantivy.Index(columns.schema(fields), path=str(self.folder), reuse=True)

    @property
    def whole(self) -> bool:
        """Whether it was said to hold everything; a new one was not."""
        return (self.folder / _WHOLE).exists()

    @whole.setter
    def whole(self, is_whole: bool) -> None:
        if is_whole:
            (self.folder / _WHOLE).touch()
        else:
            (self.folder / _WHOLE).unlink(missing_ok=True)

    def state(self) -> tuple[str, tantivy.Searcher]:
        """All rows at this moment, and a name that no other state has."""
        index, _ = self._index()
        while True:
            with unavailable():
                before = self._meta()
                index.reload()  # about 0.1 ms; shows what other processes wrote
                searcher = index.searcher()
                if self._meta() == before:
                    return f"{self.folder.name}-{before}", searcher

    def page(self, searcher: tantivy.Searcher, name: str, query: Query, place: Place | None, renewed: bool) -> Page:
        """The page of this state behind this place."""
        questions = self._index()[1]
        total, facets = questions.counts(searcher, query)
        before = place.shown if place else 0
        wanted = min(query.size, total - before)
        ranked = questions.best(searcher, query, place, wanted) if wanted > 0 else []
        ranks = [(one.value, one.tie) for one in ranked]
        return Page(
            total=total,
            hits=tuple(self._hit(searcher, one, query) for one in ranked),
            before=before,
            renewed=renewed,
            facets=facets,
            cursor=cursors.following(query, ranks, name) if ranks and before + len(ranks) < total else None,
        )

    def ids(self, owner: str) -> Sequence[str]:
        """The ids stored for a document, sorted."""
        _, searcher = self.state()
        rows = self._index()[1].rows_of(owner)
        found = searcher.search(rows, limit=max(searcher.num_docs, 1)).hits
        return sorted(columns.text_of(searcher.doc(address), columns.ID) for _, address in found)

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""
        (_, searcher), counts, after = self.state(), dict[str, int](), dict[str, Any]()
        asked = self._index()[1].term(columns.SPACE, space)
        while True:
            pages = {"size": _BATCH, "sources": [{"document": {"terms": {"field": "document"}}}], **after}
            found = searcher.aggregate(asked, {"documents": {"composite": pages}})["documents"]
            counts.update((bucket["key"]["document"], bucket["doc_count"]) for bucket in found["buckets"])
            if len(found["buckets"]) < _BATCH:
                return counts
            after = {"after": found["after_key"]}

    def stored(self, owner: str) -> tuple[int | None, int]:
        """The version of a document here, None when it has never been, and how many rows it has."""
        (_, searcher), questions = self.state(), self._index()[1]
        hits = searcher.search(questions.term(columns.OWNER, owner), limit=1).hits
        if not hits:
            return None, 0
        version = searcher.fast_field_values(columns.VERSION, [hits[0][1]])[0]
        return int(version or 0), count(searcher, questions.rows_of(owner))

    @contextmanager
    def writer(self) -> Iterator[tantivy.IndexWriter]:
        """A writer that commits at the end; opening one takes less than a millisecond, a commit about forty."""
        index, _ = self._index()
        with unavailable():
            writer = index.writer(_HEAP, num_threads=1)
            try:
                yield writer
                writer.commit()
            finally:
                writer.wait_merging_threads()

    def _index(self) -> tuple[tantivy.Index, Questions]:
        with self._opening, unavailable():
            if self._opened is None or self._process != os.getpid():  # an open index must not cross a fork
                index = tantivy.Index.open(str(self.folder))
                index.register_tokenizer(columns.CUT, columns.analyser())
                index.config_reader("manual")
                self._opened, self._process = (index, Questions(index.schema, self.fields)), os.getpid()
            return self._opened

    def _meta(self) -> str:
        return hashlib.sha256((self.folder / "meta.json").read_bytes()).hexdigest()[:16]

    def _hit(self, searcher: tantivy.Searcher, row: Ranked, query: Query) -> Hit:
        stored = searcher.doc(row.address)
        fields = index_rows.read(columns.text_of(stored, columns.STORED), self._shown)
        return Hit(
            id=columns.text_of(stored, columns.ID),
            kind=fields["kind"],
            document=fields["document"],
            score=0.0 if query.sort or not isinstance(row.value, float) else row.value,
            fields=fields,
            highlights=index_rows.marks(fields, self._shown, query.phrases),
        )


@contextmanager
def unavailable() -> Iterator[None]:
    """What tantivy or the disk complains of is the engine's trouble, not the document's."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise Unavailable("tantivy", str(error)) from error
