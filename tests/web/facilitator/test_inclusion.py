"""Inclusion at the desk, in the minutes and on the public page: what was offered and to whom, and never a count."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, Part
from labapp.domain.demographics import Sector
from labapp.domain.ids import new_id
from labapp.domain.participation import Support
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Attendance, Participant
from labapp.models.sessions import InclusionOffer
from labapp.services.calls import CallText, write_call
from tests.factories import a_programme, an_organisation, writing
from tests.pages import Browser
from tests.web.minutes_desk import Desk, a_desk


@pytest.fixture
def at_desk(desk: Browser, house: House) -> Desk:
    a_programme(house)
    return a_desk(desk, house)


def page_of(there: Desk) -> str:
    return f"{there.path}/inclusion"


def write(there: Desk, groups: str, *languages: str, status: int = 303) -> str:
    form = there.browser.get(page_of(there))
    seen = str(form.select("[name=seen]")[0]["value"])
    sent = {"token": form.token(page_of(there)), "seen": seen, "groups": groups, "languages": list(languages)}
    return there.browser.post(page_of(there), sent, status=status).text


def call_offers(there: Desk, *supports: Support) -> None:
    with writing(there.house, Verb.WRITE_CALL) as db:
        write_call(db, there.session.id, CallText(supports=supports), seen=None)


def caciques_came(there: Desk, many: int) -> None:
    congress = an_organisation(there.house, "Congreso General", Sector.TRADITIONAL_AUTHORITY)
    with writing(there.house, Verb.CHECK_IN) as db:
        for number in range(many):
            person = Participant(
                space_id=there.session.space_id, number=50 + number, age_side=AgeSide.ADULT,
                name=f"Persona {'abc'[number]}", position="Cacique", organisation_id=congress,
            )  # fmt: skip
            db.add(person)
            db.add(Attendance(
                id=new_id(), session_id=there.session.id, participant_id=person.id, part=Part.AUTHORITY, channel="desk",
                arrived_at=there.house.now(), recorded_at=there.house.now(),
            ))  # fmt: skip


def inclusion(there: Desk) -> str:
    """The section on inclusion as the document prints it; empty where there is none."""
    article = " ".join(there.browser.get(there.path).select("article.document")[0].get_text(" ").split())
    return article.partition("Inclusión")[2].partition("Aprobación")[0].strip()


def test_what_was_offered_stands_in_the_minutes_by_function_and_without_a_count(at_desk: Desk) -> None:
    call_offers(at_desk, Support.INTERPRETATION, Support.CARE)
    caciques_came(at_desk, 2)
    write(at_desk, "Grupos de mujeres\nCongreso local", "gym", "lsp")

    said = inclusion(at_desk)

    assert "Grupos convocados Grupos de mujeres; Congreso local" in said
    assert "Autoridades tradicionales presentes Cacique, Congreso General" in said
    assert "Apoyos ofrecidos Interpretación a otra lengua; Cuidado de niñas, niños o familiares" in said
    assert "Interpretación ofrecida" in said
    assert not any(sign.isdigit() for sign in said.partition("Grupos")[2])
    assert "Persona" not in said


def test_what_nobody_wrote_is_told_to_the_note_taker_and_not_printed(at_desk: Desk) -> None:
    page = at_desk.browser.get(at_desk.path)

    assert "Falta escribir qué grupos se convocaron." in page.text
    assert "La convocatoria no dice qué apoyos se ofrecieron." in page.text
    assert inclusion(at_desk) == ""
    call_offers(at_desk, Support.INTERPRETATION)
    assert "falta decir a qué lenguas" in at_desk.browser.get(page_of(at_desk)).text


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [("12 mujeres", "sin cantidades"), ("Escriba al 6123-4567", "sin cantidades"), ("a" * 90, "pocas palabras")],
)
def test_what_counts_people_is_refused_and_nothing_typed_is_lost(at_desk: Desk, groups: str, sentence: str) -> None:
    page = write(at_desk, groups, "gym", status=409)

    assert sentence in page
    assert groups in page
    with at_desk.house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(InclusionOffer)) == 0


def test_two_who_write_at_once_see_both(at_desk: Desk) -> None:
    form = at_desk.browser.get(page_of(at_desk))
    write(at_desk, "Lo de la otra")

    both = at_desk.browser.post(
        page_of(at_desk), {"token": form.token(page_of(at_desk)), "seen": "", "groups": "Lo mío"}, status=409
    )

    assert "Lo de la otra" in both.text
    assert both.select("#groups")[0].get_text(strip=True) == "Lo mío"


def test_the_public_page_says_what_is_offered(at_desk: Desk, phone: Browser) -> None:
    call_offers(at_desk, Support.TRANSPORT)
    write(at_desk, "Juntas de agua", "cuk")

    page = " ".join(phone.get(f"/sesion/{at_desk.session.token}").soup.get_text(" ").split())

    assert "Grupos convocados Juntas de agua" in page
    assert "Interpretación" in page


def test_what_is_in_review_stays_as_it_was_read(at_desk: Desk) -> None:
    at_desk.send(f"{at_desk.path}/proposal", f"{at_desk.path}/proposal", {"words": "El borrador 2."})
    form = at_desk.browser.get(page_of(at_desk))
    at_desk.step("revisar")

    sent = {"token": form.token(page_of(at_desk)), "seen": "", "groups": "Tarde"}
    assert "Pida que se lo devuelvan" in at_desk.browser.post(page_of(at_desk), sent, status=409).text


def test_the_page_reads_in_english(at_desk: Desk) -> None:
    assert "Inclusion, without counting people" in at_desk.browser.get(f"{page_of(at_desk)}?lang=en").text
