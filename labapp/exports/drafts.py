"""Files that are being written to be sent: in the data folder, never in the temporary folder that others share."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

FOLDER = "exports"
_AT_ONCE = 64 * 1024  # bytes


def new_draft(instance: Path, ending: str) -> Path:
    """Return a name for a file in the folder of drafts of `instance`, which only its owner may enter."""
    folder = instance / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{secrets.token_hex(8)}.{ending}"


def whole(path: Path, write: Callable[[Path], object]) -> Path:
    """Return the file that `write` finished at `path`; where it fails, nothing is left there."""
    try:
        write(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def sweep_drafts(instance: Path) -> int:
    """Return how many files an earlier run left half written or half sent; they are gone now. Called at start."""
    left = list((instance / FOLDER).glob("*"))
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)


def pieces(path: Path) -> Iterator[bytes]:
    """Give the content of a finished file, piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            yield piece
