"""Filling an empty database with the demonstration. A database with anybody in it is left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from labapp.demo import facts, field_day, gathering, table
from labapp.demo.story import Story
from labapp.domain.demographics import Sector
from labapp.domain.dimensions import DimensionKey
from labapp.domain.ids import new_id
from labapp.domain.privacy import NoticeFacts
from labapp.domain.roles import Actor, Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.programme import RoomNetwork
from labapp.models.recorder import Db
from labapp.queries.programme_totals import state_of_totals
from labapp.services import people
from labapp.services.programme import ProgrammeFacts, propose_holidays, set_up_programme
from labapp.services.programme_totals import publish_totals

_ROLES_OF_ANTAI = (Role.COORDINATION, Role.FACILITATOR, Role.NOTE_TAKER)


def load_demonstration(house: House) -> bool:
    """Tell the demonstration and return True, or return False where somebody is in the database already."""
    with house.database.reading() as db:
        if people.has_staff(db):
            return False
    story = Story(house, datetime(2023, 7, 3, 14, tzinfo=UTC))
    _programme(story)
    _people(story)
    table.tell(story)
    field_day.tell(story, now=house.now())
    table.concern_community(story)
    gathering.tell(story, now=house.now())
    _figures(story)
    return True


def _programme(story: Story) -> None:
    said = ProgrammeFacts(
        name="Laboratorios de Gobierno Abierto (demostración)",
        plan="Plan de Acción Nacional de Gobierno Abierto",
        notice=NoticeFacts(**facts.NOTICE),
        report_days=10,
        response_days=30,
        observation_days=5,
        public_base_url="",
    )

    def act(db: Db) -> None:
        set_up_programme(db, said, seen=None, today=story.at.date())
        propose_holidays(db, story.at.year)
        db.add(RoomNetwork(id=new_id(), ssid="LABORATORIO", password=facts.WIFI_PASSWORD, address=None))

    story.do(Verb.SET_UP_PROGRAMME, act)


def _figures(story: Story) -> None:
    """The table and the lab that were held are summed, on the last day of the story."""

    def act(db: Db) -> int:
        return publish_totals(db, tuple(DimensionKey), seen=state_of_totals(db), now=story.at)

    story.do(Verb.PUBLISH_TOTALS, act, by=Role.APPROVER)


def _people(story: Story) -> None:
    for name, sector in (("ANTAI", Sector.CENTRAL_GOVERNMENT), ("Kernel Community", Sector.CIVIL_SOCIETY)):
        add = partial(people.add_organisation, name=name, sector=sector)
        story.organisations[name] = story.do(Verb.ADD_ORGANISATION, add).id
    password = people.hash_password(facts.PASSWORD)
    for role, (username, name) in facts.LOGINS.items():
        home = story.organisations["ANTAI"] if role in _ROLES_OF_ANTAI else None
        new = people.NewStaff(name, username, password, role, home)
        staff, _recovery = story.do(Verb.ADD_STAFF, partial(people.add_staff, command=new, now=story.at))
        story.actors[role] = Actor(staff.id, role, home)
