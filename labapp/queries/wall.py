"""Reading what the wall of the room shows: which session, how many are on its list. Never who."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import COUNTED, Total
from labapp.models.attendance import Attendance, Participant, Unregistered
from labapp.models.recorder import Db


def participants_now(db: Db, session_id: UUID) -> int:
    """Return how many participants have come so far, those without record included."""
    counted = COUNTED[Total.PARTICIPANTS]
    listed = (
        sa.select(sa.func.count())
        .select_from(Attendance)
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(
            Attendance.session_id == session_id,
            Attendance.part.in_(counted),
            Attendance.undone_at.is_(None),
            Participant.joined_into_id.is_(None),
        )
    )
    refused = sa.select(sa.func.count()).select_from(Unregistered).where(
        Unregistered.session_id == session_id, Unregistered.part.in_(counted), Unregistered.undone_at.is_(None)
    )  # fmt: skip
    return (db.scalar(listed) or 0) + (db.scalar(refused) or 0)
