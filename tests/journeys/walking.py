"""How journeys are walked: somebody at the desk or with a phone, whose pages pass axe on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.screenshots import LAPTOP, PHONE, sign_in
from tests.journeys.test_every_page import faults


def at_desk(chromium: Browser, day: dict[str, Any], role: str) -> Page:
    """Somebody of this role, signed in on a laptop."""
    page = chromium.new_context(viewport=LAPTOP, accept_downloads=True).new_page()  # type: ignore[arg-type] # a size
    sign_in(page, day, role)
    return page


def with_phone(chromium: Browser) -> Page:
    """Somebody without an account, with a small phone."""
    return chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()  # type: ignore[arg-type] # a size


def looked_at(page: Page) -> Page:
    """The same page, after it passed axe and was no wider than its window."""
    assert faults(page) == [], page.url
    wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= window, f"{page.url} is {wide} wide"
    return page


def fetched(page: Page, link: str, to: Path) -> bytes:
    """The file behind a link, as the browser saves it."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    waiting.value.save_as(to)
    return to.read_bytes()


def press_on(page: Page, selector: str, key: str) -> None:
    """Press a key where the focus was brought, as somebody without a mouse does."""
    page.locator(selector).focus()
    page.keyboard.press(key)
