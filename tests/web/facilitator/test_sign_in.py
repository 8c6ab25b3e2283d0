"""Coming in to the desk: links that work once, pauses that grow, sheets that are spent, cookies that end."""

from __future__ import annotations

import logging
import re

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from labapp.assembly import build_house, default_settings
from labapp.cli import main
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.journal import Operation
from labapp.models.people import Credential, SetupLink, SignIn, Staff
from labapp.services import people, staff
from labapp.web.facilitator.blueprint import DESK_COOKIE
from labapp.web.facilitator.sign_in import safe_next
from tests.conftest import Clock
from tests.factories import PASSWORD, a_member_of_staff, sign_in, writing
from tests.pages import Browser

FIRST = {"full_name": "Ana Pérez", "username": "Ana.Pérez", "password": PASSWORD, "again": PASSWORD}
ANOTHER = "otra frase larga y distinta"


def _first_link(desk: Browser) -> str:
    """Walk to the one-time link of the first administrator and return its path."""
    return desk.fill("/ingresar", {}, action="/primera-vez").location


def _enter(desk: Browser, username: str, password: str, *, status: int = 303, after: str = "") -> str:
    page = desk.get("/ingresar")
    sent = {"token": page.token("/ingresar"), "username": username, "password": password, "next": after}
    return desk.post("/ingresar", sent, status=status).location


def _sheet(page_text: str) -> str:
    found = re.search(r"([A-Z2-9]{4}-){3}[A-Z2-9]{4}", page_text)
    assert found is not None, page_text
    return found.group()


def _all_text(house: House) -> str:
    with house.database.reading() as db:
        return " ".join(o.changes + o.actor for o in db.scalars(sa.select(Operation)))


def test_the_first_administrator_sets_name_and_password_and_comes_in(desk: Browser) -> None:
    link = _first_link(desk)

    sheet = desk.fill(link, FIRST, status=200)
    after = _enter(desk, "ana.perez", PASSWORD)

    assert "ana.perez" in sheet.text
    assert len(_sheet(sheet.text)) == 19
    assert after == "/"


def test_the_first_link_works_once(desk: Browser, house: House) -> None:
    link = _first_link(desk)
    token = desk.get(link).token()
    desk.post(link, {"token": token, **FIRST}, status=200)

    again = desk.post(link, {"token": token, **FIRST, "username": "otra"}, status=403)

    assert "ya se usó" in again.text
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Staff)) == 1


def test_two_links_cannot_make_two_first_administrators(desk: Browser, house: House) -> None:
    link = _first_link(desk)
    token = desk.get(link).token()
    a_member_of_staff(house, Role.ADMINISTRATOR)

    refused = desk.post(link, {"token": token, **FIRST}, status=403)

    assert "ya se usó" in refused.text
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Staff)) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"again": "otra cosa distinta"}, "no son iguales"),
        ({"password": "corta", "again": "corta"}, "La contraseña es corta"),
        ({"full_name": "  "}, "Escriba el nombre"),
        ({"username": "a/b"}, "nombre de usuario"),
    ],
)
def test_a_mistake_is_explained_and_the_link_still_works(
    desk: Browser, typed: dict[str, str], sentence: str
) -> None:
    link = _first_link(desk)

    page = desk.fill(link, FIRST | typed, status=409)

    assert sentence in page.text
    assert desk.fill(link, FIRST, status=200).status == 200


def test_a_link_dies_after_a_day(desk: Browser, clock: Clock) -> None:
    link = _first_link(desk)

    clock.forward(hours=24, seconds=1)

    assert "venció" in desk.get(link, status=403).text


def test_a_wrong_password_is_refused_without_saying_which_was_wrong(desk: Browser, house: House) -> None:
    a_member_of_staff(house, Role.FACILITATOR)

    known = desk.fill("/ingresar", {"username": "facilitator0", "password": "x"}, status=422)
    unknown = desk.fill("/ingresar", {"username": "nadie.asi", "password": "x"}, status=422)

    assert "no coinciden" in known.text
    assert "no coinciden" in unknown.text
    assert not known.select("#password")[0].get("value")


