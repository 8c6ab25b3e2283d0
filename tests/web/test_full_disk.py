"""A full disk: people read a plain sentence, nothing that was acknowledged is lost, and the same form works later."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.attendance import Participant
from labapp.models.sessions import LabSession
from labapp.web.access import public
from tests.factories import a_programme, a_session, a_space, an_organisation, sign_in
from tests.pages import Browser

SENTENCE = "No se guardó: el disco de la laptop está lleno. Avise en el registro."
PERSON = "Canaria Delgado"
MANY = 60
"""More people than the free pages of a new database take."""


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    antai = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)
    a_programme(house)
    return a_session(house, a_space(house, organisation=antai))


@dataclass
class Disk:
    """The disk under the database; while it is full the database keeps the pages that it has."""

    is_full: bool = False

    def tell(self, connection: Any, *_: object) -> None:
        """A connection that is about to be used knows how many pages there may be."""
        connection.execute(f"PRAGMA max_page_count={1 if self.is_full else 2**30}").close()


@pytest.fixture
def disk(house: House) -> Iterator[Disk]:
    disk = Disk()
    sa.event.listen(house.database.engine, "checkout", disk.tell)
    yield disk
    sa.event.remove(house.database.engine, "checkout", disk.tell)


def sent_until_refused(browser: Browser, path: str, fields: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """Send one person after the other; return the form that was refused and the names that were acknowledged."""
    acknowledged: list[str] = []
    for number in range(MANY):
        form = {"token": browser.get(path).token(path), "full_name": f"Persona {number}", **fields}
        if browser.client.post(path, base_url=browser.base, data=form).status_code != 303:
            return form, acknowledged
        acknowledged.append(form["full_name"])
    raise AssertionError("the disk took everybody")


def names(house: House) -> list[str | None]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Participant.name).order_by(Participant.number)))


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", ["phone", "desk"])
def test_a_full_disk_refuses_with_a_sentence_and_takes_the_same_form_when_there_is_room(
    who: str, request: pytest.FixtureRequest, house: House, session: LabSession, disk: Disk
) -> None:
    browser: Browser = request.getfixturevalue(who)
    at_door = (f"/E/{session.code}", {"place": "this_community", "age": "adult"})
    at_desk = (f"/sesiones/{session.id}/registro", {"place": "", "age": "unasked", "part": "participant"})
    path, fields = at_door if who == "phone" else at_desk
    disk.is_full = True

    form, acknowledged = sent_until_refused(browser, path, fields)
    refused = browser.post(path, form, status=507)

    assert SENTENCE in refused.text
    assert names(house) == acknowledged
    disk.is_full = False
    browser.post(path, form)
    browser.post(path, form)
    assert names(house) == [*acknowledged, form["full_name"]]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_reader_of_english_is_told_in_english(phone: Browser, session: LabSession, disk: Disk) -> None:
    disk.is_full = True
    form, _ = sent_until_refused(phone, f"/E/{session.code}", {"place": "this_community", "age": "adult"})

    refused = phone.post(f"/E/{session.code}?lang=en", form, status=507)

    assert "Not saved: the laptop's disk is full. Tell somebody at the registration desk." in refused.text


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 507), (errno.EDQUOT, 507), (errno.EACCES, 500)])
def test_a_file_that_does_not_fit_is_told_apart_from_other_faults(
    desk_app: Flask, number: int, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    @public
    def fail() -> str:
        raise OSError(number, "no", PERSON)

    desk_app.add_url_rule("/falla", "fail", fail)

    with caplog.at_level(logging.DEBUG):
        page = Browser(desk_app).get("/falla", status=status)

    assert (SENTENCE in page.text) == (status == 507)
    assert ("disk full at GET /falla" in caplog.text) == (status == 507)
    assert PERSON not in caplog.text
