"""Lists with names leave the house only under a record: asked for with a purpose, granted to one account, for minutes.

The record is part of the journal and is committed before anybody gets an address; the address only reads. Refused
requests are recorded too. Source: Ley 81 de 2019, principles of purpose and traceability.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.ids import new_token
from labapp.domain.privacy import ExportPurpose
from labapp.models.publication import ExportGrant, ExportRecord
from labapp.models.recorder import Db
from labapp.services.people import token_hash

GRANTED_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Who wants which list of which session, and what for."""

    staff_id: UUID
    session_id: UUID
    table: str
    purpose: ExportPurpose


def _record(request: ExportRequest, *, now: datetime, refused: str | None) -> ExportRecord:
    return ExportRecord(
        staff_id=request.staff_id,
        session_id=request.session_id,
        table=request.table,
        purpose=request.purpose,
        at=now,
        refused=refused,
    )


def grant_export(db: Db, request: ExportRequest, *, now: datetime) -> str:
    """Record that a list goes out, and return the token with which this account may fetch it for ten minutes."""
    record, token = _record(request, now=now, refused=None), new_token()
    grant = ExportGrant(
        token_hash=token_hash(token), export_id=record.id, staff_id=request.staff_id, expires_at=now + GRANTED_FOR
    )
    db.add_all([record, grant])
    return token


def note_refusal(db: Db, request: ExportRequest, *, code: str, now: datetime) -> None:
    """Record that somebody asked for a list with names and did not get it, and why."""
    db.add(_record(request, now=now, refused=code))


def granted_export(db: Db, token: str, *, staff_id: UUID, now: datetime) -> ExportRecord:
    """Return the record behind a token, as often as it is asked for within its ten minutes.

    Raises NotAllowed for another account and for a token that was never given, RuleViolated `export_grant_expired`.
    """
    found = db.execute(
        sa.select(ExportGrant, ExportRecord)
        .join(ExportRecord, ExportRecord.id == ExportGrant.export_id)
        .where(ExportGrant.token_hash == token_hash(token), ExportGrant.staff_id == staff_id)
    ).one_or_none()
    if found is None or found[1].refused is not None:
        raise NotAllowed("export_not_granted")
    grant, record = found
    if grant.expires_at <= now:
        raise RuleViolated("export_grant_expired")
    return record
