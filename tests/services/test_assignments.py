"""Who answers what: assigned, taken back, given back, more time; what is owed follows."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from labapp.domain.assignments import AssignmentState, ExtensionDecision
from labapp.domain.errors import RuleViolated
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.assignments import Assignment
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.responses import Answer, ResponseDocument
from labapp.models.sessions import LabSession
from labapp.queries.assignments import assignments_of, share_of
from labapp.queries.response_document import response_facts
from labapp.queries.responses import response_page
from labapp.services import assignments, responses
from labapp.services.contributions import withdraw
from tests.answering import a_contribution, answered, with_head
from tests.factories import a_member_of_staff, a_session, an_arrival, an_organisation, writing

TODAY = date(2026, 11, 20)
DUE = TODAY + timedelta(days=20)


@pytest.fixture
def session(house: House) -> LabSession:
    """A session with three contributions."""
    session = a_session(house)
    for number in (1, 2, 3):
        a_contribution(house, session, number)
    return session


@pytest.fixture
def mides(house: House, session: LabSession) -> UUID:
    """An institution that shares no lab."""
    return an_organisation(house, "MIDES")


def ids(house: House, session: LabSession, *numbers: str) -> list[UUID]:
    with house.database.reading() as db:
        return [response_facts(db, session.id).ids[number] for number in numbers]


def assigned(house: House, session: LabSession, whom: UUID, *numbers: str, due: date | None = DUE) -> None:
    chosen = ids(house, session, *numbers)
    with writing(house, Verb.ASSIGN_RESPONSES) as db:
        assignments.assign(db, session.id, chosen, whom, due_on=due, today=TODAY)


def rows(house: House, session: LabSession) -> list[tuple[str, str, AssignmentState]]:
    with house.database.reading() as db:
        return [(row.number, row.institution, row.state) for row in assignments_of(db, session.id)]


def the_row(house: House, session: LabSession) -> Assignment:
    with house.database.reading() as db:
        return db.get_one(Assignment, assignments_of(db, session.id)[-1].id)


def owed(house: House, session: LabSession, number: str) -> tuple[str | None, date | None]:
    (contribution,) = ids(house, session, number)
    with house.database.reading() as db:
        row = db.query(Answer).filter_by(contribution_id=contribution).one()
        return row.owed_by, row.due_on


def refusal_of(house: House, act: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(RuleViolated) as caught, writing(house, Verb.ASSIGN_RESPONSES) as db:
        act(db, *args, **kwargs)  # type: ignore[operator] # a service
    return caught.value.code


def test_several_contributions_are_assigned_at_once_and_owed_by_their_day(
    house: House, session: LabSession, mides: UUID
) -> None:
    assigned(house, session, mides, "1", "3")

    assert rows(house, session) == [
        ("1", "MIDES", AssignmentState.ASSIGNED),
        ("3", "MIDES", AssignmentState.ASSIGNED),
    ]
    assert owed(house, session, "3") == ("MIDES", DUE)


def test_assigning_again_to_the_same_institution_moves_the_day(house: House, session: LabSession, mides: UUID) -> None:
    assigned(house, session, mides, "1")
    assigned(house, session, mides, "1", due=DUE + timedelta(days=1))

    assert rows(house, session) == [("1", "MIDES", AssignmentState.ASSIGNED)]
    assert owed(house, session, "1") == ("MIDES", DUE + timedelta(days=1))


def test_another_institution_takes_over_and_the_first_one_stays_in_the_history(
    house: House, session: LabSession, mides: UUID
) -> None:
    assigned(house, session, mides, "1")
    assigned(house, session, an_organisation(house, "MEDUCA"), "1")

    assert rows(house, session) == [
        ("1", "MIDES", AssignmentState.TAKEN_BACK),
        ("1", "MEDUCA", AssignmentState.ASSIGNED),
    ]
    assert owed(house, session, "1") == ("MEDUCA", DUE)


def test_what_is_taken_back_is_owed_by_nobody_and_keeps_what_was_answered(
    house: House, session: LabSession, mides: UUID
) -> None:
    assigned(house, session, mides, "1")
    row = the_row(house, session)

    with writing(house, Verb.TAKE_BACK_ASSIGNMENT) as db:
        assignments.take_back(db, row.id, seen=row.op, today=TODAY)

    assert rows(house, session) == [("1", "MIDES", AssignmentState.TAKEN_BACK)]
    assert owed(house, session, "1") == (None, None)
    late = refusal_of(house, assignments.take_back, row.id, seen=row.op, today=TODAY)
    assert late == "no_longer_assigned"


def test_what_is_given_back_says_why_and_to_whom_it_belongs_until_somebody_owes_it(
    house: House, session: LabSession, mides: UUID
) -> None:
    assigned(house, session, mides, "1")
    row = the_row(house, session)
    with writing(house, Verb.GIVE_BACK_ASSIGNMENT) as db:
        assignments.give_back(db, row.id, reason="No nos compete.", belongs_to="IDAAN", seen=row.op, today=TODAY)

    with house.database.reading() as db:
        page = response_page(db, session.id, today=TODAY)
        (back,) = share_of(db, session.id, page.cards, today=TODAY).given_back.values()
    assert (back.reason, back.belongs_to, back.closed_on) == ("No nos compete.", "IDAAN", TODAY)
    assigned(house, session, an_organisation(house, "IDAAN"), "1")
    with house.database.reading() as db:
        page = response_page(db, session.id, today=TODAY)
        assert share_of(db, session.id, page.cards, today=TODAY).given_back == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"numbers": ()}, "nothing_chosen"),
        ({"due": None}, "due_day_missing"),
        ({"due": TODAY - timedelta(days=1)}, "due_day_passed"),
        ({"whom": "door"}, "institution_unknown"),
    ],
)
def test_what_cannot_be_assigned_is_refused_with_what_to_do(
    house: House, session: LabSession, mides: UUID, change: dict[str, object], code: str
) -> None:
    with writing(house, Verb.ADD_ORGANISATION) as db:
        from_door = typed_at_the_door(db)
    whom = from_door if change.get("whom") == "door" else mides
    chosen = [] if "numbers" in change else ids(house, session, "1")
    due = change.get("due", DUE)

    said = refusal_of(house, assignments.assign, session.id, chosen, whom, due_on=due, today=TODAY)

    assert said == code
    assert rows(house, session) == []


def typed_at_the_door(db: Db) -> UUID:
    """An organisation that a phone typed and nobody confirmed."""
    row = Organisation(name="Escrita en la puerta", name_key="escrita en la puerta", typed_at_door=True)
    db.add(row)
    return row.id


def test_what_is_answered_completely_or_withdrawn_is_not_assigned(
    house: House, session: LabSession, mides: UUID
) -> None:
    with_head(house, session)
    answered(house, session, "1")
    one, two = ids(house, session, "1", "2")
    with writing(house, Verb.WITHDRAW_CONTRIBUTION) as db:
        withdraw(db, db.get_one(Contribution, two), now=house.now())

    said = [refusal_of(house, assignments.assign, session.id, [each], mides, due_on=DUE, today=TODAY)
            for each in (one, two)]  # fmt: skip

    assert said == ["already_answered", "answer_to_withdrawn"]


def test_a_validation_falls_when_somebody_else_owes_an_answer(house: House, session: LabSession, mides: UUID) -> None:
    with_head(house, session)
    a_member_of_staff(house)
    assigned(house, session, mides, "1")
    row = the_row(house, session)
    with writing(house, Verb.VALIDATE_RESPONSES) as db:
        db.query(ResponseDocument).one().validated_at = house.now()

    with writing(house, Verb.TAKE_BACK_ASSIGNMENT) as db:
        assignments.take_back(db, row.id, seen=row.op, today=TODAY)

    with house.database.reading() as db:
        assert db.query(ResponseDocument).one().validated_at is None


def test_an_assigned_contribution_is_not_left_pending_by_hand(house: House, session: LabSession, mides: UUID) -> None:
    assigned(house, session, mides, "1")
    (one,) = ids(house, session, "1")

    said = refusal_of(house, responses.leave_pending, session.id, one, owed_by="Otra", due_on=DUE, seen=None)

    assert said == "changed_meanwhile"
    with house.database.reading() as db:
        seen = response_facts(db, session.id).ops["1"]
    said = refusal_of(house, responses.leave_pending, session.id, one, owed_by="Otra", due_on=DUE, seen=seen)
    assert said == "is_assigned"


def asked(house: House, row: Assignment, until: date = DUE + timedelta(days=10)) -> None:
    with writing(house, Verb.ASK_EXTENSION) as db:
        assignments.ask_extension(
            db, row.id, reason="Falta el estudio.", until_on=until, seen=row.op, today=TODAY
        )


def test_more_time_is_asked_for_once_and_holds_only_when_granted(
    house: House, session: LabSession, mides: UUID
) -> None:
    assigned(house, session, mides, "1")
    row = the_row(house, session)
    asked(house, row)
    assert owed(house, session, "1") == ("MIDES", DUE)

    again = refusal_of(house, assignments.ask_extension, row.id, reason="Más", until_on=DUE + timedelta(days=30),
                       seen=row.op, today=TODAY)  # fmt: skip
    with writing(house, Verb.DECIDE_EXTENSION) as db:
        assignments.decide_extension(db, row.id, ExtensionDecision.GRANTED, seen=row.op, today=TODAY)

    assert again == "extension_asked_already"
    assert owed(house, session, "1") == ("MIDES", DUE + timedelta(days=10))
    with house.database.reading() as db:
        more = assignments_of(db, session.id)[0].more_time()
    assert more is not None
    assert (more.until_on, more.reason) == (DUE + timedelta(days=10), "Falta el estudio.")


def test_a_refused_extension_leaves_the_day_and_is_not_asked_again(
    house: House, session: LabSession, mides: UUID
) -> None:
    assigned(house, session, mides, "1")
    row = the_row(house, session)
    asked(house, row)

    with writing(house, Verb.DECIDE_EXTENSION) as db:
        assignments.decide_extension(db, row.id, ExtensionDecision.REFUSED, seen=row.op, today=TODAY)

    assert owed(house, session, "1") == ("MIDES", DUE)
    decided = refusal_of(house, assignments.decide_extension, row.id, ExtensionDecision.GRANTED, seen=row.op,
                         today=TODAY)  # fmt: skip
    assert decided == "extension_decided"


@pytest.mark.parametrize(
    ("until", "code"), [(None, "extension_day_missing"), (DUE, "extension_not_longer")]
)
def test_more_time_ends_after_the_day_that_is_owed(
    house: House, session: LabSession, mides: UUID, until: date | None, code: str
) -> None:
    assigned(house, session, mides, "1")
    row = the_row(house, session)

    said = refusal_of(house, assignments.ask_extension, row.id, reason="Falta", until_on=until, seen=row.op,
                      today=TODAY)  # fmt: skip

    assert said == code


def test_a_row_that_changed_meanwhile_is_not_touched(house: House, session: LabSession, mides: UUID) -> None:
    assigned(house, session, mides, "1")
    row = the_row(house, session)
    assigned(house, session, mides, "1", due=DUE + timedelta(days=1))

    said = refusal_of(house, assignments.give_back, row.id, reason="No", belongs_to="Otra", seen=row.op, today=TODAY)

    assert said == "changed_meanwhile"


@pytest.mark.parametrize("words", ["Llame al 6987-6543.", "Lo dijo Canaria Zumbayllu en la reunión."])
def test_a_reason_for_more_time_that_would_publish_somebody_is_refused(
    house: House, session: LabSession, mides: UUID, words: str
) -> None:
    an_arrival(house, session, "Canaria Zumbayllu")
    assigned(house, session, mides, "1")
    row = the_row(house, session)

    said = refusal_of(
        house, assignments.ask_extension, row.id, reason=words, until_on=DUE + timedelta(days=10), seen=row.op,
        today=TODAY,
    )  # fmt: skip

    assert said == "words_personal"
    with house.database.reading() as db:
        assert assignments_of(db, session.id)[0].more_time() is None
