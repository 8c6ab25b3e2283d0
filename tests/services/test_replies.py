"""Saying whether an answer answers, and what the office adds: only one's own, only in time, nothing ever replaced."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.errors import RuleViolated
from labapp.domain.replies import Verdict
from labapp.domain.responses import VersionKind
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.journal import Operation
from labapp.models.returning import Reply, SecondAnswer
from labapp.models.sessions import LabSession
from labapp.queries.attendance import contributions_of
from labapp.queries.replies import ReplyList, own_answers, reply_list, second_answers
from labapp.queries.response_document import response_facts
from labapp.queries.response_versions import versions_of
from labapp.services import desk_people, replies
from labapp.services.replies import GivenReply
from tests.answering import TAKEN_UP, an_answered_session, answered, gone_out, validated
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session, writing
from tests.returning import Somebody, somebody

MISSING = "No dice cuándo llega el agua."


@dataclass(frozen=True, slots=True)
class Case:
    house: House
    session: LabSession
    person: Somebody
    staff: UUID

    def contribution(self, number: str = "1") -> UUID:
        with self.house.database.reading() as db:
            return response_facts(db, self.session.id).ids[number]

    def say(self, verdict: Verdict = Verdict.DOES_NOT_ANSWER, sentence: str = MISSING, number: str = "1") -> None:
        given = GivenReply(verdict, sentence, ArrivalChannel.PHONE)
        contribution = self.contribution(number)
        with writing(self.house, Verb.REPLY) as db:
            replies.reply(db, self.person.id, contribution, given, now=self.house.now())

    def add(self, text: str, number: str = "1", office: str = "") -> None:
        contribution = self.contribution(number)
        with writing(self.house, Verb.ADD_SECOND_ANSWER) as db:
            replies.add_second_answer(
                db, self.session.id, contribution, text, office=office, by=self.staff, now=self.house.now()
            )

    def list(self) -> ReplyList:
        with self.house.database.reading() as db:
            found = reply_list(db, self.session.id, zone=self.session.zone, now=self.house.now())
        assert found is not None
        return found

    def rows(self) -> list[Reply]:
        with self.house.database.reading() as db:
            return list(db.scalars(sa.select(Reply)))


@pytest.fixture
def case(house: House) -> Case:
    session = an_answered_session(house)
    return Case(house, session, somebody(house, session, said=(1,)), a_member_of_staff(house, Role.APPROVER).id)


def test_a_reply_stands_beside_the_answer_and_those_that_do_not_answer_come_first(case: Case) -> None:
    other = somebody(case.house, case.session, "Eliécer Bejerano", said=(2,))
    case.say(Verdict.ANSWERS, "")
    Case(case.house, case.session, other, case.staff).say(number="2")

    rows = case.list().rows

    assert [(row.number, row.said.verdict, row.said.sentence) for row in rows if row.said] == [
        ("2", Verdict.DOES_NOT_ANSWER, MISSING),
        ("1", Verdict.ANSWERS, None),
    ]
    assert (case.list().count(Verdict.ANSWERS), case.list().count(Verdict.ANSWERS_IN_PART)) == (1, 0)


def test_saying_it_again_in_time_replaces_what_was_said(case: Case) -> None:
    case.say()
    case.say(Verdict.ANSWERS_IN_PART, "Falta la fecha.")

    (row,) = case.rows()
    assert (row.verdict, row.sentence) == (Verdict.ANSWERS_IN_PART, "Falta la fecha.")


def test_many_taps_at_once_leave_one_reply(case: Case) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: case.say(), range(8)))

    assert len(case.rows()) == 1


def test_only_whoever_gave_the_contribution_may_say_it(case: Case) -> None:
    with pytest.raises(RuleViolated, match="reply_not_yours"):
        case.say(number="2")


def test_after_the_last_day_nothing_more_is_taken(case: Case, clock: Clock) -> None:
    clock.forward(days=15)
    case.say()
    clock.forward(days=1)
    with pytest.raises(RuleViolated, match="reply_too_late"):
        case.say()

    assert case.list().is_open is False


def test_a_new_publication_opens_the_term_again_and_the_old_reply_stays_with_its_version(
    case: Case, clock: Clock
) -> None:
    case.say()
    clock.forward(days=20)
    answered(case.house, case.session, "2", TAKEN_UP)
    validated(case.house, case.session)
    gone_out(case.house, case.session, VersionKind.COMPLETE)

    assert case.list().rows[0].said is None
    case.say(Verdict.ANSWERS, "")
    assert len(case.rows()) == 2


def test_what_is_still_owed_has_nothing_to_say_of(house: House) -> None:
    session = an_answered_session(house, kind=VersionKind.PROGRESS)
    case = Case(house, session, somebody(house, session, said=(2,)), a_member_of_staff(house).id)

    with pytest.raises(RuleViolated, match="not_answered_yet"):
        case.say(number="2")
    with house.database.reading() as db:
        (own,) = own_answers(db, contributions_of(db, case.person.id), now=house.now()).values()
    assert (own.is_given, own.answers[0].who) == (False, "MEDUCA")


def test_before_anything_is_published_there_is_nothing_to_reply_to(house: House) -> None:
    session = a_session(house)

    with house.database.reading() as db:
        assert reply_list(db, session.id, zone=session.zone, now=house.now()) is None


def test_at_the_desk_number_code_and_contribution_must_belong_together(case: Case) -> None:
    given = GivenReply(Verdict.DOES_NOT_ANSWER, MISSING, ArrivalChannel.DESK)
    other = somebody(case.house, case.session, "Eliécer Bejerano", said=(2,))
    good = {"number": str(case.person.number), "code": case.person.code, "contribution": "1"}
    for wrong in ({"number": "99"}, {"code": "ZZZZZZZZ"}, {"code": other.code}, {"contribution": "2"}):
        with pytest.raises(RuleViolated, match="reply_not_yours"), writing(case.house, Verb.REPLY) as db:
            replies.reply_at_desk(db, case.session.id, **(good | wrong), given=given, now=case.house.now())

    with writing(case.house, Verb.REPLY) as db:
        replies.reply_at_desk(db, case.session.id, **good, given=given, now=case.house.now())
    assert [row.channel for row in case.rows()] == [ArrivalChannel.DESK]


def test_erasing_leaves_the_verdict_and_neither_who_nor_what_in_rows_or_journal(case: Case) -> None:
    case.say()
    with writing(case.house, Verb.ERASE_PERSON) as db:
        desk_people.erase(db, case.session.id, case.person.id, by=CONSOLE, now=case.house.now())

    (row,) = case.rows()
    assert (row.person_id, row.sentence, row.verdict) == (None, None, Verdict.DOES_NOT_ANSWER)
    with case.house.database.reading() as db:
        said = "".join(db.scalars(sa.select(Operation.changes)))
    assert "cuándo llega" not in said
    assert case.list().rows[0].said is not None


def test_a_second_answer_is_added_and_the_first_version_is_not_touched(case: Case, clock: Clock) -> None:
    with case.house.database.reading() as db:
        before = versions_of(db, case.session.id)[0].sha256
    case.add("Llega en marzo de 2027.")
    clock.forward(days=1)
    case.add("Llegó.", office="IDAAN Chiriquí")

    with case.house.database.reading() as db:
        added = second_answers(db, case.session.id)["1"]
        after = versions_of(db, case.session.id)[0].sha256
        assert db.scalar(sa.select(sa.func.count()).select_from(SecondAnswer)) == 2
    assert [(one.text, one.office) for one in added] == [
        ("Llega en marzo de 2027.", "Dirección de Transparencia"),
        ("Llegó.", "IDAAN Chiriquí"),
    ]
    assert before == after


def test_a_second_answer_is_signed_by_the_institution_that_gave_the_first(case: Case) -> None:
    theirs = replace(TAKEN_UP, institution="MEDUCA", office="Dirección Regional")
    answered(case.house, case.session, "2", theirs)
    validated(case.house, case.session)
    gone_out(case.house, case.session, VersionKind.COMPLETE)
    case.add("Llega en marzo.", number="2")
    case.add("Y por la tarde.", number="2", office="Escuela de Soloy")

    with case.house.database.reading() as db:
        added = second_answers(db, case.session.id)["2"]
    assert [(one.institution, one.office) for one in added] == [
        ("MEDUCA", "Dirección Regional"),
        ("MEDUCA", "Escuela de Soloy"),
    ]


def test_a_second_answer_to_a_later_version_is_not_on_the_page_of_an_earlier_one(case: Case) -> None:
    answered(case.house, case.session, "2", TAKEN_UP)
    validated(case.house, case.session)
    gone_out(case.house, case.session, VersionKind.COMPLETE)
    case.add("Se agrega después.")

    with case.house.database.reading() as db:
        assert second_answers(db, case.session.id, up_to=1) == {}
        assert list(second_answers(db, case.session.id, up_to=2)) == ["1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \n", "second_answer_empty"),
        ("a" * 2001, "second_answer_too_long"),
        ("Llame al 6123-4567.", "words_personal"),
    ],
)
def test_a_second_answer_says_something_and_not_too_much(case: Case, text: str, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        case.add(text)
