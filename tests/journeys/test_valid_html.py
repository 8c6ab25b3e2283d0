"""Every page that can be reached, as it is sent, is valid HTML for the Nu Html Checker of the W3C.

The checker is a Java program: `npm ci --ignore-scripts` in `tests/html_checker` fetches it, `LABAPP_VNU` names another
`vnu.jar`. Without it these tests are skipped loudly, or fail where `LABAPP_REQUIRE_VNU` says so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.screenshots import LAPTOP, PHONE, come_in, sign_in
from tests.journeys.test_every_page import crawl

pytestmark = pytest.mark.browser

FETCHED = Path(__file__).parents[1] / "html_checker" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


MEANT = "The “list” role is unnecessary"
"""VoiceOver takes a list without marks for none, unless its role says so."""


@dataclass(frozen=True)
class Checker:
    """The program, and the folder in which pages are gathered: it is slow to start and looks at all of them at once."""

    command: tuple[str, ...]
    folder: Path

    def gather(self, page: Page) -> list[str]:
        """Keep a page as the server sends it; nothing is wrong with it yet."""
        name = f"{len(list(self.folder.iterdir())):03}"
        sent = page.context.request.get(page.url)
        (self.folder / f"{name}.html").write_bytes(sent.body())
        (self.folder / f"{name}.txt").write_text(page.url, encoding="utf-8")
        return []

    def faults(self) -> list[str]:
        """Return everything that the program says of the pages, errors and warnings."""
        pages = sorted(self.folder.glob("*.html"))
        assert pages
        said = subprocess.run([*self.command, *map(str, pages)], capture_output=True, check=False, timeout=300)
        found: list[dict[str, Any]] = json.loads(said.stderr)["messages"]
        return sorted({self._told(one) for one in found if MEANT not in one["message"]})

    def _told(self, one: dict[str, Any]) -> str:
        address = Path(one["url"].removeprefix("file:")).with_suffix(".txt").read_text(encoding="utf-8")
        return f"{one.get('subType', one['type'])}: {one['message']} · {one.get('extract', '').strip()} · {address}"


@pytest.fixture
def checker(tmp_path: Path) -> Checker:
    """The checker, with an empty folder."""
    java, jar = shutil.which("java"), Path(os.environ.get("LABAPP_VNU", FETCHED))
    if java is None or not jar.is_file():
        if os.environ.get("LABAPP_REQUIRE_VNU") == "1":
            pytest.fail("LABAPP_REQUIRE_VNU=1 and there is no Java or no vnu.jar")
        pytest.skip("NO HTML CHECKER: pages were not validated; npm ci --ignore-scripts in tests/html_checker")
    return Checker((java, "-jar", str(jar), "--format", "json"), tmp_path)


def test_the_checker_finds_what_is_wrong(checker: Checker, chromium: Browser) -> None:
    page = chromium.new_page()
    (checker.folder / "000.html").write_text("<!doctype html><html lang=es><title>x</title><p id=a><p id=a>")
    (checker.folder / "000.txt").write_text(page.url)

    assert any("Duplicate ID" in fault for fault in checker.faults())


@pytest.mark.parametrize("role", ["administrator", "coordination", "note_taker", "approver", "data_officer"])
def test_every_page_of_the_desk_is_valid(
    checker: Checker, chromium: Browser, shown: dict[str, Any], role: str
) -> None:
    page = chromium.new_context(viewport=LAPTOP).new_page()  # type: ignore[arg-type] # a size is a size
    sign_in(page, shown, role)

    assert crawl(page, [shown["desk_url"]], checker.gather) == {}
    assert checker.faults() == []


def test_every_public_page_is_valid(checker: Checker, chromium: Browser, shown: dict[str, Any]) -> None:
    page = chromium.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type] # a size is a size

    start = [shown["public_calendar_url"], shown["public_responses_url"]]
    assert crawl(page, start, checker.gather) == {}
    assert checker.faults() == []


def test_every_page_of_a_phone_is_valid(checker: Checker, chromium: Browser, shown: dict[str, Any]) -> None:
    page = chromium.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type] # a size is a size
    page.goto(shown["check_in_url"])
    checker.gather(page)
    come_in(page, shown, "Ana Válida")
    page.get_by_role("button", name="Registrarme").click()

    assert crawl(page, [page.url], checker.gather) == {}
    assert checker.faults() == []


def test_the_wall_is_valid(checker: Checker, chromium: Browser, shown: dict[str, Any]) -> None:
    page = chromium.new_page()
    sign_in(page, shown, "facilitator")
    page.goto(shown["projector_url"])

    assert checker.gather(page) == []
    assert checker.faults() == []
