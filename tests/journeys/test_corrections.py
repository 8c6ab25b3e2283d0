"""Somebody who was there asks on the phone for a correction, is answered, and reads it in the next version."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from bench.demonstration import served_demonstration
from bench.screenshots import PHONE
from labapp import assembly
from labapp.demo.gathering_facts import GUESTS
from labapp.domain.observations import standing_until
from labapp.house import utc_now
from labapp.models.observations import ObservationWindow
from labapp.settings import Settings
from labapp.words import formats
from tests.journeys.walking import at_desk, looked_at, with_phone

pytestmark = pytest.mark.browser

WORDS = "Dije leerlo en la radio cada lunes, no solo ponerlo en el tablero."
WHY = "Queda lo de la radio; el día no se oyó en la grabación."
DEVELOPMENT = "Se trabajó en cuatro grupos. El horario del agua se leerá también en la radio."
Shown = tuple[dict[str, Any], Settings]


def in_words(on: date) -> str:
    return formats.day(on, "es")


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """A demonstration of this village's own, and the settings with which its database is opened elsewhere."""
    folder = tmp_path_factory.mktemp("corrections")
    with served_demonstration(folder) as handles:
        yield handles, Settings.from_environ({}, instance=folder / "instance")


@pytest.fixture
def day(village: Shown) -> dict[str, Any]:
    """What `labapp demo --json` says."""
    return village[0]


@pytest.fixture
def until(village: Shown) -> date:
    """The last day on which a correction may be asked for."""
    house = assembly.build_house(village[1])
    with closing(house.database), house.database.reading() as db:
        last = standing_until(row.until for row in db.query(ObservationWindow))
    assert last is not None
    return last


def document(day: dict[str, Any]) -> str:
    """The address of the published document as phones reach it."""
    return str(day["advance_url"]).replace("/respuesta", "/minuta").replace(day["desk_url"], day["room_url"])


def requests(day: dict[str, Any]) -> str:
    """The address at the desk of what people ask to be corrected."""
    return str(day["answers_desk_url"]).replace("/respuesta", "/minuta/observaciones")


def from_the_document_to_her_page(phone: Page, day: dict[str, Any]) -> None:
    """With number and code, from the button of the published document."""
    phone.goto(document(day))
    phone.get_by_role("link", name="Pedir una corrección").click()
    phone.get_by_label("Su número").fill(str(day["neighbour"]["number"]))
    phone.get_by_label("Su código").fill(day["neighbour"]["code"].lower())
    phone.get_by_role("button", name="Ver").click()


@contextmanager
def later(settings: Settings, days: int) -> Iterator[str]:
    """Serve the same database to phones so many days from now."""
    now = assembly.build_house(settings)
    with closing(now.database):
        room = assembly.room(replace(now, now=lambda: utc_now() + timedelta(days=days)))
        server = make_server("127.0.0.1", 0, room, threaded=True)
        turning = threading.Thread(target=server.serve_forever)
        turning.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            turning.join()
            server.server_close()


def test_a_correction_is_asked_for_on_a_phone_without_script(
    chromium: Browser, day: dict[str, Any], until: date
) -> None:
    phone = chromium.new_context(viewport=PHONE, java_script_enabled=False).new_page()  # type: ignore[arg-type] # a size

    from_the_document_to_her_page(phone, day)
    record = phone.locator(".card").filter(has_text="Leer el documento publicado")
    expect(record.get_by_text(f"Se puede pedir hasta el {in_words(until)}.")).to_be_visible()
    record.get_by_role("link", name="Pedir una corrección").click()
    phone.get_by_role("button", name="Enviar").click()
    expect(phone.get_by_text("Escriba qué debe decir el documento.").first).to_be_visible()
    phone.get_by_label("Número del aporte").fill("1")
    phone.get_by_label("Qué debe decir").fill(WORDS)
    phone.get_by_role("button", name="Enviar").click()

    expect(phone.get_by_text("Usted pidió corregir: aporte 1")).to_be_visible()
    expect(phone.get_by_text("Todavía sin contestar. La respuesta sale aquí.")).to_be_visible()


def test_every_page_on_that_way_says_the_day_and_can_be_read(
    chromium: Browser, day: dict[str, Any], until: date
) -> None:
    phone = with_phone(chromium)

    phone.goto(document(day))
    expect(phone.get_by_text(f"Se reciben observaciones hasta el {in_words(until)}, todo ese día.")).to_be_visible()
    looked_at(phone).get_by_role("link", name="Pedir una corrección").click()
    looked_at(phone)
    from_the_document_to_her_page(phone, day)
    looked_at(phone).get_by_role("link", name="Pedir otra corrección").click()
    expect(phone.get_by_text(f"cuéntelo aquí hasta el {in_words(until)}")).to_be_visible()
    looked_at(phone)


