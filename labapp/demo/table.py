"""A virtual table of July 2023, held, written down, answered and published: the public record, in other words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

import sqlalchemy as sa

from labapp.demo import facts, proposal
from labapp.demo.answers import ANSWERS
from labapp.demo.editions import publish_minutes, publish_responses
from labapp.demo.session_acts import announced, came_unregistered, closed, numbered, opened
from labapp.demo.story import Story
from labapp.domain.contributions import Channel, Kind
from labapp.domain.interventions import Intervention, SpeakingRole
from labapp.domain.minutes import Block
from labapp.domain.participation import Level
from labapp.domain.roles import Role
from labapp.domain.sessions import Modality
from labapp.domain.spaces import SpaceKind, TableKind
from labapp.domain.verbs import Verb
from labapp.models.communities import Community
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.spaces import Space
from labapp.services import minutes, responses
from labapp.services.agendas import use_template
from labapp.services.calls import CallText
from labapp.services.contributions import ContributeCommand, contribute, read_back
from labapp.services.drafts import DraftFacts, add_draft
from labapp.services.interventions import add_intervention
from labapp.services.sessions import SessionFacts, schedule
from labapp.services.spaces import SpaceFacts, add_space, change_space

HELD_AT = datetime(2023, 7, 25, 19, 30, tzinfo=UTC)
OVER_AT = datetime(2023, 7, 25, 21, tzinfo=UTC)
PEOPLE = 15

_INTERVENTIONS = (
    Intervention(
        role=SpeakingRole.OPENING, office="Dirección General", organisation="ANTAI",
        summary="Recordó lo logrado en el plan anterior.",
    ),
    Intervention(
        role=SpeakingRole.CONTEXT, office="Dirección de Acceso a la Información", organisation="ANTAI",
        summary="Presentó los avances y lo que se propone ahora.",
    ),
    Intervention(
        role=SpeakingRole.CIVIL_SOCIETY, office="Coordinación", organisation="Kernel Community",
        summary="Agradeció el trabajo y propuso enfocarlo en dar seguimiento.",
    ),
)  # fmt: skip
_COMMENTS = "Dar seguimiento y abrir laboratorios nuevos pide logística compartida entre las dos organizaciones."

_SAID = SpaceFacts(
    title="Laboratorios de innovación ciudadana local",
    communities=(),
    table_kind=TableKind.EXTENDED,
    ordinal=2,
    axis="Participación ciudadana por medio de laboratorios",
    commitment="Compromiso 4: laboratorios de innovación social",
)


def tell(story: Story) -> None:
    """Tell the table from its plan to the published answer, and the proposal that came out of it."""
    table = _table(story)
    session = _session(story, table)
    _held(story, session)
    story.at = OVER_AT
    closed(story, session)
    _written(story, session)
    _answered(story, session)
    proposal.tell(story, table, session)


def concern_community(story: Story) -> None:
    """The community of the lab is one that the table concerns, so that its page tells what came of the table."""

    def act(db: Db) -> None:
        table = db.scalars(sa.select(Space).where(Space.kind == SpaceKind.COCREATION_TABLE)).one()
        said = replace(_SAID, communities=tuple(db.scalars(sa.select(Community.id))))
        change_space(db, story.actors[Role.COORDINATION], table.id, said, seen=table.op)

    story.do(Verb.CHANGE_SPACE, act, by=Role.COORDINATION)


def _table(story: Story) -> UUID:
    def act(db: Db) -> UUID:
        actor = story.actors[Role.COORDINATION]
        shared = frozenset(story.organisations.values())
        space = add_space(db, actor, SpaceKind.COCREATION_TABLE, _SAID, organisations=shared)
        space.is_demonstration = True
        db.flush()
        draft = DraftFacts(
            title="Borrador del compromiso",
            version="2",
            shared_on=date(2023, 7, 14),
            channels="Correo a las personas invitadas y redes de ambas organizaciones",
            link="",
            text="Seis laboratorios de seguimiento y dos nuevos, con sus videos y su informe.",
            item_id=None,
        )
        add_draft(db, actor, space.id, draft)
        return space.id

    return story.do(Verb.ADD_SPACE, act, by=Role.COORDINATION)


def _session(story: Story, table: UUID) -> UUID:
    said = SessionFacts(starts_at=HELD_AT, ends_at=OVER_AT, venue="Zoom", modality=Modality.VIRTUAL)

    def plan(db: Db) -> UUID:
        session = schedule(db, table, said)
        db.flush()
        use_template(db, session.id)
        return session.id

    session = story.do(Verb.SCHEDULE_SESSION, plan, by=Role.COORDINATION)
    call = CallText(
        text="Mesa abierta para mejorar el borrador del compromiso.",
        channels="Correo y redes sociales",
        invited="Universidades, juntas comunales, organizaciones y entidades que implementan",
        level=Level.COLLABORATE,
    )
    announced(story, session, call)
    return session


def _held(story: Story, session: UUID) -> None:
    story.at = HELD_AT
    opened(story, session)
    came_unregistered(story, session, PEOPLE)
    for text in facts.TABLE_CONTRIBUTIONS:
        _said(story, session, text)


def _said(story: Story, session: UUID, text: str) -> None:
    said = ContributeCommand(text=text, channel=Channel.VOICE, kind=Kind.PROPOSAL)
    given = story.do(Verb.CONTRIBUTE, lambda db: contribute(db, session, said, now=story.at).id, by=Role.NOTE_TAKER)
    story.do(
        Verb.READ_BACK, lambda db: read_back(db, db.get_one(Contribution, given), now=story.at), by=Role.NOTE_TAKER
    )


def _written(story: Story, session: UUID) -> None:
    story.at = datetime(2023, 8, 1, 15, tzinfo=UTC)
    author = story.actors[Role.NOTE_TAKER].staff_id
    for said in _INTERVENTIONS:
        add = partial(add_intervention, session_id=session, typed=said, author=author)
        story.do(Verb.EDIT_MINUTES, add, by=Role.NOTE_TAKER)
    write = partial(
        minutes.keep_block, session_id=session, block=Block.COMMENTS, typed=_COMMENTS, seen="", author=author
    )
    story.do(Verb.EDIT_MINUTES, write, by=Role.NOTE_TAKER)
    story.do(
        Verb.SUBMIT_MINUTES, lambda db: minutes.send_to_review(db, session, author=author), by=Role.NOTE_TAKER
    )
    story.at = datetime(2023, 8, 3, 15, tzinfo=UTC)
    publish_minutes(story, session)


def _answered(story: Story, session: UUID) -> None:
    story.at = datetime(2023, 8, 16, 15, tzinfo=UTC)
    head = responses.Head(
        institution="ANTAI",
        office="Dirección de Acceso a la Información",
        answered_on=date(2023, 8, 16),
        introduction="Respuesta a los aportes de la segunda mesa.",
        objections_contact="Dirección de Acceso a la Información, respuesta@example.org",
        objections_until=date(2023, 8, 30),
    )
    story.do(
        Verb.START_RESPONSES, lambda db: responses.set_head(db, session, head, seen=None), by=Role.COORDINATION
    )
    for contribution, given in zip(numbered(story, session).values(), ANSWERS, strict=True):
        answer = partial(
            responses.give_answer, session_id=session, contribution_id=contribution, given=given, seen=None
        )
        story.do(Verb.ANSWER_CONTRIBUTION, answer, by=Role.COORDINATION)
    publish_responses(story, session)
