"""A Spanish and an English label for every code, gathered from the rooms that own them."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module

import labapp.words as _words

Labels = Mapping[StrEnum, tuple[str, str]]


@cache
def all_labels() -> dict[tuple[type[StrEnum], str], tuple[str, str]]:
    """Return every label by (enum, value): values of different enums may be alike."""
    gathered: dict[tuple[type[StrEnum], str], tuple[str, str]] = {}
    for module in pkgutil.iter_modules(_words.__path__):
        if module.name.startswith("labels_"):
            room: Labels | tuple[Labels, ...] = import_module(f"labapp.words.{module.name}").LABELS
            # Members with the same text are the same key, so a room with such vocabularies has a mapping for each.
            for vocabulary in room if isinstance(room, tuple) else (room,):
                gathered |= {(type(member), member.value): words for member, words in vocabulary.items()}
    return gathered


def label(member: StrEnum, language: str) -> str:
    """Return what a code is called in the reader's language. Raises KeyError for a code without a label."""
    spanish, english = all_labels()[type(member), member.value]
    return spanish if language == "es" else english


def options(members: type[StrEnum], language: str) -> list[tuple[str, str]]:
    """Return (value, label) of every member in the order of its definition, as a form offers them."""
    return [(member.value, label(member, language)) for member in members]


@cache
def all_refusals() -> dict[str, tuple[str, str]]:
    """Return the sentences of every coded refusal, gathered from the rooms."""
    gathered: dict[str, tuple[str, str]] = {}
    for module in pkgutil.iter_modules(_words.__path__):
        if module.name.startswith("refusals_"):
            gathered |= import_module(f"labapp.words.{module.name}").REFUSALS
    return gathered


def refusal(code: str, language: str, details: Mapping[str, object]) -> str:
    """Return the sentence for a coded refusal, saying what to do; never the bare code."""
    words = all_refusals().get(code)
    if words is None:
        return (
            "Eso no se puede hacer ahora. Vuelva atrás e intente otra vez."
            if language == "es"
            else "That cannot be done now. Go back and try again."
        )
    return words[0 if language == "es" else 1].format(**details)
