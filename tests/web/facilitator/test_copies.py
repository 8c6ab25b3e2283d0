"""The page of copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from labapp.backup import list_copies
from labapp.domain.roles import Role
from labapp.house import House
from tests.conftest import Clock
from tests.factories import sign_in
from tests.pages import Browser

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def administrator(desk: Browser, house: House) -> None:
    sign_in(desk, house, Role.ADMINISTRATOR)


def test_one_press_makes_a_copy_and_says_when(desk: Browser, house: House) -> None:
    assert "Todavía no hay ninguna copia" in desk.get("/copias").text
    desk.fill("/copias", {"folder": ""})
    told = desk.get("/copias").text
    assert "La copia está hecha y revisada" in told
    assert "20 de noviembre de 2026" in told
    assert len(list_copies(house.settings.copies)) == 1


def test_a_named_folder_gets_the_copy_too(desk: Browser, house: House, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    desk.fill("/copias", {"folder": str(stick)})
    (copy,) = list_copies(house.settings.copies)
    assert (stick / copy.path.name).read_bytes()[:16] == b"SQLite format 3\0"


@pytest.mark.parametrize("folder", ["/no/hay/tal", "usb", "~nadie/x"])
def test_a_folder_that_is_not_there_is_said_and_what_was_typed_stays(
    desk: Browser, house: House, folder: str
) -> None:
    page = desk.fill("/copias", {"folder": folder}, status=409)
    assert "No se encuentra esa carpeta" in page.text
    assert page.select("input[name=folder]")[0]["value"] == folder
    assert list_copies(house.settings.copies) == ()


def test_an_old_copy_is_pointed_out(desk: Browser, house: House, clock: Clock) -> None:
    desk.fill("/copias", {"folder": ""})
    clock.forward(hours=11)
    assert "más de un día" not in desk.get("/copias").text
    clock.forward(hours=14)
    sign_in(desk, house, Role.ADMINISTRATOR)
    assert "más de un día" in desk.get("/copias").text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_copies_are_for_administrators(desk: Browser, house: House, role: Role) -> None:
    sign_in(desk, house, role)
    desk.get("/copias", status=403)
