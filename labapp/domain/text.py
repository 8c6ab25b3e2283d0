"""Text as it enters the house: normalised once, at the boundary, so that both databases and every file agree."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINER = "\u200d"
_REPLACEMENT = "\ufffd"


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) in {"So", "Sk"} or 0xFE00 <= ord(char) <= 0xFE0F


def _is_no_character(char: str) -> bool:
    """Whether no file of XML may hold it. Source: Unicode, 23.7; XML 1.0, production 2 (Char)."""
    return ord(char) & 0xFFFE == 0xFFFE


def _kept(text: str, lines: bool) -> str:
    if text.isprintable() or (lines and text.replace("\n", "").isprintable()):
        return text  # nothing of what is looked for below is printable
    kept: list[str] = []
    for position, char in enumerate(text):
        category = unicodedata.category(char)
        if category == "Cs" or _is_no_character(char):
            kept.append(_REPLACEMENT)
        elif category == "Cc":
            kept.append("\n" if lines and char == "\n" else " ")
        elif category == "Cf":
            neighbours = text[position - 1 : position] + text[position + 1 : position + 2]
            if char == _JOINER and len(neighbours) == 2 and all(_is_emoji(n) for n in neighbours):
                kept.append(char)
        else:
            kept.append(char)
    return "".join(kept)


def clean_line(text: str) -> str:
    """Return `text` as one line: NFC, no control or format characters, runs of blanks folded, trimmed."""
    return " ".join(_kept(unicodedata.normalize("NFC", text), lines=False).split())


def clean_text(text: str) -> str:
    """Return `text` of several lines: as `clean_line` for each line, LF between them, no blank edges."""
    unified = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = [" ".join(line.split()) for line in _kept(unified, lines=True).split("\n")]
    return "\n".join(lines).strip("\n")


def fold(text: str) -> str:
    """Return the key under which `text` is searched and sorted: small letters, accents removed except in ñ.

    The same on every database, because it is computed here and stored.
    """
    return " ".join("".join(map(_bare, unicodedata.normalize("NFC", text).casefold())).split())


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    base = char if char == "ñ" else unicodedata.normalize("NFD", char)
    return "".join(c for c in base if not unicodedata.combining(c))
