"""The neighbour: no account, a small phone, a number and a code; then the same from a stick, without internet."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.demonstration import served_demonstration
from labapp.demo.gathering_facts import ANSWERS, GUESTS
from tests.journeys.walking import at_desk, looked_at, press_on, with_phone

pytestmark = pytest.mark.browser

ANSWER = ANSWERS[1].reason


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], Path]]:
    """A demonstration of this village's own, and the folder that was published of it as files."""
    folder = tmp_path_factory.mktemp("village")
    with served_demonstration(folder) as handles:
        environ = os.environ | {"LABAPP_INSTANCE": str(folder / "instance")}
        environ.pop("LABAPP_DATABASE_URL", None)
        subprocess.run(
            [sys.executable, "-m", "labapp", "publish", str(folder / "stick")],
            env=environ,
            check=True,
            capture_output=True,
        )
        yield handles, folder / "stick"


@pytest.fixture
def day(village: tuple[dict[str, Any], Path]) -> dict[str, Any]:
    """What `labapp demo --json` says."""
    return village[0]


@pytest.fixture
def phone(chromium: Browser) -> Page:
    """A phone of 360 px that knows nothing of the desk."""
    return with_phone(chromium)


def in_the_room(day: dict[str, Any], address: str) -> str:
    """The same address as phones reach it."""
    return address.replace(str(day["desk_url"]), str(day["room_url"]))


def test_the_minutes_open_with_a_few_words_and_without_an_account(phone: Page, day: dict[str, Any]) -> None:
    phone.goto(in_the_room(day, day["public_calendar_url"]))
    looked_at(phone).get_by_role("link", name="Agua en la parte alta").first.click()
    looked_at(phone).get_by_role("link", name="Minuta").first.click()

    first = phone.locator("main").get_by_text("En pocas palabras").first
    expect(first).to_be_visible()
    expect(phone.get_by_text("Se dijeron nueve cosas; cada una tiene su número y tendrá su respuesta.")).to_be_visible()
    looked_at(phone)
    assert not [name for name, *_rest in GUESTS if name in phone.content()]


def test_the_code_of_the_paper_says_that_it_is_authentic(phone: Page, day: dict[str, Any]) -> None:
    phone.goto(in_the_room(day, day["advance_url"].replace("/respuesta", "/minuta")))
    printed = phone.locator(".code-line").inner_text()[:16].upper()
    phone.get_by_role("link", name="Comprobar otro documento").click()
    looked_at(phone).get_by_label("Código de verificación").fill("-".join(re.findall("....", printed)))
    press_on(phone, "#codigo", "Enter")

    expect(phone.get_by_text("Es auténtico y es la versión vigente.")).to_be_visible()
    looked_at(phone)


def test_number_and_code_lead_to_her_answer_and_she_says_that_it_answers_in_part(
    phone: Page, chromium: Browser, day: dict[str, Any]
) -> None:
    phone.goto(in_the_room(day, day["public_calendar_url"]))
    phone.get_by_role("link", name="Buscar mi aporte").click()
    looked_at(phone).get_by_role("link", name="Ver todo lo mío").click()
    looked_at(phone).get_by_label("Su número").fill(str(day["neighbour"]["number"]))
    phone.get_by_label("Su código").fill(day["neighbour"]["code"].lower())
    press_on(phone, "[name=code]", "Enter")
    expect(phone.get_by_text("El horario se pondrá en el tablero cada lunes").first).to_be_visible()

    looked_at(phone).get_by_role("link", name="¿Responde a lo que usted dijo?").click()
    phone.get_by_text("Responde en parte", exact=True).click()
    phone.get_by_role("button", name="Enviar").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    phone.get_by_label("Qué falta").fill("Falta el horario de los domingos.")
    looked_at(phone).get_by_role("button", name="Enviar").click()
    expect(phone.get_by_text("Usted dijo: responde en parte. «Falta el horario de los domingos.»")).to_be_visible()
    looked_at(phone)

    desk = at_desk(chromium, day, "coordination")
    desk.goto(f"{day['answers_desk_url']}/replicas")
    expect(desk.locator("#aporte-1").get_by_text("Falta el horario de los domingos.")).to_be_visible()
    assert not [name for name, *_rest in GUESTS if name in desk.content()]


def test_the_folder_is_walked_from_a_stick_to_her_answer_and_printed(
    phone: Page, village: tuple[dict[str, Any], Path]
) -> None:
    folder = village[1]
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto((folder / "index.html").as_uri())
    looked_at(phone).get_by_role("link", name="Buscar mi aporte").first.click()
    looked_at(phone).get_by_role("row").filter(has_text="Agua en la parte alta").get_by_role(
        "link", name="Aportes y respuestas"
    ).click()
    her = phone.locator("#aporte-1")
    expect(her.get_by_text(ANSWER)).to_be_visible()
    looked_at(phone)

    phone.emulate_media(media="print")
    expect(phone.get_by_role("navigation")).to_have_count(0)
    expect(her.get_by_text(ANSWER)).to_be_visible()
    assert phone.pdf().startswith(b"%PDF"), "what the browser sends to the printer"
    assert {url.split(":")[0] for url in asked} == {"file"}
