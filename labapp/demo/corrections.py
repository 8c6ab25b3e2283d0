"""What people of Agua Fría asked to be corrected: one is in the second version, one was refused, one waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from labapp.demo import gathering_facts
from labapp.demo.editions import publish_minutes
from labapp.demo.gathering_facts import Wish
from labapp.demo.story import Story
from labapp.domain.attendance import ArrivalChannel
from labapp.domain.minutes import Block
from labapp.domain.observations import Outcome
from labapp.domain.roles import PHONE, Role
from labapp.domain.verbs import Verb
from labapp.models.attendance import Participant
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.queries.minutes import minutes_draft
from labapp.queries.observations import answered_since, asked_of
from labapp.services import minutes, observations
from labapp.words.observations import proposed_note


def tell(story: Story, session: UUID, *, now: datetime) -> None:
    """Tell it from the first request to the one that waits today, in the window of the second version."""
    story.at = now - timedelta(days=17)
    _asked(story, session, gathering_facts.TAKEN_UP)
    story.at = now - timedelta(days=15)
    _answered(story, session, Outcome.CORRECTED)
    story.at = now - timedelta(days=3)
    _second_version(story, session)
    story.at = now - timedelta(days=2)
    _asked(story, session, gathering_facts.REFUSED)
    story.at = now - timedelta(days=1)
    _answered(story, session, Outcome.NOT_CORRECTED, gathering_facts.WHY_REFUSED)
    _asked(story, session, gathering_facts.WAITING)


def _asked(story: Story, session: UUID, wish: Wish) -> None:
    guest, number, part, words = wish
    request = observations.Request(number, part, words, ArrivalChannel.PHONE)
    theirs = (
        sa.select(Participant.id)
        .join(Contribution, Contribution.person_id == Participant.id)
        .where(Contribution.session_id == session, Contribution.number == guest)
    )
    with story.house.database.writing(Verb.ASK_CORRECTION, actor=PHONE, at=story.at) as db:
        observations.ask(db, db.scalars(theirs).one(), session, request, now=story.at)


def _answered(story: Story, session: UUID, outcome: Outcome, reason: str = "") -> None:
    """Answer the one that waits."""
    by = story.actors[Role.NOTE_TAKER].staff_id

    def act(db: Db) -> None:
        (waiting,) = (one for one in asked_of(db, session) if one.is_waiting)
        observations.answer(db, session, waiting.id, outcome, reason, seen=waiting.op, by=by, now=story.at)

    story.do(Verb.ANSWER_OBSERVATION, act, by=Role.NOTE_TAKER)


def _second_version(story: Story, session: UUID) -> None:
    author = story.actors[Role.NOTE_TAKER].staff_id

    def write(db: Db) -> None:
        written = minutes_draft(db, session).written[Block.DEVELOPMENT]
        minutes.keep_block(
            db, session, Block.DEVELOPMENT, gathering_facts.DEVELOPMENT_CORRECTED, seen=str(written.op), author=author
        )
        note = proposed_note(answered_since(db, session), "es")
        minutes.write_notes(db, session, unread_note="", change_note=note, author=author)

    story.do(Verb.EDIT_MINUTES, write, by=Role.NOTE_TAKER)
    story.do(Verb.SUBMIT_MINUTES, lambda db: minutes.send_to_review(db, session, author=author), by=Role.NOTE_TAKER)
    publish_minutes(story, session)
