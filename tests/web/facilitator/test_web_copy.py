"""The button that takes the public pages to the web, as a zip or into a folder."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.house import House
from tests.factories import a_programme, a_session, sign_in
from tests.pages import Browser

PATH = "/llevar-a-la-web"


def test_the_zip_opens_with_every_page_of_a_neighbour_and_none_of_the_desk(desk: Browser, house: House) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED)
    sign_in(desk, house, Role.APPROVER)

    answer = desk.get(f"{PATH}/paginas-publicas.zip").response

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        page = archive.read(f"paginas-publicas/sesion/{session.token}/index.html").decode()
    assert "paginas-publicas/index.html" in names
    assert "Ana Prueba" not in page, "the pages do not know who is signed in"
    assert 'lang="es"' in page


def test_a_folder_gets_a_folder_of_its_own_and_says_what_was_written(
    desk: Browser, house: House, tmp_path: Path
) -> None:
    a_programme(house)
    a_session(house, stage=Stage.CONVENED)
    sign_in(desk, house)
    stick = tmp_path / "memoria usb"
    stick.mkdir()
    (stick / "index.html").write_text("de otra persona")

    page = desk.fill(PATH, {"folder": str(stick)}, follow=True, status=200)

    assert "archivos nuevos, 0 cambiados" in page.text
    assert (stick / "paginas-publicas" / "index.html").is_file()
    assert (stick / "index.html").read_text() == "de otra persona"
    assert "0 archivos nuevos" in desk.fill(PATH, {"folder": str(stick)}, follow=True, status=200).text


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [("", "No se encuentra esa"), ("memoria", "No se encuentra esa"), ("INSTANCE", "Ahí están los datos")],
)
def test_a_folder_that_cannot_be_is_refused_with_a_sentence(
    folder: str, sentence: str, desk: Browser, house: House
) -> None:
    a_programme(house)
    sign_in(desk, house)
    typed = folder.replace("INSTANCE", str(house.settings.instance))

    page = desk.fill(PATH, {"folder": typed}, status=409)

    assert sentence in page.text
    assert page.select("#folder")[0]["value"] == typed


def test_the_page_says_what_is_missing_until_the_address_is_set(desk: Browser, house: House) -> None:
    a_programme(house, public_base_url="http://192.168.8.2")
    sign_in(desk, house)

    page = desk.get(PATH)

    assert "Todavía no se ha escrito en qué dirección" in page.text
    assert "192.168" not in page.text
