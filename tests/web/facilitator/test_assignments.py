"""Assigning at the desk: ticked in the list, given to an institution, given back, and with more time."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.models.sessions import LabSession
from labapp.queries.assignments import assignments_of
from labapp.queries.response_document import response_facts
from tests.answering import a_contribution, a_promise, answered, with_head
from tests.factories import a_session, an_organisation, sign_in
from tests.pages import Browser, Page


@pytest.fixture
def session(house: House) -> LabSession:
    """A session of ANTAI whose register is closed, with three contributions and the promise of an answer."""
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    for number in (1, 2, 3):
        a_contribution(house, session, number)
    a_promise(house, session)
    return session


@pytest.fixture
def mides(house: House, session: LabSession) -> UUID:
    return an_organisation(house, "MIDES")


def base_of(session: LabSession) -> str:
    return f"/sesiones/{session.id}/respuesta"


def coordination(house: House, desk: Browser, role: Role = Role.COORDINATION) -> None:
    sign_in(desk, house, role, organisation=an_organisation(house))


def ids(house: House, session: LabSession, *numbers: str) -> list[str]:
    with house.database.reading() as db:
        return [str(response_facts(db, session.id).ids[number]) for number in numbers]


def due(house: House) -> str:
    return str((house.now() + timedelta(days=20)).date())


def assigned(house: House, session: LabSession, desk: Browser, whom: UUID, *numbers: str) -> Page:
    sent = {"contributions": ids(house, session, *numbers), "organisation": str(whom), "due_on": due(house)}
    return desk.fill(base_of(session), sent, action=f"{base_of(session)}/asignar", follow=True, status=200)


def the_assignment(house: House, session: LabSession) -> str:
    with house.database.reading() as db:
        return f"{base_of(session)}/asignado/{assignments_of(db, session.id)[-1].id}"


def sent_to(desk: Browser, path: str, step: str, data: dict[str, str], *, status: int = 200) -> Page:
    page = desk.get(path)
    seen = str(page.select(f"form[action$='{step}'] input[name=seen]")[0]["value"])
    sent = {"token": page.token(step), "seen": seen, **data}
    return desk.post(f"{path}/{step}", sent, follow=status == 200, status=status)


def test_the_promised_day_is_proposed_and_what_was_ticked_is_assigned_at_once(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    proposed = desk.get(base_of(session)).select("#due_on")[0]["value"]

    page = assigned(house, session, desk, mides, "1", "3")

    assert proposed == str((house.now() + timedelta(days=30)).date())
    row = next(one.get_text(" ", strip=True) for one in page.select("tbody tr") if "MIDES" in one.get_text())
    assert ("1 , 3" in row, "Faltan 20 días calendario" in row) == (True, True)
    assert "Asignado a MIDES, para el 10 de diciembre de 2026." in page.text


def test_what_is_assigned_stands_in_what_is_owed_by_its_day(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    assigned(house, session, desk, mides, "2")

    rows = [row.get_text(" ", strip=True) for row in desk.get("/").select("tbody tr")]

    assert any("Aporte 2" in row and "MIDES" in row and "10 de diciembre de 2026" in row for row in rows)


def test_an_institution_that_answered_everything_stands_in_the_list_without_a_next_day(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    assigned(house, session, desk, mides, "2")
    with_head(house, session)
    answered(house, session, "2")

    page = desk.get(base_of(session))

    row = next(one.get_text(" ", strip=True) for one in page.select("tbody tr") if "MIDES" in one.get_text())
    assert "Todo respondido" in row


def test_nothing_ticked_is_said_and_the_rest_of_the_form_stays(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)

    page = desk.fill(base_of(session), {"organisation": str(mides), "due_on": due(house)},
                     action=f"{base_of(session)}/asignar", status=409)  # fmt: skip

    assert "Marque al menos un aporte" in page.text
    assert page.select(f"option[value='{mides}'][selected]")


def test_a_form_without_institution_keeps_the_ticks(house: House, session: LabSession, desk: Browser) -> None:
    coordination(house, desk)
    (two,) = ids(house, session, "2")

    page = desk.fill(base_of(session), {"contributions": [two], "due_on": due(house)},
                     action=f"{base_of(session)}/asignar", status=422)  # fmt: skip

    assert [box["value"] for box in page.select("input[name=contributions][checked]")] == [two]


def test_what_came_back_says_why_and_is_ticked_for_another_institution_in_one_step(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    assigned(house, session, desk, mides, "1")
    said = {"back_reason": "El agua no es de este ministerio.", "belongs_to": "IDAAN"}

    back = sent_to(desk, the_assignment(house, session), "devolver", said)
    page = desk.get(base_of(session))
    again = desk.get(str(page.select("a[href*='marcar=']")[0]["href"]))

    assert "Devuelto. Puede asignarlo a otra institución." in back.text
    assert "MIDES lo devolvió: El agua no es de este ministerio." in page.text
    assert "Dice que le toca a: IDAAN" in page.text
    assert [box["value"] for box in again.select("input[name=contributions][checked]")] == ids(house, session, "1")


def test_what_is_given_back_without_reason_stays_assigned(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    assigned(house, session, desk, mides, "1")

    page = sent_to(desk, the_assignment(house, session), "devolver", {"belongs_to": "IDAAN"}, status=422)

    assert "Diga por qué no le compete" in page.text
    assert page.select("#belongs_to")[0]["value"] == "IDAAN"


def test_coordination_decides_on_more_time_and_a_facilitator_does_not(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    assigned(house, session, desk, mides, "1")
    path = the_assignment(house, session)
    until = str((house.now() + timedelta(days=40)).date())
    sent_to(desk, path, "prorroga", {"until_on": until, "extension_reason": "falta el estudio de suelos"})
    coordination(house, desk, Role.FACILITATOR)
    assert "La coordinación decide." in desk.get(path).text
    coordination(house, desk)

    sent_to(desk, path, "decidir", {"decision": "granted"})

    text = desk.get(base_of(session)).text
    assert "Prórroga hasta el 30 de diciembre de 2026, porque: falta el estudio de suelos" in text


def test_an_assignment_is_taken_back(house: House, session: LabSession, mides: UUID, desk: Browser) -> None:
    coordination(house, desk)
    assigned(house, session, desk, mides, "1")

    page = sent_to(desk, the_assignment(house, session), "quitar", {})

    assert "El aporte ya no está asignado." in page.text
    assert "Asignado a MIDES" not in desk.get(base_of(session)).text


def test_a_note_taker_sees_who_owes_what_and_assigns_nothing(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    assigned(house, session, desk, mides, "1")
    coordination(house, desk, Role.NOTE_TAKER)

    page = desk.get(base_of(session))

    assert "Asignado a MIDES" in page.text
    assert not page.select("form[action$=asignar]")


def test_another_team_finds_no_assignment(house: House, session: LabSession, mides: UUID, desk: Browser) -> None:
    coordination(house, desk)
    assigned(house, session, desk, mides, "1")
    path = the_assignment(house, session)
    sign_in(desk, house, organisation=mides)

    desk.get(path, status=404)
