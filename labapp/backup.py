"""Copies of the database: made while people work, opened and checked before they count as copies, put back whole.

Only the database is copied. The folder of the urns never is: a second state of an open urn could be compared with the
first (see `labapp/urns.py`). A file copy of a database in use is never made: most of those are damaged.
"""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from labapp import durable
from labapp.instance import lock_instance, told_about
from labapp.postgres_copy import dump_database
from labapp.settings import Settings
from labapp.startup_messages import InstanceRefused, StartCode, launcher_command

KEEP_FOR = timedelta(days=30)
"""After this no copy is left of what was erased meanwhile; the privacy page promises it."""

KEEP_AT_MOST = 20
_KEEP_LAST_OF_DAYS = 10
_UNFINISHED = ".unfinished"
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*-(?P<stamp>\d{8}T\d{6}Z)(?:-\d+)?\.(?:sqlite3|pgdump)")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished copy: verified before it got its name. `size` in bytes."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database was seen to hold: rows per table, and the revision of its schema if it names one."""

    rows: dict[str, int]
    revision: str | None


def make_copy(settings: Settings, *, now: datetime) -> Copy:
    """There is one more verified copy of the database in the folder of copies.

    Raises InstanceRefused where there is nothing to copy, the copy fails its check, the disk is full, or the tool of a
    PostgreSQL server is missing.
    """
    database = settings.database_file
    suffix = "sqlite3" if database else "pgdump"
    with told_about(settings.copies):
        settings.copies.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = _free_name(settings.copies, now, suffix)
        if database:
            copy_database(database, target)
        else:
            with _named_when_finished(target) as draft:
                dump_database(settings.database_url, draft)
        return Copy(path=target, made_at=now, size=target.stat().st_size)


def copy_database(source: Path, target: Path) -> Contents:
    """`target` is a whole copy of the SQLite database `source` as it was at one moment; others may write meanwhile.

    It gets its name only after it was opened and checked against the same moment. Raises InstanceRefused.
    """
    if not source.exists():
        raise InstanceRefused(StartCode.DATABASE_MISSING, database=source, launcher=launcher_command())
    with told_about(target.parent), _named_when_finished(target) as draft:
        try:
            expected = _copy_one_moment(source, draft)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            raise InstanceRefused(StartCode.COPY_FAILED, copy=target, problem=error) from error
        found = inspect_database(draft)
        if found != expected:
            raise InstanceRefused(StartCode.COPY_FAILED, copy=target, problem="counts differ")
    return found


def inspect_database(database: Path) -> Contents:
    """Return what an SQLite file holds, after SQLite's own checks found nothing wrong. Raises InstanceRefused."""
    if not database.is_file():
        raise InstanceRefused(StartCode.COPY_MISSING, copy=database)
    try:
        with closing(_open_to_read(database)) as connection:
            problem = _problem(connection)
            contents = None if problem else _contents(connection)
    except sqlite3.DatabaseError as error:
        problem, contents = str(error), None
    if contents is None:
        raise InstanceRefused(StartCode.COPY_DAMAGED, copy=database, problem=problem)
    return contents


def list_copies(folder: Path) -> tuple[Copy, ...]:
    """Return the finished copies of a folder, newest first."""
    found = []
    for path in folder.iterdir():
        name = _NAME.fullmatch(path.name)
        if name:
            made_at = datetime.strptime(name["stamp"], _STAMP).replace(tzinfo=UTC)
            found.append(Copy(path=path, made_at=made_at, size=path.stat().st_size))
    return tuple(sorted(found, key=lambda copy: (copy.made_at, len(copy.path.name), copy.path.name), reverse=True))


def rotate(folder: Path, *, now: datetime) -> tuple[Path, ...]:
    """Return what was removed: copies older than 30 days and, over 20, the oldest that are not the last of their day.

    The newest copy always stays. Leftovers of copies that were cut off go after a day.
    """
    copies = list_copies(folder)
    keep = _worth_keeping(copies, now)
    removed = [copy.path for copy in copies if copy.path not in keep]
    a_day_ago = (now - timedelta(days=1)).timestamp()
    removed += [path for path in folder.glob(f"*{_UNFINISHED}*") if path.stat().st_mtime < a_day_ago]
    for path in removed:
        path.unlink(missing_ok=True)
    return tuple(removed)


