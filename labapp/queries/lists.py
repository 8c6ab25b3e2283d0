"""Reading lists as institutions file them: who came to a session, to a whole lab or table, or in some days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from labapp.domain.attendance import Part
from labapp.domain.demographics import AgeBand, FirstTime
from labapp.domain.privacy import Consent as ConsentKind
from labapp.domain.roles import Actor
from labapp.domain.sessions import Stage
from labapp.models.attendance import Attendance, Consent, Participant
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.exports import ON_THE_LIST, ROWS_AT_A_TIME, ListRow, list_columns, list_row, tells_only_number
from labapp.queries.sessions import HEADS, SessionHead, head_of, spaces_seen_by

TOOK_PLACE = sa.or_(
    LabSession.stage.in_((Stage.OPEN, Stage.ROOM_CLOSED, Stage.REGISTER_CLOSED, Stage.PUBLISHED)),
    LabSession.opened_at.is_not(None),
)
"""The condition under which a session has a list: its door was opened once."""

_ANY_ZONE = timedelta(days=1)  # no clock on earth is further from UTC


@dataclass(frozen=True, slots=True)
class FiledRow:
    """Somebody on a filed list, with what only a template can ask for; `sessions` are those they were in."""

    listed: ListRow
    age_band: AgeBand | None
    first_time: FirstTime | None
    contact: str | None
    """Only of an adult who agrees to be contacted."""
    parts: tuple[Part, ...]
    sessions: frozenset[UUID]
    head: SessionHead | None
    """The session of the row, where a list tells of several and each row is of one."""


_AGREES = (
    sa.select(Consent.given)
    .where(Consent.participant_id == Participant.id, Consent.kind == ConsentKind.CONTACT)
    .order_by(Consent.at.desc(), Consent.id.desc())
    .limit(1)
    .correlate(Participant)
    .scalar_subquery()
)
_FILED = list_columns(
    Attendance.session_id,
    Participant.id.label("person_id"),
    Participant.age_band,
    Participant.first_time,
    sa.case((_AGREES.is_(True), Participant.contact)).label("contact"),
).where(*ON_THE_LIST)
_BY_NUMBER = (Participant.node_letter, Participant.number, Participant.id, Attendance.arrived_at, Attendance.session_id)

_Found = sa.Row[*tuple[object, ...]]


def held_sessions(db: Db, space_id: UUID) -> tuple[SessionHead, ...]:
    """Return the sessions of a lab or table that took place, by date."""
    found = db.execute(
        HEADS.where(LabSession.space_id == space_id, TOOK_PLACE).order_by(LabSession.starts_at, LabSession.id)
    )
    return tuple(head_of(row) for row in found)


def sessions_of_days(db: Db, actor: Actor, from_on: date, to_on: date) -> tuple[SessionHead, ...]:
    """Return the sessions that `actor` may see and that took place from one day to another, both included, by date.

    A day is that of the clock on the wall of each session.
    """
    earliest = datetime.combine(max(from_on, date.min + _ANY_ZONE), time.min, ZoneInfo("UTC")) - _ANY_ZONE
    latest = datetime.combine(min(to_on, date.max - _ANY_ZONE), time.max, ZoneInfo("UTC")) + _ANY_ZONE
    found = db.execute(
        HEADS.where(spaces_seen_by(actor), TOOK_PLACE, LabSession.starts_at.between(earliest, latest)).order_by(
            LabSession.starts_at, LabSession.id
        )
    )
    heads = (head_of(row) for row in found)
    return tuple(head for head in heads if from_on <= day_of(head) <= to_on)


def day_of(head: SessionHead) -> date:
    """Return the day of a session on the clock of its wall."""
    return head.starts_at.astimezone(ZoneInfo(head.zone)).date()


def rows_of_sessions(db: Db, heads: Iterable[SessionHead]) -> Iterator[FiledRow]:
    """Give everybody of each session by number, one session after another; a row is one person in one session."""
    for head in heads:
        found = db.execute(_by_number(Attendance.session_id == head.id))
        yield from (_row([row], head) for row in found)


def rows_of_lab(db: Db, heads: Sequence[SessionHead]) -> Iterator[FiledRow]:
    """Give everybody who was in any of these sessions of one lab or table by number, each person once."""
    found = db.execute(_by_number(Attendance.session_id.in_([head.id for head in heads])))
    for _person, rows in groupby(found, key=lambda row: row._mapping["person_id"]):
        yield _row(list(rows), None)


def has_letters(db: Db, heads: Sequence[SessionHead]) -> bool:
    """Whether somebody on the lists of these sessions got their number from another laptop, and with it a letter."""
    lettered = (
        sa.select(Participant.id)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .where(Attendance.session_id.in_([head.id for head in heads]), Participant.node_letter != "", *ON_THE_LIST)
    )
    return db.scalar(lettered.limit(1)) is not None


def space_title(db: Db, space_id: UUID) -> str:
    """Return the title of a lab or table."""
    return db.scalar(sa.select(Space.title).where(Space.id == space_id)) or ""


def _by_number(which: sa.ColumnElement[bool]) -> sa.Select[*tuple[object, ...]]:
    return _FILED.where(which).order_by(*_BY_NUMBER).execution_options(yield_per=ROWS_AT_A_TIME)


def _row(found: Sequence[_Found], head: SessionHead | None) -> FiledRow:
    told = found[0]._mapping
    silent = tells_only_number(found[0])
    return FiledRow(
        listed=list_row(found[0]),
        age_band=None if silent else told["age_band"],
        first_time=None if silent else told["first_time"],
        contact=None if silent else told["contact"],
        parts=tuple(dict.fromkeys(row._mapping["part"] for row in found)),
        sessions=frozenset(row._mapping["session_id"] for row in found),
        head=head,
    )
