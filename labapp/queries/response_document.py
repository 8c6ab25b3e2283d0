"""The document of answers of one session as its rules see it, put together from what is stored.

Texts are compared with those of the published minutes: what an answer stands under is what the public has read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.contributions import Language, PublicState, WithholdReason
from labapp.domain.journal import canonical
from labapp.domain.numbering import GivenNumber
from labapp.domain.response_records import document_record, extras_from
from labapp.domain.responses import Answer, Disposition, Document, Listed, nested
from labapp.models.contributions import Contribution
from labapp.models.minutes import Minutes, MinutesVersion, MinutesWithdrawal
from labapp.models.people import Staff
from labapp.models.recorder import Db
from labapp.models.responses import Answer as AnswerRow
from labapp.models.responses import ResponseDocument
from labapp.queries.sessions import SessionHead, session_head
from labapp.words.formats import local
from labapp.words.labels_responses import spoken_labels


@dataclass(frozen=True, slots=True)
class Shown:
    """A contribution, or a part of one, as the public reads it: its number, and its words where they are public."""

    number: str
    text: str | None
    language: str
    translation: str | None = None
    withheld: WithholdReason | None = None
    is_part: bool = False
    joined_into: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """Everything that is known of the answers of a session. `ids` and `ops` are by number.

    `op` is the version of the document's row, None while nobody has begun. `minutes_version` is None while no minutes
    are published: then nothing can be published here.
    """

    head: SessionHead
    document: Document
    shown: tuple[Shown, ...]
    reported: Mapping[str, str]
    minutes_version: int | None
    introduction: str
    op: UUID | None
    ids: Mapping[str, UUID]
    ops: Mapping[str, UUID]
    validated_role: str = ""

    @property
    def digest(self) -> str:
        """Return a hash of all that would be printed, to tell whether anything changed meanwhile."""
        texts = [[one.number, one.text, one.language, one.translation, one.withheld] for one in self.shown]
        whole: list[Any] = [document_record(self.document), self.introduction, texts, self.minutes_version]
        return hashlib.sha256(canonical(whole).encode()).hexdigest()


def number_of(said: Contribution) -> str:
    """Return the number of a contribution as people see it."""
    return str(GivenNumber("", said.number, said.part))


def public_words(said: Contribution) -> str | None:
    """Return what the public reads of a contribution; None where only its number is shown.

    Of a composite one only the parts are read: its whole words may hold what is withheld of a part.
    """
    if said.withdrawn_at is not None or said.is_split:
        return None
    match said.public_state:
        case PublicState.WITHHELD:
            return None
        case PublicState.REDACTED:
            return said.public_text
        case PublicState.SHOWN:
            return said.text


def reported_texts(content: object) -> dict[str, str]:
    """Return the text of every contribution in published minutes, by number; empty where it is not shown."""
    return dict(_contributions_in(content))


def _contributions_in(node: object) -> Iterator[tuple[str, str]]:
    match node:
        case {"is": "contribution", "number": str() as number, "text": text}:
            yield number, str(text or "")
        case dict():
            for value in node.values():
                yield from _contributions_in(value)
        case list():
            for value in node:
                yield from _contributions_in(value)


def latest_minutes(db: Db, session_id: UUID) -> MinutesVersion | None:
    """Return the newest published minutes of a session that were not withdrawn."""
    return db.scalar(
        sa.select(MinutesVersion)
        .join(Minutes, Minutes.id == MinutesVersion.minutes_id)
        .outerjoin(MinutesWithdrawal, MinutesWithdrawal.version_id == MinutesVersion.id)
        .where(Minutes.session_id == session_id, MinutesWithdrawal.id.is_(None))
        .order_by(MinutesVersion.number.desc())
        .limit(1)
    )


def response_facts(db: Db, session_id: UUID) -> ResponseFacts:
    """Return the answers of a session as they stand. Raises NotFound."""
    head = session_head(db, session_id)
    said = list(
        db.scalars(
            sa.select(Contribution)
            .where(Contribution.session_id == session_id)
            .order_by(Contribution.number, Contribution.part)
        )
    )
    row = db.scalar(sa.select(ResponseDocument).where(ResponseDocument.session_id == session_id))
    answers = _answer_rows(db, row)
    minutes = latest_minutes(db, session_id)
    in_minutes = reported_texts(minutes.content) if minutes else {}
    numbers = {one.id: number_of(one) for one in said}
    listed = tuple(_listed(one, said, numbers, answers) for one in said if not one.part)
    return ResponseFacts(
        head=head,
        document=_document(db, head, row, listed, [_answer(one, numbers) for one in answers.values()]),
        shown=tuple(_shown(one, numbers) for one in said),
        reported={one.number: _reported(one, in_minutes) for one in listed if _is_reported(one, in_minutes)},
        minutes_version=minutes.number if minutes else None,
        introduction=(row.introduction or "") if row else "",
        op=row.op if row else None,
        ids={numbers[one.id]: one.id for one in said},
        ops={numbers[key]: one.op for key, one in answers.items()},
        validated_role=_role(db, row),
    )


def _answer_rows(db: Db, row: ResponseDocument | None) -> dict[UUID, AnswerRow]:
    if row is None:
        return {}
    found = db.scalars(sa.select(AnswerRow).where(AnswerRow.document_id == row.id).order_by(AnswerRow.id))
    return {one.contribution_id: one for one in found}


def _role(db: Db, row: ResponseDocument | None) -> str:
    staff = db.get(Staff, row.validated_by_id) if row and row.validated_by_id else None
    return staff.role.value if staff else ""


def _shown(one: Contribution, numbers: Mapping[UUID, str]) -> Shown:
    language = "" if one.language == Language.SPANISH else one.language
    text = public_words(one)
    return Shown(
        number=numbers[one.id],
        text=text,
        language=language,
        translation=one.translation if text is not None and one.public_state is PublicState.SHOWN else None,
        withheld=one.withhold_reason,
        is_part=bool(one.part),
        joined_into=numbers.get(one.joined_into_id) if one.joined_into_id else None,
        withdrawn=one.withdrawn_at is not None,
    )


def _parts(one: Contribution, said: Sequence[Contribution]) -> list[Contribution]:
    return [part for part in said if part.split_from_id == one.id] if one.is_split else []


def _listed(
    one: Contribution,
    said: Sequence[Contribution],
    numbers: Mapping[UUID, str],
    answers: Mapping[UUID, AnswerRow],
) -> Listed:
    parts = _parts(one, said)
    owing = [answers[piece.id] for piece in (one, *parts) if piece.id in answers]
    days = [answer.due_on for answer in owing if answer.due_on]
    return Listed(
        number=numbers[one.id],
        text="\n".join(public_words(piece) or "" for piece in (parts or [one])),
        parts=tuple(numbers[part.id] for part in parts),
        joined_into=numbers.get(one.joined_into_id) if one.joined_into_id else None,
        withdrawn=one.withdrawn_at is not None,
        owed_by=next((answer.owed_by for answer in owing if answer.owed_by), ""),
        due_on=max(days, default=None),
    )


def _is_reported(row: Listed, in_minutes: Mapping[str, str]) -> bool:
    return not row.withdrawn and (row.number in in_minutes or any(part in in_minutes for part in row.parts))


def _reported(row: Listed, in_minutes: Mapping[str, str]) -> str:
    return "\n".join(in_minutes[number] for number in (row.number, *row.parts) if number in in_minutes)


def _answer(row: AnswerRow, numbers: Mapping[UUID, str]) -> Answer:
    return Answer(
        number=numbers[row.contribution_id],
        primary=row.disposition,
        secondary=tuple(Disposition(kind) for kind in row.secondary),
        reason=row.reason or "",
        extras=extras_from(row.extras),
        refers_to=numbers.get(row.refers_to_id) if row.refers_to_id else None,
        institution=row.institution or "",
        office=row.office or "",
        answered_on=row.answered_on,
    )


def _document(
    db: Db, head: SessionHead, row: ResponseDocument | None, listed: tuple[Listed, ...], answers: list[Answer]
) -> Document:
    given = [answer for answer in answers if answer.primary is not None]
    held_on = local(head.starts_at, head.zone).date()
    nothing_yet = Document(
        listed=listed,
        answers=nested(listed, given),
        labels=spoken_labels(),
        gathering=gathering_of(head),
        held_on=held_on,
    )
    return nothing_yet if row is None else _with_header(db, row, nothing_yet, head.zone)


def gathering_of(head: SessionHead) -> str:
    """Return what is answered: the lab or table, and the session where it has a title of its own."""
    return f"{head.space_title}: {head.title}" if head.title else head.space_title


def _with_header(db: Db, row: ResponseDocument, document: Document, zone: str) -> Document:
    validator = db.scalar(sa.select(Staff.name).where(Staff.id == row.validated_by_id)) if row.validated_by_id else None
    clauses: Mapping[str, Any] = row.clauses or {}
    return Document(
        listed=document.listed,
        answers=document.answers,
        labels=document.labels,
        gathering=document.gathering,
        held_on=document.held_on,
        institution=row.institution or "",
        office=row.office or "",
        answered_on=row.answered_on,
        objections_contact=row.objections_contact or "",
        objections_until=row.objections_until,
        validated_by=(validator or "—") if row.validated_by_id else "",
        validated_on=local_day(row, zone),
        clauses={version: frozenset(names) for version, names in clauses.items()},
    )


def local_day(row: ResponseDocument, zone: str) -> date | None:
    """Return the day on which a document was validated, where the session was."""
    return local(row.validated_at, zone).date() if row.validated_at else None
