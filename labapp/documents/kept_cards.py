"""Cards as pictures, each drawn once and kept as a file: a page that is read writes nothing to the database.

The name of a file is the SHA-256 of everything the picture depends on. So nothing is ever out of date, a lost file is
drawn again, and the folder needs no copy.
"""

from __future__ import annotations

import hashlib
import json
import logging
from functools import cache
from pathlib import Path
from threading import Lock

from labapp import durable
from labapp.documents.cards import Card
from labapp.documents.typesetting import as_data, drawn
from labapp.domain.ids import new_code

log = logging.getLogger("labapp.cards")

TEMPLATE = "card.typ"
MOST_KEPT = 1000
"""About 50 MB; the oldest go first and are drawn again when somebody asks."""
_ONE_AT_A_TIME = Lock()
"""Anybody may ask, and a press is a process of its own: never two at once."""


def card_picture(card: Card, folder: Path) -> bytes:
    """Return the PNG of a card, 1200 by 630 pixels, from `folder` where it was drawn before. Raises PrintingFailed."""
    path = folder / f"{_name(card)}.png"
    kept = _read(path)
    if kept is not None:
        return kept
    with _ONE_AT_A_TIME:
        kept = _read(path)  # drawn while this one waited
        if kept is not None:
            return kept
        data = drawn(TEMPLATE, card)
        _keep(path, data)
        return data


def _read(path: Path) -> bytes | None:
    try:
        return durable.read(path)
    except OSError:
        return None


def _keep(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        durable.replace_whole(path, data, draft=path.with_name(f"{new_code()}.part"))
        for old in sorted(path.parent.glob("*.*"), key=lambda file: file.stat().st_mtime)[:-MOST_KEPT]:
            durable.remove(old)
    except OSError as error:
        log.warning("a card could not be kept: %s", type(error).__name__)  # a full disk hides no picture


def _name(card: Card) -> str:
    return hashlib.sha256(_look() + json.dumps(as_data(card), sort_keys=True).encode()).hexdigest()


@cache
def _look() -> bytes:
    """What every picture depends on besides its texts: when the drawing changes, so do the names."""
    folder = Path(__file__).parent / "typst"
    return b"".join((folder / name).read_bytes() for name in (TEMPLATE, "house.typ"))
