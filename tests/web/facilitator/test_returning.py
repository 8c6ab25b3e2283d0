"""Taking the answer back: the poster and the text for the radio come from what was published, and from nothing else."""

from __future__ import annotations

import pytest

from labapp.domain.responses import VersionKind
from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.sessions import LabSession
from tests.answering import OUT_OF_SCOPE, an_answered_session, answered
from tests.documents import pdf_reading
from tests.factories import a_programme, a_session, an_organisation, sign_in
from tests.pages import Browser


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    """An answered session, and its coordination signed in."""
    answered_session = an_answered_session(house)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))
    return answered_session


def poster(browser: Browser, path: str) -> str:
    response = browser.client.get(path, base_url=browser.base)
    assert (response.status_code, response.content_type) == (200, "application/pdf")
    (text,) = pdf_reading.page_texts(response.data)
    return text


def test_before_anything_is_published_there_is_nothing_to_take_back(house: House, desk: Browser) -> None:
    waiting = a_session(house)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))

    page = desk.get(f"/sesiones/{waiting.id}/devolucion")

    assert "Todavía no hay respuesta publicada" in page.text
    refused = desk.client.get(f"/sesiones/{waiting.id}/devolucion/cartel.pdf", base_url=desk.base)
    assert refused.status_code == 409


def test_the_answers_lead_to_the_poster_and_to_the_text_for_the_radio(desk: Browser, session: LabSession) -> None:
    answers = desk.get(f"/sesiones/{session.id}/respuesta")
    (way,) = [str(a["href"]) for a in answers.select("a") if "Llevar la respuesta" in a.get_text()]
    page = desk.get(way)

    assert "Aporte número uno." in page.text
    assert page.select("textarea[readonly]")[0].get_text().strip() == "\n\n".join(
        one.get_text() for one in page.select(".card .quoted")
    )
    assert "Ustedesdijeron" in poster(desk, f"{way}/cartel.pdf")


def test_the_poster_says_what_was_published_not_what_is_being_written(
    house: House, desk: Browser, session: LabSession
) -> None:
    answered(house, session, "1", OUT_OF_SCOPE)

    text = poster(desk, f"/sesiones/{session.id}/devolucion/cartel.pdf")

    assert "Seacogió.Seincorporóenlaredacción" in text


@pytest.mark.parametrize(("base", "has_code"), [("", False), ("https://datos.example.gob.pa", True)])
def test_the_poster_has_a_code_only_with_a_public_address(
    house: House, desk: Browser, base: str, has_code: bool
) -> None:
    a_programme(house, public_base_url=base)
    session = an_answered_session(house)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))

    text = poster(desk, f"/sesiones/{session.id}/devolucion/cartel.pdf")

    assert (f"datos.example.gob.pa/sesion/{session.token}/respuesta"[:30] in text) is has_code
    assert ("Pídalaenlajuntacomunal" in text) is not has_code


def test_anybody_can_print_the_poster_of_the_newest_version(phone: Browser, session: LabSession) -> None:
    page = phone.get(f"/sesion/{session.token}/respuesta")

    (way,) = [str(a["href"]) for a in page.select("a") if "Cartel de una hoja" in a.get_text()]
    assert "Aporte1" in poster(phone, way)


def test_an_advance_says_who_owes_the_answer_and_by_when(house: House, phone: Browser) -> None:
    advance = an_answered_session(house, kind=VersionKind.PROGRESS)

    text = poster(phone, f"/sesion/{advance.token}/respuesta/cartel.pdf")

    assert "Debe responder: MEDUCA, a más tardar el 20 de diciembre de 2026".replace(" ", "") in text
    assert "Faltaresponder:1" in text


def test_no_poster_without_answers(house: House, phone: Browser) -> None:
    waiting = a_session(house)

    assert phone.client.get(f"/sesion/{waiting.token}/respuesta/cartel.pdf", base_url=phone.base).status_code == 404
