"""Published counts as sentences: what is said where a table would say too much."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from labapp.domain.dimensions import DimensionKey
from labapp.domain.disclosure import TotalsPolicy
from labapp.words.labels import label

_AT_LEAST = {
    DimensionKey.INDIGENOUS_PEOPLE: (
        "Al menos {yes} de las {base} personas se identificaron como parte de un pueblo indígena.",
        "At least {yes} of the {base} people identified as belonging to an indigenous people.",
    ),
    DimensionKey.AFRO_DESCENT: (
        "Al menos {yes} de las {base} personas se identificaron como afrodescendientes.",
        "At least {yes} of the {base} people identified as Afro-descendants.",
    ),
    DimensionKey.DIFFICULTY: (
        "Al menos {yes} de las {base} personas dijeron que alguna actividad les cuesta mucho o no la pueden hacer.",
        "At least {yes} of the {base} people said that some activity is very hard for them or beyond them.",
    ),
}
_OF_PARTICIPATIONS = {
    DimensionKey.INDIGENOUS_PEOPLE: (
        "Al menos {yes} de las {base} participaciones fueron de personas que se identificaron como parte de un pueblo "
        "indígena.",
        "At least {yes} of the {base} participations were of people who identified as belonging to an indigenous "
        "people.",
    ),
    DimensionKey.AFRO_DESCENT: (
        "Al menos {yes} de las {base} participaciones fueron de personas que se identificaron como afrodescendientes.",
        "At least {yes} of the {base} participations were of people who identified as Afro-descendants.",
    ),
    DimensionKey.DIFFICULTY: (
        "Al menos {yes} de las {base} participaciones fueron de personas que dijeron que alguna actividad les cuesta "
        "mucho o no la pueden hacer.",
        "At least {yes} of the {base} participations were of people who said that some activity is very hard for them "
        "or beyond them.",
    ),
}
_WITHHELD = {
    TotalsPolicy.PER_UNIT: ("No se publica (grupo pequeño)", "Not published (small group)"),
    TotalsPolicy.TOTAL_ONLY: (
        "Se publica solo en el total del programa",
        "Published only in the total of the programme",
    ),
}
_EVERYBODY = ("{group}: las {base} personas", "{group}: all {base} people")
_KINDS = (
    "{kinds}. No se publica cuántas personas de cada uno (grupo pequeño).",
    "{kinds}. How many people of each is not published (small group).",
)


def at_least(dimension: DimensionKey, yes: int, base: int, language: str) -> str:
    """Return how many said yes to a sensitive question: never a share of the room, because not everybody answered."""
    return _AT_LEAST[dimension][language == "en"].format(yes=yes, base=base)


def at_least_of_participations(dimension: DimensionKey, yes: int, base: int, language: str) -> str:
    """Return the same of the whole programme, where somebody who came to two labs participated twice."""
    return _OF_PARTICIPATIONS[dimension][language == "en"].format(yes=yes, base=base)


def everybody_in(group: StrEnum, base: int, language: str) -> str:
    """Return what a table says in which all cells but one are empty, as where nobody was asked."""
    return _EVERYBODY[language == "en"].format(group=label(group, language), base=base)


def kinds_named(kinds: Iterable[StrEnum], language: str) -> str:
    """Return the kinds that were there, without how many of each."""
    named = "; ".join(label(kind, language) for kind in kinds)
    return _KINDS[language == "en"].format(kinds=named)


def withheld(policy: TotalsPolicy, language: str) -> str:
    """Return what a lab or table says in place of a table. It depends on the policy only, never on the counts."""
    return _WITHHELD[policy][language == "en"]
