"""Reading the page of one session at the desk: its facts, team, call, warnings and what is missing to open it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import EARLIEST_ARRIVAL
from labapp.domain.privacy import Element, missing_elements
from labapp.domain.roles import Actor
from labapp.domain.sessions import MOVES, Duty, Stage
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.sessions import AgendaBlock, Call, Expected, LabSession
from labapp.models.spaces import Space, SpaceOrganisation
from labapp.queries.programme import notice_facts
from labapp.queries.session_planning import ClashRow, TeamMember, clashes_of, team
from labapp.queries.sessions import ANNOUNCED, SessionHead, public_total, session_head

_MAY_CLASH = frozenset({Stage.DRAFT, Stage.CONVENED, Stage.POSTPONED, Stage.OPEN})
_BEFORE_OPENING = frozenset({Stage.DRAFT, Stage.CONVENED, Stage.POSTPONED})


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Everything that the page of a session tells."""

    head: SessionHead
    own_place: str | None
    """The code of the place that was given to the session itself."""
    capacity: int | None
    opened_at: datetime | None
    organisations: tuple[str, ...]
    team: tuple[TeamMember, ...]
    agenda_blocks: int
    call_published_on: date | None
    call_has_text: bool
    expected: int
    total: int | None
    """How many participants came, once the register is closed."""
    clashes: tuple[ClashRow, ...]
    missing: tuple[Element, ...]
    """What the notice does not say yet and has to, before this session can open."""
    questions_are_sealed: bool
    moves: frozenset[Stage]
    is_public: bool
    was_never_opened: bool
    opens_from: datetime | None
    """The first hour at which the room can be opened, where that is still to come."""

    @property
    def is_ahead(self) -> bool:
        """Whether there is still a room to open, or an open one."""
        return self.head.stage in _MAY_CLASH

    @property
    def facilitators(self) -> str:
        """Who runs the session, in one line."""
        return self._names(Duty.FACILITATOR)

    @property
    def note_takers(self) -> str:
        """Who writes it down, in one line."""
        return self._names(Duty.NOTE_TAKER)

    def _names(self, duty: Duty) -> str:
        return ", ".join(member.name for member in self.team if member.duty is duty)


def session_page(db: Db, session_id: UUID, actor: Actor, *, now: datetime) -> SessionPage:
    """Return the page of a session. Raises NotFound."""
    head = session_head(db, session_id)
    row = db.get_one(LabSession, session_id)
    call = db.scalar(sa.select(Call).where(Call.session_id == session_id))
    sealed_at = db.scalar(sa.select(Space.urn_sealed_at).where(Space.id == head.space_id))
    return SessionPage(
        head=head,
        own_place=row.place_code,
        capacity=row.capacity,
        opened_at=row.opened_at,
        organisations=organisations_of(db, head.space_id),
        team=team(db, session_id),
        agenda_blocks=_count(db, AgendaBlock.session_id == session_id, sa.not_(AgendaBlock.dropped)),
        call_published_on=call.published_on if call else None,
        call_has_text=bool(call and call.text),
        expected=_count(db, Expected.session_id == session_id),
        total=public_total(db, session_id),
        clashes=clashes_of(db, head, actor) if head.stage in _MAY_CLASH else (),
        missing=_missing(db, head),
        questions_are_sealed=sealed_at is not None,
        moves=MOVES[head.stage],
        is_public=db.scalar(sa.select(LabSession.id).where(LabSession.id == session_id, ANNOUNCED)) is not None,
        was_never_opened=head.was_never_opened(now),
        opens_from=_opens_from(head, now),
    )


def _opens_from(head: SessionHead, now: datetime) -> datetime | None:
    earliest = head.starts_at - EARLIEST_ARRIVAL
    return earliest if head.stage is not Stage.DRAFT and now < earliest else None


def _count(db: Db, *conditions: sa.ColumnElement[bool]) -> int:
    return db.scalar(sa.select(sa.func.count()).where(*conditions)) or 0


def _missing(db: Db, head: SessionHead) -> tuple[Element, ...]:
    if head.is_demonstration or head.stage not in _BEFORE_OPENING:
        return ()
    return tuple(dict.fromkeys(fact.element for fact in missing_elements(notice_facts(db))))


def organisations_of(db: Db, space_id: UUID) -> tuple[str, ...]:
    """Return the organisations that share a lab or table, by name."""
    found = db.scalars(
        sa.select(Organisation.name)
        .join(SpaceOrganisation, SpaceOrganisation.organisation_id == Organisation.id)
        .where(SpaceOrganisation.space_id == space_id, SpaceOrganisation.active)
        .order_by(Organisation.name_key, Organisation.id)
    )
    return tuple(found)
