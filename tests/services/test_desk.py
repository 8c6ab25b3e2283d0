"""The desk under load: numbers are given once, acts repeat harmlessly, and joined people are one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel, MinorPapers, Part
from labapp.domain.contributions import Channel
from labapp.domain.demographics import Gender
from labapp.domain.errors import RuleViolated
from labapp.domain.privacy import Consent as ConsentKind
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Attendance, Card, Consent, Participant, Unregistered
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.sessions import Expected, LabSession
from labapp.queries.desk import desk_now, open_pairs
from labapp.services import attendance, closing, desk, desk_people, privacy, receipts
from labapp.services.cards import print_cards
from labapp.services.contributions import ContributeCommand, contribute
from labapp.services.desk import QuickLine
from tests.factories import a_session, an_arrival, writing

BY = "staff:somebody"


def _line(house: House, session: LabSession, **told: object) -> Participant:
    with writing(house, Verb.CHECK_IN) as db:
        return desk.write_line(db, session.id, QuickLine(by=BY, **told), now=house.now())  # type: ignore[arg-type] # told by each test


def _count(house: House, model: type) -> int:
    with house.database.reading() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def _now(house: House, session: LabSession):  # type: ignore[no-untyped-def] # the desk as the page sees it
    with house.database.reading() as db:
        return desk_now(db, session.id)


def test_two_desks_writing_at_once_give_different_numbers(house: House) -> None:
    session = a_session(house)

    def at_a_desk(name: str) -> int:
        return _line(house, session, name=name).number

    with ThreadPoolExecutor(8) as desks:
        numbers = list(desks.map(at_a_desk, [f"Persona {i}" for i in range(40)]))

    assert sorted(numbers) == list(range(1, 41))


def test_two_hundred_people_sent_three_times_are_two_hundred(house: House) -> None:
    session = a_session(house)

    def send(key: int) -> str:
        with writing(house, Verb.CHECK_IN) as db:
            claim = receipts.claim(db, f"desk_line:{key}", content="same", at=house.now())
            if not claim.is_new:
                return claim.location
            person = desk.write_line(db, session.id, QuickLine(by=BY, name=f"Persona {key}"), now=house.now())
            db.flush()
            receipts.keep_answer(db, f"desk_line:{key}", location=str(person.id), person=person.id)
            return str(person.id)

    with ThreadPoolExecutor(8) as desks:
        sent = list(desks.map(send, [i % 200 for i in range(600)]))

    assert len(set(sent)) == 200
    assert _count(house, Participant) == _count(house, Attendance) == 200


def test_two_desks_give_one_card_to_one_person(house: House) -> None:
    session = a_session(house)
    with writing(house, Verb.PRINT_CARDS) as db:
        print_cards(db, session.space_id, 1)

    def give(name: str) -> str:
        try:
            return str(_line(house, session, name=name, number="500").number)
        except RuleViolated as refused:
            return refused.code

    with ThreadPoolExecutor(4) as desks:
        answers = sorted(desks.map(give, ["Ana", "Eva", "Luz", "Sol"]))

    assert answers == ["500", "number_taken", "number_taken", "number_taken"]
    assert _count(house, Participant) == 1


def test_cards_printed_at_once_never_share_a_number(house: House) -> None:
    session = a_session(house)

    def ask(_desk: int) -> list[int]:
        with writing(house, Verb.PRINT_CARDS) as db:
            return list(print_cards(db, session.space_id, 10))

    with ThreadPoolExecutor(4) as desks:
        numbers = [number for made in desks.map(ask, range(4)) for number in made]

    assert sorted(numbers) == list(range(500, 540))
    with house.database.reading() as db:
        assert len(set(db.scalars(sa.select(Card.code)))) == 40


def test_undoing_twice_keeps_the_first_time(house: House, clock) -> None:  # type: ignore[no-untyped-def] # fixture
    session = a_session(house)
    person = an_arrival(house, session).person
    times = []
    for _ in range(2):
        with writing(house, Verb.UNDO_CHECK_IN) as db:
            desk_people.take_back(db, session.id, person.id, now=house.now())
        with house.database.reading() as db:
            times.append(db.scalars(sa.select(Attendance.undone_at)).one())
        clock.forward(minutes=1)
    assert times[0] == times[1]
    assert _now(house, session).rows == ()


def test_an_expected_person_ticked_by_two_desks_comes_once(house: House) -> None:
    session = a_session(house)
    with writing(house, Verb.PASTE_EXPECTED) as db:
        db.add(Expected(id=UUID(int=1), session_id=session.id, name="Rosa", name_key="rosa", expires_at=house.now()))

    def tick(_desk: int) -> UUID:
        with writing(house, Verb.CHECK_IN) as db:
            return desk.tick_expected(db, session.id, UUID(int=1), by=BY, now=house.now()).id

    with ThreadPoolExecutor(4) as desks:
        assert len(set(desks.map(tick, range(4)))) == 1


def test_a_joined_person_keeps_everything_once(house: House) -> None:
    session = a_session(house)
    one, two = (an_arrival(house, session, name).person for name in ("María José Pérez", "Maria Jose Perez"))
    with writing(house, Verb.COMPLETE_PROFILE) as db:
        other = db.get_one(Participant, two.id)
        other.gender, other.contact = Gender.WOMAN, "6000-0000"
        privacy.set_consent(db, other, ConsentKind.CONTACT, given=True, notice_id=None,
                            channel=ArrivalChannel.DESK, captured_by=BY, at=house.now())  # fmt: skip
        command = ContributeCommand(text="Falta agua", channel=Channel.VOICE, person_id=two.id)
        contribute(db, session.id, command, now=house.now())

    for _ in range(2):
        with writing(house, Verb.DECIDE_DUPLICATE) as db:
            desk_people.join(db, session.id, one.id, two.id, now=house.now())

    with house.database.reading() as db:
        kept = db.get_one(Participant, one.id)
        assert (kept.gender, kept.contact) == (Gender.WOMAN, "6000-0000")
        assert privacy.consents_in_force(db, one.id)[ConsentKind.CONTACT]
        assert db.scalars(sa.select(Contribution.person_id)).all() == [one.id]
        assert not open_pairs(db, session.id)
    assert [row.number for row in _now(house, session).rows] == ["1"]


def test_a_person_joined_from_another_session_counts_in_both(house: House) -> None:
    first = a_session(house)
    one = an_arrival(house, first, "María José Pérez").person
    with house.database.reading() as db:
        space = _space(db, first)
    second = a_session(house, space)
    two = an_arrival(house, second, "María J. Pérez").person

    with writing(house, Verb.DECIDE_DUPLICATE) as db:
        desk_people.join(db, second.id, one.id, two.id, now=house.now())

    for session in (first, second):
        assert [row.id for row in _now(house, session).rows] == [one.id]


def _space(db: Db, session: LabSession):  # type: ignore[no-untyped-def] # a row for a factory
    from labapp.models.spaces import Space

    return db.get_one(Space, session.space_id)


def test_a_minor_and_an_adult_are_not_joined(house: House) -> None:
    session = a_session(house)
    adult = an_arrival(house, session).person
    minor = an_arrival(house, session, age=AgeSide.MINOR).person
    with writing(house, Verb.AUTHORISE_MINOR) as db:
        papers = MinorPapers(authorised=True, agrees=True)
        desk_people.authorise_minor(db, session.id, minor.id, "María José Pérez", papers, now=house.now())
    with pytest.raises(RuleViolated, match="ages_differ"), writing(house, Verb.DECIDE_DUPLICATE) as db:
        desk_people.join(db, session.id, adult.id, minor.id, now=house.now())


def test_becoming_a_minor_lets_go_of_name_and_contact(house: House) -> None:
    session = a_session(house)
    person = an_arrival(house, session).person
    with writing(house, Verb.COMPLETE_PROFILE) as db:
        row = db.get_one(Participant, person.id)
        row.contact = "6000-0000"
        db.flush()
        desk_people.set_age(row, AgeSide.MINOR)
    with house.database.reading() as db:
        row = db.get_one(Participant, person.id)
    assert (row.name, row.name_key, row.contact) == (None, None, None)


def test_erasing_forgets_the_expected_list_and_every_entry(house: House) -> None:
    session = a_session(house)
    with writing(house, Verb.PASTE_EXPECTED) as db:
        db.add(Expected(id=UUID(int=1), session_id=session.id, name="Rosa", name_key="rosa", expires_at=house.now()))
    with writing(house, Verb.CHECK_IN) as db:
        person = desk.tick_expected(db, session.id, UUID(int=1), by=BY, now=house.now())
    twin = an_arrival(house, session, "Rosa").person
    with writing(house, Verb.DECIDE_DUPLICATE) as db:
        desk_people.join(db, session.id, person.id, twin.id, now=house.now())

    with writing(house, Verb.ERASE_PERSON) as db:
        erased = desk_people.erase(db, session.id, twin.id, by=BY, now=house.now())

    assert set(erased) == {person.id, twin.id}
    assert _count(house, Expected) == 0
    assert _now(house, session).totals == {**_now(house, session).totals, "participants": 1}
    with house.database.reading() as db:
        newest = db.scalars(sa.select(Consent.given).order_by(Consent.at, Consent.id)).all()
        assert False in newest


def test_nobody_is_written_down_once_the_register_is_closed(house: House) -> None:
    session = a_session(house, stage=Stage.ROOM_CLOSED)
    person = an_arrival(house, session).person
    with writing(house, Verb.MOVE_SESSION) as db:
        closing.close_register(db, session.id, closing.Paper(), now=house.now())

    for act in (
        lambda db: desk.write_line(db, session.id, QuickLine(by=BY, name="Tarde"), now=house.now()),
        lambda db: desk_people.take_back(db, session.id, person.id, now=house.now()),
        lambda db: desk.add_unregistered(db, session.id, part=Part.PARTICIPANT, now=house.now()),
    ):
        with pytest.raises(RuleViolated, match="register_closed"), writing(house, Verb.CHECK_IN) as db:
            act(db)
    assert _count(house, Unregistered) == 0


def test_desks_and_a_closing_at_once_end_without_a_deadlock(house: House) -> None:
    session = a_session(house, stage=Stage.ROOM_CLOSED)

    def arrive(name: str) -> str:
        try:
            return str(_line(house, session, name=name).number)
        except RuleViolated as refused:
            return refused.code

    def close(_name: str) -> str:
        with writing(house, Verb.MOVE_SESSION) as db:
            closing.close_register(db, session.id, closing.Paper(), now=house.now())
        return "closed"

    with ThreadPoolExecutor(8) as desks:
        jobs = [desks.submit(close if i == 10 else arrive, f"Persona {i}") for i in range(30)]
        answers = [job.result() for job in jobs]

    written = [answer for answer in answers if answer.isdigit()]
    assert len(written) == _count(house, Participant)
    assert set(answers) - set(written) <= {"closed", "register_closed"}


def test_attendance_ids_never_double(house: House) -> None:
    session = a_session(house)
    person = an_arrival(house, session).person
    with writing(house, Verb.RETURN_TO_SESSION) as db:
        desk.bring(db, session.id, person.id, now=house.now())
    assert _count(house, Attendance) == 1
    assert attendance.attendance_id(session.id, person.id) == _now_id(house)


def _now_id(house: House) -> UUID:
    with house.database.reading() as db:
        return db.scalars(sa.select(Attendance.id)).one()
