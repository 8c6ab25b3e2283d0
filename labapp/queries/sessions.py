"""Reading sessions: what each one is, who shares it, which of them somebody may see, how many people came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import COUNTED, Total
from labapp.domain.errors import NotFound
from labapp.domain.places import Place, place_if_known
from labapp.domain.roles import EVERYWHERE, Actor, Territory
from labapp.domain.sessions import Modality, Purpose, Stage, is_public
from labapp.domain.spaces import SpaceKind, TableKind
from labapp.domain.text import fold
from labapp.models.attendance import Attendance, Participant, Unregistered
from labapp.models.communities import Community
from labapp.models.recorder import Db
from labapp.models.sessions import Call, LabSession
from labapp.models.spaces import Space, SpaceOrganisation

PAST_ON_A_PAGE = 25

_RUNNING = (Stage.OPEN, Stage.ROOM_CLOSED)
_SETTLED = (Stage.REGISTER_CLOSED, Stage.PUBLISHED)


@dataclass(frozen=True, slots=True)
class SessionHead:
    """What every list and page tells of a session first. `op` is the version of its row."""

    id: UUID
    op: UUID
    token: str
    code: str
    title: str | None
    purpose: Purpose
    stage: Stage
    reason: str | None
    """Why it was postponed or cancelled, while it is."""
    revision: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    modality: Modality
    venue: str | None
    place: Place | None
    """Where the session is, or else where its community is."""
    community: str | None
    space_id: UUID
    space_token: str
    space_title: str
    space_kind: SpaceKind
    table_kind: TableKind | None
    is_demonstration: bool

    @property
    def name(self) -> str:
        """What the session is called: by its own title, or as its lab or table."""
        return self.title or self.space_title

    @property
    def where(self) -> str:
        """Venue, community and place in one line, without saying the same name twice; empty while all is unknown."""
        if self.modality is Modality.VIRTUAL:
            return self.venue or ""
        parts = [self.venue or "", self.community or "", self.place.shown if self.place else ""]
        if self.place and fold(self.community or "") == fold(self.place.corregimiento):
            parts[1] = ""
        return ", ".join(part for part in parts if part)

    def was_never_opened(self, now: datetime) -> bool:
        """Whether its time has passed and nobody opened it."""
        return self.ends_at < now and self.stage in {Stage.DRAFT, Stage.CONVENED, Stage.POSTPONED}


HEADS = (
    sa.select(LabSession, Space, Community)
    .join(Space, Space.id == LabSession.space_id)
    .outerjoin(Community, Community.id == Space.community_id)
)
"""Each session with its lab or table and with the community of a lab; the latter is None for a table."""

ANNOUNCED = sa.and_(
    LabSession.stage.in_([stage for stage in Stage if is_public(stage)]),
    sa.or_(
        LabSession.stage != Stage.CANCELLED,
        LabSession.opened_at.is_not(None),
        sa.exists().where(Call.session_id == LabSession.id, Call.published_on.is_not(None)),
    ),
)
"""The condition under which anybody may read of a session; a draft that was discarded was never announced."""


def head_of(found: sa.Row[LabSession, Space, Community]) -> SessionHead:
    """Return the head of a session from a row of `HEADS`."""
    session, space, community = found
    return SessionHead(
        id=session.id,
        op=session.op,
        token=session.token,
        code=session.code,
        title=session.title,
        purpose=session.purpose,
        stage=session.stage,
        reason=session.reason if session.stage in {Stage.POSTPONED, Stage.CANCELLED} else None,
        revision=session.revision,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.zone,
        modality=session.modality,
        venue=session.venue,
        place=place_if_known(session.place_code or (community.place_code if community else None)),
        community=community.name if community else None,
        space_id=space.id,
        space_token=space.token,
        space_title=space.title,
        space_kind=space.kind,
        table_kind=space.table_kind,
        is_demonstration=space.is_demonstration,
    )


def session_head(db: Db, session_id: UUID) -> SessionHead:
    """Return one session. Raises NotFound."""
    found = db.execute(HEADS.where(LabSession.id == session_id)).one_or_none()
    if found is None:
        raise NotFound
    return head_of(found)


def territory_of_space(db: Db, space_id: UUID) -> Territory:
    """Return the organisations that share a lab or table."""
    shared = sa.select(SpaceOrganisation.organisation_id).where(
        SpaceOrganisation.space_id == space_id, SpaceOrganisation.active
    )
    return Territory(frozenset(db.scalars(shared)))


def territory_of_session(db: Db, session_id: UUID) -> Territory:
    """Return the organisations that share the lab or table of a session. Raises NotFound."""
    space_id = db.scalar(sa.select(LabSession.space_id).where(LabSession.id == session_id))
    if space_id is None:
        raise NotFound
    return territory_of_space(db, space_id)


def spaces_seen_by(actor: Actor) -> sa.ColumnElement[bool]:
    """Return the condition on `Space` under which `actor` sees it: shared by their organisation, or any."""
    if actor.role in EVERYWHERE:
        return sa.true()
    return sa.exists().where(
        SpaceOrganisation.space_id == Space.id,
        SpaceOrganisation.organisation_id == actor.organisation_id,
        SpaceOrganisation.active,
    )


@dataclass(frozen=True, slots=True)
class SessionList:
    """The sessions that somebody may see: those under way, those to come by date, one page of those past."""

    running: tuple[SessionHead, ...]
    upcoming: tuple[SessionHead, ...]
    past: tuple[SessionHead, ...]
    page: int
    pages: int

    @property
    def is_empty(self) -> bool:
        """Whether there is no session at all."""
        return not (self.running or self.upcoming or self.past)


def session_list(db: Db, actor: Actor, *, now: datetime, page: int = 1) -> SessionList:
    """Return the sessions that `actor` may see; past ones, the latest first, by pages."""
    mine = HEADS.where(spaces_seen_by(actor))
    is_past = sa.and_(
        sa.not_(LabSession.stage.in_(_RUNNING)),
        sa.or_(LabSession.stage.in_(_SETTLED), LabSession.ends_at < now),
    )
    past = mine.where(is_past)
    total = db.scalar(sa.select(sa.func.count()).select_from(past.with_only_columns(LabSession.id).subquery())) or 0
    pages = max(1, -(-total // PAST_ON_A_PAGE))
    shown = min(max(page, 1), pages)
    soonest = (LabSession.starts_at, LabSession.id)
    latest = (LabSession.starts_at.desc(), LabSession.id)
    return SessionList(
        running=_heads(db, mine.where(LabSession.stage.in_(_RUNNING)).order_by(*soonest)),
        upcoming=_heads(db, mine.where(sa.not_(LabSession.stage.in_(_RUNNING)), sa.not_(is_past)).order_by(*soonest)),
        past=_heads(db, past.order_by(*latest).limit(PAST_ON_A_PAGE).offset((shown - 1) * PAST_ON_A_PAGE)),
        page=shown,
        pages=pages,
    )


def _heads(db: Db, statement: sa.Select[LabSession, Space, Community]) -> tuple[SessionHead, ...]:
    return tuple(head_of(found) for found in db.execute(statement))


def public_total(db: Db, session_id: UUID) -> int | None:
    """Return exactly how many participants came, once the register is closed; None before.

    Those who refused any record count one each; organising team, authorities, press and observers do not count, nor
    do arrivals that were undone or that turned out to be the same person. Source: domain rule of five, a session
    prints only its exact total.
    """
    stage = db.scalar(sa.select(LabSession.stage).where(LabSession.id == session_id))
    if stage not in _SETTLED:
        return None
    counted = COUNTED[Total.PARTICIPANTS]
    registered = (
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
    without_record = (
        sa.select(sa.func.count())
        .select_from(Unregistered)
        .where(Unregistered.session_id == session_id, Unregistered.part.in_(counted), Unregistered.undone_at.is_(None))
    )
    return (db.scalar(registered) or 0) + (db.scalar(without_record) or 0)
