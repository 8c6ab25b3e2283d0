"""Moving a session from its page: what is offered is what is possible, and a refusal says what to do."""

from __future__ import annotations

import pytest

from labapp.domain.roles import Actor, Role
from labapp.domain.sessions import Purpose, Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.sessions import session_list
from labapp.services import sessions as services
from labapp.services.sessions import SessionFacts
from tests.factories import a_programme, a_session, a_space, an_organisation, sign_in, writing
from tests.pages import Browser, Page

MOVES = {
    Stage.DRAFT: {"convocar", "abrir", "cancelar"},
    Stage.CONVENED: {"abrir", "reprogramar", "cancelar"},
    Stage.OPEN: {"reprogramar", "cancelar"},
    Stage.ROOM_CLOSED: set(),
    Stage.REGISTER_CLOSED: set(),
    Stage.PUBLISHED: set(),
    Stage.POSTPONED: {"abrir", "reprogramar", "cancelar"},
    Stage.CANCELLED: {"convocar"},
}


@pytest.fixture
def space(house: House, desk: Browser) -> Space:
    """A lab of the organisation whose facilitator is signed in."""
    organisation = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=organisation)
    return a_space(house, organisation=organisation)


def stored(house: House, session: LabSession) -> LabSession:
    with house.database.reading() as db:
        return db.get_one(LabSession, session.id)


def offered(page: Page) -> set[str]:
    ways = [tag["action"] for tag in page.select("main form")] + [tag["href"] for tag in page.select("main a.button")]
    return {way.rsplit("/", 1)[-1] for way in ways} & {"convocar", "abrir", "reprogramar", "cancelar"}


@pytest.mark.parametrize("stage", list(Stage))
def test_the_page_offers_what_the_stage_allows(house: House, desk: Browser, space: Space, stage: Stage) -> None:
    a_programme(house)
    session = a_session(house, space, stage=stage, starts_in_hours=1)

    assert offered(desk.get(f"/sesiones/{session.id}")) == MOVES[stage]


def test_convening_puts_it_in_the_public_calendar(house: House, desk: Browser, space: Space) -> None:
    session = a_session(house, space, stage=Stage.DRAFT, starts_in_hours=48)

    desk.fill(f"/sesiones/{session.id}", {}, action=f"/sesiones/{session.id}/convocar")

    assert stored(house, session).stage is Stage.CONVENED
    assert "convocatoria" in desk.get(f"/sesion/{session.token}").text.lower()


def test_starting_now_opens_a_draft(house: House, desk: Browser, space: Space) -> None:
    a_programme(house)
    session = a_session(house, space, stage=Stage.DRAFT, starts_in_hours=100)

    desk.fill(f"/sesiones/{session.id}", {}, action=f"/sesiones/{session.id}/abrir")

    assert stored(house, session).stage is Stage.OPEN
    assert session.code in desk.get(f"/sesiones/{session.id}").text


def test_a_blank_in_the_notice_is_named_and_the_room_stays_shut(house: House, desk: Browser, space: Space) -> None:
    session = a_session(house, space, stage=Stage.CONVENED)
    a_programme(house, retention="por definir")

    page = desk.get(f"/sesiones/{session.id}")

    assert "Por cuánto tiempo se guardan" in page.text
    assert "abrir" not in offered(page)


def test_a_stale_button_is_explained_on_the_page(house: House, desk: Browser, space: Space) -> None:
    a_programme(house)
    session = a_session(house, space, stage=Stage.CONVENED)
    token = desk.get(f"/sesiones/{session.id}").token("/abrir")
    with writing(house, Verb.MOVE_SESSION) as db:
        row = db.get_one(LabSession, session.id)
        row.stage, row.reason = Stage.CANCELLED, "Lluvia"

    page = desk.post(f"/sesiones/{session.id}/abrir", {"token": token}, status=409)

    assert "Recargue la página y vea en qué está" in page.text


def test_a_day_that_was_announced_says_from_when_the_room_opens(house: House, desk: Browser, space: Space) -> None:
    a_programme(house)
    session = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=48)

    page = desk.get(f"/sesiones/{session.id}")

    assert "Desde el 21 de noviembre de 2026" in page.text
    assert "abrir" not in offered(page)


def test_postponing_tells_the_public_the_new_day_and_why(house: House, desk: Browser, space: Space) -> None:
    session = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=48)
    path = f"/sesiones/{session.id}/reprogramar"
    sent = {
        "seen": str(session.op), "day": "2026-12-10", "hour": "14:30", "reason": "El río creció."
    }  # fmt: skip

    desk.fill(path, sent)

    public = desk.get(f"/sesion/{session.token}").text
    assert "El río creció." in public
    assert "jueves 10 de diciembre de 2026, de 2:30 p. m. a 5:30 p. m." in public
    assert "Reprogramada" in public


def test_once_it_opens_nobody_reads_of_the_old_reason(house: House, desk: Browser, space: Space) -> None:
    a_programme(house)
    session = a_session(house, space, stage=Stage.POSTPONED, starts_in_hours=1)

    desk.fill(f"/sesiones/{session.id}", {}, action=f"/sesiones/{session.id}/abrir")

    assert "Por el camino cerrado" not in desk.get(f"/sesion/{session.token}").text


