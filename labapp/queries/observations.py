"""Reading the corrections that people asked for: what was asked and answered, and what is still owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.observations import Answered, Outcome, Place, Tally
from labapp.domain.roles import Actor, Role
from labapp.models.contributions import Contribution
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.observations import Observation
from labapp.models.people import Organisation, Staff
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.contributions import given_number
from labapp.queries.sessions import HEADS, SessionHead, head_of, spaces_seen_by


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction that somebody asked for, with its answer; never who that is. `op` is the version of the row."""

    id: UUID
    op: UUID
    place: Place
    contribution_id: UUID | None
    words: str | None
    """None once whoever asked was erased."""
    version: int
    channel: ArrivalChannel
    at: datetime
    outcome: Outcome | None
    reason: str
    answered_at: datetime | None
    organisation: str | None
    role: Role | None
    """For whom and as what it was answered."""
    told_in: int | None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is owed."""
        return self.outcome is None and self.words is not None

    @property
    def answered(self) -> Answered | None:
        """What everybody may know of it, None while it has no answer."""
        if self.outcome is None or self.answered_at is None:
            return None
        return Answered(self.place, self.outcome, self.reason, self.answered_at)


@dataclass(frozen=True, slots=True)
class WaitingObservations:
    """How many requests of a session wait for an answer, and since when the oldest."""

    head: SessionHead
    count: int
    since: datetime


_ABOUT, _TOLD_IN = aliased(MinutesVersion), aliased(MinutesVersion)
_ASKED = (
    sa.select(Observation, Contribution, _ABOUT.number, _TOLD_IN.number, Staff.role, Organisation.name)
    .join(_ABOUT, _ABOUT.id == Observation.version_id)
    .join(Minutes, Minutes.id == _ABOUT.minutes_id)
    .outerjoin(Contribution, Contribution.id == Observation.contribution_id)
    .outerjoin(_TOLD_IN, _TOLD_IN.id == Observation.told_in_id)
    .outerjoin(Staff, Staff.id == Observation.answered_by_id)
    .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
    .order_by(Observation.at, Observation.id)
)


def asked_of(db: Db, session_id: UUID) -> tuple[Asked, ...]:
    """Return every correction that was asked for in a session, the oldest first."""
    return _asked(db, _ASKED.where(Minutes.session_id == session_id))


def asked_by(db: Db, session_id: UUID, people: Iterable[UUID]) -> tuple[Asked, ...]:
    """Return what the entries of one person asked for in a session, the oldest first."""
    return _asked(db, _ASKED.where(Minutes.session_id == session_id, Observation.person_id.in_(list(people))))


def _asked(db: Db, wanted: sa.Select[Observation, Contribution, int, int, Role, str]) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            id=row.id,
            op=row.op,
            place=Place(str(given_number(said)) if said else "", row.part),
            contribution_id=row.contribution_id,
            words=row.words,
            version=version,
            channel=row.channel,
            at=row.at,
            outcome=row.outcome,
            reason=row.reason or "",
            answered_at=row.answered_at,
            organisation=organisation,
            role=role,
            told_in=told_in,
        )
        for row, said, version, told_in, role, organisation in db.execute(wanted)
    )


def answered_since(db: Db, session_id: UUID) -> tuple[Answered, ...]:
    """Return the answers that no version tells of yet, in the order of asking."""
    untold = (one.answered for one in asked_of(db, session_id) if one.told_in is None)
    return tuple(one for one in untold if one is not None)


def tally(asked: Sequence[Asked]) -> Tally:
    """Return how many were asked for and what became of them."""
    taken = [one for one in asked if one.outcome is not None and one.outcome.is_taken_up]
    out = [one.outcome for one in taken if one.told_in is not None]
    return Tally(
        corrected=out.count(Outcome.CORRECTED),
        in_part=out.count(Outcome.IN_PART),
        coming=len(taken) - len(out),
        not_corrected=sum(one.outcome is Outcome.NOT_CORRECTED for one in asked),
        waiting=sum(one.is_waiting for one in asked),
        untied=sum(one.outcome is None and one.words is None for one in asked),
    )


def waiting_observations(db: Db, actor: Actor) -> tuple[WaitingObservations, ...]:
    """Return the sessions that `actor` may see in which somebody waits for an answer, the oldest request first."""
    waiting = (
        sa.select(Minutes.session_id, sa.func.count().label("count"), sa.func.min(Observation.at).label("since"))
        .select_from(Observation)
        .join(MinutesVersion, MinutesVersion.id == Observation.version_id)
        .join(Minutes, Minutes.id == MinutesVersion.minutes_id)
        .where(Observation.outcome.is_(None), Observation.words.is_not(None))
        .group_by(Minutes.session_id)
    )
    found = {session: (count, since) for session, count, since in db.execute(waiting)}
    if not found:
        return ()
    heads = db.execute(HEADS.where(spaces_seen_by(actor), LabSession.id.in_(found)))
    owed = (WaitingObservations(head, *found[head.id]) for head in map(head_of, heads))
    return tuple(sorted(owed, key=lambda one: (one.since, one.head.id)))
