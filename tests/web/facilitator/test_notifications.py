"""The list of those to tell, as coordination works through it; nobody else sees it."""

from __future__ import annotations

import logging
from urllib.parse import unquote

import pytest
import sqlalchemy as sa

from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.people import Receipt
from labapp.models.publication import ExportRecord
from labapp.models.sessions import LabSession
from tests.answering import an_answered_session
from tests.factories import a_session, an_organisation, sign_in
from tests.pages import Browser, Page
from tests.returning import Somebody, somebody

CONTACT = "6987-6543"


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    session = an_answered_session(house)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))
    return session


@pytest.fixture
def person(house: House, session: LabSession) -> Somebody:
    return somebody(house, session, said=(1,))


def opened(desk: Browser, session: LabSession) -> str:
    return desk.fill(f"/sesiones/{session.id}/avisos", {}).location


def told(desk: Browser, path: str, person: Somebody, channel: str = "whatsapp", status: int = 303) -> Page:
    return desk.fill(path, {"person": str(person.id), "channel": channel}, status=status)


def test_nobody_is_on_the_gate_and_opening_is_recorded_first(
    house: House, desk: Browser, session: LabSession, person: Somebody
) -> None:
    gate = desk.get(f"/sesiones/{session.id}/avisos")
    assert ("Celestina" in gate.text, CONTACT in gate.text) == (False, False)

    page = desk.get(opened(desk, session))

    assert ("Celestina Montezuma" in page.text, CONTACT in page.text) == (True, True)
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(ExportRecord)) == 1


def test_one_tap_opens_the_message_and_leads_to_the_button_that_notes_it(
    desk: Browser, session: LabSession, person: Somebody
) -> None:
    page = desk.get(opened(desk, session))

    (way,) = page.select("a[href^='https://wa.me/']")
    assert str(way["href"]).startswith("https://wa.me/50769876543?text=")
    assert "Su aporte número 1: se acogió." in unquote(str(way["href"]))
    assert {"noreferrer", "noopener"} <= set(way["rel"])
    assert page.select(f"button#{way['data-tells']}[name=channel][value=whatsapp]")


def test_who_was_told_reads_so_with_channel_and_day_until_it_is_undone(
    desk: Browser, session: LabSession, person: Somebody
) -> None:
    path = opened(desk, session)

    told(desk, path, person)
    page = desk.get(path)

    assert "Avisado por WhatsApp, 20 de noviembre de 2026, 9:30 a. m." in page.text
    assert "1 de 1 personas avisadas" in page.text
    assert not page.select("a[href^='https://wa.me/']")
    desk.fill(path, {"person": str(person.id)}, action=f"{path}/deshacer")
    assert "0 de 1 personas avisadas" in desk.get(path).text


def test_a_number_that_is_not_clear_is_shown_to_be_corrected_and_not_written_to(
    house: House, desk: Browser, session: LabSession
) -> None:
    unclear = somebody(house, session, contact="6987-654")

    page = desk.get(opened(desk, session))

    assert "Este número no está claro." in page.text
    assert not page.select("a[href^='https://wa.me/'], a[href^='sms:'], a[href^='tel:']")
    assert page.select(f"a[href$='/{unclear.id}']")
    assert [str(one["value"]) for one in page.select("button[name=channel]")] == ["in_person"]


def test_a_telephone_of_a_house_is_called_and_not_written_to(
    house: House, desk: Browser, session: LabSession
) -> None:
    somebody(house, session, contact="775-1234")

    page = desk.get(opened(desk, session))

    assert [str(one["href"]) for one in page.select("a[href^='tel:']")] == ["tel:+5077751234"]
    assert "ANTAI ya respondió lo que se dijo ese día." in page.select("details .quoted")[0].get_text()
    assert not page.select("a[href^='https://wa.me/'], a[href^='sms:']")


def test_no_personal_datum_is_in_an_address_of_ours_a_receipt_or_a_log(
    house: House, desk: Browser, session: LabSession, person: Somebody, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = opened(desk, session)
    page, answer = desk.get(path), told(desk, path, person)

    ours = [str(a["href"]) for a in page.select("a[href^='/']")] + [str(f["action"]) for f in page.select("form")]
    with house.database.reading() as db:
        kept = [row.location for row in db.scalars(sa.select(Receipt))]
    for said in [*ours, *kept, answer.location, caplog.text]:
        assert "69876543" not in said
        assert "Celestina" not in said


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.APPROVER, Role.ADMINISTRATOR])
def test_who_may_not_take_names_out_does_not_see_the_list(
    house: House, desk: Browser, session: LabSession, person: Somebody, role: Role
) -> None:
    path = opened(desk, session)
    sign_in(desk, house, role, organisation=an_organisation(house))

    desk.get(f"/sesiones/{session.id}/avisos", status=403)
    desk.get(path, status=403)


def test_another_account_cannot_use_an_opened_list(
    house: House, desk: Browser, session: LabSession, person: Somebody
) -> None:
    path = opened(desk, session)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))

    desk.get(path, status=403)


def test_the_token_of_the_list_fetches_no_file(desk: Browser, session: LabSession, person: Somebody) -> None:
    token = opened(desk, session).rsplit("/", 1)[-1]

    desk.get(f"/descargas/{token}.xlsx", status=403)


def test_without_channel_or_with_a_strange_person_nothing_is_noted(
    desk: Browser, session: LabSession, person: Somebody
) -> None:
    path = opened(desk, session)

    assert "por cuál medio" in told(desk, path, person, "paloma", status=409).text
    desk.fill(path, {"person": "nadie", "channel": "call"}, status=409)
    assert "0 de 1 personas avisadas" in desk.get(path).text


def test_before_anything_is_published_there_is_nothing_to_tell(house: House, desk: Browser) -> None:
    waiting = a_session(house)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))

    assert "Todavía no hay respuesta publicada" in desk.get(f"/sesiones/{waiting.id}/avisos").text


def test_when_nobody_asked_to_be_told_the_gate_says_so(desk: Browser, session: LabSession) -> None:
    assert "Nadie pidió que le avisen" in desk.get(f"/sesiones/{session.id}/avisos").text
