"""The list of a virtual meeting: nobody enters before somebody confirms the row."""

from __future__ import annotations

from io import BytesIO

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.roles import Role
from labapp.domain.sessions import Modality
from labapp.house import House
from labapp.models.attendance import Attendance, Participant, RosterRow
from labapp.models.sessions import LabSession
from labapp.services.rosters import forget_expired
from tests.factories import a_session, a_space, an_arrival, an_organisation, sign_in
from tests.pages import Browser

ZOOM = (
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n"
    "Rosa Ábrego,rosa@example.org,11/20/2026 08:35:00 AM,11/20/2026 09:20:00 AM,45\n"
    "iPhone de Luis,,11/20/2026 08:40:00 AM,11/20/2026 09:25:00 AM,45\n"
)


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    """A virtual session under way."""
    antai = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)
    return a_session(house, a_space(house, organisation=antai), modality=Modality.VIRTUAL)


def _list(session: LabSession) -> str:
    return f"/sesiones/{session.id}/registro/lista-virtual"


def _rows(house: House) -> list[RosterRow]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(RosterRow).order_by(RosterRow.position)))


def _people(house: House) -> list[str | None]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Participant.name).order_by(Participant.number)))


def test_a_paste_is_a_review_and_nobody_is_on_the_list(desk: Browser, house: House, session: LabSession) -> None:
    desk.fill(_list(session), {"text": ZOOM})

    page = desk.get(_list(session))
    assert [row.name for row in _rows(house)] == ["Rosa Ábrego", "iPhone de Luis"]
    assert not _people(house)
    assert "Parece el nombre de un celular" in page.text
    assert "rosa@example.org" not in page.text


def test_a_confirmed_row_comes_with_its_times(desk: Browser, house: House, session: LabSession) -> None:
    desk.fill(_list(session), {"text": ZOOM})
    row = _rows(house)[0]
    desk.fill(
        _list(session),
        {"row": str(row.id), "full_name": "Rosa Ábrego", "arrived": "08:35", "left": "09:20", "verdict": "confirm"},
        action=f"{_list(session)}/fila",
    )

    with house.database.reading() as db:
        here = db.scalars(sa.select(Attendance)).one()
    assert (here.channel, here.is_virtual) == (ArrivalChannel.IMPORT, True)
    assert (f"{here.arrived_at:%H:%M}", f"{here.left_at:%H:%M}") == ("13:35", "14:20")
    assert len(_rows(house)) == 1


def test_a_row_is_linked_to_who_is_here_and_adds_nobody(desk: Browser, house: House, session: LabSession) -> None:
    person = an_arrival(house, session, "Rosa Abrego").person
    desk.fill(_list(session), {"text": ZOOM})
    row = _rows(house)[0]
    assert "Es el número 1" in desk.get(_list(session)).text

    desk.fill(_list(session), {"row": str(row.id), "verdict": str(person.id)}, action=f"{_list(session)}/fila")

    assert _people(house) == ["Rosa Abrego"]
    assert len(_rows(house)) == 1


def test_a_dropped_row_is_gone(desk: Browser, house: House, session: LabSession) -> None:
    desk.fill(_list(session), {"text": ZOOM})
    row = _rows(house)[1]
    desk.fill(_list(session), {"row": str(row.id), "verdict": "drop"}, action=f"{_list(session)}/fila")
    assert [left.name for left in _rows(house)] == ["Rosa Ábrego"]
    assert not _people(house)


def test_all_clear_rows_are_confirmed_at_once_and_odd_ones_wait(
    desk: Browser, house: House, session: LabSession
) -> None:
    desk.fill(_list(session), {"text": ZOOM})
    clear = desk.get(_list(session)).select("form[action$='/todas'] input[name=rows]")[0]["value"]
    desk.fill(_list(session), {"rows": str(clear)}, action=f"{_list(session)}/todas")
    assert _people(house) == ["Rosa Ábrego"]
    assert [row.name for row in _rows(house)] == ["iPhone de Luis"]


def test_the_same_paste_again_does_not_double_the_review(desk: Browser, house: House, session: LabSession) -> None:
    desk.fill(_list(session), {"text": ZOOM})
    form = desk.get(_list(session)).select(f"form[action='{_list(session)}'] input[name=token]")[0]
    desk.post(_list(session), {"token": str(form["value"]), "text": ZOOM})
    assert len(_rows(house)) == 2


def test_a_file_in_the_encoding_of_excel_is_read(desk: Browser, house: House, session: LabSession) -> None:
    file = (BytesIO(ZOOM.encode("utf-16")), "lista.csv")
    desk.fill(_list(session), {"text": "", "file": file})
    assert _rows(house)[0].name == "Rosa Ábrego"


@pytest.mark.parametrize("text", ["", "   \n \n", "\u200b"])
def test_an_empty_paste_is_explained(desk: Browser, house: House, session: LabSession, text: str) -> None:
    page = desk.fill(_list(session), {"text": text}, status=409)
    assert "No se encontró ningún nombre" in page.text


def test_a_name_made_empty_is_refused_and_stays(desk: Browser, house: House, session: LabSession) -> None:
    desk.fill(_list(session), {"text": ZOOM})
    row = _rows(house)[0]
    page = desk.fill(_list(session), {"row": str(row.id), "full_name": " ", "verdict": "confirm"},
                     action=f"{_list(session)}/fila", status=409)  # fmt: skip
    assert "Escriba su nombre con letras" in page.text
    assert len(_rows(house)) == 2


def test_what_nobody_decided_on_is_forgotten(
    desk: Browser, house: House, session: LabSession, clock
) -> None:  # type: ignore[no-untyped-def] # the fixture of the house
    desk.fill(_list(session), {"text": ZOOM})
    clock.forward(days=31)
    from labapp.domain.verbs import Verb
    from tests.factories import writing

    with writing(house, Verb.KEEP_HOUSE) as db:
        forget_expired(db, now=house.now())
    assert not _rows(house)
