"""Pictures of the demonstration: phone, desk, wall, public pages, pages of what is printed. `lab.py screenshots`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.browser import browsing
from bench.demonstration import served_demonstration

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1366, "height": 850}
WALL = {"width": 1920, "height": 1080}
PAPERS = (
    ("minutes-pdf", "{public_minutes_url}.pdf", 1),
    ("minutes-pdf-contributions", "{public_minutes_url}.pdf", 2),
    ("responses-pdf", "{public_responses_url}.pdf", 1),
    ("responses-pdf-answers", "{public_responses_url}.pdf", 2),
    ("return-poster", "{public_responses_url}/cartel.pdf", 1),
)
"""Picture, address of the PDF, and which of its pages."""


def _page(browser: Browser, size: dict[str, int], *, dark: bool = False) -> Page:
    scheme = "dark" if dark else "light"
    return browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=1).new_page()  # type: ignore[arg-type] # a size is a size


def _keep(page: Page, name: str, *, whole: bool = True) -> None:
    page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)
    print(f"docs/pictures/{name}.png")


def sign_in(page: Page, shown: dict[str, Any], role: str) -> None:
    """Sign a role of the demonstration in at the desk."""
    login = shown["logins"][role]
    page.goto(f"{shown['desk_url']}ingresar")
    page.get_by_label("Usuario").fill(login["username"])
    page.get_by_label("Contraseña").fill(login["password"])
    page.get_by_role("button", name="Ingresar").click()


def come_in(page: Page, shown: dict[str, Any], name: str) -> None:
    """Walk a phone through its first page, up to number and code."""
    page.goto(shown["check_in_url"])
    page.get_by_label("Nombre y apellido").fill(name)
    page.get_by_text("De Soloy").click()
    page.get_by_text("Sí", exact=True).click()


def _phone(browser: Browser, shown: dict[str, Any]) -> None:
    page = _page(browser, PHONE)
    come_in(page, shown, "María José Pérez")
    _keep(page, "phone-check-in")
    page.get_by_role("button", name="Registrarme").click()
    _keep(page, "phone-receipt")
    page.get_by_role("link", name="Seguir: unas preguntas sobre usted").click()
    _keep(page, "phone-profile")
    dark = _page(browser, PHONE, dark=True)
    dark.goto(shown["check_in_url"])
    _keep(dark, "phone-dark")


def _desk(browser: Browser, shown: dict[str, Any]) -> None:
    page = _page(browser, LAPTOP)
    sign_in(page, shown, "coordination")
    _keep(page, "start", whole=False)
    page.goto(shown["session_desk_url"])
    _keep(page, "desk", whole=False)
    page.goto(shown["session_desk_url"].replace("/registro", "/aportes"))
    _keep(page, "contributions", whole=False)
    wall = page.context.new_page()
    wall.set_viewport_size(WALL)  # type: ignore[arg-type] # a size is a size
    wall.goto(shown["projector_url"])
    _keep(wall, "wall", whole=False)


def _public(browser: Browser, shown: dict[str, Any]) -> None:
    page = _page(browser, LAPTOP)
    for name in ("calendar", "minutes", "responses"):
        page.goto(shown[f"public_{name}_url"])
        _keep(page, f"public-{name}", whole=False)
    phone = _page(browser, PHONE)
    phone.goto(shown["public_responses_url"])
    _keep(phone, "public-responses-phone", whole=False)


def _papers(browser: Browser, shown: dict[str, Any], folder: Path) -> None:
    tool = shutil.which("pdftoppm")
    if tool is None:
        print("pdftoppm no está: sin imágenes de los PDF / is missing: no pictures of the PDFs", file=sys.stderr)
        return
    for name, address, page in PAPERS:
        answer = browser.new_context().request.get(address.format(**shown))
        (folder / "paper.pdf").write_bytes(answer.body())
        subprocess.run(  # noqa: S603 (the tool was found on this computer)
            [tool, "-png", "-r", "70", "-f", str(page), "-singlefile", folder / "paper.pdf", PICTURES / name],
            check=True,
        )
        print(f"docs/pictures/{name}.png")


def main() -> int:
    """Make every picture anew; the exit code says whether all of them were made."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with served_demonstration(folder) as shown, browsing() as browser:
            _phone(browser, shown)
            _desk(browser, shown)
            _public(browser, shown)
            _papers(browser, shown, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
