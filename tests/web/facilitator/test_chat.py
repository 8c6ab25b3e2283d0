"""The chat of a virtual session: chosen messages become contributions, all or none, and nothing else is kept."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.contributions import Channel
from labapp.domain.roles import Role
from labapp.domain.sessions import Modality
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.sessions import LabSession
from tests.factories import a_session, a_space, an_arrival, an_organisation, sign_in
from tests.pages import Browser

ZOOM = (
    "14:32:05 From Rosa Ábrego to Everyone:\n\tFalta señal en la escuela\n"
    "14:33:10 From Luis Vega to Everyone:\n\tBuenos días\n"
    "14:34:00 From Eva Ríos to Rosa Ábrego (Direct Message):\n\testo es privado\n"
)


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    """A virtual session under way, with its note-taker."""
    antai = an_organisation(house)
    sign_in(desk, house, Role.NOTE_TAKER, organisation=antai)
    return a_session(house, a_space(house, organisation=antai), modality=Modality.VIRTUAL)


def _said(house: House) -> list[Contribution]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Contribution).order_by(Contribution.number)))


def test_chosen_messages_become_contributions_in_their_order(
    desk: Browser, house: House, session: LabSession
) -> None:
    rosa = an_arrival(house, session, "Rosa Ábrego").person
    here = f"/sesiones/{session.id}/aportes/chat"

    page = desk.fill(here, {"text": ZOOM}, status=200)
    assert "Falta señal en la escuela" in page.text
    assert len(page.select("input[name=chosen]")) == 2
    assert not _said(house)
    answer = desk.post(here, {"token": page.token(), "text": ZOOM, "chosen": ["0", "1"]})

    assert answer.location.endswith("/aportes")
    assert [(c.number, c.text, c.channel, c.person_id) for c in _said(house)] == [
        (1, "Falta señal en la escuela", Channel.CHAT, rosa.id),
        (2, "Buenos días", Channel.CHAT, None),
    ]


def test_sending_the_choice_twice_notes_it_once(desk: Browser, house: House, session: LabSession) -> None:
    here = f"/sesiones/{session.id}/aportes/chat"
    token = desk.fill(here, {"text": ZOOM}, status=200).token()
    for _ in range(2):
        desk.post(here, {"token": token, "text": ZOOM, "chosen": ["0"]})
    assert len(_said(house)) == 1


def test_a_blank_paste_is_shown_again(desk: Browser, house: House, session: LabSession) -> None:
    desk.fill(f"/sesiones/{session.id}/aportes/chat", {"text": "  "}, status=422)
