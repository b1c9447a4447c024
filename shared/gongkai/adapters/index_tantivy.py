"""The search index of one machine: tantivy in a folder, written by one process at a time, read by any number."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import tantivy

from gongkai.adapters import index_rows
from gongkai.adapters import tantivy_rows as columns
from gongkai.adapters.tantivy_questions import Questions, count
from gongkai.errors import Unavailable
from gongkai.ports.index import Field, Hit, Page, Query, SearchRow

_HEAP = 64 * 1024**2
_BATCH = 10_000
# Documents that make a commit worth while: from here on it costs less than what it writes.
_ENOUGH = 24


@dataclass(eq=False)
class _Job:
    """One document to be written; without a version it is removed."""

    space: str
    document: str
    version: int | None
    rows: list[tantivy.Document]
    count: int = 0
    done: bool = False
    error: BaseException | None = None

    @property
    def owner(self) -> str:
        return columns.owner(self.space, self.document)


class TantivyIndex:
    """tantivy in a folder. A file lock orders the writers of all processes; threads of one process share commits.

    A commit costs as much as the rows of several small documents, and many small commits are merged again and again. So
    while documents keep coming, commits begin `gather` seconds apart; one that comes alone is written at once.
    """

    def __init__(self, folder: Path, fields: Sequence[Field], gather: float = 0.0) -> None:
        self._fields = {field.name: field for field in fields}
        self._gather = gather
        self._base, self._folder = folder, folder / columns.layout(fields)
        self._schema = columns.schema(fields)
        self._questions = Questions(self._schema, self._fields)
        self._opened: tantivy.Index | None = None
        self._process = os.getpid()
        self._opening, self._writing = threading.Lock(), threading.Lock()
        self._handed_in = threading.Condition()
        self._queue: list[_Job] = []
        self._next_commit = 0.0

    def prepare(self) -> None:
        """Create the folder and the index in it, if they are missing."""
        self._index()

    def replace(self, space: str, document: str, version: int, rows: Iterable[SearchRow]) -> int:
        """Make these the rows of the document in one commit, unless newer ones are there."""
        accepted = index_rows.checked(space, document, rows, self._fields)
        written = [columns.document(row, ordinal, self._fields) for ordinal, row in enumerate(accepted)]
        return self._write(_Job(space, document, version, written)).count

    def remove(self, space: str, document: str) -> None:
        """Remove every row of the document."""
        self._write(_Job(space, document, None, []))

    def clear(self) -> None:
        """Remove every row, and the indexes that earlier fields needed; one that is damaged is made anew."""
        try:
            self._index()
        except Unavailable:
            shutil.rmtree(self._folder, ignore_errors=True)
        with self._writer() as writer:
            writer.delete_all_documents()
        for old in self._base.iterdir():
            if old.is_dir() and old != self._folder:
                shutil.rmtree(old)

    def ids(self, space: str, document: str) -> Sequence[str]:
        """The ids stored for a document, sorted."""
        searcher = self._searcher()
        rows = self._questions.rows_of(columns.owner(space, document))
        found = searcher.search(rows, limit=max(searcher.num_docs, 1)).hits
        return sorted(columns.text_of(searcher.doc(address), columns.ID) for _, address in found)

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""
        searcher, counts, after = self._searcher(), dict[str, int](), dict[str, Any]()
        while True:
            pages = {"size": _BATCH, "sources": [{"document": {"terms": {"field": "document"}}}], **after}
            asked = self._questions.term(columns.SPACE, space)
            found = searcher.aggregate(asked, {"documents": {"composite": pages}})["documents"]
            counts.update((bucket["key"]["document"], bucket["doc_count"]) for bucket in found["buckets"])
            if len(found["buckets"]) < _BATCH:
                return counts
            after = {"after": found["after_key"]}

    def search(self, query: Query) -> Page:
        """Answer one question."""
        searcher = self._searcher()
        total, facets = self._questions.counts(searcher, query)
        wanted = min(query.offset + query.size, total)
        ranked = self._questions.best(searcher, query, wanted)[query.offset :] if wanted > query.offset else []
        return Page(
            total=total,
            hits=tuple(self._hit(searcher, address, score, query) for score, address in ranked),
            facets=facets,
            cursor=index_rows.following(query, total),
        )

    def _index(self) -> tantivy.Index:
        with self._opening:
            if self._opened is None or self._process != os.getpid():  # an open index must not cross a fork
                self._opened, self._process = self._open(), os.getpid()
            return self._opened

    def _open(self) -> tantivy.Index:
        with _unavailable():
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._alone():  # two processes may want to create it at once
                index = tantivy.Index(self._schema, path=str(self._folder), reuse=True)
            index.register_tokenizer(columns.CUT, columns.analyser())
            index.config_reader("manual")
            return index

    def _searcher(self) -> tantivy.Searcher:
        index = self._index()
        with _unavailable():
            index.reload()  # about 0.1 ms; shows what other processes wrote
        return index.searcher()

    def _hit(self, searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float, query: Query) -> Hit:
        stored = searcher.doc(address)
        fields = index_rows.read(columns.text_of(stored, columns.STORED), self._fields)
        return Hit(
            id=columns.text_of(stored, columns.ID),
            kind=fields["kind"],
            document=fields["document"],
            score=score,
            fields=fields,
            highlights=index_rows.marks(fields, self._fields, query.phrases),
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While no other process has the pen; the lock goes with the process, however that ends."""
        with (self._base / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        """A writer that commits at the end; opening one takes less than a millisecond, a commit about forty."""
        index = self._index()
        with _unavailable(), self._alone():
            writer = index.writer(_HEAP, num_threads=1)
            try:
                yield writer
                writer.commit()
            finally:
                writer.wait_merging_threads()

    def _write(self, job: _Job) -> _Job:
        """Hand in a job; whoever gets the pen writes for all who wait."""
        with self._handed_in:
            self._queue.append(job)
            self._handed_in.notify()
        with self._writing:
            if not job.done:
                self._write_all(self._gathered())
        if job.error:
            raise job.error
        return job

    def _gathered(self) -> list[_Job]:
        """Everything that was handed in, when it is time for a commit or there is enough for one."""
        with self._handed_in:
            self._handed_in.wait_for(lambda: len(self._queue) >= _ENOUGH, self._next_commit - time.monotonic())
            self._next_commit = time.monotonic() + self._gather
            jobs, self._queue = self._queue, []
            return jobs

    def _write_all(self, jobs: list[_Job]) -> None:
        ordered = sorted(jobs, key=lambda job: job.owner)
        try:
            with self._writer() as writer:
                for _, same in groupby(ordered, key=lambda job: job.owner):
                    self._write_document(writer, list(same))
        except BaseException as error:  # every waiting thread has to hear of it
            for job in jobs:
                job.error = error
        for job in jobs:
            job.done = True

    def _write_document(self, writer: tantivy.IndexWriter, jobs: list[_Job]) -> None:
        version, rows = self._stored(jobs[0].owner)
        for job in jobs:
            if job.version is None or version is None or job.version >= version:
                writer.delete_documents_by_term(columns.OWNER, job.owner)
                for row in job.rows or _tombstones(job):
                    writer.add_document(row)
                version, rows = job.version, len(job.rows)
            job.count = rows

    def _stored(self, owner: str) -> tuple[int | None, int]:
        """The version of a document in the index, and how many rows it has there."""
        searcher = self._searcher()
        hits = searcher.search(self._questions.term(columns.OWNER, owner), limit=1).hits
        if not hits:
            return None, 0
        version = searcher.fast_field_values(columns.VERSION, [hits[0][1]])[0]
        return int(version or 0), count(searcher, self._questions.rows_of(owner))


def _tombstones(job: _Job) -> list[tantivy.Document]:
    return [] if job.version is None else [columns.tombstone(job.space, job.document, job.version)]


@contextmanager
def _unavailable() -> Iterator[None]:
    """What tantivy or the disk complains of is the engine's trouble, not the document's."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise Unavailable("tantivy", str(error)) from error
