"""Every page that can be reached is fetched in a real browser and passes axe-core, by day and by night."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bench.screenshots import LAPTOP, PHONE, come_in, sign_in

pytestmark = pytest.mark.browser

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_TOKEN = re.compile(r"\b[2-9A-HJ-NP-Z]{6,32}\b")
_FILES = (".pdf", ".docx", ".png", ".jpg", ".ics", ".atom", ".xlsx", ".csv", ".json", ".zip")
_MOST = 120


def shape(url: str) -> str:
    """Return an address without what makes it this one: pages of one kind are looked at once."""
    path = urlsplit(url).path
    return re.sub(r"\d+", "#", _TOKEN.sub("T", _UUID.sub("U", path)))


def faults(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page that is shown."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def crawl(page: Page, start: list[str], look: Callable[[Page], list[str]] = faults) -> dict[str, list[str]]:
    """Follow every link of this server once per kind of page, and return what is wrong with each, by address."""
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    todo = list(start)
    home = urlsplit(start[0]).netloc
    while todo and len(seen) < _MOST:
        url = todo.pop(0)
        if shape(url) in seen or url.split("?")[0].endswith(_FILES) or "/salir" in url:
            continue
        seen.add(shape(url))
        answer = page.goto(url)
        status = answer.status if answer else 0
        if status >= 400:
            wrong[url] = [f"status {status}"]
            continue
        if answer is not None and "html" not in answer.headers.get("content-type", ""):
            continue
        if found := look(page):
            wrong[url] = found
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        todo += [
            urldefrag(urljoin(url, link)).url for link in links if urlsplit(urljoin(url, link)).netloc == home
        ]
    assert len(seen) > 3, seen
    return wrong


def listening(page: Page) -> list[str]:
    """Return the list that collects errors and refusals of the browser while a journey goes on."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    return heard


@pytest.mark.parametrize(
    "role", ["administrator", "coordination", "note_taker", "approver", "data_officer", "liaison"]
)
def test_every_page_of_the_desk_passes_axe(chromium: Browser, shown: dict[str, Any], role: str) -> None:
    page = chromium.new_context(viewport=LAPTOP).new_page()  # type: ignore[arg-type] # a size is a size
    heard = listening(page)
    sign_in(page, shown, role)

    assert crawl(page, [shown["desk_url"]]) == {}
    assert heard == []


@pytest.mark.parametrize("role", ["coordination", "liaison"])
def test_every_page_of_the_desk_passes_axe_by_night_and_in_english(
    chromium: Browser, shown: dict[str, Any], role: str
) -> None:
    page = chromium.new_context(viewport=LAPTOP, color_scheme="dark").new_page()  # type: ignore[arg-type] # a size
    sign_in(page, shown, role)
    page.goto(f"{shown['desk_url']}?lang=en")

    assert crawl(page, [shown["desk_url"]]) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_public_page_passes_axe_on_a_small_phone(chromium: Browser, shown: dict[str, Any], scheme: str) -> None:
    page = chromium.new_context(viewport=PHONE, color_scheme=scheme).new_page()  # type: ignore[arg-type] # known values
    heard = listening(page)

    assert crawl(page, [shown["public_calendar_url"], shown["public_responses_url"]]) == {}
    assert heard == []


@pytest.mark.parametrize("width", [320, 360])
def test_every_page_of_a_phone_passes_axe_and_fits(chromium: Browser, shown: dict[str, Any], width: int) -> None:
    page = chromium.new_context(viewport={"width": width, "height": 640}).new_page()
    heard = listening(page)
    come_in(page, shown, "Ana de Prueba")
    page.get_by_role("button", name="Registrarme").click()
    receipt = page.url

    assert crawl(page, [receipt]) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert heard == []


def test_the_wall_passes_axe_and_shows_no_name(chromium: Browser, shown: dict[str, Any]) -> None:
    page = chromium.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    sign_in(page, shown, "facilitator")
    page.goto(shown["projector_url"])

    assert faults(page) == []
    assert "Celestina" not in page.content()
    assert "Montezuma" not in page.content()
