"""A lab of last month whose answers are being gathered: an advance is out, and two institutions owe the rest."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from labapp.demo import corrections, facts, gathering_facts
from labapp.demo.editions import publish_minutes, publish_progress
from labapp.demo.session_acts import announced, came_unregistered, closed, numbered, opened
from labapp.demo.story import Story
from labapp.documents.request_letter import PROPOSED_REQUEST
from labapp.domain.attendance import AgeSide, ArrivalChannel
from labapp.domain.contributions import Channel, Kind
from labapp.domain.demographics import Sector
from labapp.domain.minutes import Block
from labapp.domain.participation import Level
from labapp.domain.privacy import Consent
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.services import assignments, letters, liaisons, minutes, outbox, people, responses
from labapp.services.agendas import use_template
from labapp.services.attendance import CheckIn, check_in
from labapp.services.calls import CallText
from labapp.services.communities import CommunityFacts, add_community
from labapp.services.contributions import ContributeCommand, contribute, read_back
from labapp.services.profiles import Profile, complete_profile
from labapp.services.sessions import SessionFacts, schedule
from labapp.services.spaces import SpaceFacts, add_space
from labapp.words.formats import local

UNREGISTERED = 6
PLACE = "050313"


def tell(story: Story, *, now: datetime) -> None:
    """Tell the lab from its call to what is still owed today."""
    story.at = now - timedelta(days=40)
    institutions = [_institution(story, *theirs) for theirs in gathering_facts.THEIRS]
    _liaisons(story, institutions[0], now=now)
    session = _planned(story, held_at=now - timedelta(days=24))
    story.at = now - timedelta(days=24)
    _held(story, session)
    closed(story, session)
    story.at = now - timedelta(days=18)
    _written(story, session)
    story.at = now - timedelta(days=12)
    _asked(story, session, institutions)
    story.at = now - timedelta(days=4)
    _advance(story, session)
    corrections.tell(story, session, now=now)
    _mail(story, session)


def _institution(story: Story, name: str, sector: Sector) -> UUID:
    return story.do(Verb.ADD_ORGANISATION, partial(people.add_organisation, name=name, sector=sector)).id


def _liaisons(story: Story, home: UUID, *, now: datetime) -> None:
    password, since = people.hash_password(facts.PASSWORD), local(story.at).date()
    for username, name, capacity, days in gathering_facts.LIAISONS:
        new = people.NewStaff(name, username, password, Role.LIAISON, home)
        staff, _recovery = story.do(Verb.ADD_STAFF, partial(people.add_staff, command=new, now=story.at))
        note = liaisons.Designation(
            note_number="DG-118",
            noted_on=since,
            capacity=capacity,
            valid_from=since,
            valid_until=local(now).date() + timedelta(days=days),
        )
        story.do(Verb.DESIGNATE_LIAISON, partial(liaisons.designate, staff_id=staff.id, said=note, seen=None))


def _planned(story: Story, *, held_at: datetime) -> UUID:
    community = story.do(
        Verb.ADD_COMMUNITY,
        lambda db: add_community(db, CommunityFacts(name="Agua Fría", place_code=PLACE, note="")),
        by=Role.COORDINATION,
    )
    lab = SpaceFacts(title="Agua en la parte alta", communities=(community.id,), purpose="Que el agua llegue a todos.")

    def plan(db: Db) -> UUID:
        shared = frozenset(story.organisations.values())
        space = add_space(db, story.actors[Role.COORDINATION], SpaceKind.INNOVATION_LAB, lab, organisations=shared)
        space.is_demonstration = True
        db.flush()
        said = SessionFacts(starts_at=held_at, venue="Escuela de Agua Fría", place_code=PLACE, capacity=40)
        session = schedule(db, space.id, said)
        db.flush()
        use_template(db, session.id)
        return session.id

    session = story.do(Verb.ADD_SPACE, plan, by=Role.COORDINATION)
    call = CallText(
        text="Vengan a decir qué pasa con el agua, y qué haría falta.",
        channels="Radio, tablero de la junta comunal y WhatsApp",
        invited="Junta de agua, escuela, centro de salud, congreso local y junta comunal",
        level=Level.INVOLVE,
    )
    announced(story, session, call)
    return session


def _held(story: Story, session: UUID) -> None:
    opened(story, session)
    for guest, (text, kind) in zip(gathering_facts.GUESTS, gathering_facts.SAID, strict=True):
        _said(story, session, _arrived(story, session, guest), text, kind)
    came_unregistered(story, session, UNREGISTERED)


def _arrived(story: Story, session: UUID, guest: gathering_facts.Guest) -> UUID:
    name, gender, band, first_time, contact = guest
    command = CheckIn(
        name=name,
        age=AgeSide.ADULT,
        place=gathering_facts.HERE,
        channel=ArrivalChannel.DESK,
        captured_by=CONSOLE,
    )
    told = Profile(
        gender=gender,
        age_band=band,
        first_time=first_time,
        alone=True,
        contact=contact,
        consents=((Consent.CONTACT, True),) if contact else (),
    )

    def act(db: Db) -> UUID:
        person = check_in(db, db.get_one(LabSession, session), command, now=story.at).person
        complete_profile(
            db, person, told, channel=ArrivalChannel.DESK, captured_by=CONSOLE, notice_id=None, now=story.at
        )
        return person.id

    return story.do(Verb.CHECK_IN, act, by=Role.FACILITATOR)


def _said(story: Story, session: UUID, person: UUID, text: str, kind: Kind) -> None:
    said = ContributeCommand(text=text, channel=Channel.VOICE, kind=kind, person_id=person)

    def act(db: Db) -> None:
        given = contribute(db, session, said, now=story.at)
        db.flush()
        read_back(db, given, now=story.at)

    story.do(Verb.CONTRIBUTE, act, by=Role.NOTE_TAKER)


def _written(story: Story, session: UUID) -> None:
    author = story.actors[Role.NOTE_TAKER].staff_id
    words = minutes.SummaryText(text=gathering_facts.SUMMARY)

    def write(db: Db) -> None:
        minutes.write_summary(db, session, words, seen="", author=author)
        minutes.keep_block(db, session, Block.DEVELOPMENT, gathering_facts.DEVELOPMENT, seen="", author=author)

    story.do(Verb.EDIT_MINUTES, write, by=Role.NOTE_TAKER)
    story.do(Verb.SUBMIT_MINUTES, lambda db: minutes.send_to_review(db, session, author=author), by=Role.NOTE_TAKER)
    publish_minutes(story, session)


def _asked(story: Story, session: UUID, institutions: list[UUID]) -> None:
    ids, today = numbered(story, session), local(story.at).date()
    due_on = today + timedelta(days=17)
    for institution, numbers in zip(institutions, gathering_facts.THEIR_NUMBERS, strict=True):
        assign = partial(
            assignments.assign,
            session_id=session,
            contributions=[ids[number] for number in numbers],
            organisation_id=institution,
            due_on=due_on,
            today=today,
        )
        story.do(Verb.ASSIGN_RESPONSES, assign, by=Role.COORDINATION)
    said = letters.LetterFacts(place="Panamá", dated_on=today, request=PROPOSED_REQUEST)

    def write(db: Db) -> None:
        letter = letters.write_letter(db, session, institutions[0], said, now=story.at)
        db.flush()
        letters.record_sent(db, letter.id, number="ANTAI-DAI-214", sent_on=today, seen=letter.op)

    story.do(Verb.WRITE_LETTER, write, by=Role.COORDINATION)


def _advance(story: Story, session: UUID) -> None:
    ids, today = numbered(story, session), local(story.at).date()
    head = responses.Head(
        institution="ANTAI",
        office="Dirección de Acceso a la Información",
        answered_on=today,
        objections_contact="Dirección de Acceso a la Información, respuesta@example.org",
        objections_until=today + timedelta(days=30),
    )
    due_on = today + timedelta(days=20)

    def answer(db: Db) -> None:
        responses.set_head(db, session, head, seen=None)
        for number, given in gathering_facts.ANSWERS.items():
            responses.give_answer(db, session, ids[number], given, seen=None)
        for number in gathering_facts.OWN_NUMBERS:
            responses.leave_pending(db, session, ids[number], owed_by="ANTAI", due_on=due_on, seen=None)

    story.do(Verb.ANSWER_CONTRIBUTION, answer, by=Role.COORDINATION)
    publish_progress(story, session)


def _mail(story: Story, session: UUID) -> None:
    """Whoever left a mail address is written to; nothing leaves from a computer that knows no mail server."""
    by = story.actors[Role.COORDINATION].staff_id
    queue = partial(outbox.queue_mail, session_id=session, by=by, now=story.at)
    story.do(Verb.QUEUE_MAIL, queue, by=Role.COORDINATION)
