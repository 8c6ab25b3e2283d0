"""Word files at the desk: drafts and versions on the paper of the institution, and how that paper is taken up."""

from __future__ import annotations

import io
from uuid import UUID

import docx
import pytest
import sqlalchemy as sa

from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.people import Organisation
from labapp.models.programme import Letterhead
from tests.documents.test_letterheads import a_letterhead
from tests.factories import a_programme, an_organisation, sign_in
from tests.pages import Browser, Page
from tests.web.minutes_desk import Desk, a_desk

PROGRAMME = "/programa/membrete"


@pytest.fixture
def at_desk(desk: Browser, house: House) -> Desk:
    a_programme(house)
    return a_desk(desk, house)


def fetched(browser: Browser, path: str, status: int = 200) -> bytes:
    answer = browser.client.get(path, base_url=browser.base)
    assert answer.status_code == status
    return answer.data


def text_of(data: bytes) -> str:
    file = docx.Document(io.BytesIO(data))
    edges = [p.text for edge in (file.sections[0].header, file.sections[0].footer) for p in edge.paragraphs]
    return "\n".join([*edges, *(p.text for p in file.paragraphs)])


def upload(browser: Browser, data: bytes, path: str = PROGRAMME, *, status: int = 303) -> Page:
    form = browser.get(path).soup.select_one("form[enctype]")
    assert form is not None
    fields = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[type=hidden]")}
    sent = {**fields, "file": (io.BytesIO(data), "membrete.docx")}
    return browser.post(path, sent, status=status, content_type="multipart/form-data")


def rows(house: House) -> list[tuple[UUID | None, str | None]]:
    with house.database.reading() as db:
        return [(row.organisation_id, row.sha256) for row in db.scalars(sa.select(Letterhead).order_by(Letterhead.id))]


def test_the_draft_and_each_version_can_be_had_as_word(at_desk: Desk) -> None:
    draft = text_of(fetched(at_desk.browser, f"{at_desk.path}/borrador.docx"))
    at_desk.publish()
    version = text_of(fetched(at_desk.browser, f"{at_desk.path}/v1.docx"))

    assert "BORRADOR – NO APROBADO" in draft
    assert "Que haya laboratorios en la comarca." in draft
    assert "BORRADOR" not in version
    assert "Que haya laboratorios en la comarca." in version
    fetched(at_desk.browser, f"{at_desk.path}/v2.docx", 404)


def test_the_answers_can_be_had_as_word_too(at_desk: Desk) -> None:
    at_desk.publish()

    draft = text_of(fetched(at_desk.browser, f"/sesiones/{at_desk.session.id}/respuesta/borrador.docx"))

    assert "Que haya laboratorios en la comarca." in draft
    assert "BORRADOR" in draft
    fetched(at_desk.browser, f"/sesiones/{at_desk.session.id}/respuesta/v1.docx", 404)


def test_who_does_not_see_the_session_gets_no_file(at_desk: Desk) -> None:
    sign_in(at_desk.browser, at_desk.house, Role.FACILITATOR, organisation=an_organisation(at_desk.house, "Otra"))

    for name in ("minuta/borrador", "minuta/v1", "respuesta/borrador", "respuesta/v1"):
        fetched(at_desk.browser, f"/sesiones/{at_desk.session.id}/{name}.docx", 404)


def test_documents_are_written_on_the_paper_of_the_programme(at_desk: Desk) -> None:
    at_desk.come(Role.COORDINATION)
    assert "papel en blanco" in at_desk.browser.get(PROGRAMME).text

    upload(at_desk.browser, a_letterhead())

    assert "Bajar una prueba en Word" in at_desk.browser.get(PROGRAMME).text
    assert "Autoridad de Ejemplo" in text_of(fetched(at_desk.browser, f"{PROGRAMME}/prueba.docx"))
    assert "Autoridad de Ejemplo" in text_of(fetched(at_desk.browser, f"{at_desk.path}/borrador.docx"))


def test_the_paper_of_an_organiser_goes_before_that_of_the_programme(at_desk: Desk) -> None:
    at_desk.come(Role.COORDINATION)
    with at_desk.house.database.reading() as db:
        organiser = db.scalars(sa.select(Organisation.id).order_by(Organisation.name_key)).first()
    own = f"/organizaciones/{organiser}/membrete"
    upload(at_desk.browser, a_letterhead())
    upload(at_desk.browser, a_letterhead(lambda f: f.sections[0].header.add_paragraph("La propia")), own)

    assert "La propia" in text_of(fetched(at_desk.browser, f"{at_desk.path}/borrador.docx"))
    assert "La propia" in text_of(fetched(at_desk.browser, f"{own}/prueba.docx"))

    at_desk.browser.fill(own, {"quitar": "1", "seen": str(at_desk.browser.get(own).select("[name=seen]")[0]["value"])})
    assert "La propia" not in text_of(fetched(at_desk.browser, f"{at_desk.path}/borrador.docx"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Escoja el archivo de Word con el membrete."),
        (b"%PDF-1.7", "no es un documento de Word"),
    ],
)
def test_a_file_that_is_refused_changes_nothing_and_says_why(at_desk: Desk, data: bytes, sentence: str) -> None:
    at_desk.come(Role.COORDINATION)

    page = upload(at_desk.browser, data, status=409)

    assert sentence in page.text
    assert rows(at_desk.house) == []


def test_two_who_change_the_letterhead_do_not_undo_each_other(at_desk: Desk) -> None:
    at_desk.come(Role.COORDINATION)
    token = at_desk.browser.get(PROGRAMME).token()
    upload(at_desk.browser, a_letterhead())
    before = rows(at_desk.house)

    at_desk.browser.post(PROGRAMME, {"token": token, "seen": "", "quitar": "1"}, status=409)

    assert rows(at_desk.house) == before


def test_another_file_in_the_same_form_is_not_taken_for_a_repetition(at_desk: Desk) -> None:
    at_desk.come(Role.COORDINATION)
    token = at_desk.browser.get(PROGRAMME).token()
    other = a_letterhead(lambda f: f.sections[0].header.add_paragraph("Otro"))
    for data, status in ((a_letterhead(), 303), (a_letterhead(), 303), (other, 409)):
        sent = {"token": token, "seen": "", "file": (io.BytesIO(data), "membrete.docx")}
        at_desk.browser.post(PROGRAMME, sent, status=status, content_type="multipart/form-data")

    assert len(rows(at_desk.house)) == 1


def test_an_unknown_organisation_has_no_letterhead(at_desk: Desk) -> None:
    at_desk.come(Role.COORDINATION)

    at_desk.browser.get(f"/organizaciones/{at_desk.session.id}/membrete", status=404)
    fetched(at_desk.browser, f"{PROGRAMME}/prueba.docx", 404)
