"""Reading everything that was announced or published, for the first page of the public record and its open tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from labapp.domain.ids import show_code
from labapp.domain.obligations import ObligationKind
from labapp.domain.spaces import SpaceKind
from labapp.domain.text import fold
from labapp.models.communities import Community
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.proposals import Proposal
from labapp.models.recorder import Db
from labapp.models.responses import Obligation, ResponseDocument, ResponseVersion
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.calendar import CONCERNS
from labapp.queries.public_proposals import offered_proposals
from labapp.queries.publication import ShownUnit, shown_unit
from labapp.queries.response_versions import Published, published, versions_of
from labapp.queries.sessions import ANNOUNCED, HEADS, SessionHead, head_of, public_total


@dataclass(frozen=True, slots=True)
class Named:
    """A community, lab or table with the token of its public page."""

    token: str
    name: str


@dataclass(frozen=True, slots=True)
class RecordedSession:
    """An announced session with what was published of it and what was promised."""

    head: SessionHead
    minutes: int | None
    """The number of the newest version, None before the first; the same for `response`."""
    response: int | None
    due_on: date | None
    fulfilled_on: date | None

    @property
    def shown_code(self) -> str:
        """The code of the session as it is read aloud."""
        return show_code(self.head.code)


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """Everything that anybody may read, by name."""

    communities: tuple[Named, ...]
    labs: tuple[Named, ...]
    tables: tuple[Named, ...]
    proposals: tuple[Named, ...]
    sessions: tuple[RecordedSession, ...]

    @property
    def answered(self) -> tuple[RecordedSession, ...]:
        """The sessions of which minutes or answers were published."""
        return tuple(each for each in self.sessions if each.minutes or each.response)


def public_record(db: Db) -> PublicRecord:
    """Return what was announced: communities, labs and tables by name, sessions from the latest."""
    heads = [head_of(row) for row in db.execute(HEADS.where(ANNOUNCED).order_by(LabSession.starts_at.desc()))]
    spaces = {head.space_id: head for head in heads}.values()
    named = {kind: [Named(one.space_token, one.space_title) for one in spaces if one.space_kind is kind]
             for kind in SpaceKind}  # fmt: skip
    return PublicRecord(
        communities=_by_name(_communities(db, [one.space_id for one in spaces])),
        labs=_by_name(named[SpaceKind.INNOVATION_LAB]),
        tables=_by_name(named[SpaceKind.COCREATION_TABLE]),
        proposals=_by_name([Named(one.token, one.title) for one in offered_proposals(db, _of_announced(spaces))]),
        sessions=tuple(_recorded(db, heads)),
    )


def _of_announced(spaces: Iterable[SessionHead]) -> sa.ColumnElement[bool]:
    return Proposal.space_id.in_([head.space_id for head in spaces])


def _by_name(found: list[Named]) -> tuple[Named, ...]:
    return tuple(sorted(found, key=lambda one: (fold(one.name), one.token)))


def _communities(db: Db, spaces: list[UUID]) -> list[Named]:
    own = sa.select(Space.community_id).where(Space.id.in_(spaces))
    concerned = sa.select(CONCERNS.c.community_id).where(CONCERNS.c.space_id.in_(spaces))
    found = db.execute(
        sa.select(Community.token, Community.name).where(Community.id.in_(own) | Community.id.in_(concerned))
    )
    return [Named(token, name) for token, name in found]


def _recorded(db: Db, heads: list[SessionHead]) -> Iterator[RecordedSession]:
    minutes = _newest(db, Minutes.session_id, MinutesVersion.number, Minutes.id == MinutesVersion.minutes_id)
    of_document = ResponseDocument.id == ResponseVersion.document_id
    responses = _newest(db, ResponseDocument.session_id, ResponseVersion.number, of_document)
    promised = {
        row.session_id: row
        for row in db.scalars(sa.select(Obligation).where(Obligation.kind == ObligationKind.RESPONSE))
    }
    for head in heads:
        owed = promised.get(head.id)
        yield RecordedSession(
            head=head,
            minutes=minutes.get(head.id),
            response=responses.get(head.id),
            due_on=owed.due_on if owed else None,
            fulfilled_on=owed.fulfilled_on if owed else None,
        )


def _newest(
    db: Db, session: InstrumentedAttribute[UUID], number: InstrumentedAttribute[int], joined: sa.ColumnElement[bool]
) -> dict[UUID, int]:
    found = db.execute(sa.select(session, sa.func.max(number)).where(joined).group_by(session))
    return {row[0]: row[1] for row in found}


def totals_of(db: Db, sessions: tuple[RecordedSession, ...]) -> Iterator[tuple[RecordedSession, int | None]]:
    """Yield each session with exactly how many took part, None before its register is closed."""
    return ((one, public_total(db, one.head.id)) for one in sessions)


def published_answers(db: Db, sessions: tuple[RecordedSession, ...]) -> Iterator[tuple[SessionHead, Published]]:
    """Yield the newest published version of the answers of each session that has one."""
    return ((one.head, published(versions_of(db, one.head.id))) for one in sessions if one.response)


def frozen_counts(db: Db) -> Iterator[tuple[Named, ShownUnit]]:
    """Yield every closed lab or table with the counts that it prints, by name."""
    announced = sa.exists().where(LabSession.space_id == Space.id, ANNOUNCED)
    for space in db.scalars(sa.select(Space).where(announced).order_by(Space.title_key, Space.id)):
        unit = shown_unit(db, space.id)
        if unit is not None:
            yield Named(space.token, space.title), unit
