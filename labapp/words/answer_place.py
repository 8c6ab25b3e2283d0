"""How people are told where the answer will be and by when, in one or two plain sentences."""

from __future__ import annotations

from labapp.domain.answer_place import AnswerPlace
from labapp.words import formats

_ANSWERED = ("La respuesta se publicó el {day}", "The answer was published on {day}")
_PROMISED = ("La respuesta a los aportes sale a más tardar el {day}", "The answer to the contributions comes by {day}")
_AT_ADDRESS = (" en esta dirección:", " at this address:")
_ON_BOARD = (
    ", en el tablero de la junta comunal.",
    ", on the notice board of the junta comunal (the local council).",
)
_TO_ASK = (" Para preguntar por ella: {contact}.", " To ask about it: {contact}.")
_TO_GET = (". Para pedirla: {contact}.", ". To ask for it: {contact}.")
_FROM_ORGANISERS = (". La da quien organiza.", ". You can get it from the organisers.")
_READ_ON_BOARD = (
    "Se lee en el tablero de la junta comunal.",
    "It can be read on the notice board of the junta comunal (the local council).",
)
_ASKED_FOR = ("Para leerlo: {contact}.", "To read it: {contact}.")
_ORGANISERS_HAVE_IT = ("Lo tiene quien organiza.", "The organisers have it.")


def answer_sentence(place: AnswerPlace, language: str) -> str:
    """Return the promise; where there is an address it ends in a colon, and the address follows."""
    side = 1 if language == "en" else 0
    on = place.answered_on or place.due_on
    said = (_ANSWERED if place.answered_on else _PROMISED)[side].format(day=formats.day(on, language))
    if place.address:
        return said + _AT_ADDRESS[side]
    if place.has_board:
        return said + _ON_BOARD[side] + (_TO_ASK[side].format(contact=place.contact) if place.contact else "")
    return said + (_TO_GET[side].format(contact=place.contact) if place.contact else _FROM_ORGANISERS[side])


def answer_day(place: AnswerPlace, language: str) -> str:
    """Return only by when, for a paper that has the address beside it."""
    side = 1 if language == "en" else 0
    return _PROMISED[side].format(day=formats.day(place.due_on, language)) + "."


def paper_sentence(place: AnswerPlace, language: str) -> str:
    """Return where a published document of the session is read by somebody without internet."""
    side = 1 if language == "en" else 0
    if place.has_board:
        return _READ_ON_BOARD[side]
    return _ASKED_FOR[side].format(contact=place.contact) if place.contact else _ORGANISERS_HAVE_IT[side]


def answer_text(place: AnswerPlace, language: str) -> str:
    """Return the promise with its address, for a text without links."""
    return " ".join(filter(None, (answer_sentence(place, language), place.address)))
