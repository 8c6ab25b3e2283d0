"""Closing at the desk: the room can be undone, the register cannot, and the anonymous questions are sealed for good."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.publication import UrnTotal
from labapp.models.responses import Obligation
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.services.session_stages import URN_CATALOGUE
from tests.factories import a_session, a_space, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser

PAPER = {"sheets_filled": "0", "sheets_typed": "0", "slips_filled": "0", "slips_typed": "0"}


@pytest.fixture
def space(house: House, desk: Browser) -> Space:
    """A lab whose anonymous questions are open, and whose facilitator is signed in."""
    antai = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)
    return opened(house, a_space(house, organisation=antai))


def opened(house: House, space: Space) -> Space:
    """The same lab or table with its anonymous questions open."""
    house.urns.open(space.id, URN_CATALOGUE)
    with writing(house, Verb.OPEN_URN) as db:
        row = db.get_one(Space, space.id)
        row.urn_opened_at = house.now()
    return row


def _closing(session: LabSession) -> str:
    return f"/sesiones/{session.id}/cierre"


def _stage(house: House, session: LabSession) -> Stage:
    with house.database.reading() as db:
        return db.get_one(LabSession, session.id).stage


def _sealed(house: House, space: Space) -> bool:
    with house.database.reading() as db:
        return db.get_one(Space, space.id).urn_sealed_at is not None


def test_the_room_closes_and_opens_again(desk: Browser, house: House, space: Space) -> None:
    session = a_session(house, space)
    here = _closing(session)

    desk.fill(here, {"about": "close"}, action=f"{here}/sala")
    assert _stage(house, session) is Stage.ROOM_CLOSED
    desk.fill(here, {"about": "open"}, action=f"{here}/sala")
    assert _stage(house, session) is Stage.OPEN


def test_closing_the_last_register_of_a_lab_owes_and_seals(desk: Browser, house: House, space: Space) -> None:
    session = a_session(house, space, stage=Stage.ROOM_CLOSED)
    here = _closing(session)
    assert "Sellar no se puede deshacer" in desk.get(here).text

    desk.fill(here, PAPER | {"sure": "y"}, action=f"{here}/registro")

    page = desk.get(here)
    assert _stage(house, session) is Stage.REGISTER_CLOSED
    assert _sealed(house, space)
    assert not house.urns.is_open(space.id)
    assert "hasta el 4 de diciembre de 2026 (10 días hábiles)" in page.text
    assert "hasta el 20 de diciembre de 2026 (30 días calendario)" in page.text
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Obligation)) == 2
        assert db.scalar(sa.select(sa.func.sum(UrnTotal.count))) == 0


def test_a_lab_with_another_session_to_come_stays_open(desk: Browser, house: House, space: Space) -> None:
    session = a_session(house, space, stage=Stage.ROOM_CLOSED)
    a_session(house, space, stage=Stage.CONVENED, starts_in_hours=24 * 14)
    here = _closing(session)
    assert "Sellar no se puede deshacer" not in desk.get(here).text

    desk.fill(here, PAPER | {"sure": "y"}, action=f"{here}/registro")

    assert not _sealed(house, space)
    assert "siguen abiertas" in desk.get(here).text


def test_the_register_of_a_table_seals_even_before_another_session(desk: Browser, house: House, space: Space) -> None:
    table = opened(house, a_space(house, SpaceKind.COCREATION_TABLE))
    session = a_session(house, table, stage=Stage.ROOM_CLOSED)
    a_session(house, table, stage=Stage.CONVENED, starts_in_hours=24 * 14)
    here = _closing(session)
    desk.fill(here, PAPER | {"sure": "y"}, action=f"{here}/registro")
    assert _sealed(house, table)


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        (PAPER, 409, "Marque la casilla"),
        (PAPER | {"sure": "y", "sheets_typed": "3"}, 409, "más de las que hubo"),
        (PAPER | {"sure": "y", "slips_filled": "-1"}, 422, "Falta corregir"),
        (PAPER | {"sure": "y", "slips_filled": "muchas"}, 422, "Falta corregir"),
    ],
)
def test_what_does_not_add_up_is_shown_again(
    desk: Browser, house: House, space: Space, sent: dict[str, str], status: int, says: str
) -> None:
    session = a_session(house, space, stage=Stage.ROOM_CLOSED)
    here = _closing(session)
    page = desk.fill(here, sent, action=f"{here}/registro", status=status)
    assert says in page.text
    assert _stage(house, session) is Stage.ROOM_CLOSED


def test_what_waits_is_named(desk: Browser, house: House, space: Space) -> None:
    session = a_session(house, space)
    for _ in range(2):
        an_arrival(house, session, "Rosa Ábrego")
    assert "Parejas que pueden ser la misma persona : 1" in desk.get(_closing(session)).text


def test_sealing_by_hand_asks_twice_and_says_when(desk: Browser, house: House, space: Space) -> None:
    here = f"/laboratorios/{space.id}/cierre"
    assert "Marque la casilla" in desk.fill(here, {}, status=409).text
    desk.fill(here, {"sure": "y"})
    assert _sealed(house, space)
    assert "Se sellaron el 20 de noviembre de 2026" in desk.get(here).text


def test_slips_are_typed_up_to_what_was_declared_and_no_count_is_shown(
    desk: Browser, house: House, space: Space
) -> None:
    session = a_session(house, space, stage=Stage.ROOM_CLOSED)
    here = f"{_closing(session)}/hojas"
    desk.fill(here, {"slips": "2"}, action=f"{here}/cuantas")

    asked = {"question": "indigenous_people", "answer": "ngabe"}
    token = desk.get(here).soup.select(f"form[action='{here}'] input[name=token]")[0]["value"]
    for _ in range(2):
        desk.post(here, asked | {"token": token})
    desk.post(here, asked | {"token": _slip_token(desk, here)})
    used_up = desk.post(here, asked | {"token": _slip_token(desk, here)}, status=409)

    assert "hojas" in used_up.select(".errors")[0].get_text()
    with house.database.reading() as db:
        assert "ngabe" not in str(db.execute(sa.text("SELECT changes FROM operation")).all())
        assert "paper_slip" not in str(db.execute(sa.text("SELECT key FROM receipt")).all())


def _slip_token(desk: Browser, here: str) -> str:
    return str(desk.get(here).soup.select(f"form[action='{here}'] input[name=token]")[0]["value"])


def test_a_slip_with_nothing_marked_is_not_counted(desk: Browser, house: House, space: Space) -> None:
    session = a_session(house, space, stage=Stage.ROOM_CLOSED)
    here = f"{_closing(session)}/hojas"
    desk.fill(here, {"slips": "2"}, action=f"{here}/cuantas")
    for sent in ({"question": "afro_descent"}, {"question": "difficulty", "seeing": "no_difficulty"}):
        page = desk.post(here, sent | {"token": _slip_token(desk, here)}, status=409)
        assert "Falta marcar una respuesta" in page.text


def test_the_note_taker_cannot_close(house: House, desk: Browser, space: Space) -> None:
    session = a_session(house, space, stage=Stage.ROOM_CLOSED)
    here = _closing(session)
    token = desk.get(here).token(f"{here}/registro")
    sign_in(desk, house, Role.NOTE_TAKER, organisation=an_organisation(house))
    assert not desk.get(here).select("form[action$='/registro']")
    desk.post(f"{here}/registro", PAPER | {"sure": "y", "token": token}, status=403)


@pytest.mark.parametrize(("role", "count"), [(Role.FACILITATOR, 1), (Role.NOTE_TAKER, 0), (Role.APPROVER, 0)])
def test_the_way_to_sealing_by_hand_is_shown_to_those_who_may_seal(
    desk: Browser, house: House, role: Role, count: int
) -> None:
    antai = an_organisation(house)
    session = a_session(house, a_space(house, organisation=antai))
    sign_in(desk, house, role, organisation=antai)
    sealing = f'a[href="/laboratorios/{session.space_id}/cierre"]'

    pages = [desk.get(_closing(session)), desk.get(f"/laboratorios/{session.space_id}")]

    assert [len(page.select(sealing)) for page in pages] == [count, count]
    assert pages[1].select(f'a[href="/laboratorios/{session.space_id}/numeros"]')
