"""The search index of one machine: tantivy in a folder, written by one process at a time, read by any number."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import tantivy

from gongkai.adapters import index_rows
from gongkai.adapters import tantivy_rows as columns
from gongkai.adapters.states import States
from gongkai.adapters.tantivy_volume import Volume, unavailable
from gongkai.errors import Unavailable
from gongkai.ports.index import Field, Page, Query, SearchRow

# Documents that make a commit worth while: from here on it costs less than what it writes.
_ENOUGH = 24
# Seconds between two looks whether more documents are under way.
_LOOK = 0.25


@dataclass(eq=False)
class _Job:
    """One document to be written; without a version it is removed."""

    space: str
    document: str
    version: int | None
    rows: Sequence[SearchRow]
    made: Sequence[tantivy.Document]
    count: int = 0
    done: bool = False
    error: BaseException | None = None

    @property
    def owner(self) -> str:
        return columns.owner(self.space, self.document)


class TantivyIndex:
    """tantivy in a folder. A file lock orders the writers of all processes; threads of one process share commits.

    A commit costs as much as the rows of several small documents, and many small commits are merged again and again. So
    while documents keep coming, commits begin `gather` seconds apart; one that comes alone is written at once, and so are
    the last ones: `coming` tells how many documents of a space are under way, those that were handed in included, and
    counts no further than the given number.

    Each set of columns has a folder of its own, and a file names the one that is asked. As long as that is an earlier
    one, what is written goes into both.
    """

    def __init__(
        self,
        folder: Path,
        fields: Sequence[Field],
        gather: float = 0.0,
        coming: Callable[[str, int], int] = lambda _, most: most,
    ) -> None:
        self._fields = {field.name: field for field in fields}
        self._gather, self._coming = gather, coming
        self._base, self._pointer = folder, folder / "asked"
        self._own = Volume(folder / columns.layout(fields), fields)
        self._earlier: Volume | None = None
        self._states = States[tuple[Volume, tantivy.Searcher]]()
        self._writing = threading.Lock()
        self._handed_in = threading.Condition()
        self._queue: list[_Job] = []
        self._next_commit = 0.0

    def prepare(self) -> None:
        """Create the folder and the index in it, if they are missing."""
        if self._own.is_there():
            return
        with unavailable():
            self._base.mkdir(parents=True, exist_ok=True)
            with self._alone():  # two processes may want to create it at once
                self._create()

    def replace(self, space: str, document: str, version: int, rows: Iterable[SearchRow]) -> int:
        """Make these the rows of the document in one commit, unless newer ones are there."""
        accepted = index_rows.checked(space, document, rows, self._fields)
        return self._write(_Job(space, document, version, accepted, _made(accepted, self._own))).count

    def remove(self, space: str, document: str) -> None:
        """Remove every row of the document."""
        self._write(_Job(space, document, None, (), ()))

    def clear(self) -> None:
        """Remove every row, and the indexes of earlier columns; one that is damaged is made anew."""
        try:
            self.prepare()
            self._own.state()
        except Unavailable:
            shutil.rmtree(self._own.folder, ignore_errors=True)
            self.prepare()
        with unavailable(), self._alone():
            self._own.whole = False
            with self._own.writer() as writer:
                writer.delete_all_documents()
            self._point()

    def filling(self) -> bool:
        """Whether the present columns were not said to hold everything yet."""
        return self._asked() is not self._own or not self._own.whole

    def take_over(self) -> None:
        """Let the present columns be asked from now on, as they hold everything, and remove earlier ones."""
        self.prepare()
        with unavailable(), self._alone():
            self._own.whole = True
            self._point()

    def ids(self, space: str, document: str) -> Sequence[str]:
        """The ids stored for a document, sorted."""
        self.prepare()
        return self._own.ids(columns.owner(space, document))

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""
        self.prepare()
        return self._own.documents(space)

    def search(self, query: Query) -> Page:
        """Answer one question."""
        place = index_rows.place(query, self._fields)
        asked, name, searcher = self._state()
        held = self._states.held(place.state) if place and place.state != name else (asked, searcher)
        if held and place:
            asked, searcher, name = *held, place.state
        page = asked.page(searcher, name, query, place, renewed=held is None)
        if page.cursor:
            self._states.hold(name, (asked, searcher))
        return page

    def _create(self) -> None:
        self._own = Volume(self._own.folder, list(self._fields.values()))
        self._own.create()
        if self._named() is None:
            self._point()

    def _state(self) -> tuple[Volume, str, tantivy.Searcher]:
        asked = self._asked()
        try:
            return asked, *asked.state()
        except Unavailable:
            if self._asked() is asked:
                raise
        return self._state()  # another process has just let its columns take over

    def _asked(self) -> Volume:
        """The index that questions go to."""
        self.prepare()
        name = self._named()
        if name in (None, self._own.folder.name):
            return self._own
        if self._earlier is None or self._earlier.folder.name != name:
            self._earlier = Volume.of_earlier_columns(self._base / name, list(self._fields.values()))
        return self._earlier

    def _named(self) -> str | None:
        try:
            name = self._pointer.read_text("ascii")
        except FileNotFoundError:
            return None
        return name if (self._base / name).is_dir() else None

    def _point(self) -> None:
        """Name the present columns as those that are asked, durably and in one step, and remove earlier ones."""
        temporary = self._pointer.with_suffix(".new")
        with temporary.open("w") as file:
            file.write(self._own.folder.name)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._pointer)
        for old in self._base.iterdir():
            if old.is_dir() and old != self._own.folder:
                shutil.rmtree(old)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While no other process has the pen; the lock goes with the process, however that ends."""
        with (self._base / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

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
        """Everything that was handed in, when it is time for a commit, there is enough for one, or no more comes."""
        with self._handed_in:
            while self._may_wait() and (left := self._next_commit - time.monotonic()) > 0:
                self._handed_in.wait(min(left, _LOOK))
            self._next_commit = time.monotonic() + self._gather
            jobs, self._queue = self._queue, []
            return jobs

    def _may_wait(self) -> bool:
        """Whether a commit would gain by waiting: more documents are under way, as far as anybody can tell."""
        if len(self._queue) >= _ENOUGH:
            return False
        waiting = Counter(job.space for job in self._queue)
        with contextlib.suppress(Unavailable):
            return any(self._coming(space, count + 1) > count for space, count in waiting.items())
        return True

    def _write_all(self, jobs: list[_Job]) -> None:
        ordered = sorted(jobs, key=lambda job: job.owner)
        try:
            self.prepare()
            with unavailable(), self._alone():
                asked = self._asked()
                for volume in dict.fromkeys((asked, self._own)):
                    with volume.writer() as writer:
                        for _, same in groupby(ordered, key=lambda job: job.owner):
                            self._write_document(volume, writer, list(same))
        except BaseException as error:  # every waiting thread has to hear of it
            for job in jobs:
                job.error = error
        for job in jobs:
            job.done = True

    def _write_document(self, volume: Volume, writer: tantivy.IndexWriter, jobs: list[_Job]) -> None:
        version, rows = volume.stored(jobs[0].owner)
        for job in jobs:
            if job.version is None or version is None or job.version >= version:
                writer.delete_documents_by_term(columns.OWNER, job.owner)
                made = job.made if volume is self._own else _made(job.rows, volume)
                for row in made or _tombstones(job):
                    writer.add_document(row)
                version, rows = job.version, len(made)
            job.count = rows


def _made(rows: Sequence[SearchRow], volume: Volume) -> list[tantivy.Document]:
    """The rows as this index takes them: of fields that it has no column for, only what a hit shows."""
    return [columns.document(row, ordinal, volume.fields) for ordinal, row in enumerate(rows)]


def _tombstones(job: _Job) -> list[tantivy.Document]:
    return [] if job.version is None else [columns.tombstone(job.space, job.document, job.version)]
