"""What happens in every session of the demonstration: it is announced, opened, counted and closed on its own day."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from labapp.demo.story import Story
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.services import closing
from labapp.services.attendance import count_unregistered
from labapp.services.calls import CallText, write_call
from labapp.services.session_stages import convene, open_session
from labapp.services.urns import seal


def announced(story: Story, session: UUID, call: CallText) -> None:
    """The call of a session is written and public."""
    story.do(Verb.WRITE_CALL, lambda db: write_call(db, session, call, seen=None), by=Role.COORDINATION)
    story.do(Verb.MOVE_SESSION, lambda db: convene(db, session, now=story.at), by=Role.COORDINATION)


def opened(story: Story, session: UUID) -> None:
    """The door of a session is open."""
    urns = story.house.urns
    story.do(Verb.MOVE_SESSION, lambda db: open_session(db, urns, session, now=story.at), by=Role.FACILITATOR)


def came_unregistered(story: Story, session: UUID, people: int) -> None:
    """So many people came who are not on the list."""

    def act(db: Db) -> None:
        for _ in range(people):
            count_unregistered(db, db.get_one(LabSession, session), now=story.at)

    story.do(Verb.COUNT_UNREGISTERED, act, by=Role.FACILITATOR)


def closed(story: Story, session: UUID) -> None:
    """The room and the register of a session are closed, and the anonymous questions of its lab or table sealed."""
    story.do(Verb.MOVE_SESSION, lambda db: closing.close_room(db, session, now=story.at), by=Role.FACILITATOR)
    paper = closing.Paper()
    story.do(
        Verb.MOVE_SESSION, lambda db: closing.close_register(db, session, paper, now=story.at), by=Role.FACILITATOR
    )
    with story.house.database.reading() as db:
        table = db.get_one(LabSession, session).space_id
    actor = story.actors[Role.FACILITATOR].signature
    seal(story.house.database, story.house.urns, table, actor=actor, now=story.at)


def numbered(story: Story, session: UUID) -> dict[int, UUID]:
    """Return the contributions of a session by number, the first one first."""
    chosen = sa.select(Contribution.number, Contribution.id).where(Contribution.session_id == session)
    with story.house.database.reading() as db:
        return dict(db.execute(chosen.order_by(Contribution.number)).all())
