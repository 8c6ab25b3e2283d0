"""The official of ANTAI: what is owed, how it is asked by nota and by Excel, and how the answer goes back to people."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from bench.demonstration import served_demonstration
from labapp.words.formats import local
from tests.documents.pdf_reading import spoken_text
from tests.journeys.walking import at_desk, fetched, looked_at, press_on, with_phone
from tests.returned.files import edited, typing

pytestmark = pytest.mark.browser

TODAY = local(datetime.now(UTC)).date().isoformat()
SOON = (local(datetime.now(UTC)) + timedelta(days=12)).date().isoformat()
REASON = "El tubo de la subida se cambia este año: la compra ya salió y la comunidad verá la fecha en el tablero."
KIND = "Fuera del alcance del compromiso"
OFFICE = "Oficina, si no es la del documento"
LATER = "Se responderá en la reunión de la junta de agua, porque primero hay que oír a quienes toman de los pozos."


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A demonstration of this day's own, because the day changes it."""
    with served_demonstration(tmp_path_factory.mktemp("official")) as handles:
        yield handles


@pytest.fixture
def official(chromium: Browser, day: dict[str, Any]) -> Page:
    """The official, in front of the answers of the session that is owed."""
    page = at_desk(chromium, day, "coordination")
    page.goto(day["answers_desk_url"])
    return page


def test_what_is_owed_stands_on_the_first_page(chromium: Browser, day: dict[str, Any]) -> None:
    page = looked_at(at_desk(chromium, day, "coordination"))

    page.get_by_role("link", name="Agua en la parte alta").first.click()

    expect(page.get_by_role("heading", name="Respuesta a los aportes")).to_be_visible()
    looked_at(page)


def test_several_are_assigned_to_an_institution_without_a_mouse(official: Page) -> None:
    for number in ("8", "9"):
        press_on(official, f"#aporte-{number} input[type=checkbox]", "Space")
    official.get_by_label("Institución que debe responder").select_option(label="MINSA")
    official.get_by_label("Para qué día").last.fill(SOON)
    press_on(official, "#assigning button[type=submit]", "Enter")

    expect(official.get_by_text("Asignado. Abajo ve quién debe qué y para cuándo.")).to_be_visible()
    row = official.get_by_role("row").filter(has_text="MINSA")
    assert [link.inner_text() for link in row.locator("a[href^='#aporte']").all()] == ["6", "8", "9"]
    looked_at(official)


def test_the_nota_leaves_with_its_workbook_and_its_number_comes_afterwards(official: Page, tmp_path: Path) -> None:
    official.get_by_role("link", name="Escribir la nota · MINSA").click()
    looked_at(official)
    official.get_by_label("A quién se dirige").fill("Señora directora regional")
    official.get_by_role("button", name="Escribir la nota").click()
    expect(official.get_by_role("heading", name="Nota sin número a MINSA")).to_be_visible()
    looked_at(official)

    both = fetched(official, "Descargar la nota con su Excel", tmp_path / "nota.zip")
    with zipfile.ZipFile(io.BytesIO(both)) as archive:
        nota, book = (io.BytesIO(archive.read(name)) for name in sorted(archive.namelist()))
    words = "\n".join(cell for cell in _words(Document(nota)))
    asked = [row[0] for row in load_workbook(book)["Respuestas"].iter_rows(min_row=2, values_only=True)]
    assert asked == ["6", "8", "9"]
    assert "Señora directora regional" in words
    assert "si el agua de los pozos se puede tomar" in words

    official.get_by_label("Número de la nota", exact=True).fill("ANTAI-DAI-230")
    official.get_by_label("Día en que salió").fill(TODAY)
    official.get_by_role("button", name="Guardar número y fecha").click()
    expect(official.get_by_role("heading", name="Nota ANTAI-DAI-230 a MINSA")).to_be_visible()


def _words(nota: Any) -> list[str]:
    cells = [cell.text for table in nota.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in nota.paragraphs] + cells


def test_the_workbook_comes_back_and_what_changed_meanwhile_waits_for_a_look(
    official: Page, chromium: Browser, day: dict[str, Any], tmp_path: Path
) -> None:
    official.get_by_role("link", name="Responder en Excel").click()
    looked_at(official)
    out = fetched(official, "Bajar el Excel", tmp_path / "sale.xlsx")
    _answered_on_screen(chromium, day, number="6", reason=LATER)
    (tmp_path / "vuelve.xlsx").write_bytes(filled(out, "2", "3", "4", "5", "6", "8", "9"))

    official.get_by_label("El archivo que le devolvieron").set_input_files(tmp_path / "vuelve.xlsx")
    official.get_by_role("button", name="Revisar el archivo").click()
    overtaken = official.get_by_role("region", name="Cambiaron aquí mientras el archivo estaba fuera")
    expect(overtaken.get_by_role("heading", name="Aporte 6")).to_be_visible()
    expect(overtaken.get_by_role("checkbox")).not_to_be_checked()
    expect(overtaken.get_by_text(LATER)).to_be_visible()
    looked_at(official)
    official.get_by_role("button", name="Guardar las marcadas").click()

    expect(official.get_by_text("Respuestas guardadas desde el Excel: 6.")).to_be_visible()
    expect(official.locator("#aporte-6").get_by_text(LATER)).to_be_visible()


