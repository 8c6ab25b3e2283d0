"""Reading the list of those who asked to be told: who consented, what is theirs, and who was told already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide
from labapp.domain.numbering import GivenNumber
from labapp.domain.phones import NoticeChannel
from labapp.domain.privacy import Consent as ConsentKind
from labapp.models.attendance import Attendance, Consent, Participant
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.returning import Notification
from labapp.queries.joined_entries import kept_entry
from labapp.queries.response_document import number_of


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody was told."""

    channel: NoticeChannel
    at: datetime


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who asked to be told: the contact as it was left, and the numbers of what they said."""

    id: UUID
    number: str
    name: str
    contact: str
    own: tuple[str, ...]
    told: Told | None


def people_to_tell(db: Db, session_id: UUID, version_id: UUID) -> tuple[ToTell, ...]:
    """Return whoever was in the session, left a contact and has not taken that back, by number.

    Joined entries are one person: who was told under either entry was told.
    """
    people = _consenting(db, _left_a_contact(session_id))
    own, told = _own_numbers(db, session_id), _told(db, version_id)
    return tuple(_to_tell(one, own, told) for one in people)


def _to_tell(one: Participant, own: dict[UUID, list[str]], told: dict[UUID, Told]) -> ToTell:
    return ToTell(
        id=one.id,
        number=str(GivenNumber(one.node_letter, one.number)),
        name=one.name or "",
        contact=one.contact or "",
        own=tuple(own[one.id]),
        told=told.get(one.id),
    )


def person_to_tell(db: Db, session_id: UUID, version_id: UUID, person_id: UUID) -> ToTell | None:
    """Return one of those to tell, by the entry that is kept of them; None when they are not to be told any more."""
    kept = sa.select(kept_entry()).where(Participant.id == person_id)
    found = _consenting(db, _left_a_contact(session_id).where(Participant.id.in_(kept)))
    return _to_tell(found[0], _own_numbers(db, session_id), _told(db, version_id)) if found else None


def _left_a_contact(session_id: UUID) -> sa.Select[Participant]:
    return (
        sa.select(Participant)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .where(
            Attendance.session_id == session_id,
            Attendance.undone_at.is_(None),
            Participant.joined_into_id.is_(None),
            Participant.erased_at.is_(None),
            Participant.age_side == AgeSide.ADULT,
            Participant.contact.is_not(None),
        )
        .order_by(Participant.node_letter, Participant.number, Participant.id)
    )


def _consenting(db: Db, people: sa.Select[Participant]) -> list[Participant]:
    found = db.scalars(people).all()
    consenting = consenting_to_contact(db, (one.id for one in found))
    return [one for one in found if one.id in consenting]


def consenting_to_contact(db: Db, people: Iterable[UUID]) -> frozenset[UUID]:
    """Return who of `people` agrees to be reached now: the newest act is in force."""
    acts = db.scalars(
        sa.select(Consent)
        .where(Consent.participant_id.in_(list(people)), Consent.kind == ConsentKind.CONTACT)
        .order_by(Consent.at, Consent.id)
    )
    newest = {act.participant_id: act.given for act in acts}
    return frozenset(person for person, given in newest.items() if given)


def _own_numbers(db: Db, session_id: UUID) -> dict[UUID, list[str]]:
    own: dict[UUID, list[str]] = defaultdict(list)
    for said in db.scalars(
        sa.select(Contribution)
        .where(Contribution.session_id == session_id, Contribution.person_id.is_not(None))
        .order_by(Contribution.number, Contribution.part)
    ):
        if said.person_id and said.withdrawn_at is None:
            own[said.person_id].append(number_of(said))
    return own


def _told(db: Db, version_id: UUID) -> dict[UUID, Told]:
    rows = db.execute(
        sa.select(kept_entry(), Notification.channel, Notification.at)
        .join(Participant, Participant.id == Notification.person_id)
        .where(Notification.version_id == version_id, Notification.undone_at.is_(None))
        .order_by(Notification.at, Notification.id)
    )
    return {person: Told(channel, at) for person, channel, at in rows}
