"""Telling people: only those who agree, noted once, gone with the person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.phones import NoticeChannel
from labapp.domain.privacy import Consent, ExportPurpose
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Participant
from labapp.models.journal import Operation
from labapp.models.publication import ExportRecord
from labapp.models.returning import Notification
from labapp.models.sessions import LabSession
from labapp.queries.notifications import ToTell, people_to_tell
from labapp.queries.response_versions import versions_of
from labapp.services import desk_people, notifications, privacy
from tests.answering import an_answered_session
from tests.factories import a_member_of_staff, writing
from tests.returning import somebody


@dataclass(frozen=True, slots=True)
class Case:
    house: House
    session: LabSession
    version: UUID
    staff: UUID

    def people(self) -> tuple[ToTell, ...]:
        with self.house.database.reading() as db:
            return people_to_tell(db, self.session.id, self.version)

    def tell(self, person: UUID, channel: NoticeChannel = NoticeChannel.WHATSAPP) -> None:
        with writing(self.house, Verb.NOTE_TOLD) as db:
            notifications.note_told(
                db, self.session.id, person, self.version, channel=channel, by=self.staff, now=self.house.now()
            )

    def take_back_contact(self, person: UUID) -> None:
        with writing(self.house, Verb.WITHDRAW_CONSENT) as db:
            row, now = db.get_one(Participant, person), self.house.now()
            channel = ArrivalChannel.PHONE
            privacy.withdraw(db, row, Consent.CONTACT, captured_by=CONSOLE, channel=channel, at=now)

    def rows(self) -> list[Notification]:
        with self.house.database.reading() as db:
            return list(db.scalars(sa.select(Notification).order_by(Notification.id)))


@pytest.fixture
def case(house: House) -> Case:
    session = an_answered_session(house)
    with house.database.reading() as db:
        version = versions_of(db, session.id)[0].id
    return Case(house, session, version, a_member_of_staff(house, Role.COORDINATION).id)


def test_only_those_who_left_a_number_are_on_the_list_with_what_is_theirs(case: Case) -> None:
    somebody(case.house, case.session, said=(2,))
    somebody(case.house, case.session, "Eliécer Bejerano", contact=None, said=(1,))

    (one,) = case.people()

    assert (one.name, one.contact, one.own, one.told) == ("Celestina Montezuma", "6987-6543", ("2",), None)


def test_whoever_takes_the_permission_back_is_gone_at_once_and_cannot_be_noted(case: Case) -> None:
    person = somebody(case.house, case.session).id
    case.take_back_contact(person)

    assert case.people() == ()
    with pytest.raises(RuleViolated, match="contact_taken_back"):
        case.tell(person)


def test_a_number_without_permission_in_force_is_not_on_the_list(case: Case) -> None:
    person = somebody(case.house, case.session).id
    case.take_back_contact(person)
    with writing(case.house, Verb.CORRECT_PERSON) as db:
        db.get_one(Participant, person).contact = "6987-6543"

    assert case.people() == ()


def test_telling_notes_channel_and_day_and_telling_again_keeps_one_row(case: Case) -> None:
    person = somebody(case.house, case.session).id

    case.tell(person)
    case.tell(person, NoticeChannel.CALL)

    (row,) = case.rows()
    told = case.people()[0].told
    assert told is not None
    assert (told.channel, told.at, row.by_id) == (NoticeChannel.CALL, case.house.now(), case.staff)


def test_undoing_says_that_they_were_not_told_and_telling_again_says_that_they_were(case: Case) -> None:
    person = somebody(case.house, case.session).id
    case.tell(person)
    for _ in range(2):
        with writing(case.house, Verb.UNDO_TOLD) as db:
            notifications.undo_told(db, case.session.id, person, case.version, now=case.house.now())

    assert case.people()[0].told is None
    case.tell(person)
    assert case.people()[0].told is not None


def test_two_who_tell_the_same_person_at_once_leave_one_row(case: Case) -> None:
    person = somebody(case.house, case.session).id

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: case.tell(person), range(8)))

    assert len(case.rows()) == 1


def test_erasing_a_person_unties_what_was_noted_and_the_journal_cannot_say_who_it_was(case: Case) -> None:
    person = somebody(case.house, case.session).id
    case.tell(person)
    with writing(case.house, Verb.ERASE_PERSON) as db:
        desk_people.erase(db, case.session.id, person, by=CONSOLE, now=case.house.now())

    assert [row.person_id for row in case.rows()] == [None]
    with case.house.database.reading() as db:
        said = db.scalars(sa.select(Operation.changes).where(Operation.verb == Verb.NOTE_TOLD)).one()
    assert f'"person_id":"{person}"' not in said


def test_a_joined_entry_that_was_told_counts_for_the_one_that_stays(case: Case) -> None:
    kept = somebody(case.house, case.session, "Celestina Montezuma P.").id
    other = somebody(case.house, case.session).id
    case.tell(other)
    with writing(case.house, Verb.DECIDE_DUPLICATE) as db:
        desk_people.join(db, case.session.id, kept, other, now=case.house.now())

    (one,) = case.people()
    assert (one.id, one.told is not None) == (kept, True)


def test_somebody_of_another_lab_cannot_be_noted(case: Case) -> None:
    elsewhere = an_answered_session(case.house)
    stranger = somebody(case.house, elsewhere).id

    with pytest.raises(RuleViolated, match="person_unknown"):
        case.tell(stranger)


def test_the_list_opens_under_a_record_for_one_account_and_two_hours(case: Case) -> None:
    house, now = case.house, case.house.now()
    with writing(house, Verb.EXPORT_LIST) as db:
        token = notifications.open_list(db, case.session.id, by=case.staff, now=now)
    other = a_member_of_staff(house, Role.COORDINATION).id

    with house.database.reading() as db:
        (record,) = db.scalars(sa.select(ExportRecord))
        assert (record.staff_id, record.purpose) == (case.staff, ExportPurpose.INVITE_BACK)
        notifications.check_open(db, case.session.id, token, by=case.staff, now=now + timedelta(minutes=119))
        with pytest.raises(NotAllowed):
            notifications.check_open(db, case.session.id, token, by=other, now=now)
        with pytest.raises(NotAllowed):
            notifications.check_open(db, case.version, token, by=case.staff, now=now)
        with pytest.raises(RuleViolated, match="notice_list_closed"):
            notifications.check_open(db, case.session.id, token, by=case.staff, now=now + timedelta(hours=2))
