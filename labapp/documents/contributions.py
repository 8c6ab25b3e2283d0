"""A contribution as the public may read it, in the minutes and in the responses alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from labapp.documents.content import Contribution


@dataclass(frozen=True, slots=True)
class PublicContribution:
    """One contribution, or one part of a composite one (7a), as published: never with an author.

    All texts are in the language of the document except `text`, which stays as it was said. `text` is None when
    it is withheld from the public or withdrawn. `sector` is given only where the rule of five allows it.
    """

    number: str
    text: str | None
    labels: tuple[str, ...] = ()
    """Kind, theme and group, already in words."""
    sector: str | None = None
    places: tuple[str, ...] = ()
    language: str | None = None
    language_name: str | None = None
    translation: str | None = None
    withheld_because: str | None = None
    joined_to: str | None = None
    is_withdrawn: bool = False
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class _Words:
    sector: str
    places: str
    spoken_in: str
    translation: str
    withheld: str
    redacted: str
    joined: str
    withdrawn: str
    unconfirmed: str


_WORDS: dict[str, _Words] = {
    "es": _Words(
        sector="Sector: {}",
        places="Lugares: {}",
        spoken_in="Dicho en {}.",
        translation="Traducción: {}",
        withheld="El texto no se publica: {}. El número se conserva.",
        redacted="Una parte del texto no se publica: {}.",
        joined="Se unió al aporte {}.",
        withdrawn="Retirado por quien lo propuso. El número se conserva.",
        unconfirmed="No alcanzó a leerse y confirmarse en la sala.",
    ),
    "en": _Words(
        sector="Sector: {}",
        places="Places: {}",
        spoken_in="Said in {}.",
        translation="Translation: {}",
        withheld="The text is not published: {}. The number stays.",
        redacted="Part of the text is not published: {}.",
        joined="Joined with contribution {}.",
        withdrawn="Withdrawn by the person who proposed it. The number stays.",
        unconfirmed="It was not read back and confirmed in the room.",
    ),
}


def as_content(page: PublicContribution, language: str) -> Contribution:
    """Return the contribution with everything that the reader must know about its text beside it."""
    return Contribution(
        number=page.number,
        text=None if page.is_withdrawn else page.text,
        remarks=tuple(_remarks(page, _WORDS[language])),
        language=page.language,
    )


def is_withdrawn(entry: Contribution, language: str) -> bool:
    """Return whether a contribution in a document of this language is one that its author withdrew."""
    return entry.remarks == (_WORDS[language].withdrawn,)


def _remarks(page: PublicContribution, words: _Words) -> Iterator[str]:
    if page.is_withdrawn:
        yield words.withdrawn
        return
    if page.withheld_because:
        yield (words.redacted if page.text is not None else words.withheld).format(page.withheld_because)
    if page.language_name:
        yield words.spoken_in.format(page.language_name)
    if page.translation and page.text is not None:
        yield words.translation.format(page.translation)
    about = [*page.labels]
    if page.sector:
        about.append(words.sector.format(page.sector))
    if page.places:
        about.append(words.places.format(", ".join(page.places)))
    if about:
        yield " · ".join(about)
    if page.joined_to:
        yield words.joined.format(page.joined_to)
    if not page.is_confirmed:
        yield words.unconfirmed
