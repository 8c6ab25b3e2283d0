"""What a document of answers may call itself: a draft, a progress report, or a reasoned response.

Source: domain note b.3, rules 1 to 3 of a document. Only a complete one is a *Respuesta razonada*; before that a
numbered *avance* may go out, in which whatever is open names who owes it and until when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from labapp.domain.completeness import Lack, Missing, missing
from labapp.domain.errors import RuleViolated
from labapp.domain.responses import Answer, Document, Listed, VersionKind
from labapp.domain.text import clean_line, clean_text


@dataclass(frozen=True, slots=True)
class Pending:
    """An open contribution in a progress report: who owes the answer, until when."""

    number: str
    owed_by: str
    due_on: date | None


def dated_too_early(document: Document, changed: Iterable[str], *, out_on: date | None, today: date) -> tuple[str, ...]:
    """Return the changed answers that would carry the day of the document though it went out before they were given.

    `out_on` is the day on which the last version went out, None where none did. The public figure of how long the
    answers took is counted from these days.
    """
    if out_on is None or document.answered_on is None or not document.answered_on <= out_on < today:
        return ()
    answers = document.numbered
    given = (number for number in changed if number in answers and answers[number].primary is not None)
    return tuple(number for number in given if answers[number].answered_on is None)


def missing_of_document(document: Document, reported: Mapping[str, str]) -> tuple[Missing, ...]:
    """Return everything that keeps `document` from being a reasoned response.

    `reported` is the public text of every contribution of the published minutes that was not withdrawn, by number.
    """
    return (
        *_missing_of_list(document, reported),
        *_missing_of_answers(document),
        *_missing_of_header(document),
        *_missing_of_validation(document),
    )


def missing_of_progress(document: Document, reported: Mapping[str, str]) -> tuple[Missing, ...]:
    """Return everything that keeps `document` from going out as a progress report."""
    found = [*_missing_of_list(document, reported), *_missing_of_header(document)]
    for row in pending(document):
        if not clean_line(row.owed_by):
            found.append(Missing(Lack.PENDING_WITHOUT_INSTITUTION, "owed_by", row.number))
        if row.due_on is None:
            found.append(Missing(Lack.PENDING_WITHOUT_DAY, "due_on", row.number))
    return tuple(found)


def state_of(document: Document, reported: Mapping[str, str]) -> VersionKind | None:
    """Return the most that `document` may be published as today; `None` while it is only a draft."""
    if not missing_of_document(document, reported):
        return VersionKind.COMPLETE
    if not missing_of_progress(document, reported):
        return VersionKind.PROGRESS
    return None


def check_publishable(document: Document, reported: Mapping[str, str], *, wanted: VersionKind) -> None:
    """Refuse to publish `document` as `wanted` while something is missing.

    Raises RuleViolated `response_incomplete` or `progress_incomplete`, with `missing` and their `count`.
    """
    match wanted:
        case VersionKind.COMPLETE:
            lacking, code = missing_of_document(document, reported), "response_incomplete"
        case VersionKind.PROGRESS:
            lacking, code = missing_of_progress(document, reported), "progress_incomplete"
        case _:
            assert_never(wanted)
    if lacking:
        raise RuleViolated(code, missing=lacking, count=len(lacking))


def pending(document: Document) -> tuple[Pending, ...]:
    """Return the contributions that have no complete answer yet, in the order of the document."""
    return tuple(
        Pending(row.number, row.owed_by or document.institution, row.due_on)
        for row in to_be_answered(document)
        if not is_answered(row.number, document)
    )


def to_be_answered(document: Document) -> tuple[Listed, ...]:
    """Return the contributions that are owed an answer: all but the withdrawn and those joined into another."""
    return tuple(row for row in document.listed if not row.withdrawn and row.joined_into is None)


def is_answered(number: str, document: Document) -> bool:
    """Whether contribution `number` has a complete answer of its own, a shared one, or one answer per part."""
    answer = document.numbered.get(number)
    return answer is not None and not missing(answer, document)


def changed_numbers(before: Document, after: Document) -> tuple[str, ...]:
    """Return the numbers whose text or answer differs between two versions: what a new version has to show."""
    was, now = _contents(before), _contents(after)
    return tuple(number for number in dict.fromkeys((*now, *was)) if was.get(number) != now.get(number))


def _contents(document: Document) -> dict[str, tuple[Listed, Answer | None]]:
    answers = document.numbered
    return {row.number: (row, answers.get(row.number)) for row in document.listed}


def _missing_of_list(document: Document, reported: Mapping[str, str]) -> list[Missing]:
    listed = {row.number: row for row in document.listed if not row.withdrawn}
    found = [Missing(Lack.NOT_LISTED, "listed", number) for number in reported if number not in listed]
    for number, row in listed.items():
        if number not in reported:
            found.append(Missing(Lack.NOT_IN_MINUTES, "listed", number))
        elif clean_text(row.text) != clean_text(reported[number]):
            found.append(Missing(Lack.TEXT_ALTERED, "text", number))
    return found


def _missing_of_answers(document: Document) -> list[Missing]:
    answers = document.numbered
    found: list[Missing] = []
    for row in to_be_answered(document):
        answer = answers.get(row.number)
        if answer is None:
            found.append(Missing(Lack.UNANSWERED, "answer", row.number))
        elif answer.number == row.number:
            found += missing(answer, document)
    return found


def _missing_of_header(document: Document) -> list[Missing]:
    found: list[Missing] = []
    if not clean_line(document.gathering):
        found.append(Missing(Lack.NO_GATHERING, "gathering"))
    if document.held_on is None:
        found.append(Missing(Lack.NO_GATHERING_DAY, "held_on"))
    if document.answered_on is None:
        found.append(Missing(Lack.NO_ANSWER_DAY, "answered_on"))
    if not clean_line(document.office):
        found.append(Missing(Lack.NO_OFFICE, "office"))
    if not clean_line(document.objections_contact):
        found.append(Missing(Lack.NO_OBJECTIONS_CONTACT, "objections_contact"))
    if document.objections_until and document.answered_on and document.objections_until < document.answered_on:
        found.append(Missing(Lack.OBJECTIONS_END_EARLY, "objections_until"))
    return found


def _missing_of_validation(document: Document) -> list[Missing]:
    if clean_line(document.validated_by) and document.validated_on is not None:
        return []
    return [Missing(Lack.NOT_VALIDATED, "validated_by")]
