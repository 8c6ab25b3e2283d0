"""The page of a community tells of each lab how far it came, out of what is published and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from labapp import assembly
from labapp.domain.ids import new_id
from labapp.domain.phones import NoticeChannel
from labapp.domain.responses import VersionKind
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.communities import Community
from labapp.models.contributions import Contribution
from labapp.models.responses import ResponseVersion
from labapp.models.returning import Notification, SecondAnswer
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.web.web_copy import public_pages
from tests.answering import a_promise, an_answered_session
from tests.conftest import Clock
from tests.copied_pages import faults_of, soup_of
from tests.factories import a_member_of_staff, a_programme, a_session, a_space, an_arrival, writing
from tests.pages import Browser
from tests.returning import somebody
from tests.web.minutes_desk import Desk, close, say

NAME = "Canaria Zumbayllu"
STEPS = (
    "Qué se preguntó",
    "Qué dijo la gente",
    "Qué se acordó",
    "Quién responde",
    "Qué resultó",
    "Cómo volvió a la gente",
)


def page_of(house: House, session: LabSession) -> str:
    with house.database.reading() as db:
        space = db.get_one(Space, session.space_id)
        return f"/comunidad/{db.get_one(Community, space.community_id).token}"


def steps_of(browser: Browser, path: str, place: int = 0) -> dict[str, str]:
    """What each step of one lab says."""
    section = browser.get(path).select("section.thread")[place]
    return {
        tag.h4.get_text(): " ".join(tag.get_text(" ").removeprefix(tag.h4.get_text()).split())
        for tag in section.select("ol > li")
        if tag.h4
    }


@pytest.fixture
def out(desk: Browser, house: House) -> Desk:
    """A desk with published minutes, agreements and themes, and promises of ten days."""
    a_programme(house)
    session = a_session(house)
    an_arrival(house, session, NAME)
    for text, theme in (("Que haya agua potable.", "Agua"), ("Que vuelva la luz.", "Energía")):
        said = say(house, session, text)
        with writing(house, Verb.CLASSIFY_CONTRIBUTION) as db:
            db.get_one(Contribution, said.id).theme = theme
    close(house, session)
    there = Desk(desk, house, session)
    there.come(Role.FACILITATOR)
    for block, words in (("development", "Se habló."), ("agreements", "- La junta comunal limpia la toma.")):
        there.send(f"{there.path}/{block}", f"{there.path}/{block}", {"words": words})
    return there


def test_before_anything_is_published_every_step_says_when_it_was_promised(
    house: House, phone: Browser, clock: Clock
) -> None:
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_promise(house, session, days=20)

    told = steps_of(phone, page_of(house, session))

    assert tuple(told) == STEPS
    assert "se hizo el 20 de noviembre de 2026" in told["Qué se preguntó"]
    assert "Todavía no: la respuesta está prometida para el 10 de diciembre de 2026" in told["Qué resultó"]
    assert "Faltan 20 días calendario" in told["Qué resultó"]
    assert all("Todavía no" in told[step] for step in STEPS[1:])
    clock.forward(days=21)
    late = steps_of(phone, page_of(house, session))
    assert "Vencida hace 1 día calendario" in late["Qué resultó"]
    assert "se prometió y no ha salido; era para el 10 de diciembre de 2026" in late["Qué resultó"]


def test_published_minutes_tell_what_was_said_on_which_themes_and_what_was_agreed(out: Desk, phone: Browser) -> None:
    path = page_of(out.house, out.session)
    assert "agua potable" not in phone.get(path).text
    assert "limpia la toma" not in phone.get(path).text

    out.publish()

    told = steps_of(phone, path)
    assert "2 aportes" in told["Qué dijo la gente"]
    assert "Temas: Agua, Energía." in told["Qué dijo la gente"]
    assert "La junta comunal limpia la toma." in told["Qué se acordó"]
    assert "Respuesta razonada: 20 de noviembre de 2026" in told["Qué se acordó"]
    assert NAME.split()[1] not in phone.get(path).text
    out.send(f"{out.path}/v1", f"{out.path}/v1/retirar", {"reason": "Salió con un error."})
    assert "limpia la toma" not in phone.get(path).text


@pytest.mark.parametrize("kind", VersionKind)
def test_answers_tell_who_answers_and_what_resulted(house: House, phone: Browser, kind: VersionKind) -> None:
    session = an_answered_session(house, kind=kind)

    told = steps_of(phone, page_of(house, session))

    assert "ANTAI" in told["Quién responde"]
    assert "Se acogió: 1" in told["Qué resultó"]
    if kind is VersionKind.PROGRESS:
        assert "MEDUCA" in told["Quién responde"]
        assert "Avance n.º 1" in told["Qué resultó"]
        assert "Falta responder 1 aporte." in told["Qué resultó"]
    else:
        assert "Respuesta razonada del 20 de noviembre de 2026" in told["Qué resultó"]
    assert "No consta todavía que se haya avisado" in told["Cómo volvió a la gente"]


def test_the_way_back_tells_days_and_never_who_or_how_many(house: House, phone: Browser, clock: Clock) -> None:
    session = an_answered_session(house)
    people = [somebody(house, session, f"{NAME} {number}") for number in range(3)]
    staff = a_member_of_staff(house).id
    with house.database.reading() as db:
        version = db.query(ResponseVersion).one().id
        contribution = db.query(Contribution).filter_by(number=1).one().id
    clock.forward(days=3)
    with writing(house, Verb.NOTE_TOLD) as db:
        for person in people:
            db.add(
                Notification(
                    version_id=version, person_id=person.id, channel=NoticeChannel.CALL, at=house.now(), by_id=staff
                )
            )
        db.add(
            SecondAnswer(
                id=new_id(), contribution_id=contribution, version_id=version, text="Y además se hará.",
                institution="ANTAI", office="Oficina", published_at=house.now(), published_by_id=staff,
            )
        )  # fmt: skip

    path = page_of(house, session)
    told = steps_of(phone, path)["Cómo volvió a la gente"]

    assert "Se avisó a la gente desde el 23 de noviembre de 2026." in told
    assert "Hubo segunda respuesta el 23 de noviembre de 2026." in told
    assert "3 personas" not in told
    assert NAME not in phone.get(path).text
    with writing(house, Verb.NOTE_TOLD) as db:
        for row in db.query(Notification):
            row.undone_at = house.now()
    assert "No consta todavía" in steps_of(phone, path)["Cómo volvió a la gente"]


def test_several_sessions_of_a_lab_are_told_apart_and_drafts_are_not_told(house: House, phone: Browser) -> None:
    space = a_space(house)
    first = a_session(house, space, stage=Stage.REGISTER_CLOSED, starts_in_hours=-48)
    a_session(house, space, stage=Stage.PUBLISHED, starts_in_hours=-24)
    a_session(house, space, stage=Stage.POSTPONED, starts_in_hours=72)
    a_session(house, space, stage=Stage.DRAFT, starts_in_hours=96)

    told = steps_of(phone, page_of(house, first))

    assert "se hará el 23 de noviembre de 2026" in told["Qué se preguntó"]
    assert "Por el camino cerrado" in told["Qué se preguntó"]
    assert "24 de noviembre" not in told["Qué se preguntó"]
    assert told["Qué resultó"].count("Sesión del") == 2


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_copy_tells_the_same_without_counting_days(house: House, tmp_path: Path) -> None:
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_promise(house, session, days=9)
    web = tmp_path / "web"
    for file, data in public_pages(assembly.copied(house)).items():
        (web / file).parent.mkdir(parents=True, exist_ok=True)
        (web / file).write_bytes(data)

    words = soup_of(web / page_of(house, session).lstrip("/") / "index.html").get_text()

    assert faults_of(web) == []
    assert "29 de noviembre de 2026" in words
    assert "Faltan" not in words
