"""Corrections of published minutes: asked for in time by who was there, each answered, none lost or doubled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.minutes import Block
from labapp.domain.observations import MOST_WAITING, Outcome, Place
from labapp.domain.roles import CONSOLE, Actor, Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Attendance
from labapp.models.journal import Operation
from labapp.queries.obligations import start_page
from labapp.queries.observation_windows import own_records, window_of
from labapp.queries.observations import tally
from labapp.services import desk_people, observations
from labapp.services.attendance import attendance_id
from labapp.services.observations import Request
from tests.factories import a_session, writing
from tests.observing import WORDS, Room, a_room, a_room_with_minutes
from tests.returning import somebody


@pytest.fixture
def room(house: House) -> Room:
    return a_room_with_minutes(house)


def test_a_request_is_kept_with_its_place_and_the_version_that_was_out(room: Room) -> None:
    room.ask()
    room.ask("La junta no firmó nada.", number="", part="agreements", phone=False)
    room.ask("Falta mi aporte.", number="")

    assert [(one.place, one.words, one.version, one.channel) for one in room.asked()] == [
        (Place("1"), WORDS, 1, ArrivalChannel.PHONE),
        (Place(part=Block.AGREEMENTS), "La junta no firmó nada.", 1, ArrivalChannel.DESK),
        (Place(), "Falta mi aporte.", 1, ArrivalChannel.PHONE),
    ]
    assert all(one.is_waiting for one in room.asked())


def test_the_same_request_again_is_the_same_one_and_other_words_are_another(room: Room) -> None:
    room.ask()
    room.ask(f"  {WORDS}\r\n")
    room.ask("Otra cosa.")
    room.ask(number="2")

    assert len(room.rows()) == 3


def test_somebody_who_sends_twice_at_once_is_heard_once(room: Room) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: room.ask(), range(8)))

    assert len(room.rows()) == 1


def test_nobody_fills_the_desk_not_even_many_at_once(room: Room) -> None:
    def one_more(number: int) -> str:
        try:
            room.ask(f"Corrección {number}.")
        except RuleViolated as refused:
            return refused.code
        return "kept"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(one_more, range(MOST_WAITING + 3)))

    assert sorted(said) == ["kept"] * MOST_WAITING + ["observation_too_many"] * 3
    room.answer(room.asked()[0])
    assert one_more(99) == "kept"


def test_only_who_was_in_this_session_may_ask(room: Room) -> None:
    other = somebody(room.house, a_session(room.house), "Eliécer Bejerano")

    with pytest.raises(RuleViolated, match="observation_not_there"):
        room.ask(by=other)


def test_an_arrival_that_was_taken_back_is_nobody_who_was_there(room: Room) -> None:
    with writing(room.house, Verb.UNDO_CHECK_IN) as db:
        db.get_one(Attendance, attendance_id(room.session.id, room.person.id)).undone_at = room.house.now()

    with pytest.raises(RuleViolated, match="observation_not_there"):
        room.ask()


@pytest.mark.parametrize(
    ("number", "part", "words", "code"),
    [
        ("99", "", WORDS, "observation_number_unknown"),
        ("B-1", "", WORDS, "observation_number_unknown"),
        ("1a", "", WORDS, "observation_number_unknown"),
        ("1", "agreements", WORDS, "observation_one_place"),
        ("1", "", "  ", "observation_empty"),
    ],
)
def test_what_cannot_be_kept_says_why(room: Room, number: str, part: str, words: str, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        room.ask(words, number=number, part=part)
    assert room.rows() == []


def test_before_anything_is_published_there_is_nothing_to_correct(house: House) -> None:
    with pytest.raises(RuleViolated, match="observations_not_shown"):
        a_room(house).ask()


def test_at_the_desk_number_and_code_must_belong_together(room: Room) -> None:
    other = somebody(room.house, room.session, "Eliécer Bejerano")
    given = Request("1", "", WORDS, ArrivalChannel.DESK)
    good = {"number": f"A-{room.person.number}", "code": room.person.code}
    for wrong in ({"number": "99"}, {"number": ""}, {"code": "ZZZZZZZZ"}, {"code": other.code}):
        with pytest.raises(RuleViolated, match="observation_not_there"), writing(room.house, Verb.ASK_CORRECTION) as db:
            observations.ask_at_desk(db, room.session.id, given, **(good | wrong), now=room.house.now())

    with writing(room.house, Verb.ASK_CORRECTION) as db:
        observations.ask_at_desk(db, room.session.id, given, **good, now=room.house.now())
    assert [row.channel for row in room.rows()] == [ArrivalChannel.DESK]


def test_an_answer_has_its_day_its_office_and_may_be_given_anew(room: Room) -> None:
    room.ask()
    room.answer(room.asked()[0], Outcome.NOT_CORRECTED, "Así se leyó en la sala.")
    room.answer(room.asked()[0], Outcome.IN_PART, "Solo el mes.")

    (one,) = room.asked()
    assert (one.outcome, one.reason, one.role) == (Outcome.IN_PART, "Solo el mes.", Role.COORDINATION)
    assert one.answered_at == room.house.now()


def test_of_two_who_answer_at_once_one_is_told_that_it_changed(room: Room) -> None:
    room.ask()
    (one,) = room.asked()
    together = Barrier(2)

    def say(reason: str) -> str:
        together.wait()
        try:
            room.answer(one, Outcome.NOT_CORRECTED, reason)
        except RuleViolated as refused:
            return refused.code
        return reason

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(say, ("Primera razón.", "Segunda razón.")))

    assert said[1] == "changed_meanwhile"
    assert [row.reason for row in room.rows()] == said[:1]


@pytest.mark.parametrize(
    ("outcome", "reason", "code"),
    [
        (Outcome.NOT_CORRECTED, " ", "observation_needs_reason"),
        (Outcome.NOT_CORRECTED, "Lo dijo Celestina Montezuma.", "words_personal"),
        (Outcome.CORRECTED, "Llame al 6123-4567.", "words_personal"),
    ],
)
def test_a_reason_is_there_and_names_nobody(room: Room, outcome: Outcome, reason: str, code: str) -> None:
    room.ask()
    with pytest.raises(RuleViolated, match=code):
        room.answer(room.asked()[0], outcome, reason)
    assert room.asked()[0].is_waiting


def test_a_request_is_answered_in_its_own_session_only(room: Room) -> None:
    room.ask()
    elsewhere = a_session(room.house).id
    (one,) = room.asked()

    with pytest.raises(NotFound), writing(room.house, Verb.ANSWER_OBSERVATION) as db:
        observations.answer(
            db, elsewhere, one.id, Outcome.CORRECTED, "", seen=one.op, by=room.author, now=room.house.now()
        )


def test_erasing_leaves_that_something_was_asked_and_neither_who_nor_what_in_rows_or_journal(room: Room) -> None:
    room.ask("Zumbayllu dijo otra cosa.")
    room.ask("Zumbayllu no vino.", number="2")
    room.answer(room.asked()[0], Outcome.NOT_CORRECTED, "Así se leyó.")
    with writing(room.house, Verb.ERASE_PERSON) as db:
        desk_people.erase(db, room.session.id, room.person.id, by=CONSOLE, now=room.house.now())

    assert {(row.person_id, row.words) for row in room.rows()} == {(None, None)}
    counts = tally(room.asked())
    assert (counts.asked, counts.not_corrected, counts.untied, counts.waiting) == (2, 1, 1, 0)
    with room.house.database.reading() as db:
        assert "Zumbayllu" not in "".join(db.scalars(sa.select(Operation.changes)))
    with pytest.raises(RuleViolated, match="observation_untied"):
        room.answer(room.asked()[1])
    with pytest.raises(RuleViolated, match="observation_not_there"):
        room.ask()


def test_a_request_and_an_erasure_at_once_leave_no_words_behind(room: Room) -> None:
    together = Barrier(2)

    def ask() -> str:
        together.wait()
        try:
            room.ask("Zumbayllu dijo otra cosa.")
        except RuleViolated as refused:
            return refused.code
        return "kept"

    def erase() -> str:
        together.wait()
        with writing(room.house, Verb.ERASE_PERSON) as db:
            desk_people.erase(db, room.session.id, room.person.id, by=CONSOLE, now=room.house.now())
        return "erased"

    with ThreadPoolExecutor(2) as pool:
        said = {done.result() for done in [pool.submit(ask), pool.submit(erase)]}

    assert said in ({"kept", "erased"}, {"observation_not_there", "erased"})
    assert [row.words for row in room.rows() if row.words is not None] == []


def test_what_nobody_answered_is_owed_on_the_first_page(room: Room) -> None:
    everybody = Actor(room.approver, Role.APPROVER, None)
    elsewhere = Actor(room.author, Role.COORDINATION, None)
    room.ask()
    room.ask("Otra cosa.")

    def owed(actor: Actor) -> list[tuple[int, str]]:
        with room.house.database.reading() as db:
            page = start_page(db, actor, today=room.house.now().date())
        return [(one.count, one.head.token) for one in page.observations]

    assert owed(everybody) == [(2, room.session.token)]
    assert owed(elsewhere) == []
    for one in room.asked():
        room.answer(one)
    assert owed(everybody) == []


def test_ones_own_page_knows_ones_own_requests_and_nobody_elses(room: Room) -> None:
    other = somebody(room.house, room.session, "Eliécer Bejerano")
    room.ask()

    with room.house.database.reading() as db:
        (mine,), (theirs,) = (own_records(db, who.id, now=room.house.now()) for who in (room.person, other))
    assert [one.words for one in mine.asked] == [WORDS]
    assert theirs.asked == ()
    assert theirs.window is not None


def test_a_person_whom_the_desk_joined_keeps_their_requests(room: Room) -> None:
    other = somebody(room.house, room.session, "Celestina Montesuma")
    room.ask(by=other)
    with writing(room.house, Verb.DECIDE_DUPLICATE) as db:
        desk_people.person_here(db, room.session.id, other.id).joined_into_id = room.person.id

    with room.house.database.reading() as db:
        (record,) = own_records(db, room.person.id, now=room.house.now())
        window = window_of(db, room.session.id, zone=room.session.zone, now=room.house.now())
    assert [one.words for one in record.asked] == [WORDS]
    assert window is not None
    assert window.until > date(2026, 11, 20)
