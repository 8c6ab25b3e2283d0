"""What is said of the corrections that people asked for: never who asked, never in their words.

Of a request that changed the text the place is named, because the change itself is there to be read. Of one that was
refused the number of the contribution is left out: beside a "no" it would point at whoever carries that number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labapp.domain.observations import Answered, Outcome, Place, Tally
from labapp.words.labels import label

_WHOLE = ("todo el documento", "the whole document")
_NUMBER = ("aporte {}", "contribution {}")
_SOME_NUMBER = ("Un aporte", "A contribution")
_HOW = {
    Outcome.CORRECTED: ("se corrige", "corrected"),
    Outcome.IN_PART: ("se corrige en parte", "corrected in part"),
    Outcome.NOT_CORRECTED: ("no se corrige", "not corrected"),
}
_ASKED = (
    ("Se recibió {} observación", "Se recibieron {} observaciones"),
    ("{} observation was received", "{} observations were received"),
)
_TOLD = (
    ("Se contestó {} observación", "Se contestaron {} observaciones"),
    ("{} observation was answered", "{} observations were answered"),
)
_NOTE = (
    ("Atiende {} observación: {}.", "Atiende {} observaciones: {}."),
    ("It takes up {} observation: {}.", "It takes up {} observations: {}."),
)
_BECAME = {
    "corrected": (("{} corregida", "{} corregidas"), ("{} corrected", "{} corrected")),
    "in_part": (("{} corregida en parte", "{} corregidas en parte"), ("{} corrected in part", "{} corrected in part")),
    "coming": (
        ("{} se corregirá en la próxima versión", "{} se corregirán en la próxima versión"),
        ("{} to be corrected in the next version", "{} to be corrected in the next version"),
    ),
    "not_corrected": (("{} no corregida", "{} no corregidas"), ("{} not corrected", "{} not corrected")),
    "waiting": (
        ("{} sin contestar todavía", "{} sin contestar todavía"),
        ("{} not answered yet", "{} not answered yet"),
    ),
    "untied": (
        ("{} retirada por quien la pidió", "{} retiradas por quienes las pidieron"),
        ("{} taken back by whoever asked", "{} taken back by those who asked"),
    ),
}
"""In the order of what people want to know first; the names are those of `Tally`."""


def _in(language: str) -> int:
    return 0 if language == "es" else 1


def place_words(place: Place, language: str) -> str:
    """Return what a request is about, for whoever asked and for the desk."""
    if place.number:
        return _NUMBER[_in(language)].format(place.number)
    return label(place.part, language) if place.part else _WHOLE[_in(language)]


def tally_words(tally: Tally, language: str) -> str:
    """Return how many corrections were asked for and what became of them, in one sentence."""
    return _sentence(_ASKED[_in(language)], tally, language)


def _sentence(head: tuple[str, str], tally: Tally, language: str) -> str:
    counts = ((name, getattr(tally, name)) for name in _BECAME)
    parts = [_BECAME[name][_in(language)][count != 1].format(count) for name, count in counts if count]
    begins = head[tally.asked != 1].format(tally.asked)
    return f"{begins}: {', '.join(parts)}." if parts else f"{begins}."


def reason_lines(answered: Sequence[Answered], language: str) -> tuple[str, ...]:
    """Return the reason of each request that was not, or not whole, corrected."""
    return tuple(_reasons(answered, language))


def _reasons(answered: Sequence[Answered], language: str) -> Iterator[str]:
    for one in answered:
        if one.outcome is not Outcome.CORRECTED:
            yield f"{_public_place(one, language)}, {_HOW[one.outcome][_in(language)]}: {one.reason}"


def _public_place(one: Answered, language: str) -> str:
    if one.place.number and not one.outcome.is_taken_up:
        return _SOME_NUMBER[_in(language)]
    words = place_words(one.place, language)
    return words[:1].upper() + words[1:]


def answered_lines(answered: Sequence[Answered], language: str) -> tuple[str, ...]:
    """Return what a version says of the requests that were answered since the one before; nothing where none was."""
    if not answered:
        return ()
    counts = [sum(one.outcome is outcome for one in answered) for outcome in Outcome]
    tally = Tally(corrected=counts[0], in_part=counts[1], not_corrected=counts[2])
    return (_sentence(_TOLD[_in(language)], tally, language), *reason_lines(answered, language))


def proposed_note(answered: Sequence[Answered], language: str) -> str:
    """Return the sentence that is proposed for what a new version changes; blank where no request is taken up."""
    taken = [one for one in answered if one.outcome.is_taken_up]
    if not taken:
        return ""
    in_part = ("en parte", "in part")[_in(language)]
    places = dict.fromkeys(
        place_words(one.place, language) + (f" ({in_part})" if one.outcome is Outcome.IN_PART else "") for one in taken
    )
    return _NOTE[_in(language)][len(taken) != 1].format(len(taken), ", ".join(places))
