"""A real browser for journeys and pictures: the Chromium or Chrome that is installed on this computer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",  # tests may run as the administrator of a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed_browser() -> str | None:
    """Return the browser of this computer, or the one that `LABAPP_BROWSER` names."""
    named = os.environ.get("LABAPP_BROWSER")
    return next(filter(None, map(shutil.which, [named] if named else NAMES)), None)


@contextmanager
def browsing() -> Iterator[Browser]:
    """Give a browser without a window, and close it. Raises RuntimeError where none is installed."""
    program = installed_browser()
    if program is None:
        raise RuntimeError("no Chromium or Chrome is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
