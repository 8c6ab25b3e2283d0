"""A published response in few and plain words, the same for the poster, for the radio and for a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from labapp.documents.wording import listed
from labapp.domain.contributions import Language
from labapp.domain.responses import Group
from labapp.domain.returning import Returned, few_words
from labapp.queries.response_document import Shown
from labapp.queries.response_versions import Published
from labapp.words import formats
from labapp.words.labels import label

_OWED = {"es": "Todavía no hay respuesta", "en": "No answer yet"}
_ANSWERED = {"es": "Se respondió", "en": "Answered"}
_NUMBERS = {"es": ("Aporte {}", "Aportes {}"), "en": ("Contribution {}", "Contributions {}")}
_ANSWERS = {"es": "Responde: {}", "en": "Answered by: {}"}
_OWES = {"es": "Debe responder: {}", "en": "Owes the answer: {}"}
_DECIDED = {"es": "se decide a más tardar el {}", "en": "decided by {}"}
_DUE = {"es": "a más tardar el {}", "en": "by {}"}


@dataclass(frozen=True, slots=True)
class Plainly:
    """An answer in words. `said` is None where the public reads nothing of it; `language` names another tongue."""

    numbers: tuple[str, ...]
    heading: str
    said: str | None
    language: str | None
    answer: str
    reason: str
    who_and_when: str


def plainly(one: Returned, shown: Mapping[str, Shown], language: str, *, said: int, reason: int) -> Plainly:
    """Return an answer in words of at most so many characters for what was said and for the reason."""
    text, tongue = _said(shown[one.number])
    forms = _NUMBERS[language]
    return Plainly(
        numbers=one.numbers,
        heading=forms[len(one.numbers) > 1].format(listed(one.numbers, language)),
        said=few_words(text, said) if text else None,
        language=tongue,
        answer=_answer(one.group, language),
        reason=few_words(one.reason, reason),
        who_and_when=_who_and_when(one, language),
    )


def _answer(group: Group | None, language: str) -> str:
    """Return in few words what became of one contribution; the group of questions and comments has no such word."""
    match group:
        case None:
            return _OWED[language]
        case Group.NO_REQUEST:
            return _ANSWERED[language]
        case taken:
            return label(taken, language)


def _said(one: Shown) -> tuple[str, str | None]:
    if one.text is None or not one.language:
        return one.text or "", None
    if one.translation:
        return one.translation, None
    return one.text, Language(one.language).value


def _who_and_when(one: Returned, language: str) -> str:
    who = (_ANSWERS if one.group else _OWES)[language].format(one.who) if one.who else ""
    until = (_DECIDED if one.group else _DUE)[language]
    day = until.format(formats.day(one.by_when, language)) if one.by_when else ""
    return ", ".join(filter(None, (who, day)))


def number_count(answers: tuple[Returned, ...]) -> int:
    """Return how many numbers these answers stand for."""
    return sum(len(one.numbers) for one in answers)


def version_name(version: Published, language: str) -> str:
    """Return what a version is called among people: the response, or the advance with its number."""
    if version.advance is None:
        return {"es": "Respuesta razonada", "en": "Reasoned response"}[language]
    return {"es": "Avance n.º {}", "en": "Progress report no. {}"}[language].format(version.advance)
