"""A published response as a text for the local radio: one minute and a half at most, figures written as they are said.

Spanish only: it is read by the people of a station in the community's own programme.
"""

from __future__ import annotations

from dataclasses import dataclass

from labapp.documents.returning import number_count
from labapp.documents.wording import Counted, counted, listed
from labapp.domain.response_measures import measures
from labapp.domain.responses import Group
from labapp.domain.returning import Returned, fair_order, few_words, returned
from labapp.queries.response_versions import Published
from labapp.words import formats
from labapp.words.labels import label
from labapp.words.spoken import read_aloud, spoken_day

WORDS_A_MINUTE = 150
"""A calm reading voice."""
LONGEST = 90
"""Seconds."""
_LENGTHS = ((220, 420), (170, 300), (140, 200))
"""Characters for what was said and for the reason, the most generous first; a listener cannot fill in what is cut."""
_SHORTEST_CLAUSE = 0.4

_RECEIVED: Counted = ("Se recibió {} aporte.", "Se recibieron {} aportes.")
_LEFT: Counted = ("Hay {} aporte más que ya tiene su respuesta.", "Hay {} aportes más, cada uno con su respuesta.")
_LEFT_AND_OPEN: Counted = (
    "Hay {} aporte más, con la fecha en que se le responde.",
    "Hay {} aportes más, cada uno con su respuesta o con la fecha en que se le responde.",
)
_PENDING: Counted = ("Falta {} respuesta.", "Faltan {} respuestas.")


@dataclass(frozen=True, slots=True)
class RadioText:
    """What is read, paragraph by paragraph, and how long that takes in a calm voice."""

    paragraphs: tuple[str, ...]
    left_out: int
    """How many numbers did not fit; the text says so."""

    @property
    def words(self) -> int:
        """How many words are read."""
        return sum(len(one.split()) for one in self.paragraphs)

    @property
    def seconds(self) -> int:
        """How long the reading takes."""
        return round(self.words * 60 / WORDS_A_MINUTE)


def radio_text(version: Published, *, community: str | None, zone: str) -> RadioText:
    """Return the text of a version: as much of each answer as fits, and fewer answers only when that is not enough.

    Those left out are the last of `fair_order`; what is read stands in the order of the document.
    """
    answers = returned(version.document)
    for said, reason in _LENGTHS:
        text = _text(version, answers, len(answers), community, zone, (said, reason))
        if text.seconds <= LONGEST:
            return text
    for count in range(min(len(answers), 20), 0, -1):
        text = _text(version, answers, count, community, zone, _LENGTHS[-1])
        if text.seconds <= LONGEST:
            return text
    return text


def _text(
    version: Published,
    answers: tuple[Returned, ...],
    count: int,
    community: str | None,
    zone: str,
    lengths: tuple[int, int],
) -> RadioText:
    chosen = set(fair_order(answers)[:count])
    read = tuple(one for one in answers if one in chosen)
    left = number_count(answers) - number_count(read)
    paragraphs = (
        _opening(version, answers, community, zone),
        *(_item(one, version, lengths, _answering(answers)) for one in read),
        _closing(left, _LEFT if all(one.group for one in answers if one not in chosen) else _LEFT_AND_OPEN),
    )
    return RadioText(tuple(read_aloud(one) for one in paragraphs), left)


def _answering(answers: tuple[Returned, ...]) -> tuple[str, ...]:
    """Return the institutions that gave an answer, each once."""
    return tuple(dict.fromkeys(one.who for one in answers if one.group is not None))


def _opening(version: Published, answers: tuple[Returned, ...], community: str | None, zone: str) -> str:
    document, on = version.document, formats.local(version.published_at, zone).date()
    counts = measures(document, today=on)
    hailed = f"Un mensaje para la gente de {community}." if community else "Un mensaje para quienes participaron."
    held = f"El {spoken_day(document.held_on)} se habló de: {document.gathering}." if document.held_on else ""
    pending = counts.received - counts.answered
    institutions = _answering(answers) or (document.institution,)
    verb = "ya respondieron" if len(institutions) > 1 else "ya respondió"
    done = f"{listed(institutions, 'es')} {verb} {counts.answered if pending else 'cada uno'}."
    missing = counted(_PENDING, pending) if pending else ""
    return " ".join(filter(None, (hailed, held, counted(_RECEIVED, counts.received), done, missing)))


def _item(one: Returned, version: Published, lengths: tuple[int, int], answering: tuple[str, ...]) -> str:
    shown = version.shown[one.number]
    text = (shown.translation or shown.text) if shown.language else shown.text
    said = f"Se dijo: {_spoken(text, lengths[0])}" if text else "Su texto no se publica."
    numbers = ("Aporte número " if len(one.numbers) == 1 else "Aportes ") + listed(one.numbers, "es")
    until = f" a más tardar el {spoken_day(one.by_when)}" if one.by_when else ""
    if one.group is None:
        return f"{numbers}. {said} Todavía no hay respuesta: la debe {one.who}{until and ','}{until}."
    whose = f"Respuesta de {one.who}" if len(answering) > 1 else "Respuesta"
    kind = "" if one.group is Group.NO_REQUEST else f"{label(one.group, 'es').lower()}. "
    answer = f"{whose}: {kind}{_spoken(one.reason, lengths[1])}"
    return f"{numbers}. {said} {answer}" + (f" Se decide{until}." if until else "")


def _spoken(text: str, most: int) -> str:
    """Return a sentence that ends where a voice can end: at a clause, never in the middle of one where it has any."""
    short = few_words(text, most)
    if short.endswith("…"):
        head = short[:-1]
        clause = max(head.rfind(end) for end in (", ", "; ", ": "))
        return (head[:clause] if clause >= _SHORTEST_CLAUSE * len(head) else head) + "."
    return short if short.endswith((".", "?", "!")) else f"{short}."


def _closing(left: int, words: Counted) -> str:
    more = f"{counted(words, left)} " if left else ""
    return f"{more}Pregunte por la respuesta completa en la junta comunal, con el número de su aporte. Gracias."
