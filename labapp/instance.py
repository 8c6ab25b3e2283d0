"""The data folder of this node: what must be in it before anything else starts, and who may serve from it."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from labapp import durable
from labapp.data_folder import Machine, refuse_unsafe_place, this_machine
from labapp.settings import Settings
from labapp.startup_messages import InstanceRefused, StartCode

SECRET_LENGTH = 32
LEAST_FREE_MB = 20
"""Megabytes without which not even a session's start could be saved."""

_LOCK_WAIT_SECONDS = 0.2
_FULL = {errno.ENOSPC, errno.EDQUOT}
_UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
_SQLITE_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


@dataclass(frozen=True, slots=True)
class Instance:
    """An opened data folder. `secret` signs and keys what this node gives out; `node` is its identity for life."""

    folder: Path
    node: uuid.UUID
    secret: bytes = field(repr=False)


def keep(path: Path, data: bytes) -> None:
    """`path` holds `data`, readable by its owner only; a kill at any moment leaves the old content or the new."""
    durable.replace_whole(path, data, draft=path.with_name(f"{path.name}.new"))


def free_megabytes(folder: Path) -> int:
    """Return what the disk of `folder` still takes."""
    return shutil.disk_usage(folder).free // 2**20


def open_instance(
    settings: Settings,
    *,
    machine: Machine | None = None,
    write: Callable[[Path, bytes], None] = keep,
    free: Callable[[Path], int] = free_megabytes,
) -> Instance:
    """The data folder has its secret, node identity and rooms, and can be written; opening again changes nothing.

    Raises InstanceRefused for a place where data may not live, a folder that cannot be written, a full disk, and a
    secret or identity that is damaged.
    """
    folder = settings.instance
    database = settings.database_file
    facts = machine or this_machine()
    for place in {folder, database.parent if database else folder}:
        refuse_unsafe_place(place.resolve(), facts)
    with told_about(folder):
        _make_folder(folder)
        with durable.exclusive(folder / "opening.lock"):
            _prove_writable(folder, database, write, free)
            secret = _kept(settings.secret_file, write, secrets.token_bytes(SECRET_LENGTH))
            node = _kept(settings.node_file, write, str(uuid.uuid4()).encode())
        for room in (settings.urns, settings.copies, settings.files):
            room.mkdir(mode=0o700, exist_ok=True)
    if len(secret) != SECRET_LENGTH:
        raise InstanceRefused(StartCode.INSTANCE_DAMAGED, file=settings.secret_file)
    return Instance(folder=folder, node=_identity(node, settings.node_file), secret=secret)


@contextmanager
def told_about(folder: Path) -> Iterator[None]:
    """A full or unwritable disk met inside the block, by a file or by SQLite, is refused with a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _disk_full(folder) from error
        if error.errno in _UNWRITABLE:
            raise InstanceRefused(StartCode.READ_ONLY, folder=error.filename or folder) from error
        raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise _disk_full(folder) from error
        if error.sqlite_errorcode & 0xFF in _SQLITE_UNWRITABLE:
            raise InstanceRefused(StartCode.READ_ONLY, folder=folder) from error
        raise


def note_room_port(settings: Settings, port: int) -> None:
    """Leave in the data folder which port the room got, for other programs on this laptop."""
    keep(settings.room_port_file, str(port).encode())


def room_port(settings: Settings) -> int:
    """Return the port that the room got when it last opened; before that, the last one that it would try."""
    noted = settings.room_port_file
    return int(noted.read_text()) if noted.exists() else settings.room_ports[-1]


@contextmanager
def lock_instance(settings: Settings) -> Iterator[None]:
    """No other process serves this database inside the block; the system lets go when this process dies.

    The lock is an open transaction on an empty database beside the real one, because that works alike on every system.
    Raises InstanceRefused within half a second where another server holds it.
    """
    path = settings.server_lock_file
    with ExitStack() as held:
        with told_about(path.parent):
            # Another thread than the opening one may end the server.
            connection = sqlite3.connect(
                path, timeout=_LOCK_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            held.enter_context(closing(connection))
            _take(connection, settings.database_file or settings.instance)
        yield


def _take(connection: sqlite3.Connection, database: Path) -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise InstanceRefused(StartCode.SECOND_SERVER, database=database) from error
        raise


def _disk_full(folder: Path) -> InstanceRefused:
    return InstanceRefused(StartCode.DISK_FULL, folder=folder, needed_mb=LEAST_FREE_MB)


def _make_folder(folder: Path) -> None:
    """Others on this computer may not look in. A folder that was opened before keeps what its owner chose."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and not (folder / "node").exists():
        folder.chmod(0o700)


def _prove_writable(
    folder: Path, database: Path | None, write: Callable[[Path, bytes], None], free: Callable[[Path], int]
) -> None:
    if free(folder) < LEAST_FREE_MB:
        raise _disk_full(folder)
    probe = folder / "probe"
    write(probe, b"labapp")
    probe.unlink()
    if database is not None and database.exists() and not os.access(database, os.W_OK):
        raise InstanceRefused(StartCode.READ_ONLY, folder=database)


def _kept(path: Path, write: Callable[[Path, bytes], None], fresh: bytes) -> bytes:
    if not path.exists():
        write(path, fresh)
    return path.read_bytes()


def _identity(text: bytes, file: Path) -> uuid.UUID:
    try:
        return uuid.UUID(text.decode().strip())
    except ValueError as error:
        raise InstanceRefused(StartCode.INSTANCE_DAMAGED, file=file) from error


__all__ = [
    "Instance", "InstanceRefused", "free_megabytes", "keep", "lock_instance", "note_room_port", "open_instance",
    "room_port", "told_about",
]  # fmt: skip