@pytest.mark.parametrize(
    ("way", "sent", "status", "words"),
    [
        ("reprogramar", {"day": "2026-12-10", "hour": "14:30", "reason": " "}, 422, "Escriba el motivo"),
        ("reprogramar", {"day": "2020-12-10", "hour": "14:30", "reason": "Sí"}, 409, "ya pasaron"),
        ("reprogramar", {"day": "", "hour": "", "reason": "Sí"}, 422, "Escriba el día nuevo."),
        ("cancelar", {"reason": "\u200b"}, 409, "Escriba el motivo"),
        ("cancelar", {"reason": "Sí", "seen": "garabato"}, 409, "cambi"),
    ],
)
def test_a_move_that_cannot_be_says_why(
    house: House, desk: Browser, space: Space, way: str, sent: dict[str, str], status: int, words: str
) -> None:
    session = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=48)

    page = desk.fill(f"/sesiones/{session.id}/{way}", {"seen": str(session.op), **sent}, status=status)

    assert words in page.text
    assert stored(house, session).stage is Stage.CONVENED


def test_who_sees_a_refusal_for_an_old_page_may_insist(house: House, desk: Browser, space: Space) -> None:
    session = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=48)
    path = f"/sesiones/{session.id}/cancelar"
    token = desk.get(path).token(path)
    with writing(house, Verb.CHANGE_SESSION) as db:
        db.get_one(LabSession, session.id).capacity = 12
    refused = desk.post(path, {"token": token, "seen": str(session.op), "reason": "Lluvia"}, status=409)
    again = {tag["name"]: tag.get("value", "") for tag in refused.select("main input")}

    desk.post(path, {**again, "reason": "Lluvia"})

    assert stored(house, session).stage is Stage.CANCELLED


def test_a_discarded_draft_never_becomes_public_and_a_cancelled_call_stays(
    house: House, desk: Browser, space: Space
) -> None:
    draft = a_session(house, space, stage=Stage.DRAFT, starts_in_hours=48)
    called = a_session(house, space, stage=Stage.DRAFT, starts_in_hours=48)
    desk.fill(f"/sesiones/{called.id}", {}, action=f"/sesiones/{called.id}/convocar")
    for session in (draft, called):
        seen = str(stored(house, session).op)
        desk.fill(f"/sesiones/{session.id}/cancelar", {"seen": seen, "reason": "Se repetía."})

    desk.get(f"/sesion/{draft.token}", status=404)
    assert "Se repetía." in desk.get(f"/sesion/{called.token}").text


def test_the_second_session_takes_one_form_with_day_and_hour(house: House, desk: Browser, space: Space) -> None:
    session = a_session(house, space, stage=Stage.PUBLISHED, starts_in_hours=-200)
    assert "Segunda sesión de este laboratorio" in desk.get(f"/sesiones/{session.id}").text

    desk.fill(f"/sesiones/{session.id}/siguiente", {"day": "2026-12-18", "hour": "09:00"})

    with house.database.reading() as db:
        actor = Actor(session.id, Role.FACILITATOR, an_organisation(house))
        (second,) = session_list(db, actor, now=house.now()).upcoming
    assert (second.purpose, second.venue, second.stage) == (Purpose.SOLUTIONS, session.venue, Stage.DRAFT)


def test_two_who_change_the_same_session_both_see_both_texts(house: House, desk: Browser, space: Space) -> None:
    session = a_session(house, space, stage=Stage.DRAFT, starts_in_hours=48)
    path = f"/sesiones/{session.id}/cambiar"
    shown = desk.get(path)
    with writing(house, Verb.CHANGE_SESSION) as db:
        facts = SessionFacts(starts_at=session.starts_at, venue="Escuela de Soloy")
        services.change(db, session.id, facts, seen=session.op)
    sent = {"token": shown.token(path), "seen": str(session.op), "day": "2026-12-04", "hour": "08:00"}

    refused = desk.post(path, {**sent, "venue": "Iglesia", "purpose": "identification"}, status=409)

    assert "Escuela de Soloy" in refused.text
    (venue,) = refused.select("input[name=venue]")
    assert venue["value"] == "Iglesia"
    again = {tag["name"]: tag.get("value", "") for tag in refused.select("main input[type=hidden]")}
    desk.post(path, {**sent, **again, "venue": "Iglesia", "purpose": "identification"})
    assert stored(house, session).venue == "Iglesia"


def test_an_announced_day_cannot_be_changed_by_editing(house: House, desk: Browser, space: Space) -> None:
    session = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=48)
    sent = {"seen": str(session.op), "venue": "Escuela", "day": "2027-01-01", "hour": "08:00"}

    desk.fill(f"/sesiones/{session.id}/cambiar", sent)

    changed = stored(house, session)
    assert (changed.venue, changed.starts_at, changed.revision) == ("Escuela", session.starts_at, 1)
