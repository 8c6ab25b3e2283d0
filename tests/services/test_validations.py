"""Asking institutions about a proposal and keeping what they say."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest

from labapp.domain.assignments import LiaisonCapacity
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.proposals import Clause, Turn
from labapp.domain.roles import Actor, Role
from labapp.domain.validations import StepTen, Verdict
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.proposals import Validation
from labapp.models.spaces import Space
from labapp.queries.proposals import proposal_draft
from labapp.queries.public_proposals import public_proposal
from labapp.queries.validations import asked_of, validated, validation_row
from labapp.services import proposals, validations
from labapp.services.liaisons import Designation, designate
from tests.factories import a_member_of_staff, a_session, a_space, an_arrival, an_organisation, writing
from tests.proposing import REASON, a_proposal, approved, asked, published, refused, signed


@pytest.fixture
def mides(house: House) -> UUID:
    return an_organisation(house, "MIDES")


@pytest.fixture
def proposal(house: House) -> UUID:
    """A published proposal of a lab in which somebody took part."""
    session = a_session(house)
    an_arrival(house, session, "Celestina Montezuma")
    with house.database.reading() as db:
        space = db.get_one(Space, session.space_id)
    made = a_proposal(house, space)
    published(house, made)
    return made


def step(house: House, proposal: UUID, version: int = 1) -> StepTen:
    with house.database.reading() as db:
        return validated(db, proposal, version=version).step


def test_a_proposal_that_is_not_published_is_sent_to_nobody(house: House, mides: UUID) -> None:
    draft = a_proposal(house, a_space(house))

    with pytest.raises(RuleViolated, match="proposal_not_published"):
        asked(house, draft, mides)


def test_a_nota_that_did_not_go_out_is_written_anew_and_one_that_did_is_not_repeated(
    house: House, proposal: UUID, mides: UUID
) -> None:
    first = asked(house, proposal, mides, sent=False)
    again = asked(house, proposal, mides)

    with pytest.raises(RuleViolated, match="already_asked"):
        asked(house, proposal, mides)
    assert first == again


def test_step_ten_is_done_once_the_last_institution_has_answered(house: House, proposal: UUID, mides: UUID) -> None:
    assert step(house, proposal) is StepTen.NOT_ASKED
    one, two = asked(house, proposal, mides), asked(house, proposal, an_organisation(house, "MEF"))
    approved(house, one)
    assert step(house, proposal) is StepTen.WAITING

    refused(house, two)

    assert step(house, proposal) is StepTen.DONE


def test_not_viable_is_kept_with_its_reasons_and_the_counter_proposal_beside_the_original(
    house: House, proposal: UUID, mides: UUID
) -> None:
    request = asked(house, proposal, mides)

    refused(house, request)

    with house.database.reading() as db:
        row = validation_row(db, request)
        assert row.counter is not None
        against = public_proposal(db, row.counter.token).against
    assert (row.verdict, row.reason) == (Verdict.NOT_VIABLE, REASON)
    assert [one.turn for one in row.beside] == [Turn.CHANGED, Turn.KEPT]
    assert against is not None
    assert (against.token, against.institution) == (row.token, "MIDES")


@pytest.mark.parametrize(
    ("clauses", "reason", "code"),
    [
        ((), REASON, "counter_missing"),
        ((Clause("1", "  "),), REASON, "counter_missing"),
        ((Clause("1", "Cuatro."),), "No hay fondos.", "not_viable_reason_short"),
        ((Clause("1", "Cuatro."),), f"{REASON} Lo dijo Celestina Montezuma.", "words_personal"),
        ((Clause("1", "Llamar al 6612-3456."),), REASON, "words_personal"),
    ],
)
def test_what_lacks_something_or_names_somebody_changes_nothing(
    house: House, proposal: UUID, mides: UUID, clauses: tuple[Clause, ...], reason: str, code: str
) -> None:
    request = asked(house, proposal, mides)

    with pytest.raises(RuleViolated, match=code):
        refused(house, request, clauses=clauses, reason=reason)

    with house.database.reading() as db:
        assert validation_row(db, request).verdict is Verdict.PENDING


def test_nobody_answers_a_nota_that_did_not_go_out(house: House, proposal: UUID, mides: UUID) -> None:
    request = asked(house, proposal, mides, sent=False)

    with pytest.raises(RuleViolated, match="letter_not_sent"):
        approved(house, request)


def test_two_answers_of_one_institution_at_once_are_one(house: House, proposal: UUID, mides: UUID) -> None:
    request = asked(house, proposal, mides)
    with house.database.reading() as db:
        seen = db.get_one(Validation, request).op

    def answer(_turn: int) -> str:
        try:
            with house.database.writing(Verb.ANSWER_VALIDATION, actor="test", at=house.now()) as db:
                validations.approve(db, request, signed(house), scan=None, seen=seen)
        except RuleViolated as violation:
            return violation.code
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(answer, range(2)))

    assert found == ["changed_meanwhile", "kept"]


def test_two_who_ask_the_same_institution_at_once_write_one_nota(house: House, proposal: UUID, mides: UUID) -> None:
    with ThreadPoolExecutor(2) as pool:
        made = set(pool.map(lambda _turn: asked(house, proposal, mides, sent=False), range(2)))

    assert len(made) == 1


def test_an_answer_stands_and_one_that_was_noted_wrongly_is_taken_back_with_its_reason(
    house: House, proposal: UUID, mides: UUID
) -> None:
    request = asked(house, proposal, mides)
    approved(house, request)
    with pytest.raises(RuleViolated, match="verdict_given"):
        approved(house, request)

    with writing(house, Verb.TAKE_BACK_VALIDATION) as db:
        seen, today = db.get_one(Validation, request).op, house.now().date()
        validations.take_back(db, request, "La nota era de otra propuesta.", seen=seen, today=today)

    assert step(house, proposal) is StepTen.NOT_ASKED
    assert asked(house, proposal, mides) != request
    with house.database.reading() as db:
        row = validation_row(db, request)
    assert (row.taken_back_because, row.verdict) == ("La nota era de otra propuesta.", Verdict.VIABLE)


def test_a_liaison_answers_what_its_own_institution_was_asked_within_its_designation(
    house: House, proposal: UUID, mides: UUID
) -> None:
    own, other = asked(house, proposal, mides), asked(house, proposal, an_organisation(house, "MEF"))
    staff, today = a_member_of_staff(house, Role.LIAISON, organisation=mides), house.now().date()
    actor = Actor(staff.id, Role.LIAISON, mides)
    with house.database.reading() as db, pytest.raises(RuleViolated, match="designation_missing"):
        validations.check_own(db, actor, own, today=today)
    said = Designation(
        note_number="1", noted_on=today, capacity=LiaisonCapacity.PRINCIPAL, valid_from=today,
        valid_until=today + timedelta(days=5),
    )  # fmt: skip
    with writing(house, Verb.DESIGNATE_LIAISON) as db:
        designate(db, staff.id, said, seen=None)

    with house.database.reading() as db:
        validations.check_own(db, actor, own, today=today)
        assert [row.id for row in asked_of(db, mides)] == [own]
        with pytest.raises(NotFound):
            validations.check_own(db, actor, other, today=today)
        with pytest.raises(RuleViolated, match="designation_ended"):
            validations.check_own(db, actor, own, today=today + timedelta(days=6))


def test_a_new_version_asks_everybody_again(house: House, proposal: UUID, mides: UUID) -> None:
    approved(house, asked(house, proposal, mides))
    author = a_member_of_staff(house, Role.FACILITATOR).id
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        proposals.rename(db, proposal, "Laboratorios", seen=proposal_draft(db, proposal).op, by=author)
    published(house, proposal, note="Título más corto.")

    with house.database.reading() as db:
        stands = validated(db, proposal, version=2)
    assert (stands.step, stands.waits_for) == (StepTen.WAITING, ("MIDES",))