def filled(out: bytes, *numbers: str) -> bytes:
    """The workbook as institutions fill it: for each of these numbers a kind, a reason of its own, and the office."""
    sheet = load_workbook(io.BytesIO(out))["Respuestas"]
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    for number in numbers:
        cells = {"Tipo de respuesta": KIND, "La razón": f"{REASON} Aporte {number}.", OFFICE: "Dirección Regional"}
        for heading, value in cells.items():
            out = edited(out, typing(heading, value, row=rows[number]))
    return out


def _answered_on_screen(chromium: Browser, day: dict[str, Any], *, number: str, reason: str) -> None:
    other = at_desk(chromium, day, "note_taker")
    other.goto(day["answers_desk_url"])
    other.locator(f"#aporte-{number}").get_by_role("link", name="Responder").first.click()
    other.get_by_role("link", name="No se acogió").click()
    other.get_by_role("link", name=KIND).click()
    other.get_by_label("La razón, con palabras sencillas").fill(reason)
    other.get_by_label(OFFICE).fill("Dirección Regional")
    other.get_by_role("button", name="Guardar la respuesta").click()


def test_the_reply_of_the_institution_is_kept_with_its_scan(official: Page, tmp_path: Path) -> None:
    official.get_by_role("link", name="Notas · MINSA").click()
    official.get_by_role("link", name="Nota ANTAI-DAI-230").click()
    official.screenshot(path=tmp_path / "nota.png")
    official.get_by_label("Número de la nota de la institución").fill("MINSA-0077")
    official.get_by_label("Fecha de esa nota").fill(TODAY)
    official.get_by_label("La nota escaneada").set_input_files(tmp_path / "nota.png")
    official.get_by_role("button", name="Guardar la respuesta").click()

    expect(official.get_by_text("Anotado: la institución respondió con su nota.")).to_be_visible()
    expect(official.get_by_text("MINSA-0077").first).to_be_visible()
    looked_at(official)


def test_the_authority_validates_and_everything_goes_out_at_once(
    official: Page, chromium: Browser, day: dict[str, Any]
) -> None:
    authority = at_desk(chromium, day, "approver")
    authority.goto(day["answers_desk_url"])
    authority.get_by_role("button", name="Validar la respuesta").click()

    official.goto(day["answers_desk_url"])
    official.get_by_role("link", name="Ver cómo quedaría y publicar").click()
    looked_at(official)
    official.get_by_role("button", name="Publicar la respuesta razonada").click()

    public = with_phone(chromium)
    public.goto(day["advance_url"])
    expect(public.get_by_role("heading", name="Respuesta razonada").first).to_be_visible()
    assert public.locator("article[id^=aporte-]").count() == 9
    looked_at(public)


def test_the_poster_and_the_message_tell_it_to_people(official: Page, tmp_path: Path) -> None:
    official.get_by_role("link", name="Llevar la respuesta a la gente").click()
    looked_at(official)
    poster = official.context.request.get(_address(official, "Abrir el cartel (PDF)"))
    assert "horariodelagua" in "".join(spoken_text(poster.body()).split())

    official.get_by_role("link", name="Avisar a quienes lo pidieron").click()
    official.get_by_role("button", name="Abrir la lista de aviso").click()
    looked_at(official)
    person = official.locator("#persona-1")
    message = parse_qs(urlsplit(_address(person, "Escribir por WhatsApp")).query)["text"][0]
    assert "Hermelinda" not in message
    assert "aporte" in message
    person.get_by_role("button", name="WhatsApp", exact=True).click()

    expect(person.get_by_text("Avisado", exact=True)).to_be_visible()
    expect(official.get_by_text("1 de 6 personas avisadas")).to_be_visible()


def _address(there: Any, link: str) -> str:
    found = there.get_by_role("link", name=link).first
    return str(found.evaluate("link => link.href"))


def test_what_a_neighbour_misses_gets_a_second_answer_under_the_first(
    official: Page, chromium: Browser, day: dict[str, Any]
) -> None:
    neighbour = with_phone(chromium)
    neighbour.goto(f"{day['room_url']}E/mio")
    neighbour.get_by_label("Su número").fill(str(day["neighbour"]["number"]))
    neighbour.get_by_label("Su código").fill(day["neighbour"]["code"])
    neighbour.get_by_role("button", name="Ver").click()
    neighbour.get_by_role("link", name="¿Responde a lo que usted dijo?").click()
    neighbour.get_by_text("No responde", exact=True).click()
    neighbour.get_by_label("Qué falta").fill("No dice desde cuándo.")
    neighbour.get_by_role("button", name="Enviar").click()

    official.get_by_role("link", name="Lo que la gente dice de la respuesta").click()
    said = official.locator("#aporte-1")
    expect(said.get_by_text("No dice desde cuándo.")).to_be_visible()
    looked_at(official)
    said.get_by_role("link", name="Agregar una segunda respuesta").click()
    looked_at(official)
    official.get_by_label("Segunda respuesta").fill("Empieza el primer lunes del mes que viene.")
    official.get_by_role("button", name="Publicar la segunda respuesta").click()

    public = with_phone(chromium)
    public.goto(f"{day['advance_url']}#aporte-1")
    expect(public.locator("#aporte-1").get_by_text("Empieza el primer lunes del mes que viene.")).to_be_visible()
    expect(public.get_by_text("No dice desde cuándo.")).to_have_count(0)
    looked_at(public)
