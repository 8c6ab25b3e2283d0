"""A document of answers as plain data, and back: what was published is kept as facts, readable in any language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from labapp.domain.response_extras import Extra, ExtraShape
from labapp.domain.responses import Answer, Disposition, Document, Listed

Record = dict[str, Any]
"""Plain data as JSON holds it: its shape is that of `Document`, so nothing narrower can be said of the values."""


def extras_record(extras: Mapping[Extra, str | date]) -> dict[str, str]:
    """Return what an answer says besides its reason as it is stored: days in ISO form."""
    return {extra.value: said.isoformat() if isinstance(said, date) else said for extra, said in extras.items()}


def extras_from(record: Mapping[str, str]) -> dict[Extra, str | date]:
    """Return what `extras_record` stored."""
    return {extra: _said(extra, record[extra.value]) for extra in Extra if extra.value in record}


def _said(extra: Extra, stored: str) -> str | date:
    return date.fromisoformat(stored) if extra.shape is ExtraShape.DAY else stored


def document_record(document: Document) -> Record:
    """Return `document` as plain data, without its labels, which belong to the words and not to the facts."""
    return {
        "listed": [_listed_record(row) for row in document.listed],
        "answers": [_answer_record(answer) for answer in document.answers],
        "gathering": document.gathering,
        "held_on": _iso(document.held_on),
        "version": document.version,
        "institution": document.institution,
        "office": document.office,
        "answered_on": _iso(document.answered_on),
        "objections_contact": document.objections_contact,
        "objections_until": _iso(document.objections_until),
        "validated_on": _iso(document.validated_on),
        "clauses": {version: sorted(names) for version, names in document.clauses.items()},
    }


def document_from(record: Mapping[str, Any], labels: Mapping[Disposition, tuple[str, ...]]) -> Document:
    """Return the document that `document_record` stored; who validated it stays in the journal of the house."""
    return Document(
        listed=tuple(_listed(row) for row in record["listed"]),
        answers=tuple(_answer(answer) for answer in record["answers"]),
        labels=labels,
        gathering=record["gathering"],
        held_on=_day(record["held_on"]),
        version=record["version"],
        institution=record["institution"],
        office=record["office"],
        answered_on=_day(record["answered_on"]),
        objections_contact=record["objections_contact"],
        objections_until=_day(record["objections_until"]),
        validated_on=_day(record["validated_on"]),
        clauses={version: frozenset(names) for version, names in record["clauses"].items()},
    )


def _iso(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)


def _listed_record(row: Listed) -> Record:
    return {
        "number": row.number,
        "text": row.text,
        "parts": list(row.parts),
        "joined_into": row.joined_into,
        "withdrawn": row.withdrawn,
        "owed_by": row.owed_by,
        "due_on": _iso(row.due_on),
    }


def _listed(record: Mapping[str, Any]) -> Listed:
    return Listed(
        number=record["number"],
        text=record["text"],
        parts=tuple(record["parts"]),
        joined_into=record["joined_into"],
        withdrawn=record["withdrawn"],
        owed_by=record["owed_by"],
        due_on=_day(record["due_on"]),
    )


def _answer_record(answer: Answer) -> Record:
    return {
        "number": answer.number,
        "primary": None if answer.primary is None else answer.primary.value,
        "secondary": [kind.value for kind in answer.secondary],
        "reason": answer.reason,
        "extras": extras_record(answer.extras),
        "refers_to": answer.refers_to,
        "institution": answer.institution,
        "office": answer.office,
        "answered_on": _iso(answer.answered_on),
        "covered": list(answer.covered),
        "part_answers": [_answer_record(part) for part in answer.part_answers],
        "also": list(answer.also),
    }


def _answer(record: Mapping[str, Any]) -> Answer:
    return Answer(
        number=record["number"],
        primary=None if record["primary"] is None else Disposition(record["primary"]),
        secondary=tuple(Disposition(kind) for kind in record["secondary"]),
        reason=record["reason"],
        extras=extras_from(record["extras"]),
        refers_to=record["refers_to"],
        institution=record["institution"],
        office=record["office"],
        answered_on=_day(record["answered_on"]),
        covered=tuple(record["covered"]),
        part_answers=tuple(_answer(part) for part in record["part_answers"]),
        also=tuple(record["also"]),
    )
