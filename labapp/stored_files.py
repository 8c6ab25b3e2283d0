"""Files that were published or brought, under the SHA-256 of what they hold: what was written once never changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from labapp import durable
from labapp.domain.ids import new_code


def keep_file(folder: Path, data: bytes, suffix: str) -> str:
    """Return the SHA-256 (hex) under which `folder` holds `data` from now on, power cut or not."""
    sha256 = hashlib.sha256(data).hexdigest()
    if stored_file(folder, sha256, suffix) is None:
        durable.replace_whole(folder / f"{sha256}{suffix}", data, draft=folder / f"{new_code()}.part")
    return sha256


def carry_files(source: Path, target: Path) -> int:
    """Return how many files `target` lacked: it holds every whole one of `source` now, beside its own."""
    missing = [file for file in source.glob("*.*") if not (target / file.name).exists()] if source.is_dir() else []
    carried = 0
    for file in missing:
        data = stored_file(source, file.stem, file.suffix)
        if data is not None:
            target.mkdir(exist_ok=True)
            keep_file(target, data, file.suffix)
            carried += 1
    return carried


def stored_file(folder: Path, sha256: str, suffix: str) -> bytes | None:
    """Return what was kept under `sha256`; None where the file is gone or holds something else."""
    try:
        data = durable.read(folder / f"{sha256}{suffix}")
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