def test_the_desk_finds_it_on_its_first_page_and_answers_with_a_reason(
    chromium: Browser, day: dict[str, Any]
) -> None:
    desk = at_desk(chromium, day, "note_taker")

    owed = desk.get_by_role("table", name="Correcciones pedidas sin contestar").get_by_role("row").nth(1)
    expect(owed.get_by_role("cell").first).to_have_text("2")
    owed.get_by_role("link").click()
    asked = looked_at(desk).get_by_role("listitem").filter(has_text=WORDS)
    assert not [name for name, *_rest in GUESTS if name in desk.content()]
    asked.get_by_role("link", name="Contestar").click()
    looked_at(desk).get_by_label("Se corrige en parte").check()
    desk.get_by_role("button", name="Contestar").click()
    expect(desk.get_by_role("alert")).to_be_visible()
    desk.get_by_label("Razón o explicación").fill(WHY)
    desk.get_by_role("button", name="Contestar").click()

    expect(desk.get_by_text("Quedó contestada.")).to_be_visible()
    expect(looked_at(desk).get_by_role("listitem").filter(has_text=WORDS).get_by_text(WHY)).to_be_visible()


def test_another_person_approves_the_next_version_and_it_tells_what_it_takes_up(
    chromium: Browser, day: dict[str, Any]
) -> None:
    desk = at_desk(chromium, day, "note_taker")
    desk.goto(requests(day).replace("/observaciones", "/development"))
    desk.get_by_label("Texto de esta parte").fill(DEVELOPMENT)
    desk.get_by_role("button", name="Guardar").click()
    expect(looked_at(desk).get_by_text("Hay 1 corrección pedida sin contestar.")).to_be_visible()
    proposed = desk.get_by_text("Por las correcciones atendidas se propone: ")
    note = proposed.inner_text().partition("se propone: ")[2]
    assert note == "Atiende 1 observación: aporte 1 (en parte)."
    desk.get_by_label("Qué cambia en esta versión").fill(note)
    desk.get_by_role("button", name="Guardar notas").click()
    desk.get_by_role("button", name="Enviar a revisión").click()
    expect(desk.get_by_role("button", name="Aprobar")).to_have_count(0)

    approver = at_desk(chromium, day, "approver")
    approver.goto(requests(day).replace("/observaciones", ""))
    looked_at(approver).get_by_role("button", name="Aprobar").click()
    looked_at(approver).get_by_role("button", name="Publicar la versión 3").click()
    expect(looked_at(approver).get_by_text("La versión 3 está publicada.")).to_be_visible()

    public = with_phone(chromium)
    public.goto(document(day))
    expect(public.locator("article").get_by_text(note)).to_be_visible()
    expect(public.locator("article").get_by_text(WHY)).to_be_visible()
    assert WORDS not in public.content()
    looked_at(public)


def test_she_reads_the_answer_with_her_number_and_opens_the_version_that_has_it(
    chromium: Browser, day: dict[str, Any]
) -> None:
    phone = with_phone(chromium)

    from_the_document_to_her_page(phone, day)
    expect(phone.get_by_text(f"Se corrige en parte. {WHY}")).to_be_visible()
    looked_at(phone).get_by_role("link", name="Ya está en la versión 3").click()

    expect(phone.get_by_text(DEVELOPMENT)).to_be_visible()
    looked_at(phone)


def test_after_the_last_day_the_phone_says_so(chromium: Browser, village: Shown, until: date) -> None:
    day, settings = village
    over = f"El plazo para pedir correcciones terminó el {in_words(until)}."

    with later(settings, days=20) as room:
        phone, then = with_phone(chromium), day | {"room_url": room}
        phone.goto(document(then))
        expect(phone.get_by_text(over)).to_be_visible()
        expect(phone.get_by_role("link", name="Pedir una corrección")).to_have_count(0)
        looked_at(phone)
        phone.goto(f"{room}E/mio/{day['neighbour']['code']}")
        expect(phone.get_by_text(over)).to_be_visible()
        expect(phone.get_by_role("link", name="Pedir otra corrección")).to_have_count(0)
        expect(phone.get_by_text(WHY)).to_be_visible()
        looked_at(phone)
        phone.context.close()
