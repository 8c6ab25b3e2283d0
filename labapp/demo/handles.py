"""What a script needs to walk through the demonstration: codes, addresses, one login per role.

The names of this mapping are a contract (see the README): they are added to, never renamed or taken away.
"""

from __future__ import annotations

from typing import TypedDict

import sqlalchemy as sa

from labapp.demo import facts, gathering_facts
from labapp.domain.errors import NotFound
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.instance import room_port
from labapp.models.assignments import Assignment
from labapp.models.attendance import Participant
from labapp.models.communities import Community
from labapp.models.contributions import Contribution
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space


class Login(TypedDict):
    """How one role signs in."""

    username: str
    password: str


class Neighbour(TypedDict):
    """Somebody whose contribution was answered: number and code of the receipt, and the number of what was said."""

    number: int
    code: str
    contribution: int


class Handles(TypedDict):
    """The contract of `labapp demo --json`. Addresses are complete; paths of the room begin with `/E/`."""

    desk_url: str
    room_url: str
    check_in_code: str
    check_in_url: str
    projector_url: str
    session_desk_url: str
    public_session_url: str
    public_minutes_url: str
    public_responses_url: str
    public_calendar_url: str
    community_url: str
    answers_desk_url: str
    advance_url: str
    neighbour: Neighbour
    logins: dict[str, Login]


_USERNAMES = {role: name for role, (name, _who) in facts.LOGINS.items()} | {
    Role.LIAISON: gathering_facts.LIAISONS[0][0]
}
_OPENED = (
    sa.select(LabSession)
    .join(Space, Space.id == LabSession.space_id)
    .where(LabSession.stage == Stage.OPEN, Space.is_demonstration)
    .order_by(LabSession.starts_at)
)
_PUBLISHED = (
    sa.select(LabSession)
    .join(Minutes, Minutes.session_id == LabSession.id)
    .join(MinutesVersion, MinutesVersion.minutes_id == Minutes.id)
    .order_by(MinutesVersion.published_at)
)
_ASKED = (
    sa.select(LabSession)
    .join(Contribution, Contribution.session_id == LabSession.id)
    .join(Assignment, Assignment.contribution_id == Contribution.id)
    .order_by(LabSession.starts_at)
)


def _first(db: Db, statement: sa.Select[LabSession]) -> LabSession:
    found = db.scalar(statement.limit(1))
    if found is None:
        raise NotFound("no_demonstration")
    return found


def _neighbour(db: Db, session: LabSession) -> Neighbour:
    found = db.execute(
        sa.select(Participant.number, Participant.code, Contribution.number)
        .join(Contribution, Contribution.person_id == Participant.id)
        .where(Contribution.session_id == session.id, Contribution.number == min(gathering_facts.ANSWERS))
    ).one()
    number, code, contribution = found
    return Neighbour(number=number, code=code or "", contribution=contribution)


def handles(house: House) -> Handles:
    """Return the codes and addresses of the demonstration. Raises NotFound `no_demonstration` without one."""
    with house.database.reading() as db:
        opened, published = _first(db, _OPENED), _first(db, _PUBLISHED)
        asked = _first(db, _ASKED)
        neighbour = _neighbour(db, asked)
        home = sa.select(Community.token).join(Space, Space.community_id == Community.id)
        community = db.scalar(home.where(Space.id == opened.space_id))
    desk, room = house.desk_url, f"http://127.0.0.1:{room_port(house.settings)}"
    public = desk(f"/sesion/{published.token}")
    return Handles(
        desk_url=desk("/"),
        room_url=f"{room}/",
        check_in_code=opened.code,
        check_in_url=f"{room}/E/{opened.code}",
        projector_url=desk(f"/pantalla/{opened.id}"),
        session_desk_url=desk(f"/sesiones/{opened.id}/registro"),
        public_session_url=public,
        public_minutes_url=f"{public}/minuta",
        public_responses_url=f"{public}/respuesta",
        public_calendar_url=desk("/calendario"),
        community_url=desk(f"/comunidad/{community}"),
        answers_desk_url=desk(f"/sesiones/{asked.id}/respuesta"),
        advance_url=desk(f"/sesion/{asked.token}/respuesta"),
        neighbour=neighbour,
        logins={role.value: Login(username=name, password=facts.PASSWORD) for role, name in _USERNAMES.items()},
    )
