"""Templates of lists at the desk: made by coordination for its organisation or for all, and seen by nobody else."""

from __future__ import annotations

import io
from uuid import UUID

import pytest

from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.lists import ListTemplate
from tests.factories import an_organisation, sign_in
from tests.listing import a_template
from tests.pages import Browser, Page
from tests.pictures import jpeg, png

NEW = "/listas/plantillas/nueva"


@pytest.fixture
def antai(house: House, desk: Browser) -> UUID:
    """The organisation of who is at the desk."""
    organisation = an_organisation(house)
    sign_in(desk, house, organisation=organisation)
    return organisation


def stored(house: House, address: str) -> ListTemplate:
    with house.database.reading() as db:
        return db.get_one(ListTemplate, UUID(address.rsplit("/", 1)[-1]))


def titles(house: House, address: str) -> list[str]:
    return [title for _field, title in stored(house, address).columns]


def address(template: UUID) -> str:
    return f"/listas/plantillas/{template}"


def as_shown(page: Page, action: str) -> dict[str, str]:
    """Return what the form towards `action` would send as it is shown."""
    fields = page.select(f"form[action='{action}'] input[name], form[action='{action}'] textarea[name]")
    return {str(field["name"]): str(field.get("value") or field.get_text()) for field in fields}


def changed(desk: Browser, where: str, status: int = 303, **given: str) -> Page:
    """Send the form of a template as it stands, with what is given changed."""
    return desk.post(where, as_shown(desk.get(where), where) | given, status=status)


def test_a_new_template_begins_with_the_usual_columns(house: House, desk: Browser, antai: UUID) -> None:
    where = desk.fill(NEW, {"called": " Lista  de ANTAI ", "owner": str(antai), "heading": "ANTAI\n\n"}).location

    row = stored(house, where)
    assert (row.name, row.organisation_id, row.heading, row.active) == ("Lista de ANTAI", antai, "ANTAI", True)
    assert titles(house, where) == ["N.º", "Nombre", "Organización", "Cargo", "Género", "Cédula", "Firma"]


def test_the_page_shows_how_the_list_will_look_with_people_who_do_not_exist(
    house: House, desk: Browser, antai: UUID
) -> None:
    page = desk.get(address(a_template(house, antai)))

    assert [cell.get_text(strip=True) for cell in page.select("section[aria-labelledby=muestra] thead th")] == [
        "Nombre", "Cédula",
    ]  # fmt: skip
    assert "Ana Ejemplo de Ñurí" in page.text
    assert "Dirección de Gobierno Abierto" in page.text


@pytest.mark.parametrize(
    ("act", "after"), [("up:1", ["Cédula", "Persona"]), ("down:0", ["Cédula", "Persona"]), ("remove:1", ["Persona"])]
)
def test_a_button_keeps_what_was_typed_and_moves_or_removes_a_column(
    house: House, desk: Browser, antai: UUID, act: str, after: list[str]
) -> None:
    where = address(a_template(house, antai))

    changed(desk, where, t0="Persona", t1="Cédula", called="Otra", heading="Uno", act=act)

    assert titles(house, where) == after
    assert (stored(house, where).name, stored(house, where).heading) == ("Otra", "Uno")


@pytest.mark.parametrize("act", ["", "up:99", "up:x", "drop:0", "remove:-1"])
def test_a_button_that_is_not_there_only_saves(house: House, desk: Browser, antai: UUID, act: str) -> None:
    where = address(a_template(house, antai))

    changed(desk, where, t0="Persona", act=act)

    assert titles(house, where) == ["Persona", "Cédula"]


def test_the_last_column_stays(house: House, desk: Browser, antai: UUID) -> None:
    where = address(a_template(house, antai))
    changed(desk, where, act="remove:1")

    assert "al menos una columna" in changed(desk, where, act="remove:0", status=409).text
    assert titles(house, where) == ["Nombre"]


def test_age_and_contact_are_added_only_with_a_reason_on_record(house: House, desk: Browser, antai: UUID) -> None:
    where = address(a_template(house, antai))
    add = {"holds": "age_band", "title": ""}

    refused = desk.fill(where, add, action=f"{where}/columna", status=409)
    assert "para qué los necesita" in refused.text
    changed(desk, where, reason="Informe por edad, obligación con la mesa")
    desk.fill(where, add, action=f"{where}/columna")

    assert titles(house, where) == ["Nombre", "Cédula", "Grupo de edad"]
    assert "para qué los necesita" in changed(desk, where, reason="", status=409).text


