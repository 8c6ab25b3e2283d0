"""Files that outlive a power cut: when a function here returns, the disk has it.

POSIX flushes the folder as well as the file. Windows has no flush of a folder; there a file cannot be replaced or
removed while another program (a virus scanner, an indexer) looks at it, so it is tried again for about two seconds.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

T = TypeVar("T")

_PAUSES = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 0.64)
"""Seconds between two tries at a file that another program holds."""

_HELD_BY_OTHERS = {5, 32, 33}
"""Windows: access denied (also while a removal is pending), sharing violation, lock violation."""

_OWNER, _EVERYBODY = 0o600, 0o644

_BINARY = getattr(os, "O_BINARY", 0)


def write_private(path: Path, data: bytes) -> None:
    """`path` holds exactly `data`, readable by its owner only. Not atomic: for files that nobody counts on yet."""
    _write(path, data, _OWNER)
    flush_folder(path.parent)


def replace_whole(path: Path, data: bytes, *, draft: Path) -> None:
    """`path` holds `data`, readable by its owner only; a kill at any moment leaves the old content or the new.

    `draft` is a name in the same folder, where the new content is written first and may be left behind by a kill.
    """
    _write(draft, data, _OWNER)
    rename(draft, path)


def replace_for_everybody(path: Path, data: bytes, *, draft: Path) -> None:
    """`path` holds `data` as `replace_whole` leaves it, and everybody may read it: what was published."""
    _write(draft, data, _EVERYBODY)
    rename(draft, path)


def remove(path: Path) -> None:
    """`path` is gone, and the folder knows it; nothing happens when it was gone already."""
    _insist(lambda: path.unlink(missing_ok=True))
    flush_folder(path.parent)


def rename(source: Path, target: Path) -> None:
    """`source` is now called `target`, replacing what had that name, and the folder knows it."""
    _insist(lambda: source.replace(target))
    flush_folder(target.parent)


def read(path: Path) -> bytes:
    """Return what `path` holds; FileNotFoundError when there is none."""
    return _insist(path.read_bytes)


def overwrite(path: Path) -> None:
    """`path` holds noise of the same length; nothing happens when there is no such file.

    A solid-state disk may keep the old blocks: what must be unreadable afterwards has to be encrypted as well.
    """
    try:
        with _insist(lambda: path.open("r+b")) as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return


def wipe(path: Path) -> None:
    """`path` was overwritten and is gone; nothing happens when it was gone already."""
    if path.exists():
        overwrite(path)
        _insist(lambda: path.unlink(missing_ok=True))
        flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """The names in `folder` are on the disk."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Nobody else, in this process or another, is inside a block on the same `path`; a killed holder lets go."""
    with path.open("ab") as file:
        _lock(file.fileno())
        try:
            yield
        finally:
            _unlock(file.fileno())


def _write(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY
    with os.fdopen(_insist(lambda: os.open(path, flags, mode)), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _insist(act: Callable[[], T]) -> T:
    for pause in _PAUSES:
        try:
            return act()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_OTHERS:
                raise
            time.sleep(pause)
    return act()


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        while True:
            os.lseek(descriptor, 0, os.SEEK_SET)
            try:
                return msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(_PAUSES[0])

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
