"""Labels of labs and co-creation tables."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.spaces import SpaceKind, TableKind, UrnState

LABELS: dict[StrEnum, tuple[str, str]] = {
    SpaceKind.INNOVATION_LAB: ("Laboratorio", "Lab"),
    SpaceKind.COCREATION_TABLE: ("Mesa de cocreación", "Co-creation table"),
    TableKind.TECHNICAL: ("Mesa técnica", "Technical table"),
    TableKind.EXTENDED: ("Mesa ampliada", "Extended table"),
    TableKind.DEVELOPMENT: ("Mesa de desarrollo", "Development table"),
    UrnState.NOT_OPENED: ("Todavía no se han abierto", "Not opened yet"),
    UrnState.OPEN: ("Abiertas", "Open"),
    UrnState.SEALED: ("Selladas", "Sealed"),
}

_FEMININE = (
    ("primera", "first"), ("segunda", "second"), ("tercera", "third"), ("cuarta", "fourth"), ("quinta", "fifth"),
    ("sexta", "sixth"), ("séptima", "seventh"), ("octava", "eighth"), ("novena", "ninth"), ("décima", "tenth"),
)  # fmt: skip


def ordinal_of(number: int, language: str) -> str:
    """Return which one it is, as it stands before the word mesa: "segunda", "11.ª"; in English "second", "no. 11"."""
    if number <= len(_FEMININE):
        return _FEMININE[number - 1][0 if language == "es" else 1]
    return f"{number}.ª" if language == "es" else f"no. {number}"


def kind_of_table(kind: TableKind, number: int | None, language: str) -> str:
    """Return what a table is called: "Segunda mesa técnica", or "Mesa técnica" where nobody counts."""
    spanish, english = LABELS[kind]
    words = spanish if language == "es" else english
    if number is None:
        return words
    return f"{ordinal_of(number, language).capitalize()} {words[0].lower()}{words[1:]}"