def restore(
    copy: Path,
    settings: Settings,
    *,
    now: datetime,
    known_revisions: Collection[str],
    after_restore: Callable[[Path], None],
) -> Contents:
    """The database is what `copy` held; what was there before is in the folder of copies, or beside it when damaged.

    `after_restore` receives the restored file before anybody can read it under its real name, to erase again who was
    erased since. A kill at any moment leaves the old database, as healthy as it was, or the new one.
    Raises InstanceRefused, with nothing changed, for a running server and for a copy that is damaged, foreign or newer.
    """
    database = settings.database_file
    if database is None:
        raise InstanceRefused(StartCode.PG_RESTORE_BY_HAND)
    draft = database.with_name(f"{database.name}.restoring{_UNFINISHED}")
    with lock_instance(settings), told_about(database.parent), _nothing_left_of(draft):
        _refuse_unfit(copy, inspect_database(copy), known_revisions)
        copy_database(copy, draft)
        after_restore(draft)
        _fold_log_in(draft)
        contents = inspect_database(draft)
        _put_aside(database, settings, now)
        durable.rename(draft, database)
    return contents


def _refuse_unfit(copy: Path, contents: Contents, known_revisions: Collection[str]) -> None:
    if contents.revision is None:
        raise InstanceRefused(StartCode.COPY_FOREIGN, copy=copy)
    if contents.revision not in known_revisions:
        raise InstanceRefused(StartCode.DATABASE_NEWER, database=copy, revision=contents.revision)


def _put_aside(database: Path, settings: Settings, now: datetime) -> None:
    if not database.exists():
        return
    try:
        make_copy(settings, now=now)
    except InstanceRefused as refusal:
        if refusal.code not in {StartCode.COPY_DAMAGED, StartCode.COPY_FAILED}:
            raise
        _keep_damaged(database, now)
    else:
        _fold_log_in(database)


def _keep_damaged(database: Path, now: datetime) -> None:
    """What cannot be copied any more is kept as it is, log included: somebody may still save a part of it."""
    for end in ("-wal", "-shm", "-journal", ""):
        part = database.with_name(database.name + end)
        if part.exists():
            durable.rename(part, database.with_name(f"{database.name}.damaged-{now.strftime(_STAMP)}{end}"))


def _fold_log_in(database: Path) -> None:
    """No write-ahead log is left beside the file: it would be replayed into the database that takes its place."""
    with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            mode = "busy"
    if mode != "delete":
        raise InstanceRefused(StartCode.DATABASE_BUSY, database=database)


def _copy_one_moment(source: Path, draft: Path) -> Contents:
    with closing(_open_to_read(source)) as reading, closing(sqlite3.connect(draft, isolation_level=None)) as writing:
        # The open transaction pins one moment, so that counts and copy speak of the same rows.
        reading.execute("BEGIN")
        contents = _contents(reading)
        reading.backup(writing)
        # Without a log of its own a copy is one file, and may lie on a disk that cannot be written.
        writing.execute("PRAGMA journal_mode=DELETE")
    return contents


def _open_to_read(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=30, isolation_level=None)


def _problem(connection: sqlite3.Connection) -> str:
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        return str(verdict)
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    return f"{orphan[0]} -> {orphan[2]}" if orphan else ""


def _contents(connection: sqlite3.Connection) -> Contents:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    rows = {}
    for (name,) in names:
        quoted = name.replace('"', '""')
        (rows[name],) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 (quoted name)
    revision = None
    if rows.get("alembic_version"):
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Contents(rows=rows, revision=revision)


@contextmanager
def _named_when_finished(target: Path) -> Iterator[Path]:
    draft = target.with_name(f"{target.name}.{os.getpid()}{_UNFINISHED}")
    with _nothing_left_of(draft):
        durable.write_private(draft, b"")
        yield draft
        with draft.open("r+b") as file:
            os.fsync(file.fileno())
        durable.rename(draft, target)


@contextmanager
def _nothing_left_of(draft: Path) -> Iterator[None]:
    parts = [draft.with_name(draft.name + end) for end in ("", "-journal", "-wal", "-shm")]
    for part in parts:
        part.unlink(missing_ok=True)
    try:
        yield
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _free_name(folder: Path, now: datetime, suffix: str) -> Path:
    stem = f"labapp-{now.astimezone(UTC).strftime(_STAMP)}"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(path for path in (folder / f"{name}.{suffix}" for name in names) if not path.exists())


def _worth_keeping(copies: tuple[Copy, ...], now: datetime) -> set[Path]:
    young = [copy for copy in copies if now - copy.made_at <= KEEP_FOR] or list(copies[:1])
    last_of_day = {copy.made_at.date(): copy for copy in reversed(young)}
    kept = [last_of_day[day] for day in sorted(last_of_day, reverse=True)[:_KEEP_LAST_OF_DAYS]]
    others = [copy for copy in young if copy not in kept]
    return {copy.path for copy in [*kept, *others][:KEEP_AT_MOST]}
