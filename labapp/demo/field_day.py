"""A lab in Soloy whose first session is open now, and a second one that is only convened."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from labapp.demo import facts
from labapp.demo.session_acts import announced, opened
from labapp.demo.story import Story
from labapp.domain.attendance import AgeSide, ArrivalChannel
from labapp.domain.contributions import Channel
from labapp.domain.participation import Level, Support
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.services.agendas import use_template
from labapp.services.attendance import CheckIn, check_in, count_unregistered
from labapp.services.calls import CallText
from labapp.services.communities import CommunityFacts, add_community
from labapp.services.contributions import ContributeCommand, contribute
from labapp.services.profiles import Profile, complete_profile
from labapp.services.sessions import SessionFacts, Team, schedule
from labapp.services.spaces import SpaceFacts, add_space


def tell(story: Story, *, now: datetime) -> None:
    """Plan both sessions some days ago, and open the first one an hour ago."""
    story.at = now - timedelta(days=12)
    lab = _lab(story)
    first = _session(story, lab, starts_at=now - timedelta(hours=1), title="Internet en la comarca")
    _convene(story, first, text="Vengan a decir qué hace falta para que el internet funcione en Soloy.")
    second = _session(story, lab, starts_at=_afternoon(now + timedelta(days=14)), title="")
    _convene(story, second, text="Segunda sesión: soluciones y acuerdos, con las entidades que respondieron.")
    story.at = now
    opened(story, first)
    people = [_arrive(story, first, guest) for guest in facts.GUESTS]
    story.do(Verb.COUNT_UNREGISTERED, lambda db: count_unregistered(db, db.get_one(LabSession, first), now=now))
    _speak(story, first, people)


def _afternoon(day: datetime) -> datetime:
    return datetime.combine(day.date(), time(14), UTC)


def _lab(story: Story) -> UUID:
    soloy = story.do(
        Verb.ADD_COMMUNITY,
        lambda db: add_community(db, CommunityFacts(name="Soloy", place_code="120101", note="")),
        by=Role.COORDINATION,
    )
    said = SpaceFacts(title="Internet en la comarca", communities=(soloy.id,), purpose="Que el internet sirva a todos.")

    def act(db: Db) -> UUID:
        actor = story.actors[Role.COORDINATION]
        shared = frozenset(story.organisations.values())
        space = add_space(db, actor, SpaceKind.INNOVATION_LAB, said, organisations=shared)
        space.is_demonstration = True
        return space.id

    return story.do(Verb.ADD_SPACE, act, by=Role.COORDINATION)


def _session(story: Story, lab: UUID, *, starts_at: datetime, title: str) -> UUID:
    team = Team(
        facilitators=frozenset({story.actors[Role.FACILITATOR].staff_id}),
        note_takers=frozenset({story.actors[Role.NOTE_TAKER].staff_id}),
    )
    said = SessionFacts(
        starts_at=starts_at, venue="Casa comunal de Soloy", title=title, place_code="120101", capacity=60, team=team
    )

    def act(db: Db) -> UUID:
        db.get_one(Space, lab)
        session = schedule(db, lab, said)
        db.flush()
        use_template(db, session.id)
        return session.id

    return story.do(Verb.SCHEDULE_SESSION, act, by=Role.COORDINATION)


def _convene(story: Story, session: UUID, *, text: str) -> None:
    said = CallText(
        text=text,
        channels="Radio comunitaria, tablero de la junta comunal y WhatsApp",
        invited="Asociación de artesanas, congreso local, escuela, centro de salud y junta comunal",
        level=Level.INVOLVE,
        contact="Mensaje al 6000-0000",
        supports=(Support.INTERPRETATION, Support.CARE),
    )
    announced(story, session, said)


def _arrive(story: Story, session: UUID, guest: facts.Guest) -> UUID:
    name, age, gender, band, place, first_time, organisation = guest
    command = CheckIn(name=name, age=age, place=place, channel=ArrivalChannel.DESK, captured_by=CONSOLE)
    told = Profile(
        gender=gender, age_band=band, first_time=first_time, alone=not organisation, organisation=organisation
    )

    def act(db: Db) -> UUID:
        person = check_in(db, db.get_one(LabSession, session), command, now=story.at).person
        if age is AgeSide.ADULT:
            complete_profile(
                db, person, told, channel=ArrivalChannel.DESK, captured_by=CONSOLE, notice_id=None, now=story.at
            )
        return person.id

    return story.do(Verb.CHECK_IN, act, by=Role.FACILITATOR)


def _speak(story: Story, session: UUID, people: list[UUID]) -> None:
    for person, (text, kind, theme) in zip(people, facts.LAB_CONTRIBUTIONS, strict=False):
        said = ContributeCommand(text=text, channel=Channel.VOICE, kind=kind, person_id=person)

        def act(db: Db, said: ContributeCommand = said, theme: str = theme) -> None:
            contribute(db, session, said, now=story.at).theme = theme

        story.do(Verb.CONTRIBUTE, act, by=Role.NOTE_TAKER)
