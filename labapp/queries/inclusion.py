"""Reading what may be said of inclusion: groups, offices of traditional authorities, supports and languages offered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import Part
from labapp.domain.contributions import Language
from labapp.domain.demographics import Sector
from labapp.domain.inclusion import Inclusion
from labapp.models.attendance import Attendance, Participant
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.sessions import InclusionOffer
from labapp.queries.calls import saved_call


@dataclass(frozen=True, slots=True)
class SavedOffer:
    """What somebody wrote of groups and languages; `version` is that of the row, None while nobody did."""

    version: UUID | None = None
    groups: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()


def saved_offer(db: Db, session_id: UUID) -> SavedOffer:
    """Return the groups convened and the languages of interpretation of a session."""
    row = db.scalar(sa.select(InclusionOffer).where(InclusionOffer.session_id == session_id))
    if row is None:
        return SavedOffer()
    return SavedOffer(row.op, tuple(row.groups), tuple(Language(code) for code in row.languages))


def inclusion_of(db: Db, session_id: UUID) -> Inclusion:
    """Return what may be said of the inclusion of a session, without any person or number."""
    offer = saved_offer(db, session_id)
    return Inclusion(
        groups=offer.groups,
        authorities=_traditional_authorities(db, session_id),
        supports=saved_call(db, session_id).supports,
        languages=offer.languages,
    )


def _traditional_authorities(db: Db, session_id: UUID) -> tuple[str, ...]:
    found = db.execute(
        sa.select(Participant.position, Organisation.name)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .join(Organisation, Organisation.id == Participant.organisation_id)
        .where(
            Attendance.session_id == session_id,
            Attendance.undone_at.is_(None),
            Attendance.part == Part.AUTHORITY,
            Organisation.sector == Sector.TRADITIONAL_AUTHORITY,
            Participant.joined_into_id.is_(None),
        )
    )
    return tuple(sorted({", ".join(filter(None, (position, name))) for position, name in found}))
