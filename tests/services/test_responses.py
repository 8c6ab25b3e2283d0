"""Answering contributions: what is kept, what is refused, what may go out and what stays as it went out."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from labapp.domain.contributions import PublicState, WithholdReason
from labapp.domain.errors import RuleViolated
from labapp.domain.response_documents import pending
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition, VersionKind
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.responses import Answer, Obligation, ResponseDocument, ResponseVersion
from labapp.models.sessions import LabSession
from labapp.queries.response_document import response_facts
from labapp.services import responses
from tests.answering import (
    HEAD,
    OUT_OF_SCOPE,
    TAKEN_UP,
    a_contribution,
    a_promise,
    an_edition,
    answered,
    gone_out,
    published_minutes,
    validated,
    with_head,
)
from tests.factories import a_member_of_staff, a_session, writing


@pytest.fixture
def session(house: House) -> LabSession:
    """A session whose register is closed, with three contributions and published minutes."""
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    for number in (1, 2, 3):
        a_contribution(house, session, number)
    published_minutes(house, session)
    with_head(house, session)
    return session


def complete(house: House, session: LabSession) -> None:
    for number in ("1", "2", "3"):
        answered(house, session, number)
    validated(house, session)


def refused(house: House, session: LabSession, number: str, given: responses.GivenAnswer) -> str:
    with pytest.raises(RuleViolated) as violation:
        answered(house, session, number, given)
    return violation.value.code


def refers_to(number: str) -> responses.GivenAnswer:
    return responses.GivenAnswer(primary=Disposition.REFERS_TO_OTHER, refers_to=number)


def test_an_answer_keeps_exactly_the_fields_that_its_kinds_ask_for(house: House, session: LabSession) -> None:
    given = replace(TAKEN_UP, extras={**TAKEN_UP.extras, Extra.OWNER: "nadie pidió esto"})

    answered(house, session, "1", given)

    with house.database.reading() as db:
        row = db.scalars(sa.select(Answer)).one()
    assert row.extras == {"clause": "Hito 3", "version": "2"}


def test_a_document_without_published_minutes_can_be_answered_and_not_published(house: House) -> None:
    a_member_of_staff(house)
    fresh = a_session(house, stage=Stage.ROOM_CLOSED)
    a_contribution(house, fresh, 1)
    with_head(house, fresh)
    answered(house, fresh, "1")

    with pytest.raises(RuleViolated) as refusal:
        gone_out(house, fresh, VersionKind.PROGRESS)

    assert refusal.value.code == "minutes_not_published"


def test_a_complete_document_must_be_validated_before_it_is_a_reasoned_response(
    house: House, session: LabSession
) -> None:
    for number in ("1", "2", "3"):
        answered(house, session, number)

    with pytest.raises(RuleViolated) as refusal:
        gone_out(house, session, VersionKind.COMPLETE)
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE)

    assert refusal.value.code == "response_incomplete"
    with house.database.reading() as db:
        assert db.scalars(sa.select(ResponseVersion.kind)).all() == [VersionKind.COMPLETE]


def test_validation_falls_with_any_later_change_of_an_answer(house: House, session: LabSession) -> None:
    complete(house, session)

    answered(house, session, "2", TAKEN_UP)

    with house.database.reading() as db:
        document = db.scalars(sa.select(ResponseDocument)).one()
    assert (document.validated_at, document.validated_by_id) == (None, None)


def test_nothing_incomplete_is_validated(house: House, session: LabSession) -> None:
    answered(house, session, "1")

    with pytest.raises(RuleViolated) as refusal:
        validated(house, session)

    assert (refusal.value.code, refusal.value.details["count"]) == ("response_incomplete", 2)


def test_a_progress_report_goes_out_once_every_open_answer_names_who_owes_it_and_until_when(
    house: House, session: LabSession
) -> None:
    answered(house, session, "1")

    with pytest.raises(RuleViolated) as refusal:
        gone_out(house, session, VersionKind.PROGRESS)
    with writing(house, Verb.ANSWER_CONTRIBUTION) as db:
        ids = response_facts(db, session.id).ids
        for number in ("2", "3"):
            responses.leave_pending(
                db, session.id, ids[number], owed_by="Ministerio de Educación", due_on=date(2026, 12, 1), seen=None
            )
    gone_out(house, session, VersionKind.PROGRESS)

    assert refusal.value.code == "progress_incomplete"
    with house.database.reading() as db:
        open_ones = pending(response_facts(db, session.id).document)
    assert [(one.number, one.owed_by, one.due_on) for one in open_ones] == [
        ("2", "Ministerio de Educación", date(2026, 12, 1)),
        ("3", "Ministerio de Educación", date(2026, 12, 1)),
    ]


def test_leaving_an_answer_pending_loses_nothing_that_was_written(house: House, session: LabSession) -> None:
    answered(house, session, "1", TAKEN_UP)

    with writing(house, Verb.ANSWER_CONTRIBUTION) as db:
        facts = response_facts(db, session.id)
        responses.leave_pending(
            db, session.id, facts.ids["1"], owed_by="MEF", due_on=date(2026, 12, 1), seen=facts.ops["1"]
        )

    with house.database.reading() as db:
        row = db.scalars(sa.select(Answer)).one()
    assert (row.reason, row.disposition) == (TAKEN_UP.reason, Disposition.INCORPORATED)


def test_a_published_response_keeps_the_promise_and_publishes_the_session(house: House, session: LabSession) -> None:
    a_promise(house, session)
    complete(house, session)

    gone_out(house, session, VersionKind.COMPLETE)

    with house.database.reading() as db:
        assert db.scalars(sa.select(Obligation.fulfilled_on)).one() == date(2026, 11, 20)
        assert db.get_one(LabSession, session.id).stage is Stage.PUBLISHED


def test_a_version_stays_as_it_went_out_whatever_is_answered_later(house: House, session: LabSession) -> None:
    complete(house, session)
    gone_out(house, session, VersionKind.COMPLETE)
    with house.database.reading() as db:
        first = db.scalars(sa.select(ResponseVersion)).one()
        before = (first.content, first.sha256, first.op)

    answered(house, session, "1", TAKEN_UP)
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE)

    with house.database.reading() as db:
        versions = db.scalars(sa.select(ResponseVersion).order_by(ResponseVersion.number)).all()
    assert [one.number for one in versions] == [1, 2]
    assert (versions[0].content, versions[0].sha256, versions[0].op) == before


def test_what_did_not_change_is_not_published_again(house: House, session: LabSession) -> None:
    complete(house, session)
    gone_out(house, session, VersionKind.COMPLETE)

    with pytest.raises(RuleViolated) as refusal:
        gone_out(house, session, VersionKind.COMPLETE)

    assert refusal.value.code == "nothing_changed"


def test_an_edition_made_from_older_answers_does_not_go_out(house: House, session: LabSession) -> None:
    complete(house, session)
    stale = an_edition(house, session, VersionKind.COMPLETE)
    answered(house, session, "1", TAKEN_UP)
    validated(house, session)

    with pytest.raises(RuleViolated) as refusal:
        gone_out(house, session, VersionKind.COMPLETE, edition=stale)

    assert refusal.value.code == "changed_meanwhile"


def test_a_text_that_changed_after_the_minutes_keeps_the_response_from_going_out(
    house: House, session: LabSession
) -> None:
    complete(house, session)
    with writing(house, Verb.REWRITE_CONTRIBUTION) as db:
        from labapp.models.contributions import Contribution

        said = db.get_one(Contribution, response_facts(db, session.id).ids["3"])
        said.text = "Otra cosa."

    with pytest.raises(RuleViolated) as refusal:
        gone_out(house, session, VersionKind.COMPLETE)

    assert {one.code for one in refusal.value.details["missing"]} == {"text_altered"}


def test_references_make_no_chain_no_cycle_and_no_loop(house: House, session: LabSession) -> None:
    answered(house, session, "1")
    answered(house, session, "2", refers_to("1"))

    assert refused(house, session, "3", refers_to("2")) == "reference_in_chain"
    assert refused(house, session, "1", refers_to("3")) == "reference_in_chain"
    assert refused(house, session, "3", refers_to("3")) == "reference_to_itself"
    assert refused(house, session, "3", refers_to("44")) == "reference_unknown"


def test_withdrawn_split_and_joined_ones_have_no_answer_of_their_own(house: House, session: LabSession) -> None:
    withdrawn = a_contribution(house, session, 4, withdrawn_at=house.now())
    split = a_contribution(house, session, 5, is_split=True)
    joined = a_contribution(house, session, 6, joined_into_id=split)
    codes = []
    for one in (withdrawn, split, joined):
        with pytest.raises(RuleViolated) as refusal, writing(house, Verb.ANSWER_CONTRIBUTION) as db:
            responses.give_answer(db, session.id, one, OUT_OF_SCOPE, seen=None)
        codes.append(refusal.value.code)

    assert codes == ["answer_to_withdrawn", "answer_the_parts", "answer_the_joined"]


def test_parts_are_answered_one_by_one_and_the_whole_words_never_leave(house: House) -> None:
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    whole = a_contribution(house, session, 7, "El vecino Fulano roba agua. Que haya un plan.", is_split=True)
    secret = {"public_state": PublicState.WITHHELD, "withhold_reason": WithholdReason.COMPLAINT}
    a_contribution(house, session, 7, "El vecino Fulano roba agua.", part="a", split_from_id=whole, **secret)
    a_contribution(house, session, 7, "Que haya un plan.", part="b", split_from_id=whole)
    published_minutes(house, session)
    with_head(house, session)
    for part in ("7a", "7b"):
        answered(house, session, part)
    validated(house, session)

    gone_out(house, session, VersionKind.COMPLETE)

    with house.database.reading() as db:
        content = str(db.scalars(sa.select(ResponseVersion)).one().content)
    assert "Que haya un plan." in content
    assert "Fulano" not in content


def test_of_two_editors_the_second_is_told_and_overwrites_nothing(house: House, session: LabSession) -> None:
    answered(house, session, "1")
    with house.database.reading() as db:
        facts = response_facts(db, session.id)
    answered(house, session, "1", TAKEN_UP)

    with pytest.raises(RuleViolated) as refusal, writing(house, Verb.ANSWER_CONTRIBUTION) as db:
        responses.give_answer(db, session.id, facts.ids["1"], OUT_OF_SCOPE, seen=facts.ops["1"])

    assert refusal.value.code == "changed_meanwhile"
    with house.database.reading() as db:
        assert db.scalars(sa.select(Answer.reason)).one() == TAKEN_UP.reason


def test_ten_editors_at_once_of_an_unanswered_contribution_leave_one_answer(house: House, session: LabSession) -> None:
    with house.database.reading() as db:
        target = response_facts(db, session.id).ids["1"]
    outcomes: list[str] = []
    start = threading.Barrier(10)

    def edit(editor: int) -> None:
        given = replace(OUT_OF_SCOPE, reason=f"{OUT_OF_SCOPE.reason} {editor}")
        start.wait()
        try:
            with writing(house, Verb.ANSWER_CONTRIBUTION) as db:
                responses.give_answer(db, session.id, target, given, seen=None)
            outcomes.append("kept")
        except RuleViolated as refusal:
            outcomes.append(refusal.code)

    editors = [threading.Thread(target=edit, args=(number,)) for number in range(10)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()

    assert sorted(outcomes) == ["changed_meanwhile"] * 9 + ["kept"]


def test_the_head_is_not_overwritten_by_somebody_who_had_not_seen_it(house: House, session: LabSession) -> None:
    with pytest.raises(RuleViolated) as refusal, writing(house, Verb.START_RESPONSES) as db:
        responses.set_head(db, session.id, replace(HEAD, office="Otra"), seen=None)

    assert refusal.value.code == "changed_meanwhile"