def test_the_pause_after_wrong_passwords_grows_and_ends(desk: Browser, house: House, clock: Clock) -> None:
    a_member_of_staff(house, Role.FACILITATOR)
    pauses = []
    for _attempt in range(3):
        desk.fill("/ingresar", {"username": "facilitator0", "password": "no es"}, status=422)
    for _pause in range(3):
        page = desk.fill("/ingresar", {"username": "facilitator0", "password": PASSWORD}, status=409)
        pauses.append(int(re.search(r"Espere (\d+)", page.text).group(1)))  # type: ignore[union-attr] # or fails
        clock.forward(seconds=pauses[-1])
        desk.fill("/ingresar", {"username": "facilitator0", "password": "no es"}, status=422)

    clock.forward(minutes=5)

    assert pauses == sorted(set(pauses))
    assert _enter(desk, "facilitator0", PASSWORD) == "/"


def test_the_recovery_sheet_sets_another_password_and_is_spent(desk: Browser) -> None:
    sheet = _sheet(desk.fill(_first_link(desk), FIRST, status=200).text)

    link = desk.fill("/recuperar", {"username": "ana.perez", "code": sheet.lower()}).location
    new_sheet = _sheet(desk.fill(link, {"password": ANOTHER, "again": ANOTHER}, status=200).text)

    assert _enter(desk, "ana.perez", PASSWORD, status=422) == ""
    assert _enter(desk, "ana.perez", ANOTHER) == "/"
    desk.fill("/recuperar", {"username": "ana.perez", "code": sheet}, status=409)
    desk.fill("/recuperar", {"username": "ana.perez", "code": new_sheet})


def test_guessing_recovery_codes_meets_the_same_pause(desk: Browser, house: House) -> None:
    a_member_of_staff(house, Role.FACILITATOR)
    for _attempt in range(3):
        desk.fill("/recuperar", {"username": "facilitator0", "code": "AAAA"}, status=409)

    page = desk.fill("/recuperar", {"username": "facilitator0", "code": "AAAA"}, status=409)

    assert "Espere" in page.text


def test_a_reset_takes_the_old_password_at_once_and_is_in_the_journal(desk: Browser, house: House) -> None:
    member = a_member_of_staff(house, Role.FACILITATOR)
    with writing(house, Verb.SET_PASSWORD) as db:
        token = staff.reset_password(db, member.id, now=house.now())

    assert _enter(desk, "facilitator0", PASSWORD, status=422) == ""
    desk.fill(f"/primera-vez/{token}", {"password": ANOTHER, "again": ANOTHER}, status=200)

    assert _enter(desk, "facilitator0", ANOTHER) == "/"
    with house.database.reading() as db:
        verbs = list(db.scalars(sa.select(Operation.verb).order_by(Operation.lamport)))
        actor = db.scalar(sa.select(Operation.actor).order_by(Operation.lamport.desc()).limit(1))
    assert verbs[-2:] == [Verb.SET_PASSWORD, Verb.SET_PASSWORD]
    assert actor == f"staff:{member.id}"


def test_the_command_line_gives_a_link_for_another_password(
    desk: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_member_of_staff(house, Role.ADMINISTRATOR)
    monkeypatch.setenv("LABAPP_INSTANCE", str(house.settings.instance))
    monkeypatch.setenv("LABAPP_DATABASE_URL", house.settings.database_url)
    served = build_house(default_settings())
    served.database.introduce_node()
    served.database.close()

    printed = CliRunner().invoke(main, ["user", "reset", "Administrator0"])

    assert printed.exit_code == 0, printed.output
    assert "/primera-vez/" in printed.output


def test_nobody_stays_signed_in_after_signing_out(desk: Browser, house: House) -> None:
    sign_in(desk, house)
    assert desk.get("/cuenta").status == 200

    desk.fill("/salir", {})

    assert "Ingresar" in desk.get("/cuenta").text
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(SignIn)) == 0


