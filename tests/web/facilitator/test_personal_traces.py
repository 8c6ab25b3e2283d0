"""Nothing personal goes out of the house before somebody has decided about it."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.documents.frozen import document_data
from labapp.documents.minutes_versions import draft_document
from labapp.domain.attendance import Part
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Attendance
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.publication import PersonalDecision
from labapp.models.responses import ResponseVersion
from labapp.models.sessions import LabSession
from labapp.queries.minutes import minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.services.personal_traces import check_traces
from tests.answering import a_contribution, a_promise, answered, published_minutes, validated, with_head
from tests.factories import a_member_of_staff, a_session, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser

SAID = "Que doña Rosa Ábrego avise al 6123-4567 cuando llegue el agua a la parte alta."


@pytest.fixture
def session(house: House) -> LabSession:
    """A closed session in which somebody of the list is named in a contribution, with a telephone."""
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.OPEN)
    an_arrival(house, session, "Rosa Ábrego Montezuma")
    a_contribution(house, session, 1, SAID)
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED
    return session


@pytest.fixture
def page(session: LabSession) -> str:
    return f"/sesiones/{session.id}/datos-personales"


@pytest.fixture
def coordination(desk: Browser, house: House, session: LabSession) -> Browser:
    with house.database.reading() as db:
        antai = db.scalars(sa.select(Organisation.id)).one()
    sign_in(desk, house, organisation=antai)
    return desk


def found(desk: Browser, page: str) -> dict[str, str]:
    """What is shown, and the key of each."""
    cards = desk.get(page).select("section.card")
    return {card.h2.contents[0].strip(): str(card.select("input[name=key]")[0]["value"]) for card in cards if card.h2}


def stays(desk: Browser, page: str, words: str, reason: str, status: int = 303) -> None:
    sent = {"token": desk.get(page).token(page), "key": found(desk, page)[words], "stays": reason}
    desk.post(page, sent, status=status)


def what_keeps_the_minutes(house: House, session: LabSession) -> int:
    with house.database.reading() as db:
        draft = draft_document(minutes_facts(db, session.id), minutes_draft(db, session.id), on=house.now().date())
        try:
            check_traces(db, session.space_id, document_data(draft))
        except RuleViolated as refusal:
            return int(refusal.details["count"])
    return 0


def test_what_was_found_is_shown_with_its_place_and_waits(
    coordination: Browser, house: House, session: LabSession, page: str
) -> None:
    shown = coordination.get(page)
    assert found(coordination, page).keys() == {"Rosa Ábrego", "6123-4567"}
    assert "Aporte 1: …" in shown.text or "Aporte 1: Que doña Rosa" in shown.text
    assert "2 datos personales por decidir" in coordination.get(f"/sesiones/{session.id}/minuta").text
    assert what_keeps_the_minutes(house, session) == 2


def test_each_is_decided_once_and_can_be_decided_again(
    coordination: Browser, house: House, session: LabSession, page: str
) -> None:
    stays(coordination, page, "6123-4567", "office")
    stays(coordination, page, "Rosa Ábrego", "agreed")
    assert what_keeps_the_minutes(house, session) == 0
    assert "por decidir" not in coordination.get(f"/sesiones/{session.id}/minuta").text

    again = f"{page}/decidir-otra-vez"
    sent = {"token": coordination.get(page).token(again), "key": found(coordination, page)["Rosa Ábrego"]}
    coordination.post(again, sent)
    assert what_keeps_the_minutes(house, session) == 1
    stays(coordination, page, "Rosa Ábrego", "in_function")
    assert what_keeps_the_minutes(house, session) == 0
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(PersonalDecision)) == 2


def test_a_reason_that_does_not_fit_is_refused_with_a_sentence(coordination: Browser, page: str) -> None:
    for reason in ("agreed", "nada", ""):
        stays(coordination, page, "6123-4567", reason, status=409)


def test_what_is_mended_in_the_text_needs_no_decision(
    coordination: Browser, house: House, session: LabSession, page: str
) -> None:
    with writing(house, Verb.SET_PUBLIC_STATE) as db:
        db.scalars(sa.select(Contribution)).one().text = "Que avisen cuando llegue el agua."
    assert "No se encontró ningún dato personal" in coordination.get(page).text
    assert what_keeps_the_minutes(house, session) == 0


def test_an_authority_is_named_freely(house: House, session: LabSession) -> None:
    with writing(house, Verb.CHANGE_PART) as db:
        db.scalars(sa.select(Attendance)).one().part = Part.AUTHORITY
    assert what_keeps_the_minutes(house, session) == 1


def test_answers_do_not_go_out_before_it_is_decided(
    coordination: Browser, house: House, session: LabSession, page: str
) -> None:
    published_minutes(house, session)
    a_promise(house, session)
    with_head(house, session)
    answered(house, session, "1")
    validated(house, session)
    base = f"/sesiones/{session.id}/respuesta"

    def publish(status: int) -> str:
        shown = coordination.get(f"{base}/vista")
        hidden = {name: str(shown.select(f"input[name={name}]")[0]["value"]) for name in ("kind", "digest")}
        sent = {"token": shown.token(f"{base}/publicar"), **hidden}
        return coordination.post(f"{base}/publicar", sent, status=status).text

    assert "Antes de publicar hay que decidir" in publish(409)
    stays(coordination, page, "6123-4567", "not_personal")
    stays(coordination, page, "Rosa Ábrego", "agreed")
    publish(303)
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(ResponseVersion)) == 1


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.NOTE_TAKER])
def test_who_writes_sees_it_and_does_not_decide(
    desk: Browser, house: House, session: LabSession, page: str, role: Role
) -> None:
    with house.database.reading() as db:
        antai = db.scalars(sa.select(Organisation.id)).one()
    sign_in(desk, house, role=role, organisation=antai)
    shown = desk.get(page)
    assert "Lo decide quien coordina" in shown.text
    assert not shown.select("input[name=key]")


def test_another_organisation_does_not_learn_that_it_exists(desk: Browser, house: House, page: str) -> None:
    sign_in(desk, house, organisation=an_organisation(house, "Otra", None))
    desk.get(page, status=404)


def test_a_decision_says_nothing_of_what_it_is_about(coordination: Browser, house: House, page: str) -> None:
    stays(coordination, page, "6123-4567", "office")
    with house.database.reading() as db:
        row = db.scalars(sa.select(PersonalDecision)).one()
    assert "6123" not in f"{row.key} {row.kind} {row.stays}"
    assert isinstance(row.staff_id, UUID)
