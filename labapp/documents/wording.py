"""The fixed words around every document, and days and hours as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from labapp.documents.content import Language

_LOCALE: dict[Language, str] = {"es": "es_PA", "en": "en"}
_DAY: dict[Language, str] = {"es": "d 'de' MMMM 'de' y", "en": "d MMMM y"}
_NAMED_DAY: dict[Language, str] = {"es": "EEEE d 'de' MMMM 'de' y", "en": "EEEE d MMMM y"}


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What stands in the margins of every document."""

    code: str
    version: str
    page: str
    of: str
    undrawn: str


FRAME: dict[Language, FrameWords] = {
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


def day_text(day: date, language: Language) -> str:
    """Return "20 de noviembre de 2026": never a numeric short date, which is read both ways in Panama."""
    return format_date(day, _DAY[language], locale=_LOCALE[language])


def named_day_text(day: date, language: Language) -> str:
    """Return "viernes 20 de noviembre de 2026", as a call says it."""
    return format_date(day, _NAMED_DAY[language], locale=_LOCALE[language])


def hour_text(moment: datetime, language: Language) -> str:
    """Return "2:30 p. m." of an instant that is already in the zone of the session."""
    return " ".join(format_time(moment, "h:mm a", locale=_LOCALE[language]).split())


def hours_text(starts_at: datetime, ends_at: datetime | None, *, zone: str, language: Language) -> str:
    """Return "2:30 p. m. a 4:00 p. m." in the zone of the session; the start alone while the end is not known."""
    start = hour_text(starts_at.astimezone(ZoneInfo(zone)), language)
    if ends_at is None:
        return start
    between = {"es": "a", "en": "to"}[language]
    return f"{start} {between} {hour_text(ends_at.astimezone(ZoneInfo(zone)), language)}"


def listed(entries: tuple[str, ...], language: Language) -> str:
    """Return "a, b y c"; before the sound of i, "e"."""
    if len(entries) < 2:
        return "".join(entries)
    last = entries[-1]
    match language:
        case "es":
            word = "e" if _sounds_like_i(last) else "y"
        case "en":
            word = "and"
    return f"{', '.join(entries[:-1])} {word} {last}"


def _sounds_like_i(word: str) -> bool:
    start = word.casefold()
    return start.startswith(("i", "í", "hi", "hí")) and not start.startswith(("hie", "hia", "ia", "ie", "io"))
