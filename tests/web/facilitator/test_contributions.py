"""The note-taker's pages: the quick line, the list, one contribution, the read-back."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.contributions import Channel, PublicState
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.contributions import Contribution, ContributionRevision
from labapp.models.sessions import LabSession
from labapp.services.contributions import ContributeCommand, contribute
from tests.factories import a_session, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser

HOSTILE = (
    '=HYPERLINK("http://malo","pulse")',
    "<script>alert(1)</script>",
    "\u202eתודה\u202c 👨\u200d👩\u200d👧 ¡Ñandú! ⟨ngäbe⟩",
    "a" * 2_000,
)

LINE = {"channel": "voice", "spoken": "es", "kind": ""}
"""What a browser sends of the quick line when nobody touches it."""


def said(house: House, session: LabSession, text: str = "Que llegue internet a la escuela.") -> Contribution:
    with writing(house, Verb.CONTRIBUTE) as db:
        return contribute(db, session.id, ContributeCommand(text=text, channel=Channel.VOICE), now=house.now())


def reread(house: House, said: Contribution) -> Contribution:
    with house.database.reading() as db:
        return db.get_one(Contribution, said.id)


@pytest.fixture
def session(house: House) -> LabSession:
    return a_session(house)


@pytest.fixture
def notes(desk: Browser, house: House) -> Browser:
    sign_in(desk, house, Role.NOTE_TAKER, organisation=an_organisation(house))
    return desk


def test_the_quick_line_notes_words_with_a_number_and_keeps_the_channel(
    notes: Browser, house: House, session: LabSession
) -> None:
    person = an_arrival(house, session).person
    path = f"/sesiones/{session.id}/aportes"
    fields = {"text": "Arreglar el puente.", "channel": "paper", "spoken": "es", "kind": "problem",
              "person": str(person.number), "group": "Grupo 2"}  # fmt: skip

    page = notes.fill(path, fields, follow=True, status=200)

    assert "Quedó anotado con el número 1" in page.text
    assert "Arreglar el puente." in page.text
    assert page.select("select[name=channel] option[selected]")[0]["value"] == "paper"
    with house.database.reading() as db:
        kept = db.scalars(sa.select(Contribution)).one()
    assert (kept.person_id, kept.group) == (person.id, "Grupo 2")


def test_sending_the_same_form_twice_notes_it_once(notes: Browser, house: House, session: LabSession) -> None:
    path = f"/sesiones/{session.id}/aportes"
    fields = LINE | {"text": "Una sola vez.", "token": notes.get(path).token()}

    first, second = notes.post(path, fields), notes.post(path, fields)

    assert first.location == second.location
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Contribution)) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": "   "}, "Escriba su aporte"),
        ({"text": "a" * 5_000}, "El aporte tiene 5000 caracteres"),
        ({"person": "77"}, "Nadie de este laboratorio"),
        ({"translation": "hola"}, "la lengua es español"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_words_stay_on_the_page(
    notes: Browser, session: LabSession, change: dict[str, str], sentence: str
) -> None:
    path = f"/sesiones/{session.id}/aportes"
    fields = LINE | {"text": "Esto no se pierde."} | change
    page = notes.post(path, fields | {"token": notes.get(path).token()}, status=409)

    assert fields["text"].strip() in page.text
    assert sentence in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_words(notes: Browser, house: House, session: LabSession, text: str) -> None:
    one = said(house, session, text)

    for path in (f"/sesiones/{session.id}/aportes", f"/sesiones/{session.id}/aportes/{one.id}",
                 f"/sesiones/{session.id}/lectura"):  # fmt: skip
        page = notes.get(path)
        assert reread(house, one).text in page.soup.select("main")[0].get_text()
        assert not page.select("main script:not([src])")


def test_the_fragment_of_new_ones_counts_and_answers_304(notes: Browser, house: House, session: LabSession) -> None:
    said(house, session)
    said(house, session, "Otro.")
    path = f"/sesiones/{session.id}/aportes/nuevos?desde=1"

    first = notes.client.get(path, base_url=notes.base)
    again = notes.client.get(path, base_url=notes.base, headers={"If-None-Match": first.headers["ETag"]})

    assert "1 aporte nuevo" in first.text
    assert again.status_code == 304


def test_filters_leave_the_counts_of_all(notes: Browser, house: House, session: LabSession) -> None:
    said(house, session, "Agua potable en la comunidad.")
    said(house, session, "Un camino seguro.")

    page = notes.get(f"/sesiones/{session.id}/aportes?q=AGUA")

    assert "Agua potable" in page.text
    assert "camino seguro" not in page.text
    assert "2 aportes recibidos" in page.text


def _send(notes: Browser, one: Contribution, act: str, fields: dict[str, str], status: int = 303) -> str:
    page = f"/sesiones/{one.session_id}/aportes/{one.id}"
    shown = notes.get(page)
    form = shown.soup.select_one(f'form[action="{page}/{act}"]')
    assert form is not None, f"no form {act}"
    hidden = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[type=hidden]")}
    return notes.post(f"{page}/{act}", hidden | fields, status=status).text


def test_splitting_joining_and_withdrawing_keep_every_number(notes: Browser, house: House, session: LabSession) -> None:
    whole, twin, same = (said(house, session, text) for text in ("Dos cosas.", "Lo mismo", "Lo mismo"))

    _send(notes, whole, "dividir", {"parts": "La primera.\r\n\r\nLa segunda."})
    _send(notes, same, "unir", {"number": "2"})
    page = notes.get(f"/sesiones/{session.id}/aportes")

    assert {"1", "1a", "1b", "2", "3"} == {a.get_text() for a in page.select("tbody th a")}
    assert "Unido al 2" in page.text
    _send(notes, same, "separar", {})
    _send(notes, twin, "retirar", {})
    assert reread(house, twin).withdrawn_at is not None
    assert reread(house, same).joined_into_id is None
    _send(notes, twin, "reponer", {})
    assert reread(house, twin).withdrawn_at is None


def test_a_withheld_contribution_keeps_its_original(notes: Browser, house: House, session: LabSession) -> None:
    one = said(house, session, "Fulano se llevó la plata.")

    _send(notes, one, "publico", {"public_state": "withheld", "withhold_reason": "complaint"})
    kept = reread(house, one)

    assert (kept.public_state, kept.text) == (PublicState.WITHHELD, "Fulano se llevó la plata.")
    assert "Elija por qué" in _send(
        notes, one, "publico", {"public_state": "redacted", "withhold_reason": "", "public_text": "x"}, status=409
    )


def test_two_who_write_at_once_see_both_texts(notes: Browser, house: House, session: LabSession) -> None:
    one = said(house, session, "Antes.")
    page = f"/sesiones/{session.id}/aportes/{one.id}"
    form = notes.get(page).soup.select_one(f'form[action="{page}/texto"]')
    assert form is not None
    mine = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[type=hidden]")}
    _send(notes, one, "texto", {"new_text": "Lo de la otra persona."})

    clash = notes.post(f"{page}/texto", mine | {"new_text": "Lo mío."}, status=409)

    assert "Lo de la otra persona." in clash.text
    assert "Lo mío." in clash.text
    assert reread(house, one).text == "Lo de la otra persona."
    again = clash.soup.select_one(f'form[action="{page}/texto"]')
    assert again is not None
    fresh = {str(i["name"]): str(i.get("value", "")) for i in again.select("input[type=hidden]")}
    notes.post(f"{page}/texto", fresh | {"new_text": "Lo mío."})
    assert reread(house, one).text == "Lo mío."


def test_reading_back_fixes_the_words_and_later_changes_are_revisions(
    notes: Browser, house: House, session: LabSession
) -> None:
    one, two = said(house, session, "Primero."), said(house, session, "Segundo.")
    reading = f"/sesiones/{session.id}/lectura"

    first = notes.get(reading)
    assert "Primero." in first.text
    form = first.soup.select_one("form[action$=confirmar]")
    assert form is not None
    hidden = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[type=hidden]")}
    after = notes.post(f"{reading}/{one.id}/confirmar", hidden, follow=True, status=200)
    assert "Segundo." in after.text

    correct = notes.get(f"{reading}?aporte={two.id}&corregir=1").soup.select_one("form[action$=corregir]")
    assert correct is not None
    hidden = {str(i["name"]): str(i.get("value", "")) for i in correct.select("input[type=hidden]")}
    notes.post(f"{reading}/{two.id}/corregir", hidden | {"new_text": "Segundo, bien dicho."})
    assert "leídos y confirmados" in notes.get(reading).text
    assert "Escriba por qué cambia" in _send(notes, one, "texto", {"new_text": "Otra cosa."}, status=409)
    _send(notes, one, "texto", {"new_text": "Otra cosa.", "reason": "Se oyó mal."})
    with house.database.reading() as db:
        kept = db.scalars(sa.select(ContributionRevision)).one()
    assert (kept.text, kept.reason, kept.contribution_id) == ("Primero.", "Se oyó mal.", one.id)


def test_the_read_back_shows_no_person(notes: Browser, house: House, session: LabSession) -> None:
    arrival = an_arrival(house, session, "Aurelia Montezuma")
    with writing(house, Verb.CONTRIBUTE) as db:
        command = ContributeCommand(text="Mi palabra.", channel=Channel.VOICE, person_id=arrival.person.id)
        contribute(db, session.id, command, now=house.now())

    page = notes.get(f"/sesiones/{session.id}/lectura")

    assert "Mi palabra." in page.text
    assert "Aurelia" not in page.response.text
    assert "Ana Prueba" not in page.response.text


@pytest.mark.parametrize("state", ["withheld", "redacted"])
def test_the_wall_shows_nothing_that_the_public_may_not_read(
    notes: Browser, house: House, session: LabSession, state: str
) -> None:
    one = said(house, session, "Fulano de Tal se llevó la plata.")
    _send(notes, one, "publico", {"public_state": state, "withhold_reason": "complaint", "public_text": "Faltó algo."})

    for query in ("", f"?aporte={one.id}&corregir=1"):
        assert "Fulano" not in notes.get(f"/sesiones/{session.id}/lectura{query}").response.text


def test_a_closed_list_takes_no_more_and_withdraws_no_more(notes: Browser, house: House, session: LabSession) -> None:
    one = said(house, session)
    token = notes.get(f"/sesiones/{session.id}/aportes").token()
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED

    fields = LINE | {"text": "Tarde.", "token": token}
    late = notes.post(f"/sesiones/{session.id}/aportes", fields, status=409)

    assert "La lista de aportes ya cerró" in late.text
    assert not notes.get(f"/sesiones/{session.id}/aportes/{one.id}").select("form[action$=retirar]")


def test_the_list_of_another_organisation_is_not_there(desk: Browser, house: House, session: LabSession) -> None:
    sign_in(desk, house, Role.NOTE_TAKER, organisation=an_organisation(house, "Otra"))

    desk.get(f"/sesiones/{session.id}/aportes", status=404)
    desk.get(f"/sesiones/{session.id}/aportes/{UUID(int=1)}", status=404)