def test_a_column_by_hand_needs_a_title_and_any_other_has_one(house: House, desk: Browser, antai: UUID) -> None:
    where = address(a_template(house, antai))

    assert "Escriba el título" in desk.fill(
        where, {"holds": "by_hand", "title": " "}, action=f"{where}/columna", status=409
    ).text
    desk.fill(where, {"holds": "signature", "title": ""}, action=f"{where}/columna")
    desk.fill(where, {"holds": "by_hand", "title": "=Teléfono"}, action=f"{where}/columna")

    assert titles(house, where) == ["Nombre", "Cédula", "Firma", "=Teléfono"]


def test_a_change_of_somebody_else_is_shown_and_not_written_over(house: House, desk: Browser, antai: UUID) -> None:
    where = address(a_template(house, antai))
    opened = desk.get(where)
    changed(desk, where, called="La de ellos")

    answer = desk.post(where, as_shown(opened, where) | {"called": "La mía"}, status=409)

    assert "La de ellos" in answer.text
    assert answer.select("input[name=called]")[0]["value"] == "La mía"
    assert stored(house, where).name == "La de ellos"


@pytest.mark.parametrize(("logo", "kind"), [(png(320, 90), "png"), (jpeg(320, 90), "jpeg")])
def test_a_logo_is_kept_as_it_was_brought_and_can_be_taken_away(
    house: House, desk: Browser, antai: UUID, logo: bytes, kind: str
) -> None:
    where = address(a_template(house, antai))

    desk.fill(where, {"logo": (io.BytesIO(logo), "logo.exe")}, action=f"{where}/logo")

    shown = desk.get(f"{where}/logo").response
    assert (shown.get_data(), shown.content_type) == (logo, f"image/{kind}")
    desk.fill(where, {"act": "remove"}, action=f"{where}/logo")
    desk.get(f"{where}/logo", status=404)
    assert stored(house, where).logo_kind is None


@pytest.mark.parametrize("brought", [b"", b"GIF89a", b"<svg/>", png(3, 3) + b"<script>"])
def test_what_is_no_picture_is_refused_whatever_its_name(
    house: House, desk: Browser, antai: UUID, brought: bytes
) -> None:
    where = address(a_template(house, antai))

    answer = desk.fill(where, {"logo": (io.BytesIO(brought), "logo.png")}, action=f"{where}/logo", status=409)

    assert "no es una imagen PNG o JPG" in answer.text
    assert stored(house, where).logo_sha256 is None
    assert [*house.settings.files.iterdir()] == []


def test_a_template_that_is_no_longer_offered_can_come_back(house: House, desk: Browser, antai: UUID) -> None:
    where = address(a_template(house, antai, name="La de siempre"))

    desk.fill(where, {"act": "retire"}, action=f"{where}/estado")
    assert "La de siempre" not in str(desk.get("/listas").select("select[name=template]"))
    desk.fill(where, {"act": "offer"}, action=f"{where}/estado")

    assert "La de siempre" in str(desk.get("/listas").select("select[name=template]"))


def test_the_templates_of_another_organisation_are_not_there(house: House, desk: Browser, antai: UUID) -> None:
    others = address(a_template(house, an_organisation(house, "Otra"), name="La ajena"))
    own = address(a_template(house, antai))
    mine = desk.get(own)

    desk.get(others, status=404)
    desk.get(f"{others}/logo", status=404)
    for way in ("", "/columna", "/logo", "/estado"):
        desk.post(f"{others}{way}", as_shown(mine, f"{own}{way}"), status=404)
    assert "La ajena" not in desk.get("/listas").text


def test_a_template_for_all_is_seen_by_all_and_made_for_no_other_organisation(
    house: House, desk: Browser, antai: UUID
) -> None:
    other = an_organisation(house, "Otra")
    a_template(house, None, name="La de todas")

    desk.fill(NEW, {"called": "Intrusa", "owner": str(other)}, status=422)
    sign_in(desk, house, Role.FACILITATOR, organisation=other)
    page = desk.get("/listas")

    assert "La de todas" in page.text
    assert "Intrusa" not in page.text
    assert page.select("a[href^='/listas/plantillas']") == []
