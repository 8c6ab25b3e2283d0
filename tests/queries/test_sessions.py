"""Reading sessions: who sees which, what clashes, and how many people came."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import Part
from labapp.domain.errors import NotFound
from labapp.domain.ids import new_id
from labapp.domain.roles import Actor, Role
from labapp.domain.sessions import ClashKind, Duty, Modality, Stage
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Attendance, Participant, Unregistered
from labapp.models.communities import Community
from labapp.models.sessions import LabSession, SessionStaff
from labapp.queries.session_page import session_page
from labapp.queries.session_planning import clashes_of, space_choices, staff_choices
from labapp.queries.sessions import PAST_ON_A_PAGE, public_total, session_head, session_list, territory_of_session
from tests.factories import a_member_of_staff, a_session, a_space, an_arrival, an_organisation, writing


def somebody(house: House, role: Role = Role.FACILITATOR, organisation: str = "ANTAI") -> Actor:
    return Actor(new_id(), role, an_organisation(house, organisation))


def test_sessions_stand_under_now_to_come_and_past(house: House) -> None:
    space = a_space(house)
    running = a_session(house, space, stage=Stage.OPEN, starts_in_hours=-30)
    soon = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=5)
    later = a_session(house, space, stage=Stage.CANCELLED, starts_in_hours=50)
    forgotten = a_session(house, space, stage=Stage.CONVENED, starts_in_hours=-30)
    done = a_session(house, space, stage=Stage.PUBLISHED, starts_in_hours=-90)

    with house.database.reading() as db:
        found = session_list(db, somebody(house), now=house.now())

    assert [head.id for head in found.running] == [running.id]
    assert [head.id for head in found.upcoming] == [soon.id, later.id]
    assert [head.id for head in found.past] == [forgotten.id, done.id]
    assert [head.was_never_opened(house.now()) for head in found.past] == [True, False]


def test_past_sessions_come_by_pages(house: House) -> None:
    space = a_space(house)
    for hours in range(PAST_ON_A_PAGE + 1):
        a_session(house, space, stage=Stage.PUBLISHED, starts_in_hours=-100 - hours)

    with house.database.reading() as db:
        second = session_list(db, somebody(house), now=house.now(), page=2)
        beyond = session_list(db, somebody(house), now=house.now(), page=999)

    assert (len(second.past), second.pages) == (1, 2)
    assert beyond.past == second.past


@pytest.mark.parametrize(
    ("role", "organisation", "sees"),
    [
        (Role.FACILITATOR, "ANTAI", True),
        (Role.COORDINATION, "Kernel Community", False),
        (Role.APPROVER, "Kernel Community", True),
        (Role.DATA_OFFICER, "Kernel Community", True),
    ],
)
def test_each_sees_the_sessions_of_what_is_shared(house: House, role: Role, organisation: str, sees: bool) -> None:
    a_session(house, stage=Stage.CONVENED, starts_in_hours=5)
    actor = somebody(house, role, organisation)

    with house.database.reading() as db:
        found = session_list(db, actor, now=house.now())
        spaces = space_choices(db, actor)

    assert (len(found.upcoming), len(spaces)) == (int(sees), int(sees))


def test_the_territory_of_a_session_is_that_of_its_lab(house: House) -> None:
    session = a_session(house)

    with house.database.reading() as db:
        assert territory_of_session(db, session.id).organisations == {an_organisation(house)}
        with pytest.raises(NotFound):
            territory_of_session(db, new_id())


@pytest.mark.parametrize(
    ("venue", "place_code", "community_place", "expected"),
    [
        ("Casa comunal", None, "120101", "Casa comunal, Soloy, Besiko, Comarca Ngäbe-Buglé"),
        ("Casa comunal", "080812", "120101", "Casa comunal, Soloy, Juan Díaz, Panamá, Panamá"),
        (None, None, None, "Soloy"),
    ],
)
def test_a_place_is_said_once(
    house: House, venue: str | None, place_code: str | None, community_place: str | None, expected: str
) -> None:
    session = a_session(house)
    with writing(house, Verb.CHANGE_SESSION) as db:
        row = db.get_one(LabSession, session.id)
        row.venue, row.place_code = venue, place_code
        db.scalars(sa.select(Community)).one().place_code = community_place

    with house.database.reading() as db:
        assert session_head(db, session.id).where == expected


def test_the_same_facilitator_and_the_same_venue_clash_whoever_organises(house: House) -> None:
    antai, kernel = an_organisation(house), an_organisation(house, "Kernel Community")
    who = a_member_of_staff(house, Role.FACILITATOR, organisation=antai)
    mine = a_session(house, a_space(house, organisation=antai), stage=Stage.CONVENED, starts_in_hours=5)
    theirs = a_session(house, a_space(house, organisation=kernel), stage=Stage.POSTPONED, starts_in_hours=6)
    for session in (mine, theirs):
        with writing(house, Verb.CHANGE_SESSION) as db:
            db.add(SessionStaff(session_id=session.id, staff_id=who.id, duty=Duty.FACILITATOR))

    with house.database.reading() as db:
        found = clashes_of(db, session_head(db, mine.id), somebody(house))
        seen = clashes_of(db, session_head(db, mine.id), somebody(house, organisation="Kernel Community"))

    assert [clash.kind for clash in found] == [ClashKind.FACILITATOR, ClashKind.VENUE]
    assert {(clash.session_id, clash.name) for clash in found} == {(None, "")}
    assert {clash.session_id for clash in seen} == {theirs.id}


def test_a_cancelled_session_another_village_and_a_platform_do_not_clash(house: House) -> None:
    mine = a_session(house, stage=Stage.CONVENED, starts_in_hours=5)
    elsewhere = a_session(house, stage=Stage.CONVENED, starts_in_hours=5)
    with writing(house, Verb.CHANGE_SESSION) as db:
        db.get_one(LabSession, elsewhere.id).place_code = "080812"
    a_session(house, stage=Stage.CANCELLED, starts_in_hours=5)
    virtual = a_session(house, stage=Stage.CONVENED, starts_in_hours=5, modality=Modality.VIRTUAL)
    a_session(house, stage=Stage.CONVENED, starts_in_hours=5, modality=Modality.VIRTUAL)

    with house.database.reading() as db:
        assert clashes_of(db, session_head(db, mine.id), somebody(house)) == ()
        assert clashes_of(db, session_head(db, virtual.id), somebody(house)) == ()


def test_only_active_staff_of_the_organisations_that_share_can_be_chosen(house: House) -> None:
    antai, kernel = an_organisation(house), an_organisation(house, "Kernel Community")
    space = a_space(house, SpaceKind.COCREATION_TABLE, organisation=antai)
    one = a_member_of_staff(house, Role.FACILITATOR, organisation=antai, name="Zoila")
    gone = a_member_of_staff(house, Role.FACILITATOR, organisation=antai)
    a_member_of_staff(house, Role.FACILITATOR, organisation=kernel)
    with writing(house, Verb.CHANGE_STAFF) as db:
        db.merge(gone).active = False

    with house.database.reading() as db:
        assert [choice.id for choice in staff_choices(db, [space.id])] == [one.id]


def test_the_total_is_exact_and_silent_until_the_register_is_closed(house: House) -> None:
    session = a_session(house)
    people = [an_arrival(house, session, name) for name in ("Ana", "Berta", "Ciro", "Delia", "Elías")]
    with writing(house, Verb.COUNT_UNREGISTERED) as db:
        db.add_all([Unregistered(session_id=session.id, at=house.now()) for _ in range(2)])
        db.add(Unregistered(session_id=session.id, at=house.now(), undone_at=house.now()))
        db.add(Unregistered(session_id=session.id, at=house.now(), part=Part.PRESS))
        db.get_one(Attendance, people[1].attendance.id).undone_at = house.now()
        db.get_one(Attendance, people[2].attendance.id).part = Part.AUTHORITY
        db.get_one(Participant, people[3].person.id).joined_into_id = people[0].person.id
    with house.database.reading() as db:
        assert public_total(db, session.id) is None

    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED

    with house.database.reading() as db:
        assert public_total(db, session.id) == 2 + 2
        assert public_total(db, new_id()) is None


def test_the_page_says_what_is_missing_and_when_the_room_can_open(house: House) -> None:
    session = a_session(house, stage=Stage.CONVENED, starts_in_hours=20)

    with house.database.reading() as db:
        page = session_page(db, session.id, somebody(house), now=house.now())

    assert len(page.missing) == 6
    assert page.opens_from == session.starts_at - timedelta(hours=12)
    assert page.is_public
