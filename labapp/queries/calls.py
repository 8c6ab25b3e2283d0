"""Reading the call of a session and the list of those expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import initials
from labapp.domain.participation import Level, Support
from labapp.domain.terms import PROPOSED_REPORT_TERM, PROPOSED_RESPONSE_TERM
from labapp.models.recorder import Db
from labapp.models.sessions import Call, Expected
from labapp.models.spaces import Draft
from labapp.queries.programme import programme


@dataclass(frozen=True, slots=True)
class DraftChoice:
    """A version of the text under discussion."""

    id: UUID
    title: str
    version: str
    shared_on: date | None
    link: str | None


@dataclass(frozen=True, slots=True)
class SavedCall:
    """A call as it stands; its terms are those that hold, the programme's where the call names none."""

    version: UUID | None
    text: str
    published_on: date | None
    channels: str
    invited: str
    level: Level | None
    report_days: int
    response_days: int
    contact: str
    supports: tuple[Support, ...]
    draft: DraftChoice | None


@dataclass(frozen=True, slots=True)
class ExpectedPerson:
    """Somebody on the pasted list."""

    id: UUID
    name: str
    initials: str
    organisation: str
    position: str
    has_come: bool


def saved_call(db: Db, session_id: UUID) -> SavedCall:
    """Return the call of a session: an empty one while nobody wrote it."""
    call = db.scalar(sa.select(Call).where(Call.session_id == session_id))
    report_days, response_days = _promised(db, call)
    if call is None:
        return SavedCall(None, "", None, "", "", None, report_days, response_days, "", (), None)
    draft = db.get(Draft, call.draft_id) if call.draft_id else None
    return SavedCall(
        version=call.op,
        text=call.text or "",
        published_on=call.published_on,
        channels=call.channels or "",
        invited=call.invited or "",
        level=call.level,
        report_days=report_days,
        response_days=response_days,
        contact=call.contact or "",
        supports=tuple(Support(code) for code in call.supports or ()),
        draft=_choice(draft) if draft else None,
    )


def _promised(db: Db, call: Call | None) -> tuple[int, int]:
    of_programme = programme(db)
    report = of_programme.report_days if of_programme else PROPOSED_REPORT_TERM.days
    response = of_programme.response_days if of_programme else PROPOSED_RESPONSE_TERM.days
    return (call and call.report_days) or report, (call and call.response_days) or response


def _choice(draft: Draft) -> DraftChoice:
    return DraftChoice(draft.id, draft.title, draft.version, draft.shared_on, draft.link)


def draft_choices(db: Db, space_id: UUID) -> list[DraftChoice]:
    """Return the drafts of a lab or table, the one shared last first."""
    found = db.scalars(sa.select(Draft).where(Draft.space_id == space_id).order_by(Draft.id.desc()))
    return sorted(map(_choice, found), key=lambda draft: draft.shared_on or date.min, reverse=True)


def expected_people(db: Db, session_id: UUID) -> tuple[ExpectedPerson, ...]:
    """Return who is expected, by name."""
    found = db.scalars(
        sa.select(Expected).where(Expected.session_id == session_id).order_by(Expected.name_key, Expected.id)
    )
    return tuple(
        ExpectedPerson(
            row.id,
            row.name,
            initials(row.name),
            row.organisation or "",
            row.position or "",
            row.participant_id is not None,
        )
        for row in found
    )
