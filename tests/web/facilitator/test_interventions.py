"""Interventions at the desk: added, moved, changed, removed and put back, and printed by role in every form."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import docx
import pytest

from labapp.documents.minutes_versions import draft_document
from labapp.documents.pdf import document_pdf
from labapp.domain.errors import RuleViolated
from labapp.domain.interventions import Intervention, InterventionAct, SpeakingRole
from labapp.domain.minutes import State
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.queries.interventions import Spoken, interventions_of_session
from labapp.queries.minutes import minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.services.interventions import act_on_intervention, add_intervention
from tests.documents.pdf_reading import spoken_text, squeezed
from tests.factories import a_programme, a_session, writing
from tests.pages import Browser
from tests.web.minutes_desk import Desk, a_desk

OPENED = {
    "role": "opening", "office": "Dirección General", "organisation": "ANTAI", "person": "Elsa Fernández",
    "summary": "Recordó lo logrado.",
}  # fmt: skip
SPOKE = {"role": "civil_society", "organisation": "Kernel Community", "summary": "Agradeció el trabajo."}


@pytest.fixture
def at_desk(desk: Browser, house: House) -> Desk:
    a_programme(house)
    return a_desk(desk, house)


def listed(there: Desk) -> str:
    return f"{there.path}/intervenciones"


def add(there: Desk, fields: dict[str, str], status: int = 303) -> str:
    return there.send(listed(there), listed(there), fields, status=status).text


def standing(there: Desk) -> list[Spoken]:
    with there.house.database.reading() as db:
        return [one for one in interventions_of_session(db, there.session.id) if not one.is_removed]


def press(there: Desk, act: InterventionAct, one: Spoken) -> None:
    there.send(listed(there), f"{listed(there)}/orden", {"act": f"{act.value}:{one.id}"})


def offices(there: Desk) -> list[str]:
    return [one.said.office or one.said.organisation for one in standing(there)]


def pdf_text(there: Desk) -> str:
    with there.house.database.reading() as db:
        document = draft_document(
            minutes_facts(db, there.session.id), minutes_draft(db, there.session.id), on=there.house.now().date()
        )
    return squeezed(spoken_text(document_pdf(document)))


def test_those_who_spoke_stand_in_the_document_by_role_and_in_order(at_desk: Desk) -> None:
    add(at_desk, OPENED)
    add(at_desk, SPOKE)

    article = " ".join(at_desk.browser.get(at_desk.path).select("article.document")[0].get_text(" ").split())
    opened = "Apertura Elsa Fernández, Dirección General, ANTAI Recordó lo logrado."
    assert f"Intervenciones {opened} Sociedad civil Kernel Community Agradeció el trabajo." in article
    assert squeezed("Elsa Fernández, Dirección General, ANTAI") in pdf_text(at_desk)
    word = at_desk.browser.client.get(f"{at_desk.path}/borrador.docx", base_url=at_desk.browser.base)
    file = docx.Document(io.BytesIO(word.data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert "Agradeció el trabajo." in "\n".join([*(p.text for p in file.paragraphs), *cells])


def test_they_are_moved_removed_and_put_back_without_script(at_desk: Desk) -> None:
    for fields in (OPENED, SPOKE, {**SPOKE, "role": "closing", "organisation": "Junta comunal"}):
        add(at_desk, fields)
    first, second, third = standing(at_desk)

    press(at_desk, InterventionAct.UP, third)
    assert offices(at_desk) == ["Dirección General", "Junta comunal", "Kernel Community"]
    press(at_desk, InterventionAct.DOWN, first)
    assert offices(at_desk) == ["Junta comunal", "Dirección General", "Kernel Community"]
    press(at_desk, InterventionAct.REMOVE, first)
    assert offices(at_desk) == ["Junta comunal", "Kernel Community"]
    assert "1 intervención quitada" in at_desk.browser.get(listed(at_desk)).text
    assert "Dirección General" not in at_desk.browser.get(at_desk.path).select("article.document")[0].get_text()
    press(at_desk, InterventionAct.PUT_BACK, first)
    assert offices(at_desk) == ["Junta comunal", "Kernel Community", "Dirección General"]
    press(at_desk, InterventionAct.UP, second)
    assert offices(at_desk) == ["Kernel Community", "Junta comunal", "Dirección General"]


def test_one_is_changed_and_who_was_overtaken_sees_both(at_desk: Desk) -> None:
    add(at_desk, OPENED)
    page = f"{listed(at_desk)}/{standing(at_desk)[0].id}"
    old = {"token": at_desk.browser.get(page).token(), "seen": str(standing(at_desk)[0].op)}
    at_desk.send(page, page, {**OPENED, "summary": "Lo de la otra."})

    both = at_desk.browser.post(page, {**old, **OPENED, "summary": "Lo mío."}, status=409)

    assert "Lo de la otra." in both.text
    assert both.select("#summary")[0].get_text(strip=True) == "Lo mío."
    hidden = {"token": both.token(), "seen": str(both.select("[name=seen]")[0]["value"])}
    at_desk.browser.post(page, {**hidden, **OPENED, "summary": "Lo mío."})
    assert standing(at_desk)[0].said.summary == "Lo mío."


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"summary": ""}, 422, "qué se dijo"),
        ({"office": "", "organisation": "", "person": ""}, 409, "con qué cargo habló"),
        ({"office": ""}, 409, "solo de quien habla por su cargo"),
        ({"role": "emperor"}, 422, "En qué parte habló"),
        ({"summary": "a" * 5000}, 409, "Acórtelo"),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_typed_is_lost(
    at_desk: Desk, changed: dict[str, str], status: int, sentence: str
) -> None:
    page = at_desk.send(listed(at_desk), listed(at_desk), {**OPENED, **changed}, status=status)

    assert sentence in page.text
    typed = {**OPENED, **changed}
    assert page.select("#person")[0].get("value", "") == typed["person"]
    assert page.select("#summary")[0].get_text(strip=True) == typed["summary"]
    assert standing(at_desk) == []


def test_text_that_was_written_before_stays_below_the_list(at_desk: Desk) -> None:
    free = f"{at_desk.path}/interventions"
    at_desk.send(free, free, {"words": "También saludó la delegación invitada."})
    add(at_desk, OPENED)

    article = " ".join(at_desk.browser.get(at_desk.path).select("article.document")[0].get_text(" ").split())

    assert "Recordó lo logrado. También saludó la delegación invitada." in article
    assert "Además hay texto libre" in at_desk.browser.get(listed(at_desk)).text


def test_a_version_that_is_out_reads_byte_for_byte_the_same_afterwards(at_desk: Desk, phone: Browser) -> None:
    free = f"{at_desk.path}/interventions"
    at_desk.send(free, free, {"words": "Apertura: la Dirección recordó lo logrado."})
    at_desk.publish()
    files = [f"/sesion/{at_desk.session.token}/minuta/v1{ending}" for ending in ("", ".pdf")]
    before = [phone.client.get(path, base_url=phone.base).data for path in files]
    kept = at_desk.versions()[0].content

    at_desk.come(Role.NOTE_TAKER)
    add(at_desk, OPENED)

    assert [phone.client.get(path, base_url=phone.base).data for path in files] == before
    assert at_desk.versions()[0].content == kept
    assert at_desk.row.state is State.DRAFT


def test_personal_data_in_an_intervention_wait_for_a_decision_before_anything_goes_out(at_desk: Desk) -> None:
    add(at_desk, {**SPOKE, "summary": "Dejó su cédula 8-123-456 y su celular 6123-4567."})

    page = at_desk.browser.get(f"{at_desk.path}")

    assert "datos personales" in page.text.lower()
    at_desk.step("revisar")
    at_desk.come(Role.APPROVER)
    at_desk.step("aprobar")
    at_desk.step("publicar", status=409)
    assert at_desk.versions() == []


def test_what_is_in_review_takes_no_intervention(at_desk: Desk) -> None:
    token = at_desk.browser.get(listed(at_desk)).token()
    at_desk.step("revisar")

    page = at_desk.browser.post(listed(at_desk), {"token": token, **OPENED}, status=409)

    assert "Pida que se lo devuelvan" in page.text
    assert page.select("#office")[0]["value"] == "Dirección General"


def test_one_of_another_session_is_not_found(at_desk: Desk) -> None:
    add(at_desk, OPENED)
    other = a_session(at_desk.house)

    at_desk.browser.get(f"/sesiones/{other.id}/minuta/intervenciones/{standing(at_desk)[0].id}", status=404)


def test_the_pages_read_in_english(at_desk: Desk) -> None:
    add(at_desk, OPENED)

    assert "Add an intervention" in at_desk.browser.get(f"{listed(at_desk)}?lang=en").text
    page = f"{listed(at_desk)}/{standing(at_desk)[0].id}?lang=en"
    assert "Change an intervention" in at_desk.browser.get(page).text


def test_two_who_move_at_once_leave_each_one_in_its_own_place(at_desk: Desk) -> None:
    author = at_desk.row.authors[0]
    for number in range(4):
        said = Intervention(role=SpeakingRole.OTHER, office=f"Cargo {number}", summary="Habló.")
        with writing(at_desk.house, Verb.EDIT_MINUTES) as db:
            add_intervention(db, at_desk.session.id, said, author=author)
    every = standing(at_desk)

    def move(one: Spoken) -> str:
        try:
            with writing(at_desk.house, Verb.EDIT_MINUTES) as db:
                act_on_intervention(db, at_desk.session.id, one.id, InterventionAct.UP, author=author)
        except RuleViolated as refused:
            return refused.code
        return "moved"

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(move, every)) == {"moved"}

    with at_desk.house.database.reading() as db:
        after = interventions_of_session(db, at_desk.session.id)
    assert {one.id for one in after} == {one.id for one in every}
    assert len(after) == 4