def test_a_sign_in_ends_after_twelve_hours(desk: Browser, house: House, clock: Clock) -> None:
    sign_in(desk, house)

    clock.forward(hours=11, minutes=59)
    within = desk.get("/cuenta")
    clock.forward(minutes=1)

    assert "Mi cuenta" in within.text
    assert desk.get("/cuenta", status=303, follow=False).location.startswith("/ingresar")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: Browser, house: House) -> None:
    a_member_of_staff(house, Role.FACILITATOR)
    page = desk.get("/ingresar")

    answer = desk.post(
        "/ingresar", {"token": page.token(), "username": "facilitator0", "password": PASSWORD}
    ).response

    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith(DESK_COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Max-Age=43200" in cookie


@pytest.mark.parametrize("token", ["", "x", "WyJhIiwxXQ.firma"])
@pytest.mark.parametrize("path", ["/ingresar", "/salir", "/recuperar", "/primera-vez"])
def test_a_forged_form_is_refused(desk: Browser, house: House, path: str, token: str) -> None:
    a_member_of_staff(house)

    page = desk.post(path, {"token": token, "username": "coordination0", "password": PASSWORD}, status=403)

    assert "Abra la página de nuevo" in page.text


def test_a_token_of_one_form_does_not_serve_another(desk: Browser, house: House) -> None:
    a_member_of_staff(house)
    token = desk.get("/recuperar").token()

    desk.post("/ingresar", {"token": token, "username": "coordination0", "password": PASSWORD}, status=403)


@pytest.mark.parametrize(
    "asked",
    [
        "https://mala.example", "//mala.example", "/\\mala.example", "\\\\mala.example", "/\t/mala.example",
        "/\n/mala.example", "javascript:alert(1)", "", " //mala.example", "mala.example",
    ],
)  # fmt: skip
def test_signing_in_never_leads_to_another_site(desk: Browser, house: House, asked: str) -> None:
    a_member_of_staff(house)

    assert _enter(desk, "coordination0", PASSWORD, after=asked) == "/"


def test_signing_in_leads_back_to_where_one_was_going(desk: Browser, house: House) -> None:
    a_member_of_staff(house)

    asked = desk.get("/cuenta", status=303, follow=False).location

    assert asked == "/ingresar?next=/cuenta"
    assert _enter(desk, "coordination0", PASSWORD, after="/cuenta") == "/cuenta"


def test_addresses_of_the_desk_pass_as_they_are(desk: Browser) -> None:
    with desk.app.test_request_context("/"):
        assert safe_next("/laboratorios?q=a") == "/laboratorios?q=a"


def test_another_password_needs_the_present_one(desk: Browser, house: House) -> None:
    sign_in(desk, house)

    wrong = desk.fill("/cuenta", {"password": "no es esta"}, status=409)
    link = desk.fill("/cuenta", {"password": PASSWORD}).location
    desk.fill(link, {"password": ANOTHER, "again": ANOTHER}, status=200)

    assert "Esa no es su contraseña" in wrong.text
    assert _enter(desk, "coordination0", ANOTHER) == "/"


def test_no_password_and_no_hash_is_in_the_journal_or_in_a_log(
    desk: Browser, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sheet = _sheet(desk.fill(_first_link(desk), FIRST, status=200).text)
    _enter(desk, "ana.perez", "una equivocada cualquiera", status=422)
    _enter(desk, "ana.perez", PASSWORD)
    with house.database.reading() as db:
        stored = db.execute(sa.select(Credential.password_hash, Credential.recovery_hash)).one()
        sessions = db.scalar(sa.select(SignIn.token_hash))

    written = _all_text(house) + caplog.text

    for secret in (PASSWORD, "una equivocada", sheet, sheet.replace("-", ""), *stored, str(sessions), "argon2"):
        assert str(secret) not in written


def test_only_hashes_of_links_and_cookies_are_stored(desk: Browser, house: House) -> None:
    link = _first_link(desk).rsplit("/", 1)[1]

    with house.database.reading() as db:
        stored = list(db.scalars(sa.select(SetupLink.token_hash)))

    assert stored == [people.token_hash(link)]


@pytest.mark.parametrize("path", ["/ingresar", "/recuperar", "/salir"])
def test_the_way_in_is_there_in_english(desk: Browser, house: House, path: str) -> None:
    a_member_of_staff(house)

    page = desk.get(f"{path}?lang=en")

    assert page.soup.html is not None
    assert page.soup.html["lang"] == "en"
    assert not re.search(r"[áéíóúñ¿]", page.select("main")[0].get_text())
