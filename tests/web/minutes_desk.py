"""The desk with the minutes of one session, for tests that walk them to publication."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from labapp.domain.contributions import Channel
from labapp.domain.obligations import ObligationKind
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.spaces import SpaceKind
from labapp.domain.terms import DayKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.responses import Obligation
from labapp.models.sessions import LabSession
from labapp.services import contributions
from labapp.services.contributions import ContributeCommand
from tests.factories import a_session, a_space, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser, Page


@dataclass
class Desk:
    """The desk with a session whose register is closed and whose contributions were read back."""

    browser: Browser
    house: House
    session: LabSession

    @property
    def path(self) -> str:
        return f"/sesiones/{self.session.id}/minuta"

    def come(self, role: Role) -> None:
        sign_in(self.browser, self.house, role, organisation=an_organisation(self.house))

    def step(self, name: str, fields: dict[str, str] | None = None, *, status: int = 303) -> Page:
        action = f"{self.path}/pasos/{name}" if name else self.path
        return self.send(self.path, action, fields or {}, status=status)

    def send(self, page: str, action: str, fields: dict[str, str], *, status: int = 303) -> Page:
        form = self.browser.get(page).soup.select_one(f'form[action="{action}"]')
        assert form is not None, f"no form towards {action}"
        hidden = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[type=hidden]")}
        return self.browser.post(action, hidden | fields, status=status)

    def publish(self) -> None:
        self.come(Role.NOTE_TAKER)
        self.step("revisar")
        self.come(Role.APPROVER)
        self.step("aprobar")
        self.step("publicar")

    @property
    def row(self) -> Minutes:
        with self.house.database.reading() as db:
            return db.scalars(sa.select(Minutes)).one()

    def versions(self) -> list[MinutesVersion]:
        with self.house.database.reading() as db:
            return list(db.scalars(sa.select(MinutesVersion).order_by(MinutesVersion.number)))


def a_desk(browser: Browser, house: House, *said: str, proposal: str = "El borrador 2.") -> Desk:
    """The note-taker before the minutes of a table that is over, to which one person came and where this was said."""
    session = a_session(house, a_space(house, SpaceKind.COCREATION_TABLE))
    an_arrival(house, session)
    for text in said or ("Que haya laboratorios en la comarca.",):
        say(house, session, text)
    close(house, session)
    there = Desk(browser, house, session)
    there.come(Role.NOTE_TAKER)
    there.send(f"{there.path}/proposal", f"{there.path}/proposal", {"words": proposal})
    return there


def a_published_lab(browser: Browser, house: House, *said: str) -> Desk:
    """The desk of a session of a lab to which one person came, where this was said, and whose minutes are out."""
    session = a_session(house)
    an_arrival(house, session)
    for text in said:
        say(house, session, text)
    close(house, session)
    there = Desk(browser, house, session)
    there.come(Role.FACILITATOR)
    there.send(f"{there.path}/development", f"{there.path}/development", {"words": "Se habló del agua."})
    there.publish()
    return there


def say(house: House, session: LabSession, text: str) -> Contribution:
    with writing(house, Verb.CONTRIBUTE) as db:
        said = contributions.contribute(
            db, session.id, ContributeCommand(text=text, channel=Channel.VOICE), now=house.now()
        )
        said.confirmed_at = house.now()
    return said


def close(house: House, session: LabSession) -> None:
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED
    today = house.now().date()
    with writing(house, Verb.CREATE_OBLIGATION) as db:
        for kind, days in ((ObligationKind.REPORT, DayKind.WORKING), (ObligationKind.RESPONSE, DayKind.CALENDAR)):
            db.add(Obligation(session_id=session.id, kind=kind, started_on=today, days=10, day_kind=days, due_on=today))
