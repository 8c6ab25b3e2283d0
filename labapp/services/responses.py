"""Answering contributions: the head of the document, and one answer at a time, complete or not.

Every change locks the session's row first, so that two editors take turns; each says which version it had before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.assignments import AssignmentState
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.response_extras import Extra
from labapp.domain.response_records import extras_record
from labapp.domain.responses import LONGEST_LINE, LONGEST_TEXT, Disposition, extras_of
from labapp.domain.text import clean_line, clean_text
from labapp.models.assignments import Assignment
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.responses import Answer, ResponseDocument
from labapp.models.sessions import LabSession
from labapp.queries.response_document import response_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is set once for all answers of a document."""

    institution: str = ""
    office: str = ""
    answered_on: date | None = None
    introduction: str = ""
    objections_contact: str = ""
    objections_until: date | None = None
    clauses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer as the form gave it; only the extras that its kinds ask for are kept."""

    primary: Disposition
    secondary: tuple[Disposition, ...] = ()
    reason: str = ""
    extras: Mapping[Extra, str | date] = field(default_factory=dict)
    refers_to: str = ""
    institution: str = ""
    office: str = ""
    answered_on: date | None = None


def locked_document(db: Db, session_id: UUID) -> ResponseDocument:
    """Return the document of a session, begun now if nobody had; nobody else changes it until this act ends."""
    db.get_one(LabSession, session_id, with_for_update=True)
    found = db.scalar(sa.select(ResponseDocument).where(ResponseDocument.session_id == session_id).with_for_update())
    if found is None:
        found = ResponseDocument(session_id=session_id)
        db.add(found)
        db.flush()
    return found


def kept_line(typed: str, where: str) -> str | None:
    """Return one line as it is kept, None when nothing was typed. Raises RuleViolated `line_too_long`."""
    line = clean_line(typed)
    if len(line) > LONGEST_LINE:
        raise RuleViolated("line_too_long", field=where, longest=LONGEST_LINE)
    return line or None


def kept_text(typed: str, where: str) -> str | None:
    """Return a text as it is kept, None when nothing was typed. Raises RuleViolated `answer_too_long`."""
    text = clean_text(typed)
    if len(text) > LONGEST_TEXT:
        raise RuleViolated("answer_too_long", field=where, longest=LONGEST_TEXT, length=len(text))
    return text or None


def set_head(db: Db, session_id: UUID, head: Head, *, seen: UUID | None) -> ResponseDocument:
    """Set what holds for the whole document; a validation falls, because it was given to something else.

    Raises RuleViolated: `changed_meanwhile`, `line_too_long` or `answer_too_long` with their field.
    """
    document = locked_document(db, session_id)
    if document.op != seen and not _is_blank(document):
        raise RuleViolated("changed_meanwhile")
    document.institution = kept_line(head.institution, "institution")
    document.office = kept_line(head.office, "office")
    document.answered_on = head.answered_on
    document.introduction = kept_text(head.introduction, "introduction")
    document.objections_contact = kept_line(head.objections_contact, "objections_contact")
    document.objections_until = head.objections_until
    document.clauses = {version: list(names) for version, names in head.clauses.items()} or None
    drop_validation(document)
    return document


def _is_blank(document: ResponseDocument) -> bool:
    said = (document.institution, document.office, document.answered_on, document.introduction, document.clauses)
    return not any((*said, document.objections_contact, document.objections_until))


def drop_validation(document: ResponseDocument) -> None:
    """Take the validation from a document: it was given to something else."""
    if document.validated_at is not None:
        document.validated_at = document.validated_by_id = None


def answerable(db: Db, session_id: UUID, contribution_id: UUID) -> Contribution:
    """Return a contribution that has an answer of its own. Raises NotFound, or RuleViolated with why it has none."""
    said = db.get(Contribution, contribution_id)
    if said is None or said.session_id != session_id:
        raise NotFound
    if said.withdrawn_at is not None:
        raise RuleViolated("answer_to_withdrawn")
    if said.is_split:
        raise RuleViolated("answer_the_parts")
    if said.joined_into_id is not None:
        raise RuleViolated("answer_the_joined")
    return said


def _row(db: Db, document: ResponseDocument, said: Contribution, *, seen: UUID | None) -> Answer:
    row = db.scalar(sa.select(Answer).where(Answer.contribution_id == said.id).with_for_update())
    if row is None:
        row = Answer(document_id=document.id, contribution_id=said.id, secondary=[], extras={})
        db.add(row)
    elif row.op != seen:
        raise RuleViolated("changed_meanwhile")
    return row


def give_answer(db: Db, session_id: UUID, contribution_id: UUID, given: GivenAnswer, *, seen: UUID | None) -> Answer:
    """Write the answer to one contribution, complete or not; a validation falls.

    Raises RuleViolated: `changed_meanwhile` unless `seen` is the version that was shown (None: there was none),
    `answer_to_withdrawn`, `answer_the_parts`, `answer_the_joined`, `reference_unknown`, `reference_to_itself`,
    `reference_in_chain`, `line_too_long` or `answer_too_long`.
    """
    document = locked_document(db, session_id)
    said = answerable(db, session_id, contribution_id)
    row = _row(db, document, said, seen=seen)
    kinds = tuple(dict.fromkeys((given.primary, *given.secondary)))
    row.refers_to_id = _target(db, said, given) if Disposition.REFERS_TO_OTHER in kinds else None
    row.disposition = given.primary
    row.secondary = [kind.value for kind in kinds[1:]]
    row.reason = kept_text(given.reason, "reason")
    row.extras = extras_record(_extras(given, kinds))
    row.institution = kept_line(given.institution, "institution")
    row.office = kept_line(given.office, "office")
    row.answered_on = given.answered_on
    drop_validation(document)
    return row


def _extras(given: GivenAnswer, kinds: tuple[Disposition, ...]) -> dict[Extra, str | date]:
    kept: dict[Extra, str | date] = {}
    for extra in extras_of(kinds):
        said = given.extras.get(extra)
        if isinstance(said, date):
            kept[extra] = said
        elif said and (text := kept_text(said, extra.value)):
            kept[extra] = text
    return kept


def _target(db: Db, said: Contribution, given: GivenAnswer) -> UUID:
    """Return the contribution that an answer refers to: another one of this session that does not refer on."""
    facts = response_facts(db, said.session_id)
    target_id = facts.ids.get(given.refers_to.strip())
    target = db.get(Contribution, target_id) if target_id else None
    if target is None or target.withdrawn_at is not None or target.joined_into_id is not None:
        raise RuleViolated("reference_unknown", field="refers_to")
    if said.id in {target.id, target.split_from_id} or target.id == said.split_from_id:
        raise RuleViolated("reference_to_itself", field="refers_to")
    if _refers(db, [target.id]) or _referred_to(db, said.id):
        raise RuleViolated("reference_in_chain", field="refers_to")
    return target.id


def _refers(db: Db, contributions: list[UUID]) -> bool:
    chain = sa.select(Answer.id).where(
        Answer.refers_to_id.is_not(None),
        sa.or_(
            Answer.contribution_id.in_(contributions),
            Answer.contribution_id.in_(sa.select(Contribution.id).where(Contribution.split_from_id.in_(contributions))),
        ),
    )
    return db.scalar(chain.limit(1)) is not None


def _referred_to(db: Db, contribution_id: UUID) -> bool:
    return db.scalar(sa.select(Answer.id).where(Answer.refers_to_id == contribution_id).limit(1)) is not None


def owe(db: Db, document: ResponseDocument, said: Contribution, owed_by: str | None, due_on: date | None) -> None:
    """Note who owes the answer to a contribution and until when, or that nobody does; a validation falls."""
    row = db.scalar(sa.select(Answer).where(Answer.contribution_id == said.id).with_for_update())
    if row is None:
        row = Answer(document_id=document.id, contribution_id=said.id, secondary=[], extras={})
        db.add(row)
    row.owed_by, row.due_on = owed_by, due_on
    drop_validation(document)


def leave_pending(
    db: Db, session_id: UUID, contribution_id: UUID, *, owed_by: str, due_on: date | None, seen: UUID | None
) -> Answer:
    """Note who owes an answer and until when; what was written already stays. A validation falls.

    Raises RuleViolated as `give_answer`, and `pending_needs_institution`, `pending_needs_day` or `is_assigned`.
    """
    document = locked_document(db, session_id)
    row = _row(db, document, answerable(db, session_id, contribution_id), seen=seen)
    is_open = sa.and_(Assignment.contribution_id == contribution_id, Assignment.state == AssignmentState.ASSIGNED)
    if db.scalar(sa.select(Assignment.id).where(is_open)) is not None:
        raise RuleViolated("is_assigned", field="owed_by")
    owing = kept_line(owed_by, "owed_by")
    if owing is None:
        raise RuleViolated("pending_needs_institution", field="owed_by")
    if due_on is None:
        raise RuleViolated("pending_needs_day", field="due_on")
    row.owed_by, row.due_on = owing, due_on
    drop_validation(document)
    return row
