"""The page on which somebody publishes the figures of the programme: of what it decides, and not what they say."""

from __future__ import annotations

from typing import Any

import pytest

from labapp.domain.roles import Role
from labapp.house import House
from tests.factories import a_closed_unit, sign_in
from tests.pages import Browser

PAGE = "/programa/cifras/publicar"


@pytest.fixture(autouse=True)
def _signed_in(desk: Browser, house: House) -> None:
    sign_in(desk, house, Role.APPROVER)


def two_labs(house: House) -> None:
    a_closed_unit(house, "Soloy", men=6, women=9, afro=(3, 12))
    a_closed_unit(house, "Tolé", men=21, women=12, afro=(4, 29))


def test_what_is_a_sum_of_printed_tables_is_shown_and_what_is_sensitive_is_not(desk: Browser, house: House) -> None:
    two_labs(house)

    page = desk.get(PAGE)

    assert "Mujer: 21; Hombre: 27" in page.text
    assert page.text.count("El resultado se ve al publicar.") == 3
    assert "Al menos" not in page.text
    assert "Soloy: 15 participaciones" in page.text


def sent(page: Any, *figures: str) -> dict[str, Any]:
    return {"token": page.token(PAGE), "seen": page.select("[name=seen]")[0]["value"], "figures": list(figures)}


def test_what_is_decided_for_ever_is_ticked_by_a_person(desk: Browser, house: House) -> None:
    two_labs(house)

    page = desk.get(PAGE)

    ticked = [str(box["value"]) for box in page.select("[name=figures][checked]")]
    assert ticked == ["gender", "age_band", "place_scope", "sector", "first_time"]
    assert page.text.count("Decidir ahora, para siempre") == 3
    page = desk.post(PAGE, sent(page, "nada"), status=409)
    assert "Marque al menos una cifra" in page.text
    desk.get("/cifras/1", status=404)


def test_publishing_leads_to_what_everybody_reads(desk: Browser, house: House) -> None:
    two_labs(house)
    page = desk.get(PAGE)

    desk.post(PAGE, sent(page, "gender", "afro_descent"))

    assert "Al menos 7 de las 48 participaciones" in desk.get("/cifras/1").text
    assert "Nada nuevo desde la última edición: Género; Afrodescendencia." in desk.get(PAGE).text


def test_who_was_overtaken_sees_what_there_is_now_and_can_publish_it(desk: Browser, house: House) -> None:
    two_labs(house)
    page = desk.get(PAGE)
    a_closed_unit(house, "Kankintú", women=8, men=5)

    page = desk.post(PAGE, sent(page, "afro_descent"), status=409)
    assert "Mientras tanto se cerró un laboratorio" in page.text
    assert "Kankintú" in page.text
    assert [str(box["value"]) for box in page.select("[name=figures][checked]")] == ["afro_descent"]

    desk.post(PAGE, sent(page, "gender", "afro_descent"))
    assert "61 participaciones" in desk.get("/cifras").text


def test_where_nothing_is_closed_or_everything_waits_there_is_no_button(desk: Browser, house: House) -> None:
    assert "Todavía no se cerró ningún laboratorio ni mesa" in desk.get(PAGE).text
    a_closed_unit(house, "Soloy", afro=(3, 12))
    page = desk.get(PAGE)
    assert page.text.count("Todavía no alcanza.") == 3
    assert "Por ahora no hay cifras" not in page.text  # what is printed by lab can be summed


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FACILITATOR, Role.NOTE_TAKER, Role.DATA_OFFICER])
def test_only_who_publishes_reaches_it(desk: Browser, house: House, role: Role) -> None:
    sign_in(desk, house, role)

    assert "no puede hacer eso" in desk.get(PAGE, status=403).text


def test_who_publishes_finds_the_way_to_it(desk: Browser, house: House) -> None:
    assert desk.get("/llevar-a-la-web").select(f"a[href='{PAGE}']")
    sign_in(desk, house, Role.COORDINATION)
    assert desk.get("/programa/cifras").select(f"a[href='{PAGE}']")
    sign_in(desk, house, Role.DATA_OFFICER)
    assert not desk.get("/programa/cifras").select(f"a[href='{PAGE}']")
