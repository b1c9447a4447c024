"""The status board in one SQLite file, shared by all processes of one machine."""

# ruff: noqa: S608 - what is put into the statements are the names of this module and of the fields of two classes

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import Any

from gongkai.adapters.clocks import steady
from gongkai.adapters.owners import lives
from gongkai.errors import Unavailable
from gongkai.ports.ledger import NOTED, STATES, Outage, Standing, State, Step

_STANDING = tuple(field.name for field in fields(Standing))
# By name: after an update that was gone back from there are more than this release knows.
_COLUMNS = ", ".join(_STANDING)
_STEP = tuple(field.name for field in fields(Step))
_AT_ONCE = 500  # documents of one question
_SCHEMA = f"""
create table if not exists standings ({", ".join(_STANDING)}, primary key (space, document)) without rowid;
create table if not exists steps (space, document, {", ".join(_STEP)});
create table if not exists leases (space, document, owner, since, until, times, primary key (space, document))
without rowid;
create table if not exists outages (engine primary key, since, detail, asked, noted) without rowid;
create table if not exists tallies (what primary key, times) without rowid;
"""
_INDEXES = """
create index if not exists standings_by_change on standings (space, changed);
create index if not exists standings_by_state on standings (state, stage, changed);
create index if not exists standings_by_batch on standings (batch) where batch is not null;
create index if not exists standings_in_crowds on standings (space, batch) where state = 'pending';
create index if not exists standings_in_lines on standings (stage, priority, changed) where state = 'pending';
create index if not exists steps_by_document on steps (space, document);
"""
_UPSERT = f"""
insert into standings ({_COLUMNS}) values ({", ".join(f":{name}" for name in _STANDING)})
on conflict do update set {", ".join(f"{name} = excluded.{name}" for name in _STANDING)}
where excluded.changed >= changed
"""
_NOTE = f"""
insert into outages values (?, ?, ?, 0, ?) on conflict do update set noted = excluded.noted,
since = iif(excluded.noted < noted + {NOTED}, since, excluded.since),
detail = iif(excluded.noted < noted + {NOTED}, detail, excluded.detail)
"""


