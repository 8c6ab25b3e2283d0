"""The engine and the one way to write: a fair lock, BEGIN IMMEDIATE on SQLite, one act per transaction."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from labapp.domain.verbs import Verb
from labapp.models.journal import Chain, Node
from labapp.models.recorder import Act, Db

WAIT_SECONDS = 30.0
_POOL = 24  # more than the threads of both listeners' busy halves; waitress serves 16 each

_READERS_END_MS = 1000
_BUSY_TIMEOUT = f"PRAGMA busy_timeout={int(WAIT_SECONDS * 1000)}"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "wal_autocheckpoint=1000",
    "journal_size_limit=33554432",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
)


_CROSSED = frozenset({"40001", "40P01"})
"""Acts that cannot both go on: serialization failure, deadlock. Source: PostgreSQL, appendix A, class 40."""


class Busy(Exception):
    """Nobody could write for `WAIT_SECONDS`, or another act came in between: answered with 503, "toque otra vez".

    Nothing was changed, and the same act may be tried again.
    """


class FairLock:
    """A lock that serves its callers in the order of arrival. Not reentrant: a nested hold raises."""

    def __init__(self) -> None:
        self._state = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._holder: int | None = None

    @contextmanager
    def hold(self, timeout: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the lock. Raises Busy after `timeout` seconds and RuntimeError where this thread holds it already."""
        me = threading.get_ident()
        self._take(me, timeout)
        try:
            yield
        finally:
            self._release()

    def _take(self, me: int, timeout: float) -> None:
        with self._state:
            if self._holder == me:
                raise RuntimeError("writing() does not nest")
            if self._holder is None and not self._waiting:
                self._holder = me
                return
            turn = threading.Event()
            self._waiting.append(turn)
        if not turn.wait(timeout):
            with self._state:
                if not turn.is_set():
                    self._waiting.remove(turn)
                    raise Busy
        with self._state:
            self._holder = me

    def _release(self) -> None:
        with self._state:
            self._holder = None
            if self._waiting:
                self._holder = -1
                self._waiting.popleft().set()


def make_engine(url: str) -> sa.Engine:
    """Return an engine with the settings that were measured: WAL, FULL, foreign keys, our own BEGIN on SQLite.

    What people typed is in no message of a fault, where SQLAlchemy would quote it.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_size=_POOL, pool_pre_ping=True, hide_parameters=True)
    engine = sa.create_engine(
        url, pool_size=_POOL, max_overflow=_POOL, connect_args={"check_same_thread": False}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(_BUSY_TIMEOUT).close()
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


class Database:
    """One database of this node: its engine, its write lock, its sessions for reading and for writing."""

    def __init__(self, url: str, *, node: UUID) -> None:
        self.engine = make_engine(url)
        self.node = node
        self._writer = self.engine.execution_options(writing=True)
        self._lock = FairLock()
        self._nested = threading.local()

    @property
    def is_sqlite(self) -> bool:
        """Whether this database is the file of a laptop."""
        return self.engine.dialect.name == "sqlite"

    def reader(self) -> Db:
        """Return a session that only reads: a flush in it raises. The caller closes it."""
        return Db(self.engine, autoflush=False, expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Db]:
        """Give a session that only reads, and close it."""
        with self.reader() as db:
            yield db

    @contextmanager
    def writing(self, verb: Verb, *, actor: str, at: datetime) -> Iterator[Db]:
        """Give the session of one act: committed when the block ends, rolled back on any exception.

        What the act decides on must be read inside the block. Raises RuntimeError when nested, Busy when nobody
        lets go of the lock, or another act changed or waits for the same rows.
        """
        if getattr(self._nested, "active", False):
            raise RuntimeError("writing() does not nest")
        self._nested.active = True
        try:
            if self.is_sqlite:
                with self._lock.hold():
                    yield from self._transaction(verb, actor, at)
            else:
                yield from self._transaction(verb, actor, at)
        finally:
            self._nested.active = False

    def _transaction(self, verb: Verb, actor: str, at: datetime) -> Iterator[Db]:
        with Db(self._writer, autoflush=False, expire_on_commit=False) as db:
            db.info["act"] = Act(verb, actor, at, self.node)
            try:
                yield db
                db.flush()
                db.commit()
            except StaleDataError as overtaken:
                raise Busy from overtaken
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) in _CROSSED:
                    raise Busy from error
                raise

    def introduce_node(self) -> None:
        """Make sure that the row of this node exists; the journal needs it before the first act."""
        with self._writer.begin() as connection:
            if connection.execute(sa.select(Node.id).where(Node.id == self.node)).one_or_none() is None:
                connection.execute(sa.insert(Node), {"id": self.node})

    def leave_chains(self) -> None:
        """Let the next act begin a chain of its own: elsewhere the chains of a copy went on from where it was made."""
        with self._writer.begin() as connection:
            connection.execute(sa.delete(Chain).where(Chain.node_id == self.node))

    def truncate_log(self) -> bool:
        """Leave no page of the past in the write-ahead log (SQLite), and return whether none is left.

        Whoever reads right now may still need one: after a second of waiting, in which nobody can write, the pages stay
        until the next call. Raises Busy as `writing` does.
        """
        if not self.is_sqlite:
            return True
        with self._lock.hold():
            raw = self.engine.raw_connection()  # outside SQLAlchemy's transaction: a checkpoint cannot run in one
            try:
                raw.cursor().execute(f"PRAGMA busy_timeout={_READERS_END_MS}").close()
                blocked, *_pages = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not blocked
            finally:
                raw.cursor().execute(_BUSY_TIMEOUT).close()
                raw.close()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()
