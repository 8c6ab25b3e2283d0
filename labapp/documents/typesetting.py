"""Texts onto paper: a page and a template in, the bytes of one accessible, archivable PDF, or of one picture, out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path

from labapp.documents.content import QrCode
from labapp.documents.fonts import drawn_characters
from labapp.documents.qr import qr_svg
from labapp.domain.text import clean_text

PRESS = Path(__file__).with_name("press.py")
LONGEST_PRINTING = 120
"""Seconds after which a document is given up."""

UNDRAWN_START, UNDRAWN_END = "\ue000", "\ue001"
"""Around the code point of a character that no font draws; the templates print it small, in a frame."""

MAY_BREAK = "\u200b"
_WORDS_BEFORE_BREAKS = re.compile(r"\S{31,}")
_PIECE = 12


class PrintingFailed(RuntimeError):
    """A page could not be printed: a template and its data do not fit, or the result would break the standards."""


def typeset(template: str, page: object) -> bytes:
    """Return the PDF that `template` makes of `page`, a frozen dataclass: the same bytes for the same page.

    Texts travel as data, so nothing in them is ever markup. The work is done in a process of its own (see `press`).
    Raises PrintingFailed, and subprocess.TimeoutExpired after `LONGEST_PRINTING`.
    """
    return _pressed("pdf", template, page)


def drawn(template: str, page: object) -> bytes:
    """Return the PNG that `template` makes of `page`, as `typeset` makes a PDF: one pixel for each point."""
    return _pressed("png", template, page)


def _pressed(form: str, template: str, page: object) -> bytes:
    sheet = json.dumps(as_data(page), ensure_ascii=False)
    inputs = {"page": sheet, "has-undrawn": "yes" if UNDRAWN_START in sheet else "no"}
    done = subprocess.run(  # noqa: S603  # our own interpreter and our own file; every text goes in as data
        [sys.executable, "-P", str(PRESS)],
        input=json.dumps({"form": form, "template": template, "inputs": inputs}).encode(),
        capture_output=True,
        timeout=LONGEST_PRINTING,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if done.returncode:
        raise PrintingFailed(done.stderr.decode(errors="replace"))
    return done.stdout


def as_data(value: object) -> object:
    """Return `value` as plain data for a template: each dataclass a dictionary that says what it is."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float():
            return value
        case str():
            return drawable(value)
        case date():
            return {"year": value.year, "month": value.month, "day": value.day}
        case tuple():
            return [as_data(entry) for entry in value]
        case frozenset():
            return sorted(str(entry) for entry in value)
        case QrCode():
            return {
                "is": "qr_code",
                "svg": qr_svg(value.url),
                "url": value.url,
                "address": drawable(value.shown_address),
                "alt": drawable(value.alt),
                "caption": drawable(value.caption),
            }
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {"is": _tag(type(value).__name__)} | {f.name: as_data(getattr(value, f.name)) for f in fields(value)}
        case _:
            raise TypeError(f"nothing is known about printing {type(value).__name__}")


def drawable(text: str) -> str:
    """Return `text` so that it can be printed: no invisible marks that reorder it, no letters without a font.

    A character that no font draws stays as its code point between `UNDRAWN_START` and `UNDRAWN_END`, because
    leaving it out would change what somebody said. Very long words receive places where a line may end.
    """
    if not _printable_as_is().issuperset(text):
        text = "".join(_drawn(char) for char in clean_text(text))
    return _WORDS_BEFORE_BREAKS.sub(_with_breaks, text)


def _drawn(char: str) -> str:
    if char == "\n" or char in drawn_characters():
        return char
    return f"{UNDRAWN_START}U+{ord(char):04X}{UNDRAWN_END}"


def _with_breaks(word: re.Match[str]) -> str:
    pieces: list[str] = []
    length = 0
    for char in word[0]:
        if length >= _PIECE and unicodedata.category(char)[0] not in "MCS":
            pieces.append(MAY_BREAK)
            length = 0
        pieces.append(char)
        length += 1
    return "".join(pieces)


@cache
def _printable_as_is() -> frozenset[str]:
    return frozenset(c for c in drawn_characters() if unicodedata.category(c)[0] not in "CZ") | {" ", "\u00a0", "\n"}


@cache
def _tag(class_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()
