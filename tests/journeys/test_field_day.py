"""The field day, from the first phone to the published answer, walked in a real browser by the people who live it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from bench.demonstration import served_demonstration
from bench.screenshots import LAPTOP, PHONE, come_in, sign_in
from tests.journeys.test_every_page import listening

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A demonstration of this day's own, because the day changes it."""
    with served_demonstration(tmp_path_factory.mktemp("day")) as handles:
        yield handles


def at_desk(chromium: Browser, day: dict[str, Any], role: str) -> Page:
    page = chromium.new_context(viewport=LAPTOP, accept_downloads=True).new_page()  # type: ignore[arg-type] # a size
    sign_in(page, day, role)
    return page


def room_of(day: dict[str, Any], name: str) -> str:
    return str(day["session_desk_url"]).replace("/registro", f"/{name}")


def test_a_grandmother_comes_in_says_something_and_finds_it_again(chromium: Browser, day: dict[str, Any]) -> None:
    phone = chromium.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type] # a size is a size
    heard = listening(phone)
    come_in(phone, day, "Abuela Benita de Soloy")
    phone.get_by_role("button", name="Registrarme").click()
    expect(phone.get_by_role("heading", name="Listo, ya está en la lista")).to_be_visible()
    code = phone.locator(".code-code strong").inner_text()
    number = phone.locator(".code-number strong").inner_text()

    phone.get_by_role("link", name="Seguir: unas preguntas sobre usted").click()
    phone.get_by_text("Mujer", exact=True).click()
    phone.get_by_role("button", name="Guardar y seguir").click()
    phone.get_by_role("button", name="Preguntas anónimas").click()
    phone.get_by_text("Ngäbe", exact=True).click()
    phone.get_by_role("button", name="Responder y seguir").click()
    expect(phone.get_by_text("Pregunta 2 de 4")).to_be_visible()
    phone.get_by_role("button", name="Terminar").click()
    expect(phone.get_by_role("heading", name="Gracias")).to_be_visible()

    phone.goto(f"{day['room_url']}E/mio")
    phone.get_by_label("Su número").fill(number)
    phone.get_by_label("Su código").fill(code.lower())
    phone.get_by_role("button", name="Ver").click()
    expect(phone.get_by_text("Abuela B.")).to_be_visible()
    assert heard == []


def test_the_desk_is_worked_with_the_keyboard_alone(chromium: Browser, day: dict[str, Any]) -> None:
    page = at_desk(chromium, day, "facilitator")
    page.goto(day["session_desk_url"])

    page.keyboard.type("Inocencia Prueba Teclado")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Inocencia Prueba Teclado").first).to_be_visible()
    page.wait_for_function("document.activeElement.tagName === 'INPUT'")


def test_the_note_taker_writes_and_the_room_confirms(chromium: Browser, day: dict[str, Any]) -> None:
    page = at_desk(chromium, day, "note_taker")
    page.goto(room_of(day, "aportes"))
    page.get_by_label("Lo que dijo").fill("Que la respuesta se lea en la radio comunitaria.")
    page.get_by_role("button", name="Anotar", exact=True).click()
    expect(page.get_by_text("Que la respuesta se lea en la radio comunitaria.").first).to_be_visible()

    page.goto(room_of(day, "lectura"))
    for _ in range(7):
        with page.expect_navigation():
            page.keyboard.press("c")

    assert page.get_by_role("button", name="Confirmar").count() == 0


def test_the_wall_shows_two_codes_and_counts_without_a_name(chromium: Browser, day: dict[str, Any]) -> None:
    page = at_desk(chromium, day, "facilitator")
    page.goto(day["projector_url"])

    assert page.locator("svg[role=img], .qr svg").count() >= 2
    assert "Inocencia" not in page.content()
    assert "Abuela" not in page.content()


def test_the_list_leaves_only_with_a_purpose(chromium: Browser, day: dict[str, Any], downloads: Path) -> None:
    page = at_desk(chromium, day, "coordination")
    page.goto(room_of(day, "descargas"))
    page.get_by_label("Lista firmada para el expediente").check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Descargar la lista con nombres").click()
    path = downloads / "lista.xlsx"
    waiting.value.save_as(path)

    sheets = load_workbook(path).worksheets
    cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Abuela Benita de Soloy" in cells
    assert any("Lista firmada para el expediente" in cell for cell in cells)


def test_the_room_closes_and_phones_are_told(chromium: Browser, day: dict[str, Any]) -> None:
    page = at_desk(chromium, day, "facilitator")
    page.goto(room_of(day, "cierre"))
    page.get_by_role("button", name="Cerrar la sala").click()
    phone = chromium.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type] # a size is a size
    phone.goto(day["check_in_url"])
    expect(phone.get_by_role("heading", name="El registro por celular no está abierto")).to_be_visible()

    page.goto(room_of(day, "cierre"))
    page.get_by_text("Entiendo que no se puede deshacer").click()
    page.get_by_role("button", name="Cerrar el registro").first.click()
    expect(page.get_by_text("Lo que se debe desde hoy")).to_be_visible()


def test_minutes_are_approved_by_somebody_else_and_published(chromium: Browser, day: dict[str, Any]) -> None:
    author = at_desk(chromium, day, "note_taker")
    author.goto(room_of(day, "minuta") + "/development")
    author.locator("main textarea").fill("Se trabajó en grupos.\n\n- Energía\n- Capacitación")
    author.get_by_role("button", name="Guardar").click()
    author.get_by_role("button", name="Enviar a revisión").click()

    approver = at_desk(chromium, day, "approver")
    approver.goto(room_of(day, "minuta"))
    approver.get_by_role("button", name="Aprobar").click()
    approver.get_by_role("button", name="Publicar").click()

    public = chromium.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type] # a size is a size
    public.goto(day["community_url"])
    public.goto(day["public_calendar_url"])
    assert "Internet en la comarca" in public.content()


def test_an_advance_is_published_with_what_is_pending(chromium: Browser, day: dict[str, Any]) -> None:
    page = at_desk(chromium, day, "coordination")
    page.goto(room_of(day, "respuesta"))

    expect(page.get_by_role("heading", name="Respuesta a los aportes")).to_be_visible()
    assert page.get_by_role("link", name="Responder").count() >= 7
