"""Sentences: the Spanish ones in the code are the message ids, the English ones live in one catalogue per room.

The catalogues are read as they are written (`.po`), the first time that English is asked for; nothing is compiled.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

LANGUAGES: Final = ("es", "en")
SOURCE: Final = "es"


def catalogue_files() -> list[Traversable]:
    """Return the English catalogues that ship with the package, by name."""
    folder = files("labapp") / "translations" / "en"
    return sorted((f for f in folder.iterdir() if f.name.endswith(".po")), key=lambda f: f.name)


def read_catalogue(file: Traversable) -> Catalog:
    """Return one catalogue as Babel reads it."""
    with file.open("rb") as opened:
        return read_po(opened, locale="en")


@cache
def english() -> dict[str, tuple[str, ...]]:
    """Return every translated message: its Spanish id to its English forms (one, or singular and plural)."""
    found: dict[str, tuple[str, ...]] = {}
    for file in catalogue_files():
        for message in read_catalogue(file):
            if message.id and _is_done(message):
                found[_key(message)] = _forms(message)
    return found


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _is_done(message: Message) -> bool:
    return bool(message.string) and all(_forms(message)) and not message.fuzzy


def sentence(message: str, language: str) -> str:
    """Return a sentence of the code in the reader's language; the Spanish one where no English exists."""
    if language == SOURCE:
        return message
    return english().get(message, (message,))[0]


def sentence_n(singular: str, plural: str, count: int, language: str) -> str:
    """Return the form of a sentence that fits `count`."""
    if language == SOURCE:
        return singular if count == 1 else plural
    forms = english().get(singular, (singular, plural))
    return forms[0] if count == 1 else forms[-1]
