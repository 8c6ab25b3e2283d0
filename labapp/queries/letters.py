"""Notas to institutions: what each one asks for, in the words that the institution may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.assignments import AssignmentState, ExtensionDecision
from labapp.domain.contributions import WithholdReason
from labapp.domain.errors import NotFound
from labapp.models.assignments import Assignment, DueExtension, RequestLetter
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.queries.notas import NotaFacts, nota_facts
from labapp.queries.response_document import latest_minutes, number_of, public_words, reported_texts
from labapp.queries.sessions import SessionHead, session_head


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A contribution in a nota: its number, its public words (None: withheld, or not in the minutes), and its day."""

    number: str
    text: str | None
    withheld: WithholdReason | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Letter:
    """A nota to an institution about a session. `op` is the version of its row."""

    id: UUID
    op: UUID
    head: SessionHead
    organisation_id: UUID
    institution: str
    nota: NotaFacts
    asked: tuple[AskedFor, ...]


def institution_name(db: Db, organisation_id: UUID) -> str:
    """Return the name of an institution. Raises NotFound."""
    found = db.get(Organisation, organisation_id)
    if found is None:
        raise NotFound
    return found.name


def letters_to(db: Db, session_id: UUID, organisation_id: UUID) -> tuple[Letter, ...]:
    """Return the notas of a session to one institution, the newest first."""
    mine = (RequestLetter.session_id == session_id, RequestLetter.organisation_id == organisation_id)
    found = db.scalars(sa.select(RequestLetter).where(*mine).order_by(RequestLetter.id.desc()))
    return tuple(_letter(db, row) for row in found)


def letter(db: Db, session_id: UUID, letter_id: UUID) -> Letter:
    """Return one nota of a session. Raises NotFound."""
    found = db.get(RequestLetter, letter_id)
    if found is None or found.session_id != session_id:
        raise NotFound
    return _letter(db, found)


def _letter(db: Db, row: RequestLetter) -> Letter:
    return Letter(
        id=row.id,
        op=row.op,
        head=session_head(db, row.session_id),
        organisation_id=row.organisation_id,
        institution=institution_name(db, row.organisation_id),
        nota=nota_facts(row),
        asked=_asked(db, row),
    )


def _asked(db: Db, row: RequestLetter) -> tuple[AskedFor, ...]:
    """Return what the nota asks for; what was sent stays in it, with the day that it named, whatever happened since."""
    in_it = Assignment.letter_id == row.id
    asks = in_it if row.number else sa.and_(in_it, Assignment.state == AssignmentState.ASSIGNED)
    since = DueExtension.decided_on > row.sent_on if row.sent_on else sa.false()
    granted = sa.and_(DueExtension.decision == ExtensionDecision.GRANTED, since)
    found = db.execute(
        sa.select(Contribution, sa.func.coalesce(DueExtension.due_before, Assignment.due_on))
        .join(Assignment, Assignment.contribution_id == Contribution.id)
        .outerjoin(DueExtension, sa.and_(DueExtension.assignment_id == Assignment.id, granted))
        .where(asks)
        .order_by(Contribution.number, Contribution.part)
    )
    published = numbers_in_minutes(db, row.session_id)
    return tuple(_item(said, due_on, published) for said, due_on in found)


def numbers_in_minutes(db: Db, session_id: UUID) -> frozenset[str]:
    """Return the numbers that the published minutes hold: only those are read outside the team."""
    minutes = latest_minutes(db, session_id)
    return frozenset(reported_texts(minutes.content)) if minutes else frozenset()


def _item(said: Contribution, due_on: date, published: frozenset[str]) -> AskedFor:
    number = number_of(said)
    return AskedFor(number, public_words(said) if number in published else None, said.withhold_reason, due_on)
