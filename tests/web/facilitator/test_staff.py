"""People and organisations at the desk: accounts without e-mail, never without an administrator."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.demographics import Sector
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.journal import Operation
from labapp.models.people import Credential, Organisation, SignIn, Staff
from labapp.services import people
from tests.factories import PASSWORD, a_member_of_staff, an_organisation, sign_in, writing
from tests.pages import Browser, Page

ANOTHER = "otra frase larga y distinta"


@pytest.fixture(autouse=True)
def admin(desk: Browser, house: House) -> Staff:
    """Whoever administers, signed in."""
    return sign_in(desk, house, Role.ADMINISTRATOR)


def _act(desk: Browser, staff: Staff, verb: str, status: int = 303) -> Page:
    path = f"/personas/{staff.id}"
    page = desk.get(path)
    seen = page.select(f"form[action='{path}'] [name=seen]")[0]["value"]
    return desk.post(f"{path}/{verb}", {"token": page.token(f"/{verb}"), "seen": seen}, status=status)


def _change(desk: Browser, staff: Staff, status: int = 303, **facts: str) -> Page:
    path = f"/personas/{staff.id}"
    page = desk.get(path)
    seen = str(page.select(f"form[action='{path}'] [name=seen]")[0]["value"])
    given = {"full_name": "Ana Prueba", "role": staff.role.value, "organisation": "", "seen": seen}
    return desk.post(path, {"token": page.token(path), **given, **facts}, status=status)


def _row(house: House, staff: Staff) -> Staff:
    with house.database.reading() as db:
        return db.get_one(Staff, staff.id)


def test_a_new_person_sets_their_own_password_with_a_link_that_works_once(desk: Browser, house: House) -> None:
    organisation = an_organisation(house)
    new = {"full_name": "José Abrego", "username": "José Abrego", "role": "facilitator",
           "organisation": str(organisation)}  # fmt: skip
    path = desk.fill("/personas/nueva", new).location
    assert "Todavía no la ha escrito" in desk.get(path).text

    shown = desk.post(f"{path}/enlace", {"token": desk.get(path).token("/enlace")}, status=200)
    link = shown.select(".card .address")[0].get_text()
    other = Browser(desk.app)
    other.fill(link.removeprefix("http://127.0.0.1"), {"password": ANOTHER, "again": ANOTHER}, status=200)
    other.get(link.removeprefix("http://127.0.0.1"), status=403)

    sent = {"token": other.get("/ingresar").token(), "username": "jose.abrego", "password": ANOTHER}
    assert other.post("/ingresar", sent).location == "/"
    assert "Activa" in desk.get("/personas").text


def test_without_a_password_nobody_comes_in(desk: Browser, house: House) -> None:
    new = {"full_name": "A", "username": "nueva", "role": "approver"}
    desk.fill("/personas/nueva", new)

    for password in ("", "x", PASSWORD):
        page = desk.get("/ingresar")
        desk.post("/ingresar", {"token": page.token(), "username": "nueva", "password": password}, status=422)


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"full_name": " "}, 422, "Escriba el nombre"),
        ({"role": ""}, 422, "Escoja qué hace"),
        ({"role": "facilitator"}, 409, "Escoja la organización"),
        ({"username": "administrator0"}, 409, "Ya hay alguien con ese nombre de usuario"),
        ({"username": "a/b"}, 409, "nombre de usuario de 3 a 40"),
        ({"organisation": "nada"}, 422, "Falta corregir algo"),
        ({"full_name": "a" * 5000}, 409, "Acórtelo"),
    ],
)
def test_what_cannot_be_is_explained(
    desk: Browser, house: House, changed: dict[str, str], status: int, sentence: str
) -> None:
    page = desk.fill(
        "/personas/nueva", {"full_name": "A", "username": "nueva", "role": "approver", **changed}, status=status
    )

    assert sentence in page.text
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Staff)) == 1


def test_a_second_administrator_gives_a_new_link_and_the_old_password_is_gone(desk: Browser, house: House) -> None:
    member = a_member_of_staff(house, Role.APPROVER)
    theirs = Browser(desk.app)
    sign_in(theirs, house, Role.APPROVER)

    _act(desk, member, "enlace", 200)

    sent = {"token": theirs.get("/recuperar").token(), "username": "approver1", "code": "AAAA"}
    theirs.post("/recuperar", sent, status=409)
    page = Browser(desk.app).get("/ingresar")
    with house.database.reading() as db:
        stored = db.scalar(sa.select(Credential.password_hash).where(Credential.staff_id == member.id))
        journalled = db.scalar(sa.select(Operation.verb).order_by(Operation.lamport.desc()).limit(1))
    assert not people.password_matches(stored, PASSWORD)
    assert journalled == Verb.SET_PASSWORD
    assert page.status == 200


def test_nobody_resets_their_own_account_from_the_list(desk: Browser, admin: Staff) -> None:
    other = desk.get("/personas").select("a[href^='/personas/0']")
    assert other
    page = desk.get(f"/personas/{admin.id}")

    refused = desk.post(f"/personas/{admin.id}/enlace", {"token": page.token("/desactivar")}, status=409)

    assert "use «Mi cuenta»" in refused.text


def test_deactivating_signs_somebody_out_at_once_and_can_be_undone(desk: Browser, house: House) -> None:
    theirs = Browser(desk.app)
    member = sign_in(theirs, house, Role.APPROVER)
    assert theirs.get("/cuenta").select("h1")[0].get_text() == "Mi cuenta"

    _act(desk, member, "desactivar")

    assert "Ingresar" in theirs.get("/cuenta").text
    with house.database.reading() as db:
        assert db.scalar(sa.select(SignIn.staff_id).where(SignIn.staff_id == member.id)) is None
    _act(desk, member, "activar")
    page = theirs.get("/ingresar")
    theirs.post("/ingresar", {"token": page.token(), "username": "approver1", "password": PASSWORD})


def test_the_last_administrator_stays(desk: Browser, house: House, admin: Staff) -> None:
    closed = _act(desk, admin, "desactivar", 409)
    demoted = _change(desk, admin, 409, role="approver")

    assert "Es la única persona que administra" in closed.text
    assert "Es la única persona que administra" in demoted.text
    assert _row(house, admin).active


def test_an_administrator_who_never_set_a_password_does_not_count(desk: Browser, house: House, admin: Staff) -> None:
    desk.fill("/personas/nueva", {"full_name": "Otra", "username": "otra", "role": "administrator"})

    assert "Es la única persona" in _change(desk, admin, 409, role="approver").text
    a_member_of_staff(house, Role.ADMINISTRATOR)
    _change(desk, admin, role="approver")
    assert _row(house, admin).role is Role.APPROVER


def test_role_and_organisation_change_and_are_journalled_without_the_name(desk: Browser, house: House) -> None:
    organisation = an_organisation(house)
    member = a_member_of_staff(house, Role.APPROVER, name="Nombre Muy Propio")

    _change(desk, member, full_name="Nombre Muy Propio", role="facilitator", organisation=str(organisation))

    assert _row(house, member).organisation_id == organisation
    with house.database.reading() as db:
        operations = list(db.scalars(sa.select(Operation)))
    assert Verb.CHANGE_STAFF in {o.verb for o in operations}
    assert "Muy Propio" not in " ".join(o.changes for o in operations)


def test_a_stale_form_shows_both_texts(desk: Browser, house: House) -> None:
    member = a_member_of_staff(house, Role.APPROVER)
    path = f"/personas/{member.id}"
    old = desk.get(path)
    seen = old.select(f"form[action='{path}'] [name=seen]")[0]["value"]
    _change(desk, member, full_name="La de antes")

    sent = {"token": old.token(path), "seen": seen, "full_name": "La mía", "role": "approver", "organisation": ""}
    both = desk.post(path, sent, status=409)

    assert "La de antes" in both.text
    assert both.select("#full_name")[0]["value"] == "La mía"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_reach_the_people(desk: Browser, house: House, role: Role, admin: Staff) -> None:
    sign_in(desk, house, role, organisation=an_organisation(house))

    for path in ("/personas", "/personas/nueva", f"/personas/{admin.id}"):
        desk.get(path, status=403)
    for verb in ("", "/desactivar", "/activar", "/enlace"):
        desk.post(f"/personas/{admin.id}{verb}", {}, status=403)


def _typed_at_door(house: House, name: str) -> Organisation:
    with writing(house, Verb.ADD_ORGANISATION) as db:
        return people.add_organisation(db, name, at_door=True)


def test_those_typed_at_the_door_wait_for_their_class(desk: Browser, house: House) -> None:
    first, second = _typed_at_door(house, "Junta Comunal de Soloy"), _typed_at_door(house, "Mujeres Ngäbe")
    page = desk.get("/organizaciones")
    assert len(page.select("#queue ~ form li")) == 2

    sent = {"token": page.token("/organizaciones"), str(first.id): "communal_board", str(second.id): ""}
    desk.post("/organizaciones", sent)

    with house.database.reading() as db:
        assert db.get_one(Organisation, first.id).sector is Sector.COMMUNAL_BOARD
        assert not db.get_one(Organisation, first.id).typed_at_door
        assert db.get_one(Organisation, second.id).sector is None


@pytest.mark.parametrize("value", ["citizen", "unasked", "undisclosed", "nada"])
def test_no_organisation_gets_the_class_of_a_person(desk: Browser, house: House, value: str) -> None:
    typed = _typed_at_door(house, "Junta")
    page = desk.get("/organizaciones")

    desk.post("/organizaciones", {"token": page.token("/organizaciones"), str(typed.id): value})

    with house.database.reading() as db:
        assert db.get_one(Organisation, typed.id).sector is None


def test_an_organisation_is_added_renamed_and_never_doubled(desk: Browser, house: House) -> None:
    desk.fill("/organizaciones/nueva", {"called": "Autoridad de Transparencia", "short_name": "ANTAI"})
    doubled = desk.fill("/organizaciones/nueva", {"called": "AUTORIDAD de transparéncia"}, status=409)
    with house.database.reading() as db:
        row = db.scalars(sa.select(Organisation)).one()
    path = f"/organizaciones/{row.id}"

    desk.fill(path, {"seen": str(row.op), "called": "ANTAI entera", "sector": "central_government"})
    stale = desk.fill(path, {"seen": str(row.op), "called": "Otra"}, status=409)

    assert "Ya hay una organización con ese nombre" in doubled.text
    assert "ANTAI entera" in stale.text
    assert stale.select("#called")[0]["value"] == "Otra"
