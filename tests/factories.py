"""Rows that tests are about: each factory takes what the test means and has a sensible default for the rest."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel
from labapp.domain.demographics import UNASKED, Sector
from labapp.domain.dimensions import DIMENSIONS, DimensionKey
from labapp.domain.disclosure import PublishedTable, publish
from labapp.domain.ids import SESSION_CODE_LENGTH, new_code, new_token
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.sessions import Modality, Purpose, Stage
from labapp.domain.spaces import SpaceKind, TableKind
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.communities import Community
from labapp.models.people import Staff
from labapp.models.programme import Programme
from labapp.models.publication import FrozenTable
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space, SpaceOrganisation
from labapp.services import people
from labapp.services.attendance import Arrival, CheckIn, check_in
from labapp.services.policies import fix_policies
from labapp.web.facilitator.blueprint import DESK_COOKIE
from tests.pages import Browser

PASSWORD = "una frase larga de prueba"
"""The password of every member of staff in tests; hashed once."""
_HASH = people.hash_password(PASSWORD)


def writing(house: House, verb: Verb):  # type: ignore[no-untyped-def] # hands on the context manager of the database
    """Open an act of a test, as the command line would."""
    return house.database.writing(verb, actor=CONSOLE, at=house.now())


def a_programme(house: House, **facts: str) -> Programme:
    """A programme whose notice is complete, so that real sessions can open."""
    given = {
        "controllers": "ANTAI y Kernel Community",
        "contact": "proteccion@example.org",
        "legal_basis": "Consentimiento de cada persona",
        "recipients": "Comisión Nacional de Gobierno Abierto",
        "abroad": "No salen de Panamá",
        "retention": "Hasta el fin del plan",
        "officer": "Oficial de datos, oficial@example.org",
    } | facts
    with writing(house, Verb.SET_UP_PROGRAMME) as db:
        programme = Programme(name="Laboratorios de innovación", plan="6.º Plan", **given)
        db.add(programme)
    return programme


def an_organisation(house: House, name: str = "ANTAI", sector: Sector | None = Sector.CENTRAL_GOVERNMENT) -> UUID:
    """An organisation, found by its name if it is there already."""
    with writing(house, Verb.ADD_ORGANISATION) as db:
        return people.add_organisation(db, name, sector=sector).id


def a_member_of_staff(
    house: House, role: Role = Role.COORDINATION, *, organisation: UUID | None = None, name: str = "Ana Prueba"
) -> Staff:
    """Somebody who can sign in; the user name is the role and a number."""
    with writing(house, Verb.ADD_STAFF) as db:
        count = db.scalar(sa.select(sa.func.count()).select_from(Staff)) or 0
        new = people.NewStaff(name, f"{role.value}{count}", _HASH, role, organisation)
        return people.add_staff(db, new, now=house.now())[0]


def sign_in(
    browser: Browser, house: House, role: Role = Role.COORDINATION, *, organisation: UUID | None = None
) -> Staff:
    """Sign somebody in at the desk and return who it is."""
    staff = a_member_of_staff(house, role, organisation=organisation)
    with writing(house, Verb.SIGN_IN) as db:
        token = people.start_sign_in(db, staff.id, now=house.now())
    browser.client.set_cookie(DESK_COOKIE, token, domain="127.0.0.1")
    return staff


def a_community(house: House, name: str = "Soloy", place_code: str | None = "120101") -> Community:
    """A community with a place."""
    with writing(house, Verb.ADD_COMMUNITY) as db:
        community = Community(token=new_token(), name=name, name_key=fold(name), place_code=place_code)
        db.add(community)
    return community


def a_space(
    house: House,
    kind: SpaceKind = SpaceKind.INNOVATION_LAB,
    *,
    title: str = "Internet en la comarca",
    organisation: UUID | None = None,
) -> Space:
    """A lab with its community, or an extended table; shared with the given organisation (ANTAI by default)."""
    community = a_community(house) if kind is SpaceKind.INNOVATION_LAB else None
    owner = organisation or an_organisation(house)
    with writing(house, Verb.ADD_SPACE) as db:
        space = Space(
            token=new_token(),
            kind=kind,
            table_kind=TableKind.EXTENDED if kind is SpaceKind.COCREATION_TABLE else None,
            title=title,
            title_key=fold(title),
            community_id=community.id if community else None,
        )
        db.add_all([space, SpaceOrganisation(space_id=space.id, organisation_id=owner)])
    return space


def a_session(
    house: House,
    space: Space | None = None,
    *,
    stage: Stage = Stage.OPEN,
    purpose: Purpose | None = None,
    modality: Modality = Modality.IN_PERSON,
    starts_in_hours: float = -1,
) -> LabSession:
    """A session of three hours, open and begun an hour ago unless told otherwise."""
    home = space or a_space(house)
    usual = Purpose.TABLE if home.kind is SpaceKind.COCREATION_TABLE else Purpose.IDENTIFICATION
    starts_at = house.now() + timedelta(hours=starts_in_hours)
    with writing(house, Verb.SCHEDULE_SESSION) as db:
        session = LabSession(
            space_id=home.id,
            token=new_token(),
            code=new_code(SESSION_CODE_LENGTH),
            purpose=purpose or usual,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
            modality=modality,
            venue="Casa comunal" if modality is Modality.IN_PERSON else "Zoom",
            stage=stage,
            reason="Por el camino cerrado" if stage in {Stage.POSTPONED, Stage.CANCELLED} else None,
        )
        db.add(session)
    return session


def an_arrival(
    house: House,
    session: LabSession,
    name: str = "María José Pérez",
    *,
    age: AgeSide = AgeSide.ADULT,
    channel: ArrivalChannel = ArrivalChannel.DESK,
) -> Arrival:
    """Somebody who came in."""
    command = CheckIn(name=name, age=age, channel=channel, captured_by=CONSOLE)
    with writing(house, Verb.CHECK_IN) as db:
        return check_in(db, db.get_one(LabSession, session.id), command, now=house.now())


def a_closed_unit(
    house: House,
    title: str,
    *,
    women: int | None = None,
    men: int = 0,
    afro: tuple[int, int] | None = None,
    is_demonstration: bool = False,
) -> Space:
    """A lab whose counts were frozen: by gender, and how many said that they are Afro-descendants and how many not.

    Where women are not told, there are as many as answered the other question, or twelve. Nothing else was asked.
    """
    space, base = a_space(house, title=title), sum(afro or (12,)) if women is None else women + men
    a_session(house, space, stage=Stage.PUBLISHED, starts_in_hours=-30)
    counted: dict[str, dict[str, int]] = {
        DimensionKey.GENDER: {"woman": base - men if women is None else women, "man": men},
        DimensionKey.AFRO_DESCENT: {"yes": afro[0], "no": afro[1]} if afro else {UNASKED: base},
    }
    with writing(house, Verb.FREEZE_TABLES) as db:
        db.get_one(Space, space.id).is_demonstration = is_demonstration
        fix_policies(db)
        for each in DIMENSIONS:
            counts = counted.get(each.key, {UNASKED: base})
            table = publish(each.variable, counts, base=sum(counts.values()))
            shown = table if isinstance(table, PublishedTable) else None
            db.add(FrozenTable(
                space_id=space.id, dimension=each.key.value, version=1, base=base, total=base, counts=counts,
                level=shown.level if shown else None, frozen_on=house.now().date(),
                cells=[[cell.code, cell.count, cell.percentage] for cell in shown.cells] if shown else None,
            ))  # fmt: skip
    return space