class SqliteLedger:
    """A `Ledger` in a file: write-ahead log, one connection for each thread of each process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def record(self, standing: Standing, step: Step | None = None) -> None:
        """See the port."""
        with self._writing() as database:
            database.execute(_UPSERT, asdict(standing))
            if step:
                marks = ", ".join("?" for _ in range(2 + len(_STEP)))
                database.execute(
                    f"insert into steps values ({marks})", (standing.space, standing.document, *astuple(step))
                )

    def standing(self, space: str, document: str) -> Standing | None:
        """See the port."""
        found = self._rows(f"select {_COLUMNS} from standings where space = ? and document = ?", space, document)
        return _standing(found[0]) if found else None

    def standings(self, space: str, documents: Sequence[str]) -> Mapping[str, Standing]:
        """See the port."""
        found: dict[str, Standing] = {}
        for start in range(0, len(documents), _AT_ONCE):
            some = documents[start : start + _AT_ONCE]
            marks = ", ".join("?" for _ in some)
            rows = self._rows(
                f"select {_COLUMNS} from standings where space = ? and document in ({marks})", space, *some
            )
            found |= {one.document: one for one in map(_standing, rows)}
        return found

    def history(self, space: str, document: str) -> Sequence[Step]:
        """See the port."""
        found = self._rows("select * from steps where space = ? and document = ? order by rowid", space, document)
        return [Step(**dict(zip(_STEP, row[2:], strict=True))) for row in found]

    def counts(self, space: str | None = None) -> Mapping[State, int]:
        """See the port."""
        found = dict(self._rows("select state, count(*) from standings where ? in (space, '') group by 1", space or ""))
        return {state: found.get(state, 0) for state in STATES}

    def failures(self, space: str | None = None) -> Mapping[str, int]:
        """See the port."""
        condition = "where state in ('refused', 'failed') and code is not null and ? in (space, '') group by 1"
        return dict(self._rows(f"select code, count(*) from standings {condition}", space or ""))

    def waiting(self) -> Mapping[str, tuple[int, float]]:
        """See the port."""
        found = self._rows("select stage, count(*), min(changed) from standings where state = 'pending' group by 1")
        return {stage: (count, oldest) for stage, count, oldest in found}

    def crowd(self, space: str, batch: str | None = None, *, most: int) -> int:
        """See the port."""
        question = "select 1 from standings where state = 'pending' and space = ?"
        upload = () if batch is None else (batch,)
        some = f"{question}{' and batch = ?' * len(upload)} limit ?"
        return int(self._rows(f"select count(*) from ({some})", space, *upload, most)[0][0])

    def line(self, stage: str, priority: int, limit: int) -> Sequence[Standing]:
        """See the port."""
        question = f"select {_COLUMNS} from standings where state = 'pending' and stage = ? and priority = ?"
        return [_standing(row) for row in self._rows(f"{question} order by changed limit ?", stage, priority, limit)]

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
        """See the port."""
        wanted = {"space = ?": space, "state = ?": state, "code = ?": code, "batch = ?": batch, "changed < ?": before}
        given = {condition: value for condition, value in wanted.items() if value is not None}
        found = self._rows(
            f"select {_COLUMNS} from standings where {' and '.join(given)} order by changed desc, document limit ?",
            *given.values(),
            min(limit, 1000),
        )
        return [_standing(row) for row in found]

    def forget(self, space: str, document: str) -> None:
        """See the port."""
        with self._writing() as database:
            for table in ("standings", "steps", "leases"):
                database.execute(f"delete from {table} where space = ? and document = ?", (space, document))

    def claim(self, space: str, document: str, owner: str, seconds: float) -> int:
        """See the port. The claim of a process that has ended on this machine is free at once."""
        now = steady()
        with self._writing() as database:
            question = "select owner, since, until, times from leases where space = ? and document = ?"
            held = database.execute(question, (space, document)).fetchone()
            holder, since, ends, times = held or ("", 0.0, 0.0, 0)
            if holder not in ("", owner) and since <= now < ends and lives(holder):
                return 0
            claimed = (space, document, owner, now, now + seconds, times + 1)
            database.execute("insert or replace into leases values (?, ?, ?, ?, ?, ?)", claimed)
            return int(times) + 1

    def renew(self, space: str, document: str, owner: str, seconds: float) -> bool:
        """See the port."""
        now = steady()
        with self._writing() as database:
            change = "update leases set since = ?, until = ? where space = ? and document = ? and owner = ?"
            return database.execute(change, (now, now + seconds, space, document, owner)).rowcount == 1

    def release(self, space: str, document: str, owner: str) -> None:
        """See the port."""
        with self._writing() as database:
            question = "delete from leases where space = ? and document = ? and owner = ?"
            database.execute(question, (space, document, owner))

    def away(self, engine: str, detail: str, pause: float) -> bool:
        """See the port."""
        now = steady()
        with self._writing() as database:
            database.execute(_NOTE, (engine, time.time(), detail, now))
            change = "update outages set asked = ? where engine = ? and not (asked <= ? and ? < asked + ?)"
            return database.execute(change, (now, engine, now, now, pause)).rowcount == 1

    def back(self, engine: str) -> None:
        """See the port."""
        with self._writing() as database:
            database.execute("delete from outages where engine = ?", (engine,))

    def outages(self) -> Sequence[Outage]:
        """See the port."""
        question = "select engine, since, detail from outages where ? < noted + ? order by engine"
        found = self._rows(question, steady(), NOTED)
        return [Outage(engine=engine, since=since, detail=detail) for engine, since, detail in found]

    def tally(self, what: str) -> None:
        """See the port."""
        with self._writing() as database:
            change = "insert into tallies values (?, 1) on conflict do update set times = times + 1"
            database.execute(change, (what,))

    def tallies(self) -> Mapping[str, int]:
        """See the port."""
        return dict(self._rows("select what, times from tallies"))

    def _rows(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        with _engine():
            return self._connection().execute(question, values).fetchall()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with _engine():
            database = self._connection()
            database.execute("begin immediate")
            try:
                yield database
            except BaseException:
                database.execute("rollback")
                raise
            database.execute("commit")

    def _connection(self) -> sqlite3.Connection:
        # A connection must not cross a fork, so the process is part of what is remembered.
        if getattr(self._local, "process", None) != os.getpid():
            self._local.database = self._connect()
            self._local.process = os.getpid()
        database: sqlite3.Connection = self._local.database
        return database

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=20.0, isolation_level=None)
        database.execute("pragma journal_mode = wal")
        # The board can be built again, so it need not survive a power cut to the last line; a crash it does survive.
        database.execute("pragma synchronous = normal")
        _prepare(database)
        return database


def _prepare(database: sqlite3.Connection) -> None:
    """Make the tables; a board of an earlier version gets the columns that it lacks."""
    database.executescript(_SCHEMA)
    database.execute("begin immediate")
    known = {row[1] for row in database.execute("pragma table_info(standings)")}
    for field in fields(Standing):
        if field.name not in known:
            database.execute(f"alter table standings add column {field.name} default {json.dumps(field.default)}")
    database.execute("commit")
    database.executescript(_INDEXES)


def _standing(row: tuple[Any, ...]) -> Standing:
    return Standing(**dict(zip(_STANDING, row, strict=True)))


@contextlib.contextmanager
def _engine() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as problem:
        raise Unavailable("ledger", str(problem)) from problem
