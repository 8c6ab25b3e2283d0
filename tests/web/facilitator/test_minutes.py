"""The minutes at the desk: assembled, written, reviewed by another person, published for ever."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.contributions import Channel, PublicState, WithholdReason
from labapp.domain.minutes import State
from labapp.domain.obligations import ObligationKind
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.responses import Obligation
from labapp.models.sessions import LabSession
from labapp.services import contributions
from labapp.services.contributions import ContributeCommand
from tests.conftest import Clock
from tests.factories import a_programme, a_session, an_organisation, sign_in, writing
from tests.pages import Browser
from tests.web.minutes_desk import Desk, a_desk, say


@pytest.fixture
def at_desk(desk: Browser, house: House) -> Desk:
    a_programme(house, public_base_url="https://labs.example.org")
    said = "Que haya laboratorios en la comarca.", "Fulano de Tal se llevó la plata."
    return a_desk(desk, house, *said, proposal="El borrador 2.\n\n- Uno\n- Dos")


def test_every_block_assembles_itself_and_takes_words_by_hand(at_desk: Desk) -> None:
    page = at_desk.browser.get(at_desk.path)

    article = page.select("article.document")[0]
    assert "BORRADOR – NO APROBADO" in article.get_text()
    assert "Participó 1 persona." in article.get_text()
    assert "Que haya laboratorios en la comarca." in article.get_text()
    assert [li.get_text() for li in article.select("ul:not([role]) li")][:2] == ["Uno", "Dos"]
    assert "María José" not in page.response.text
    assert "No falta nada" in page.text


def test_the_checklist_says_what_is_missing_with_where_to_mend_it(desk: Browser, house: House) -> None:
    session = a_session(house)
    there = Desk(desk, house, session)
    there.come(Role.FACILITATOR)
    say(house, session, "Sin leer.")
    with writing(house, Verb.CONTRIBUTE) as db:
        contributions.contribute(db, session.id, ContributeCommand(text="x", channel=Channel.PAPER), now=house.now())

    page = there.browser.get(there.path)

    assert "Cierre el registro de asistencia" in page.text
    assert "escriba por qué no se leyeron en la sala: 2" in page.text
    assert page.select(f'a[href="/sesiones/{session.id}/lectura"]')
    assert page.select(f'a[href="{there.path}/development"]')


def test_another_person_approves_and_the_version_is_frozen(at_desk: Desk) -> None:
    at_desk.publish()

    versions = at_desk.versions()
    assert [v.number for v in versions] == [1]
    assert at_desk.row.state is State.PUBLISHED
    assert (at_desk.house.files / f"{versions[0].pdf_sha256}.pdf").read_bytes().startswith(b"%PDF")
    with at_desk.house.database.reading() as db:
        kept = {one.kind: one.fulfilled_on for one in db.scalars(sa.select(Obligation))}
        stage = db.get_one(LabSession, at_desk.session.id).stage
    assert kept[ObligationKind.REPORT] is not None
    assert kept[ObligationKind.RESPONSE] is None
    assert stage is Stage.REGISTER_CLOSED


def test_the_last_promise_kept_publishes_the_session(at_desk: Desk) -> None:
    with writing(at_desk.house, Verb.PUBLISH_RESPONSES) as db:
        owed = db.scalars(sa.select(Obligation).where(Obligation.kind == ObligationKind.RESPONSE)).one()
        owed.fulfilled_on = at_desk.house.now().date()

    at_desk.publish()

    with at_desk.house.database.reading() as db:
        assert db.get_one(LabSession, at_desk.session.id).stage is Stage.PUBLISHED


def test_whoever_wrote_or_sent_it_cannot_approve_it(at_desk: Desk) -> None:
    at_desk.come(Role.COORDINATION)
    at_desk.step("revisar")
    page = at_desk.browser.get(at_desk.path)

    assert not page.select("form[action$=aprobar]")
    token = page.token("/pasos/devolver")
    at_desk.browser.post(f"{at_desk.path}/pasos/aprobar", {"token": token}, status=403)
    at_desk.come(Role.NOTE_TAKER)
    assert not at_desk.browser.get(at_desk.path).select("form[action$=aprobar]")


def test_minutes_given_back_say_why_and_are_written_again(at_desk: Desk) -> None:
    at_desk.step("revisar")
    at_desk.come(Role.APPROVER)
    assert "Escriba qué hay que corregir" in at_desk.step("devolver", {"note": " "}, status=409).text
    at_desk.step("devolver", {"note": "Falta decir quién abrió."})
    at_desk.come(Role.NOTE_TAKER)

    assert "Falta decir quién abrió." in at_desk.browser.get(at_desk.path).text
    block = f"{at_desk.path}/interventions"
    at_desk.send(block, block, {"words": "Abrió la Dirección."})
    assert at_desk.row.state is State.DRAFT


def test_what_is_in_review_is_not_written_in(at_desk: Desk) -> None:
    block = f"{at_desk.path}/comments"
    token = at_desk.browser.get(block).token()
    at_desk.step("revisar")

    page = at_desk.browser.post(block, {"token": token, "seen": "", "words": "Tarde."}, status=409)

    assert "Pida que se lo devuelvan" in page.text
    assert "Tarde." in page.text


def test_two_who_write_one_block_see_both_texts(at_desk: Desk) -> None:
    block = f"{at_desk.path}/comments"
    token = at_desk.browser.get(block).token()
    at_desk.send(block, block, {"words": "Lo de la otra."})

    clash = at_desk.browser.post(block, {"token": token, "seen": "", "words": "Lo mío."}, status=409)

    assert "Lo de la otra." in clash.text
    assert "Lo mío." in clash.text


def test_what_changed_after_the_approval_does_not_go_out(at_desk: Desk) -> None:
    at_desk.step("revisar")
    at_desk.come(Role.APPROVER)
    at_desk.step("aprobar")
    with writing(at_desk.house, Verb.SET_PUBLIC_STATE) as db:
        said = db.scalars(sa.select(Contribution).where(Contribution.number == 2)).one()
        said.public_state, said.withhold_reason = PublicState.WITHHELD, WithholdReason.COMPLAINT

    page = at_desk.step("publicar", status=409)

    assert "Los datos cambiaron después de la aprobación" in page.text
    assert at_desk.versions() == []


def test_what_changed_before_the_approval_is_looked_at_again(at_desk: Desk) -> None:
    at_desk.step("revisar")
    at_desk.come(Role.APPROVER)
    shown = at_desk.browser.get(at_desk.path).soup.select_one("form[action$=aprobar]")
    assert shown is not None
    fields = {str(i["name"]): str(i.get("value", "")) for i in shown.select("input[type=hidden]")}
    with writing(at_desk.house, Verb.CLASSIFY_CONTRIBUTION) as db:
        db.scalars(sa.select(Contribution).where(Contribution.number == 1)).one().theme = "Cobertura"

    at_desk.browser.post(f"{at_desk.path}/pasos/aprobar", fields, status=409)
    at_desk.step("aprobar")

    assert at_desk.row.state is State.APPROVED


def test_a_change_after_publication_is_a_new_version_with_its_note(at_desk: Desk, clock: Clock) -> None:
    at_desk.publish()
    first = at_desk.versions()[0]
    clock.forward(days=3)
    at_desk.come(Role.NOTE_TAKER)
    block = f"{at_desk.path}/comments"
    at_desk.send(block, block, {"words": "Se corrigió el lugar."})
    at_desk.step("revisar")
    at_desk.come(Role.APPROVER)
    assert "Escriba qué cambia en esta" in at_desk.browser.get(at_desk.path).text
    at_desk.step("aprobar", status=409)
    at_desk.step("devolver", {"note": "Falta la nota."})
    at_desk.come(Role.NOTE_TAKER)
    at_desk.step("", {"change_note": "El lugar era otro."})
    at_desk.publish()

    one, two = at_desk.versions()
    assert (one.sha256, one.content) == (first.sha256, first.content)
    assert (two.number, two.change_note) == (2, "El lugar era otro.")
    assert one.sha256 != two.sha256


def test_sending_the_publication_twice_gives_one_version(at_desk: Desk) -> None:
    at_desk.step("revisar")
    at_desk.come(Role.APPROVER)
    at_desk.step("aprobar")
    token = at_desk.browser.get(at_desk.path).token("/pasos/publicar")

    for _ in range(2):
        at_desk.browser.post(f"{at_desk.path}/pasos/publicar", {"token": token})

    assert len(at_desk.versions()) == 1


def test_the_draft_as_pdf_is_there_for_those_who_see_the_session(at_desk: Desk) -> None:
    answer = at_desk.browser.client.get(f"{at_desk.path}/borrador.pdf", base_url=at_desk.browser.base)

    assert answer.data.startswith(b"%PDF")
    sign_in(at_desk.browser, at_desk.house, Role.FACILITATOR, organisation=an_organisation(at_desk.house, "Otra"))
    at_desk.browser.get(at_desk.path, status=404)
