"""Filed lists leave the house only under a record: who, which columns of whom, what for, before the first byte.

Source: Ley 81 de 2019, principles of purpose and traceability.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.ids import new_token
from labapp.domain.lists import ListColumn, ListScope, check_period
from labapp.domain.privacy import ExportPurpose
from labapp.models.lists import ListExport, ListGrant
from labapp.models.recorder import Db
from labapp.services.exports import GRANTED_FOR
from labapp.services.people import token_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """Who wants which list, and what for: of a session of a lab or table, of all of its sessions, or of some days."""

    staff_id: UUID
    template_id: UUID | None
    columns: Sequence[ListColumn]
    purpose: ExportPurpose
    session_id: UUID | None = None
    space_id: UUID | None = None
    days: tuple[date, date] | None = None

    @property
    def scope(self) -> ListScope:
        """Whose attendance is wanted."""
        if self.days:
            return ListScope.PERIOD
        return ListScope.SESSION if self.session_id else ListScope.SPACE


def _record(request: ListRequest, *, now: datetime, refused: str | None) -> ListExport:
    from_on, to_on = request.days or (None, None)
    return ListExport(
        staff_id=request.staff_id,
        template_id=request.template_id,
        columns=[[column.field.value, column.title] for column in request.columns],
        scope=request.scope,
        session_id=request.session_id,
        space_id=request.space_id,
        from_on=from_on,
        to_on=to_on,
        purpose=request.purpose,
        at=now,
        refused=refused,
    )


def grant_list(db: Db, request: ListRequest, *, now: datetime) -> str:
    """Record that a list goes out, and return the token with which this account may fetch it for ten minutes.

    Raises RuleViolated `period_backwards`.
    """
    if request.days:
        check_period(*request.days)
    record, token = _record(request, now=now, refused=None), new_token()
    grant = ListGrant(
        token_hash=token_hash(token), export_id=record.id, staff_id=request.staff_id, expires_at=now + GRANTED_FOR
    )
    db.add_all([record, grant])
    return token


def note_refused_list(db: Db, request: ListRequest, *, code: str, now: datetime) -> None:
    """Record that somebody asked for a list and did not get it, and why."""
    db.add(_record(request, now=now, refused=code))


def granted_list(db: Db, token: str, *, staff_id: UUID, now: datetime) -> ListExport:
    """Return the record behind a token, as often as it is asked for within its ten minutes.

    Raises NotAllowed for another account and for a token that was never given, RuleViolated `export_grant_expired`.
    """
    found = db.execute(
        sa.select(ListGrant.expires_at, ListExport)
        .join(ListExport, ListExport.id == ListGrant.export_id)
        .where(ListGrant.token_hash == token_hash(token), ListGrant.staff_id == staff_id, ListExport.refused.is_(None))
    ).one_or_none()
    if found is None:
        raise NotAllowed("export_not_granted")
    expires_at, record = found
    if expires_at <= now:
        raise RuleViolated("export_grant_expired")
    return record
