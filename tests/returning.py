"""What tests of the way back stand on: people of an answered session, with a number to reach them and their words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel
from labapp.domain.ids import new_code, new_id
from labapp.domain.privacy import Consent as ConsentKind
from labapp.domain.roles import CONSOLE
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Attendance, Participant
from labapp.models.contributions import Contribution
from labapp.models.sessions import LabSession
from labapp.services.attendance import attendance_id
from labapp.services.privacy import set_consent
from tests.factories import writing


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of a session as tests name them."""

    id: UUID
    number: int
    code: str


def somebody(
    house: House,
    session: LabSession,
    name: str = "Celestina Montezuma",
    *,
    contact: str | None = "6987-6543",
    said: tuple[int, ...] = (),
) -> Somebody:
    """Somebody who was in the session, left a number unless `contact` is None, and gave these contributions."""
    with writing(house, Verb.CHECK_IN) as db:
        taken = db.scalar(sa.select(sa.func.max(Participant.number)).where(Participant.space_id == session.space_id))
        person = Participant(
            id=new_id(),
            space_id=session.space_id,
            number=(taken or 0) + 1,
            code=new_code(),
            name=name,
            name_key=fold(name),
            age_side=AgeSide.ADULT,
            contact=contact,
        )
        there = Attendance(
            id=attendance_id(session.id, person.id),
            session_id=session.id,
            participant_id=person.id,
            channel=ArrivalChannel.DESK,
            arrived_at=house.now(),
            recorded_at=house.now(),
        )
        db.add_all([person, there])
        kinds = (ConsentKind.ATTENDANCE, *((ConsentKind.CONTACT,) if contact else ()))
        for kind in kinds:
            set_consent(
                db, person, kind, given=True, notice_id=None, channel=ArrivalChannel.DESK, captured_by=CONSOLE,
                at=house.now(),
            )  # fmt: skip
        found = Somebody(person.id, person.number, person.code or "")
    for number in said:
        gave(house, session, found, number)
    return found


def gave(house: House, session: LabSession, person: Somebody, number: int) -> None:
    """That this person gave the contribution with this number."""
    with writing(house, Verb.CLASSIFY_CONTRIBUTION) as db:
        row = db.scalars(
            sa.select(Contribution).where(Contribution.session_id == session.id, Contribution.number == number)
        ).one()
        row.person_id = person.id
