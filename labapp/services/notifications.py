"""Telling people that there is an answer: the list opens only under a record, and each telling is noted.

The record is that of an export of names, committed before anybody sees the list. Source: Ley 81 de 2019, principles of
purpose and traceability; the consent for contact names this very purpose.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.ids import new_token
from labapp.domain.phones import NoticeChannel
from labapp.domain.privacy import ExportPurpose
from labapp.models.attendance import Participant
from labapp.models.publication import ExportGrant, ExportRecord
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion
from labapp.models.returning import Notification
from labapp.queries.notifications import consenting_to_contact
from labapp.services.desk_people import person_here
from labapp.services.people import token_hash

OPEN_FOR = timedelta(hours=2)
"""A list of fifty takes an afternoon with coffee; afterwards it is opened again, under a record of its own."""

TABLE = "notices"
"""How the record of exports calls this list."""


def _hash(token: str) -> str:
    # Its own prefix: the token of this list fetches no file, and that of a file opens no list.
    return token_hash(f"{TABLE}:{token}")


def open_list(db: Db, session_id: UUID, *, by: UUID, now: datetime) -> str:
    """Record that the list is opened, and return the token under which this account sees it for two hours."""
    token = new_token()
    record = ExportRecord(
        staff_id=by, session_id=session_id, table=TABLE, purpose=ExportPurpose.INVITE_BACK, at=now, refused=None
    )
    grant = ExportGrant(token_hash=_hash(token), export_id=record.id, staff_id=by, expires_at=now + OPEN_FOR)
    db.add_all([record, grant])
    return token


def check_open(db: Db, session_id: UUID, token: str, *, by: UUID, now: datetime) -> None:
    """Refuse a list that this account did not open for this session, or opened too long ago.

    Raises NotAllowed, RuleViolated `notice_list_closed`.
    """
    grant = db.scalar(
        sa.select(ExportGrant)
        .join(ExportRecord, ExportRecord.id == ExportGrant.export_id)
        .where(
            ExportGrant.token_hash == _hash(token),
            ExportGrant.staff_id == by,
            ExportRecord.session_id == session_id,
        )
    )
    if grant is None:
        raise NotAllowed("notice_list_not_opened")
    if grant.expires_at <= now:
        raise RuleViolated("notice_list_closed")


def _reachable(db: Db, session_id: UUID, person_id: UUID) -> Participant:
    person = person_here(db, session_id, person_id)
    if person.contact is None or person.id not in consenting_to_contact(db, [person.id]):
        raise RuleViolated("contact_taken_back")
    return person


def hold_version(db: Db, version_id: UUID) -> None:
    """Whoever tells of the same version, or queues or takes messages about it, waits here.

    Always the version first, then the person, then the message, so that two acts never wait for each other crosswise.
    """
    db.get_one(ResponseVersion, version_id, with_for_update={"key_share": True})


def _noted(db: Db, version_id: UUID, person_id: UUID) -> Notification | None:
    return db.scalar(
        sa.select(Notification).where(Notification.version_id == version_id, Notification.person_id == person_id)
    )


def note_told(
    db: Db,
    session_id: UUID,
    person_id: UUID,
    version_id: UUID,
    *,
    channel: NoticeChannel,
    by: UUID,
    now: datetime,
) -> None:
    """Note that somebody was told of a version; told twice is one row with the last channel.

    Raises RuleViolated `person_unknown`, or `contact_taken_back` where they do not want to be reached any more.
    """
    hold_version(db, version_id)
    person = _reachable(db, session_id, person_id)
    put_note(db, version_id, person.id, channel=channel, by=by, now=now)


def put_note(db: Db, version_id: UUID, person_id: UUID, *, channel: NoticeChannel, by: UUID, now: datetime) -> None:
    """Leave one row that says by which channel somebody was told last, when and by whom."""
    row = _noted(db, version_id, person_id)
    if row is None:
        db.add(Notification(version_id=version_id, person_id=person_id, channel=channel, at=now, by_id=by))
        return
    row.channel, row.at, row.by_id, row.undone_at = channel, now, by, None


def undo_told(db: Db, session_id: UUID, person_id: UUID, version_id: UUID, *, now: datetime) -> None:
    """Note that somebody was not told after all; undoing twice changes nothing."""
    row = _noted(db, version_id, person_here(db, session_id, person_id).id)
    if row is not None and row.undone_at is None:
        row.undone_at = now
