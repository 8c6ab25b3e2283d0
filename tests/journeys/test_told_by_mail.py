"""The list of notices where mail is sent: who left an address is written to, and who could not be is said."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bench.demonstration import served_demonstration
from labapp import assembly
from labapp.demo.gathering_facts import GUESTS
from labapp.models.sessions import LabSession
from labapp.settings import Settings
from tests import mail_server
from tests.journeys.walking import at_desk, looked_at, with_phone
from tests.mail_server import Behaviour

pytestmark = pytest.mark.browser

HERS = "hermelinda@example.org"
WRONG, RIGHT = "absalon@example.net", "absalon@example.org"
WHEN = r"\d{1,2} de \w+ de 2\d{3}, \d{1,2}:\d\d\s[ap]\.\sm\."


@dataclass(frozen=True, slots=True)
class Centre:
    """A demonstration where mail is sent, what `labapp demo --json` says of it, and what its mail server got."""

    day: dict[str, Any]
    post: Behaviour
    environ: dict[str, str]

    def at(self, page: str) -> str:
        """The address of a page of the answered session at the desk."""
        return str(self.day["answers_desk_url"]).replace("/respuesta", page)

    def questions(self) -> str:
        """The page on which the neighbour tells of herself, still open on her phone."""
        house = assembly.build_house(Settings.from_environ({}, instance=Path(self.environ["LABAPP_INSTANCE"])))
        with closing(house.database), house.database.reading() as db:
            code = db.get_one(LabSession, UUID(self.at("").rpartition("/")[2])).code
        return f"{self.day['room_url']}E/{code}/listo/{self.day['neighbour']['code']}/datos"

    def send(self) -> str:
        """What `labapp mail send` prints."""
        command = [sys.executable, "-m", "labapp", "mail", "send"]
        return subprocess.run(command, env=self.environ, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory, mail_certificate: Path) -> Iterator[Centre]:
    """A demonstration of this centre's own, beside a mail server of this machine."""
    folder = tmp_path_factory.mktemp("centre")
    mailbox, controller = mail_server.start(mail_certificate)
    server = mailbox.server
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONIOENCODING", "utf-8")
        patch.delenv("LABAPP_DATABASE_URL", raising=False)
        for name, value in {
            "HOST": server.host, "PORT": server.port, "FROM": server.sender, "USER": server.user,
            "PASSWORD": server.password, "CA_FILE": server.ca_file,
        }.items():  # fmt: skip
            patch.setenv(f"LABAPP_SMTP_{name}", str(value))
        with served_demonstration(folder) as handles:
            yield Centre(handles, mailbox.behaviour, os.environ | {"LABAPP_INSTANCE": str(folder / "instance")})
    controller.stop()


@pytest.fixture
def notices(chromium: Browser, centre: Centre) -> Page:
    """The list of those who asked to be told, opened by coordination."""
    desk = at_desk(chromium, centre.day, "coordination")
    return opened(desk, centre)


def opened(desk: Page, centre: Centre) -> Page:
    """The list, once it was said what it is for."""
    desk.goto(centre.at("/avisos"))
    looked_at(desk).get_by_role("button", name="Abrir la lista de aviso").click()
    return desk


def of(notices: Page, name: str) -> Locator:
    """The card of one person."""
    return notices.get_by_role("listitem").filter(has_text=name)


def test_what_waited_leaves_where_a_server_is_set(centre: Centre, notices: Page) -> None:
    assert "Enviado / Sent" in centre.send()

    notices.reload()
    card = of(notices, "Micaela")
    expect(card.get_by_text(re.compile(f"Avisado por correo, {WHEN}"))).to_be_visible()
    assert [letter.rcpt_tos for letter in centre.post.letters] == [["micaela@example.org"]]


def test_who_leaves_an_address_on_the_phone_stands_in_the_list_and_is_written_to_alone(
    chromium: Browser, centre: Centre, notices: Page
) -> None:
    phone = with_phone(chromium)
    phone.goto(centre.questions())
    phone.get_by_label("Celular, WhatsApp o correo").fill(HERS)
    looked_at(phone).get_by_role("button", name="Guardar").click()

    notices.reload()
    expect(of(notices, "Hermelinda").get_by_text(HERS)).to_be_visible()
    looked_at(notices).get_by_role("button", name="Avisar por correo a 1 persona").click()
    expect(of(notices, "Hermelinda").get_by_text(re.compile("Correo: (en la salida|enviado)"))).to_be_visible()
    looked_at(notices)
    centre.send()
    notices.reload()

    expect(of(notices, "Hermelinda").get_by_text(re.compile(f"Avisado por correo, {WHEN}"))).to_be_visible()
    expect(notices.get_by_text("2 de 6 personas avisadas")).to_be_visible()
    looked_at(notices)
    assert centre.post.letters[-1].rcpt_tos == [HERS]
    text = centre.post.messages[-1].as_string()
    assert not [name for name, *_rest in GUESTS if name in text]


def test_an_address_that_is_refused_says_what_to_do_and_is_sent_again_once_corrected(
    centre: Centre, notices: Page
) -> None:
    desk = at_person(notices, centre)
    desk.get_by_label("Celular, WhatsApp o correo").fill(WRONG)
    desk.get_by_role("button", name="Guardar", exact=True).last.click()
    opened(notices, centre).get_by_role("button", name="Avisar por correo a 1 persona").click()
    centre.post.replies["RCPT"] = "550 5.1.1 no such user"
    centre.send()
    notices.reload()

    card = of(notices, "Absalón")
    expect(card.get_by_text("Correo: no se pudo enviar")).to_be_visible()
    expect(card.get_by_text("esa dirección no existe o no recibe. Revísela con la persona.")).to_be_visible()
    looked_at(notices).get_by_role("link", name="Corregir el correo").click()
    desk.get_by_label("Celular, WhatsApp o correo").fill(RIGHT)
    desk.get_by_role("button", name="Guardar", exact=True).last.click()
    centre.post.replies.clear()
    of(opened(notices, centre), "Absalón").get_by_role("button", name="Enviarlo otra vez").click()
    centre.send()
    notices.reload()

    expect(of(notices, "Absalón").get_by_text(re.compile(f"Avisado por correo, {WHEN}"))).to_be_visible()
    assert centre.post.letters[-1].rcpt_tos == [RIGHT]


def at_person(desk: Page, centre: Centre) -> Page:
    """The page of somebody who left no address, from the door."""
    desk.goto(centre.at("/registro"))
    desk.get_by_role("row").filter(has_text="Absalón").get_by_role("link").first.click()
    return looked_at(desk)
