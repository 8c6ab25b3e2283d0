"""The call at the desk: everything it says reaches the public page, the poster, and nobody else's list."""

from __future__ import annotations

import io

import pikepdf
import pytest

from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.programme import Programme
from labapp.models.sessions import LabSession
from labapp.models.spaces import Draft
from tests.factories import a_programme, a_session, a_space, an_organisation, sign_in, writing
from tests.pages import Browser

SAID = {
    "text": "Les invitamos a contar qué falta.",
    "published_on": "2026-11-05",
    "channels": "Radio Ngäbe y WhatsApp",
    "invited": "Congreso local",
    "level": "collaborate",
    "report_days": "7",
    "response_days": "21",
    "contact": "WhatsApp 6000-0000",
    "supports": ["sign_language", "care"],
}


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    """A convened session of the organisation whose facilitator is signed in."""
    organisation = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=organisation)
    return a_session(house, a_space(house, organisation=organisation), stage=Stage.CONVENED, starts_in_hours=48)


def path(session: LabSession) -> str:
    return f"/sesiones/{session.id}/convocatoria"


def test_what_the_call_says_is_read_by_anybody(house: House, desk: Browser, session: LabSession) -> None:
    with writing(house, Verb.ADD_DRAFT) as db:
        draft = Draft(
            space_id=session.space_id, title="Compromiso", version="2", shared_on=house.now().date(),
            link="https://example.org/borrador.pdf",
        )  # fmt: skip
        db.add(draft)

    desk.fill(path(session), {**SAID, "draft": str(draft.id)})

    page = desk.get(f"/sesion/{session.token}")
    for words in (
        "Les invitamos a contar qué falta.", "5 de noviembre de 2026", "Radio Ngäbe y WhatsApp", "Congreso local",
        "Colaborar: buscaremos su consejo", "en 7 días hábiles", "en 21 días calendario", "WhatsApp 6000-0000",
        "Lengua de señas panameña", "versión 2",
    ):  # fmt: skip
        assert words in page.text
    assert page.select("a[href='https://example.org/borrador.pdf']")


def test_a_link_that_is_no_web_address_is_not_followed(house: House, desk: Browser, session: LabSession) -> None:
    with writing(house, Verb.ADD_DRAFT) as db:
        draft = Draft(space_id=session.space_id, title="Compromiso", version="2", link="javascript:alert(1)")
        db.add(draft)

    desk.fill(path(session), {**SAID, "draft": str(draft.id)})

    assert "javascript" not in str(desk.get(f"/sesion/{session.token}").soup)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"report_days": "0"}, "Escriba un plazo de 1 a 365 días."),
        ({"response_days": "mil"}, "Escriba un número sin decimales"),
        ({"published_on": "ayer"}, "Escoja el día en el calendario"),
        ({"text": "x" * 4001}, "El texto es muy largo"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Browser, session: LabSession, wrong: dict[str, str], words: str
) -> None:
    page = desk.get(path(session))
    sent = {"token": page.token(path(session)), "seen": "", **SAID, **wrong}

    answer = desk.client.post(path(session), data=sent, base_url=desk.base)

    assert answer.status_code in {409, 422}
    assert words in answer.get_data(as_text=True)
    assert "Radio Ngäbe y WhatsApp" in answer.get_data(as_text=True)


def test_two_who_write_the_call_at_once_both_see_both_texts(desk: Browser, session: LabSession) -> None:
    tokens = [desk.get(path(session)).token(path(session)) for _ in range(2)]
    desk.post(path(session), {"token": tokens[0], "seen": "", **SAID, "text": "El primero."})

    page = desk.post(path(session), {"token": tokens[1], "seen": "", **SAID, "text": "El segundo."}, status=409)

    assert "El primero." in page.text
    assert "El segundo." in page.select("textarea[name=text]")[0].get_text()


@pytest.mark.parametrize(("paper", "width"), [("a4", "595"), ("a3", "841"), ("papiro", "595")])
def test_the_poster_is_one_page_of_the_asked_paper(desk: Browser, session: LabSession, paper: str, width: str) -> None:
    answer = desk.client.get(f"{path(session)}/cartel.pdf?papel={paper}", base_url=desk.base)

    assert answer.content_type == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.data)) as opened:
        assert len(opened.pages) == 1
        assert str(opened.pages[0].mediabox[2]).startswith(width)


def test_the_poster_says_whether_it_carries_an_address(house: House, desk: Browser, session: LabSession) -> None:
    without = desk.get(path(session)).text
    a_programme(house)
    with writing(house, Verb.SET_UP_PROGRAMME) as db:
        db.query(Programme).one().public_base_url = "https://laboratorios.example.org"

    assert "Saldrá sin dirección de internet" in without
    assert "Saldrá sin dirección de internet" not in desk.get(path(session)).text


LIST = """Nombre\tOrganización\tCargo\tCorreo
María Pérez\tJunta Comunal\tPresidenta\tm@x.org
\tSin nombre\t\t
maria perez\t\t\t
"""


def test_a_pasted_list_is_looked_at_before_it_is_kept(desk: Browser, session: LabSession) -> None:
    base = f"/sesiones/{session.id}/esperados"

    review = desk.fill(base, {"text": LIST}, action=f"{base}/revisar", status=200)
    nothing_yet = desk.get(base).text
    ticked = [tag["value"] for tag in review.select("input[name=line][checked]")]
    text = review.select("input[name=text]")[0]["value"]
    desk.post(base, {"token": review.token(base), "text": text, "line": ticked})

    assert "Correo" in review.text
    assert "m@x.org" not in review.select("table")[0].get_text()
    assert len(ticked) == 1
    assert "Todavía no hay lista" in nothing_yet
    page = desk.get(base)
    assert "1 persona en la lista" in page.text
    assert "Presidenta" in page.text
    desk.fill(base, {}, action=f"{base}/vaciar")
    assert "Todavía no hay lista" in desk.get(base).text


@pytest.mark.parametrize("text", ["", " \n ", "=cmd|' /C calc'!A0", "\u202eeva\t\t", "a" * 5000, "x,y\n" * 3000])
def test_any_paste_is_answered_with_a_page(desk: Browser, session: LabSession, text: str) -> None:
    base = f"/sesiones/{session.id}/esperados"
    token = desk.get(base).token("/revisar")

    answer = desk.client.post(f"{base}/revisar", data={"token": token, "text": text}, base_url=desk.base)

    assert answer.status_code in {200, 422}
