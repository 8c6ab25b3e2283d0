"""Sessions at the desk: four facts make one, each sees what is theirs, and bad input loses nothing."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.roles import Role
from labapp.domain.sessions import Duty, Modality, Purpose, Stage
from labapp.house import House
from labapp.models.sessions import LabSession, SessionStaff
from labapp.models.spaces import Space
from tests.factories import a_session, a_space, an_organisation, sign_in
from tests.pages import Browser

FOUR = {"venue": "Casa comunal de Soloy", "day": "2026-12-04", "hour": "08:30"}


@pytest.fixture
def space(house: House, desk: Browser) -> Space:
    """A lab of the organisation whose facilitator is signed in."""
    organisation = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=organisation)
    return a_space(house, organisation=organisation)


def the_session(house: House) -> LabSession:
    with house.database.reading() as db:
        return db.scalars(sa.select(LabSession)).one()


def test_four_facts_are_enough_and_nobody_was_told_yet(house: House, desk: Browser, space: Space) -> None:
    answer = desk.fill("/sesiones/nueva", {"space": str(space.id), **FOUR})

    session = the_session(house)
    assert answer.location == f"/sesiones/{session.id}"
    assert (session.stage, session.purpose, session.modality) == (
        Stage.DRAFT, Purpose.IDENTIFICATION, Modality.IN_PERSON,
    )  # fmt: skip
    assert session.starts_at.isoformat() == "2026-12-04T13:30:00+00:00"
    assert "viernes 4 de diciembre de 2026, de 8:30 a. m. a 11:30 a. m." in desk.get(answer.location).text
    desk.get(f"/sesion/{session.token}", status=404)


def test_whoever_plans_is_proposed_to_facilitate(house: House, desk: Browser, space: Space) -> None:
    page = desk.get("/sesiones/nueva")
    proposed = [tag["value"] for tag in page.select("input[name=facilitators][checked]")]

    desk.fill("/sesiones/nueva", {"space": str(space.id), "facilitators": proposed, **FOUR})

    with house.database.reading() as db:
        row = db.scalars(sa.select(SessionStaff)).one()
    assert (row.duty, [str(row.staff_id)]) == (Duty.FACILITATOR, proposed)


def test_the_details_are_kept_too(house: House, desk: Browser, space: Space) -> None:
    details = {
        "title": "Primer encuentro",
        "purpose": "follow_up",
        "modality": "hybrid",
        "end_hour": "10:00",
        "place": "Soloy, Besiko",
        "capacity": "40",
    }

    desk.fill("/sesiones/nueva", {"space": str(space.id), **FOUR, **details})

    session = the_session(house)
    assert (session.title, session.purpose, session.modality) == (
        "Primer encuentro", Purpose.FOLLOW_UP, Modality.HYBRID,
    )  # fmt: skip
    assert (session.capacity, session.place_code) == (40, "120101")
    assert (session.ends_at - session.starts_at).total_seconds() == 90 * 60


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"space": ""}, "Escoja el laboratorio o la mesa."),
        ({"venue": "   "}, "Escriba dónde es"),
        ({"venue": "\u200f\u200b"}, "Escriba dónde es"),
        ({"venue": "ñ" * 5000}, "Es muy largo"),
        ({"day": ""}, "Escriba qué día es."),
        ({"day": "4/12/26"}, "Escoja el día en el calendario"),
        ({"hour": "ocho"}, "Escriba la hora así"),
        ({"capacity": "muchas"}, "Escriba un número sin decimales"),
        ({"capacity": "0"}, "Escriba cuántas personas caben"),
        ({"end_hour": "07:00"}, "La hora de salida es anterior"),
        ({"place": "San Miguel"}, "Hay varios lugares así"),
        ({"place": "Macondo"}, "No encontramos ese lugar"),
        ({"purpose": "party"}, "Falta corregir algo"),
        ({"facilitators": "x"}, "Falta corregir algo"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    house: House, desk: Browser, space: Space, wrong: dict[str, str], words: str
) -> None:
    sent = {"space": str(space.id), **FOUR, "title": "Encuentro de agua", **wrong}
    page = desk.get("/sesiones/nueva")

    answer = desk.client.post(
        "/sesiones/nueva", data={"token": page.token("/sesiones/nueva"), **sent}, base_url=desk.base
    )

    assert answer.status_code in {409, 422}
    assert words in answer.get_data(as_text=True)
    assert "Encuentro de agua" in answer.get_data(as_text=True)
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(LabSession)) == 0


def test_a_lab_of_somebody_else_is_not_on_offer(house: House, desk: Browser, space: Space) -> None:
    other = a_space(house, organisation=an_organisation(house, "Kernel Community"))

    page = desk.fill("/sesiones/nueva", {"space": str(other.id), **FOUR}, status=422)

    assert str(other.id) not in str(page.soup)


def test_a_second_send_makes_no_second_session(house: House, desk: Browser, space: Space) -> None:
    token = desk.get("/sesiones/nueva").token("/sesiones/nueva")
    sent = {"token": token, "space": str(space.id), **FOUR}

    first, second = desk.post("/sesiones/nueva", sent), desk.post("/sesiones/nueva", sent)

    assert first.location == second.location == f"/sesiones/{the_session(house).id}"


def test_the_list_shows_what_is_mine(house: House, desk: Browser, space: Space) -> None:
    mine = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=5)
    other = a_session(house, a_space(house, title="Ajeno", organisation=an_organisation(house, "Kernel Community")))

    page = desk.get("/sesiones")

    links = {tag["href"] for tag in page.select(".agenda a")}
    assert links == {f"/sesiones/{mine.id}"}
    desk.get(f"/sesiones/{other.id}", status=404)
    desk.get(f"/sesiones/{other.id}/agenda", status=404)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.NOTE_TAKER, Role.APPROVER, Role.DATA_OFFICER])
def test_who_does_not_plan_cannot(house: House, desk: Browser, role: Role) -> None:
    organisation = an_organisation(house)
    session = a_session(house, a_space(house, organisation=organisation), stage=Stage.CONVENED)
    sign_in(desk, house, role, organisation=organisation)

    desk.get("/sesiones/nueva", status=403)
    desk.get(f"/sesiones/{session.id}/cancelar", status=403)
    desk.get(f"/sesiones/{session.id}/convocatoria", status=403)
    desk.get(f"/sesiones/{session.id}", status=403 if role is Role.ADMINISTRATOR else 200)


def test_a_session_that_nobody_opened_says_so(house: House, desk: Browser, space: Space) -> None:
    a_session(house, space, stage=Stage.CONVENED, starts_in_hours=-48)

    assert "Pasó su día y no se abrió." in desk.get("/sesiones").text


def test_a_desk_without_labs_says_what_comes_first(house: House, desk: Browser) -> None:
    sign_in(desk, house, Role.FACILITATOR, organisation=an_organisation(house))

    assert "Falta el laboratorio o la mesa" in desk.get("/sesiones/nueva").text
    assert "Todavía no hay sesiones" in desk.get("/sesiones").text


def test_a_page_of_the_list_that_is_no_number_is_the_first(desk: Browser, space: Space) -> None:
    desk.get("/sesiones?pagina=-3")
    desk.get("/sesiones?pagina=dos")
