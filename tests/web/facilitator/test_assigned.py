"""The liaison of an institution sees and answers what was assigned to it, within its designation, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.assignments import LiaisonCapacity
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.responses import Answer
from labapp.models.sessions import LabSession
from labapp.queries.assignments import assignments_of
from labapp.queries.response_document import response_facts
from labapp.services import assignments
from labapp.services.liaisons import Designation, designate
from tests.answering import OUT_OF_SCOPE, a_contribution, published_minutes, with_head
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session, an_organisation, sign_in, writing
from tests.pages import Browser, Page


@pytest.fixture
def mides(house: House) -> UUID:
    return an_organisation(house, "MIDES")


@pytest.fixture
def session(house: House, mides: UUID) -> LabSession:
    """Three contributions in published minutes: the first two at MIDES, the third one at MEDUCA."""
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    for number, text in ((1, "Que llegue el agua."), (2, "Que abran el centro."), (3, "Que arreglen la escuela.")):
        a_contribution(house, session, number, text)
    published_minutes(house, session)
    for whom, numbers in ((mides, "12"), (an_organisation(house, "MEDUCA"), "3")):
        assigned(house, session, whom, *numbers)
    return session


def assigned(house: House, session: LabSession, whom: UUID, *numbers: str) -> None:
    today = house.now().date()
    with writing(house, Verb.ASSIGN_RESPONSES) as db:
        chosen = [response_facts(db, session.id).ids[number] for number in numbers]
        assignments.assign(db, session.id, chosen, whom, due_on=today + timedelta(days=20), today=today)


def a_liaison(
    house: House, desk: Browser, whom: UUID, *, first: int = 0, last: int | None = None, noted: bool = True
) -> None:
    """Somebody designated from so many days from today on, until so many, signed in."""
    staff = sign_in(desk, house, Role.LIAISON, organisation=whom)
    today = house.now().date()
    if not noted:
        return
    said = Designation(
        note_number="DM-7-2026",
        noted_on=today,
        capacity=LiaisonCapacity.PRINCIPAL,
        valid_from=today + timedelta(days=first),
        valid_until=None if last is None else today + timedelta(days=last),
    )
    with writing(house, Verb.DESIGNATE_LIAISON) as db:
        designate(db, staff.id, said, seen=None)


def path_of(house: House, session: LabSession, number: str) -> str:
    with house.database.reading() as db:
        found = next(row for row in assignments_of(db, session.id) if row.number == number)
    return f"/asignados/{found.id}"


def answer_of(house: House, session: LabSession, number: str) -> Answer:
    with house.database.reading() as db:
        said = response_facts(db, session.id).ids[number]
        return db.scalars(sa.select(Answer).where(Answer.contribution_id == said)).one()


def sent(desk: Browser, path: str, step: str, data: dict[str, str], *, status: int = 200) -> Page:
    page = desk.get(path)
    seen = str(page.select(f"form[action$='{step}'] input[name=seen]")[0]["value"])
    return desk.post(f"{path}/{step}", {"token": page.token(step), "seen": seen, **data}, follow=status == 200,
                     status=status)  # fmt: skip


def test_a_liaison_comes_in_to_what_the_institution_owes_and_to_nothing_else(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    a_liaison(house, desk, mides)

    page = desk.get("/")

    assert page.select("h1")[0].get_text() == "Aportes asignados a MIDES"
    assert ("Que llegue el agua." in page.text, "Que abran el centro." in page.text) == (True, True)
    assert "escuela" not in page.text
    assert [link["href"] for link in page.select(".menu a")] == ["/asignados"]
    for path in (f"/sesiones/{session.id}/respuesta", f"/sesiones/{session.id}", "/sesiones", "/laboratorios"):
        desk.get(path, status=403)


def test_the_answer_is_signed_as_the_institution_whatever_was_sent(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    with_head(house, session)
    a_liaison(house, desk, mides)
    path = path_of(house, session, "1")
    page = desk.get(f"{path}?tipo=out_of_scope")
    seen = str(page.select("form input[name=seen]")[0]["value"])
    given = {"primary": "out_of_scope", "reason": OUT_OF_SCOPE.reason, "institution": "Otra", "seen": seen}

    without_office = desk.post(path, {"token": page.token(path), **given}, follow=True, status=200)
    again = desk.get(path)
    given |= {"office": "Planificación", "seen": str(again.select("form input[name=seen]")[0]["value"])}
    done = desk.post(path, {"token": again.token(path), **given}, follow=True, status=200)

    assert "Indique la oficina que responde." in without_office.text
    row = answer_of(house, session, "1")
    assert (row.institution, row.reason, row.answered_on) == ("MIDES", OUT_OF_SCOPE.reason, house.now().date())
    assert "Respondido: aporte 1." in done.text
    proposed = desk.get(f"{path_of(house, session, '2')}?tipo=out_of_scope").select("[name=office]")
    assert [field["value"] for field in proposed] == ["Planificación"]


def test_what_another_institution_owes_is_not_there(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    a_liaison(house, desk, mides)
    own, foreign = path_of(house, session, "1"), path_of(house, session, "3")
    token = desk.get(f"{own}?tipo=out_of_scope").token(own)
    back = desk.get(own)

    desk.get(foreign, status=404)
    desk.post(foreign, {"token": token, "primary": "out_of_scope", "reason": OUT_OF_SCOPE.reason}, status=404)
    for step in ("devolver", "prorroga"):
        desk.post(f"{foreign}/{step}", {"token": back.token(step), "back_reason": "x", "belongs_to": "y"}, status=404)
    assert answer_of(house, session, "3").reason is None


def test_an_answer_refers_only_to_what_the_same_institution_answers(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    a_liaison(house, desk, mides)
    path = path_of(house, session, "1")
    page = desk.get(f"{path}?tipo=refers_to_other")
    offered = [option["value"] for option in page.select("select[name=refers_to] option")]
    seen = str(page.select("form input[name=seen]")[0]["value"])

    refused = desk.post(path, {"token": page.token(path), "primary": "refers_to_other", "refers_to": "3",
                               "seen": seen}, status=409)  # fmt: skip

    assert offered == ["", "2"]
    assert "Ese número no está entre los aportes" in refused.text
    assert "escuela" not in refused.text


@pytest.mark.parametrize(
    ("designation", "sentence"),
    [
        ({"noted": False}, "Todavía no está anotada la nota"),
        ({"first": 1}, "todavía no empieza"),
        ({"first": -9, "last": -1}, "Su designación como enlace institucional terminó"),
    ],
)
def test_outside_the_designation_nothing_is_seen_or_done_and_why_is_said(
    house: House, session: LabSession, mides: UUID, desk: Browser, designation: dict[str, int], sentence: str
) -> None:
    a_liaison(house, desk, mides, **designation)  # type: ignore[arg-type] # a table of cases

    page = desk.get("/asignados")
    one = desk.get(path_of(house, session, "1"), status=409)

    assert sentence in page.text
    assert sentence in one.text
    assert "agua" not in page.text + one.text


def test_a_designation_that_ends_while_a_page_is_open_ends_what_it_may_do(
    house: House, session: LabSession, mides: UUID, desk: Browser, clock: Clock
) -> None:
    clock.forward(hours=8)
    a_liaison(house, desk, mides, last=0)
    path = path_of(house, session, "1")
    page = desk.get(f"{path}?tipo=out_of_scope")
    clock.forward(hours=7)

    said = {"token": page.token(path), "primary": "out_of_scope", "reason": OUT_OF_SCOPE.reason}
    refused = desk.post(path, said, status=409)

    assert "terminó" in refused.text
    assert answer_of(house, session, "1").reason is None


def test_what_is_not_theirs_is_given_back_on_screen(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    a_liaison(house, desk, mides)
    path = path_of(house, session, "1")

    page = sent(desk, path, "devolver", {"back_reason": "El agua es de otra entidad.", "belongs_to": "IDAAN"})

    assert "Devuelto. La coordinación lo asignará a quien le toca." in page.text
    assert "Que llegue el agua." not in page.text
    assert "ya no está asignado" in desk.get(path, status=409).text


def test_more_time_is_asked_for_on_screen_once(house: House, session: LabSession, mides: UUID, desk: Browser) -> None:
    a_liaison(house, desk, mides)
    path = path_of(house, session, "1")
    until = str((house.now() + timedelta(days=40)).date())

    sent(desk, path, "prorroga", {"until_on": until, "extension_reason": "falta el estudio"})

    page = desk.get(path)
    assert "Pidió prórroga" in page.text
    assert "Pidió prórroga" in desk.get("/asignados").text
    assert not page.select("form[action$=prorroga]")


def test_what_is_not_public_yet_is_only_a_number(house: House, mides: UUID, desk: Browser) -> None:
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_contribution(house, session, 1, "Palabras que nadie ha leído.")
    assigned(house, session, mides, "1")
    a_liaison(house, desk, mides)

    page = desk.get("/asignados")

    assert "los aportes 1 se podrán leer y responder cuando se publique" in page.text
    assert "Palabras que nadie" not in page.text + desk.get(path_of(house, session, "1"), status=409).text


def test_the_administrator_notes_the_designation_and_a_wrong_one_is_said(
    house: House, mides: UUID, desk: Browser
) -> None:
    liaison = a_member_of_staff(house, Role.LIAISON, organisation=mides)
    other = a_member_of_staff(house, Role.FACILITATOR, organisation=mides)
    sign_in(desk, house, Role.ADMINISTRATOR)
    note = {"note_number": "DM-7-2026", "noted_on": "2026-11-20", "capacity": "substitute", "valid_from": "2026-11-20",
            "valid_until": "2026-12-31"}  # fmt: skip
    path = f"/personas/{liaison.id}/designacion"

    wrong = desk.fill(path, {**note, "valid_until": "2026-11-01"}, status=409)
    desk.fill(path, note)
    nobody = desk.fill(f"/personas/{other.id}/designacion", note, status=409)

    assert "El último día no puede ser antes del primero." in wrong.text
    assert desk.get(path).select("#valid_until")[0]["value"] == "2026-12-31"
    assert "Solo se designa a quien" in nobody.text
    assert "Anotar la nota que le designa" in desk.get(f"/personas/{liaison.id}").text
