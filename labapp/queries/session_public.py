"""Reading one session as anybody may: its facts, call, agenda, what was promised, and what was published of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from labapp.domain.agendas import TimedBlock
from labapp.domain.clause_places import ClausePlace, by_clause
from labapp.domain.errors import NotFound
from labapp.domain.obligations import ObligationKind
from labapp.domain.responses import VersionKind
from labapp.models.communities import Community
from labapp.models.minutes import Minutes, MinutesVersion, MinutesWithdrawal
from labapp.models.recorder import Db
from labapp.models.responses import Obligation, ResponseDocument, ResponseVersion
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space, TableItem
from labapp.queries.agendas import shown_agenda
from labapp.queries.calls import SavedCall, saved_call
from labapp.queries.clause_places import named_clauses
from labapp.queries.inclusion import SavedOffer, saved_offer
from labapp.queries.session_page import organisations_of
from labapp.queries.sessions import ANNOUNCED, HEADS, SessionHead, head_of, public_total


@dataclass(frozen=True, slots=True)
class Published:
    """The last published version of minutes or responses. `kind` is None for minutes."""

    number: int
    published_at: datetime
    kind: VersionKind | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """What was promised for after the session, and when it was kept."""

    kind: ObligationKind
    due_on: date
    fulfilled_on: date | None


@dataclass(frozen=True, slots=True)
class PublicSession:
    """Everything that anybody may read of a session. Personal names are not in it."""

    head: SessionHead
    community_token: str | None
    organisations: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    call: SavedCall
    offer: SavedOffer
    agenda: tuple[TimedBlock, ...]
    total: int | None
    """Exactly how many participants came, once the register is closed."""
    owed: tuple[Owed, ...]
    minutes: Published | None
    response: Published | None
    clauses: Mapping[ClausePlace, tuple[str, ...]]
    """The clauses of published proposals with the numbers of the contributions of this session that they name."""
    others: tuple[SessionHead, ...]
    """The other announced sessions of the same lab or table, by date."""


def announced_session(db: Db, token: str) -> SessionHead:
    """Return a session that was announced. Raises NotFound for any other."""
    found = db.execute(HEADS.where(LabSession.token == token, ANNOUNCED)).one_or_none()
    if found is None:
        raise NotFound
    return head_of(found)


def announced_tokens(db: Db) -> frozenset[str]:
    """Return the tokens of every session that was announced."""
    return frozenset(db.scalars(sa.select(LabSession.token).where(ANNOUNCED)))


def session_public(db: Db, token: str) -> PublicSession:
    """Return what anybody may read of a session that was announced. Raises NotFound for any other."""
    head = announced_session(db, token)
    return PublicSession(
        head=head,
        community_token=db.scalar(
            sa.select(Community.token).join(Space, Space.community_id == Community.id).where(Space.id == head.space_id)
        ),
        organisations=organisations_of(db, head.space_id),
        items=_items(db, head),
        call=saved_call(db, head.id),
        offer=saved_offer(db, head.id),
        agenda=shown_agenda(db, head),
        total=public_total(db, head.id),
        owed=_owed(db, head),
        minutes=_minutes(db, head),
        response=_response(db, head),
        clauses=by_clause(named_clauses(db, head)),
        others=_others(db, head),
    )


def _items(db: Db, head: SessionHead) -> tuple[tuple[str, str], ...]:
    found = db.execute(
        sa.select(TableItem.letter, TableItem.title)
        .where(TableItem.space_id == head.space_id)
        .order_by(TableItem.letter)
    )
    return tuple((letter, title) for letter, title in found)


def _owed(db: Db, head: SessionHead) -> tuple[Owed, ...]:
    found = db.scalars(
        sa.select(Obligation)
        .where(Obligation.session_id == head.id)
        .order_by(Obligation.due_on, Obligation.kind, Obligation.id)
    )
    return tuple(Owed(row.kind, row.due_on, row.fulfilled_on) for row in found)


def _minutes(db: Db, head: SessionHead) -> Published | None:
    found = db.execute(
        sa.select(MinutesVersion.number, MinutesVersion.published_at)
        .join(Minutes, Minutes.id == MinutesVersion.minutes_id)
        .outerjoin(MinutesWithdrawal, MinutesWithdrawal.version_id == MinutesVersion.id)
        .where(Minutes.session_id == head.id, MinutesWithdrawal.id.is_(None))
        .order_by(MinutesVersion.number.desc())
        .limit(1)
    ).one_or_none()
    return Published(found.number, found.published_at) if found else None


def _response(db: Db, head: SessionHead) -> Published | None:
    found = db.execute(
        sa.select(ResponseVersion.number, ResponseVersion.published_at, ResponseVersion.kind)
        .join(ResponseDocument, ResponseDocument.id == ResponseVersion.document_id)
        .where(ResponseDocument.session_id == head.id)
        .order_by(ResponseVersion.number.desc())
        .limit(1)
    ).one_or_none()
    return Published(found.number, found.published_at, found.kind) if found else None


def _others(db: Db, head: SessionHead) -> tuple[SessionHead, ...]:
    found = db.execute(
        HEADS.where(LabSession.space_id == head.space_id, LabSession.id != head.id, ANNOUNCED)
        .order_by(LabSession.starts_at, LabSession.id)
        .limit(20)
    )
    return tuple(map(head_of, found))
