"""The liaison of an institution that never asked for this program: answers one, gives one back, asks for time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.demonstration import served_demonstration
from labapp.demo.gathering_facts import GUESTS
from labapp.words.formats import local
from tests.journeys.walking import at_desk, looked_at, press_on

pytestmark = pytest.mark.browser

REASON = "El camión cisterna va los martes; si no llega, responde la agencia; su número está en el tablero."
NEXT_MONTH = (local(datetime.now(UTC)) + timedelta(days=30)).date().isoformat()


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A demonstration of this day's own, because the day changes it."""
    with served_demonstration(tmp_path_factory.mktemp("liaison")) as handles:
        yield handles


@pytest.fixture
def liaison(chromium: Browser, day: dict[str, Any]) -> Page:
    """The liaison of IDAAN, in front of what IDAAN owes."""
    return at_desk(chromium, day, "liaison")


def numbers(page: Page) -> list[str]:
    return [link.inner_text() for link in page.locator("main tbody a").all()]


def test_what_the_institution_owes_is_all_there_is(liaison: Page, day: dict[str, Any]) -> None:
    looked_at(liaison)

    expect(liaison.get_by_role("heading", name="Aportes asignados a IDAAN")).to_be_visible()
    expect(liaison.get_by_text("Titular · nota DG-118")).to_be_visible()
    assert numbers(liaison) == ["Aporte 2", "Aporte 3", "Aporte 4", "Aporte 5"]
    for path in ("sesiones", "comunidades", "personas", "listas"):
        answer = liaison.goto(f"{day['desk_url']}{path}")
        assert answer is not None
        assert answer.status in {403, 404}, path
    for other in (day["answers_desk_url"], day["session_desk_url"]):
        answer = liaison.goto(other)
        assert answer is not None
        assert answer.status in {403, 404}, other


def test_one_is_answered_with_the_keyboard_alone(liaison: Page) -> None:
    for link in ("Aporte 4", "Sin solicitud: comentarios y preguntas", "Pregunta respondida"):
        looked_at(liaison)
        liaison.get_by_role("link", name=link, exact=True).focus()
        with liaison.expect_navigation():
            liaison.keyboard.press("Enter")
    liaison.get_by_label("La razón, con palabras sencillas").focus()
    liaison.keyboard.insert_text(REASON)
    looked_at(liaison)
    press_on(liaison, "form[action*='/asignados/'] button[type=submit] >> nth=0", "Enter")

    expect(liaison.get_by_text("Indique la oficina que responde.").first).to_be_visible()
    liaison.get_by_label("Oficina que responde").fill("Agencia de Santa Fe")
    press_on(liaison, "#office", "Enter")
    expect(liaison.get_by_text("Respondido: aporte 4.")).to_be_visible()


def test_more_time_is_asked_for_once(liaison: Page) -> None:
    liaison.get_by_role("link", name="Aporte 3").click()
    press_on(liaison, "summary:has-text('pedir prórroga')", "Enter")
    liaison.get_by_label("Prórroga hasta").fill(NEXT_MONTH)
    liaison.get_by_label("Por qué hace falta más tiempo").fill("El tubo se compra en la capital y llega por barco.")
    looked_at(liaison)
    liaison.get_by_role("button", name="Pedir prórroga").click()

    expect(liaison.get_by_text("Prórroga pedida. Falta que la coordinación decida.")).to_be_visible()
    liaison.get_by_role("link", name="Aporte 3").click()
    expect(liaison.get_by_text("Pidió prórroga")).to_be_visible()
    expect(liaison.get_by_role("button", name="Pedir prórroga")).to_have_count(0)


def test_what_is_not_theirs_goes_back_with_whose_it_is(liaison: Page, chromium: Browser, day: dict[str, Any]) -> None:
    liaison.get_by_role("link", name="Aporte 5").click()
    press_on(liaison, "summary:has-text('No nos compete')", "Enter")
    liaison.get_by_role("button", name="Devolver").click()
    expect(liaison.get_by_role("alert")).to_be_visible()
    looked_at(liaison)
    liaison.get_by_label("Por qué no le compete").fill("El tanque de una escuela lo pone quien la administra.")
    liaison.get_by_label("A quién le toca").fill("MEDUCA")
    liaison.get_by_role("button", name="Devolver").click()
    expect(liaison.get_by_text("Devuelto. La coordinación lo asignará a quien le toca.")).to_be_visible()
    assert numbers(liaison) == ["Aporte 2", "Aporte 3", "Aporte 4"]

    official = at_desk(chromium, day, "coordination")
    official.goto(day["answers_desk_url"])
    expect(official.locator("#aporte-5").get_by_text("Dice que le toca a: MEDUCA")).to_be_visible()
    expect(official.locator("#aporte-4").get_by_text(REASON)).to_be_visible()
    expect(official.locator("#aporte-3").get_by_text("Pidió prórroga")).to_be_visible()


def test_nobody_s_name_reaches_the_liaison(liaison: Page) -> None:
    pages = [liaison.content()]
    for link in [link.evaluate("link => link.href") for link in liaison.locator("main tbody a").all()]:
        liaison.goto(link)
        pages.append(liaison.content())

    assert len(pages) == 4, "the list and the three that are left"
    assert not [part for name, *_rest in GUESTS for part in name.split() if part in "".join(pages)]
