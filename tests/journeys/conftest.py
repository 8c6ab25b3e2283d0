"""The demonstration, served as people serve it, and a real browser to walk through it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from bench.browser import browsing, installed_browser
from bench.demonstration import served_demonstration


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What `labapp demo --json` says of the demonstration that is being served."""
    with served_demonstration(tmp_path_factory.mktemp("demonstration")) as handles:
        yield handles


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser. Without one its tests are skipped loudly, or fail where `LABAPP_REQUIRE_BROWSER` says so."""
    if installed_browser() is None:
        if os.environ.get("LABAPP_REQUIRE_BROWSER") == "1":
            pytest.fail("LABAPP_REQUIRE_BROWSER=1 and no Chromium or Chrome is installed")
        pytest.skip("NO BROWSER: journeys were not walked; install Chromium or Chrome")
    with browsing() as browser:
        yield browser


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """Where a journey keeps what it downloads."""
    return tmp_path
