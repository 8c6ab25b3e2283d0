"""Published files, kept under the SHA-256 of what they hold: what was written once is never written over."""

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


def stored_file(folder: Path, sha256: str, suffix: str) -> bytes | None:
    """Return what was kept under `sha256`; None where the file is gone or holds something else."""
    try:
        data = durable.read(folder / f"{sha256}{suffix}")
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
