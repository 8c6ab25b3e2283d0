"""The agenda by plain forms: a proposal to take, minutes to change, blocks to move, remove and add."""

from __future__ import annotations

import pytest

from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.spaces import SpaceKind
from labapp.house import House
from labapp.models.sessions import LabSession
from tests.factories import a_session, a_space, an_organisation, sign_in
from tests.pages import Browser, Page

FIRST, SECOND = "Bienvenida: reglas y para qué servirá lo que se diga", "Palabras de apertura"


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    """A table of the organisation whose facilitator is signed in."""
    organisation = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=organisation)
    space = a_space(house, SpaceKind.COCREATION_TABLE, organisation=organisation)
    return a_session(house, space, stage=Stage.CONVENED, starts_in_hours=48)


def path(session: LabSession) -> str:
    return f"/sesiones/{session.id}/agenda"


def titles(page: Page) -> list[str]:
    return [tag.get_text().strip() for tag in page.select("td[data-heading=Parte]")]


def filled(page: Page) -> dict[str, str]:
    fields = page.select("form[action$='/agenda'] input")
    return {str(tag["name"]): str(tag.get("value", "")) for tag in fields}


def press(desk: Browser, session: LabSession, act: str, title: str) -> Page:
    page = desk.get(path(session))
    buttons = {tag.get_text().strip(): tag["value"] for tag in page.select("button[name=act]")}
    desk.post(path(session), {**filled(page), "act": buttons[f"{act} {title}"]})
    return desk.get(path(session))


def test_the_usual_agenda_is_proposed_and_public_only_once_it_is_taken(
    house: House, desk: Browser, session: LabSession
) -> None:
    assert SECOND in titles(desk.get(path(session)))
    assert SECOND not in desk.get(f"/sesion/{session.token}").text

    desk.fill(path(session), {}, action=f"{path(session)}/propuesta")

    assert SECOND in desk.get(f"/sesion/{session.token}").text


def test_blocks_are_moved_removed_and_put_back(desk: Browser, session: LabSession) -> None:
    desk.fill(path(session), {}, action=f"{path(session)}/propuesta")
    whole = titles(desk.get(path(session)))

    moved = titles(press(desk, session, "Subir", SECOND))
    removed = titles(press(desk, session, "Quitar", FIRST))
    restored = titles(press(desk, session, "Poner de nuevo", FIRST))

    assert moved[1:3] == [SECOND, FIRST]
    assert FIRST not in removed
    assert sorted(restored) == sorted(whole)


def test_minutes_move_the_hours_and_are_kept_whatever_button_is_pressed(desk: Browser, session: LabSession) -> None:
    desk.fill(path(session), {}, action=f"{path(session)}/propuesta")
    page = desk.get(path(session))
    minutes = {name: "20" for name in filled(page) if name.startswith("m")}

    desk.post(path(session), {**filled(page), **minutes, "act": "garabato:otro"})

    page = desk.get(path(session))
    assert {value for name, value in filled(page).items() if name.startswith("m")} == {"20"}
    assert "Las partes suman 160 minutos" in page.text


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("", 422, "Escriba los minutos."),
        ("veinte", 422, "Escriba un número sin decimales"),
        ("0", 409, "Escriba los minutos de cada parte: de 1 a 600."),
        ("-5", 409, "Escriba los minutos de cada parte: de 1 a 600."),
        ("9999", 409, "Escriba los minutos de cada parte: de 1 a 600."),
    ],
)
def test_minutes_that_cannot_be_are_explained_and_stay(
    desk: Browser, session: LabSession, typed: str, status: int, words: str
) -> None:
    desk.fill(path(session), {}, action=f"{path(session)}/propuesta")
    page = desk.get(path(session))
    field = next(name for name in filled(page) if name.startswith("m"))

    answer = desk.post(path(session), {**filled(page), field: typed}, status=status)

    assert words in answer.text
    assert filled(answer)[field] == typed


def test_a_block_with_its_own_title_is_added_at_the_end(desk: Browser, session: LabSession) -> None:
    desk.fill(path(session), {}, action=f"{path(session)}/propuesta")
    sent = {"code": "", "title": "Canto <b>final</b>", "minutes": "5"}

    desk.fill(path(session), sent, action=f"{path(session)}/agregar")

    assert titles(desk.get(path(session)))[-1] == "Canto <b>final</b>"


def test_a_block_without_a_name_is_asked_for_one(desk: Browser, session: LabSession) -> None:
    sent = {"code": "", "title": "", "minutes": "5"}

    page = desk.fill(path(session), sent, action=f"{path(session)}/agregar", status=409)

    assert "Escoja una parte de la lista" in page.text


def test_an_agenda_changed_meanwhile_is_shown_as_it_is_with_what_was_typed(desk: Browser, session: LabSession) -> None:
    desk.fill(path(session), {}, action=f"{path(session)}/propuesta")
    old = desk.get(path(session))
    press(desk, session, "Quitar", SECOND)
    minutes = {name: "33" for name in filled(old) if name.startswith("m")}

    page = desk.post(path(session), {**filled(old), **minutes}, status=409)

    assert SECOND not in titles(page)
    assert {value for name, value in filled(page).items() if name.startswith("m")} == {"33"}
    desk.post(path(session), filled(page))
