"""The fixed words around every document, and small sentences that all documents make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from labapp.words import formats


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What stands in the margins of every document."""

    code: str
    version: str
    page: str
    of: str
    undrawn: str


FRAME: dict[str, FrameWords] = {
    "es": FrameWords(
        code="Código",
        version="Versión",
        page="Página",
        of="de",
        undrawn="Los signos en un marco pequeño no están en las letras de este archivo; "
        "se leen completos en la página web del documento.",
    ),
    "en": FrameWords(
        code="Code",
        version="Version",
        page="Page",
        of="of",
        undrawn="The signs in a small frame are missing from the letters of this file; "
        "the web page of the document shows them in full.",
    ),
}


Counted = tuple[str, str]
"""A sentence for one and a sentence for every other number."""


def counted(forms: Counted, count: int) -> str:
    """Return the sentence for `count` with the number in it."""
    return forms[0 if count == 1 else 1].format(count)


def hours_text(starts_at: datetime, ends_at: datetime | None, *, zone: str, language: str) -> str:
    """Return "2:30 p. m. a 4:00 p. m." in the zone of the session; the start alone while the end is not known."""
    start = formats.hour(starts_at, language, zone)
    if ends_at is None:
        return start
    between = {"es": "a", "en": "to"}[language]
    return f"{start} {between} {formats.hour(ends_at, language, zone)}"


def listed(entries: tuple[str, ...], language: str) -> str:
    """Return "a, b y c"; before the sound of i, "e"."""
    if len(entries) < 2:
        return "".join(entries)
    last = entries[-1]
    return f"{', '.join(entries[:-1])} {_and(last, language)} {last}"


def _and(following: str, language: str) -> str:
    if language == "en":
        return "and"
    start = following.casefold()
    sounds_like_i = start.startswith(("i", "í", "hi", "hí")) and not start.startswith(("hie", "hia", "ia", "ie", "io"))
    return "e" if sounds_like_i else "y"
