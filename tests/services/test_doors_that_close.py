"""What is open for a while only: good just before its instant, over at it, and gone from the database at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.privacy import ExportPurpose
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.housekeeping import forget_expired
from labapp.models.attendance import RosterRow
from labapp.models.people import KeptReplay
from labapp.models.recorder import Db
from labapp.queries import rosters as roster_queries
from labapp.services import notifications, people, receipts
from labapp.services.exports import GRANTED_FOR, ExportRequest, grant_export, granted_export
from labapp.services.rosters import KEPT_FOR as ROSTERS_KEPT_FOR
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session, writing

TICK = timedelta(microseconds=1)

IsOpen = Callable[[Db, datetime], bool]


@dataclass(frozen=True)
class Scene:
    """A house with somebody of the staff and a session."""

    house: House
    staff_id: UUID
    session_id: UUID


def lets(act: Callable[[], object]) -> bool:
    try:
        act()
    except (NotAllowed, RuleViolated):
        return False
    return True


def sign_in(scene: Scene, db: Db, now: datetime) -> IsOpen:
    token = people.start_sign_in(db, scene.staff_id, now=now)
    return lambda later, at: people.actor_for(later, token, now=at) is not None


def set_up_link(scene: Scene, db: Db, now: datetime) -> IsOpen:
    token = people.offer_link(db, scene.staff_id, now=now)
    return lambda later, at: lets(lambda: people.link_for(later, token, now=at))


def export(scene: Scene, db: Db, now: datetime) -> IsOpen:
    wanted = ExportRequest(scene.staff_id, scene.session_id, "attendance", ExportPurpose.INVITE_BACK)
    token = grant_export(db, wanted, now=now)
    return lambda later, at: lets(lambda: granted_export(later, token, staff_id=scene.staff_id, now=at))


def notice_list(scene: Scene, db: Db, now: datetime) -> IsOpen:
    token = notifications.open_list(db, scene.session_id, by=scene.staff_id, now=now)
    return lambda later, at: lets(
        lambda: notifications.check_open(later, scene.session_id, token, by=scene.staff_id, now=at)
    )


def roster(scene: Scene, db: Db, now: datetime) -> IsOpen:
    row = RosterRow(
        id=new_id(), session_id=scene.session_id, position=1, name="Rosa", expires_at=now + ROSTERS_KEPT_FOR
    )
    db.add(row)
    return lambda later, at: roster_queries.review(later, scene.session_id, now=at).count == 1


DOORS: dict[str, tuple[Callable[[Scene, Db, datetime], IsOpen], timedelta]] = {
    "sign-in": (sign_in, people.SIGN_IN_LASTS),
    "set-up link": (set_up_link, people.LINK_LASTS),
    "export": (export, GRANTED_FOR),
    "notice list": (notice_list, notifications.OPEN_FOR),
    "roster under review": (roster, ROSTERS_KEPT_FOR),
}


@pytest.fixture
def scene(house: House) -> Scene:
    return Scene(house, a_member_of_staff(house).id, a_session(house).id)


@pytest.mark.parametrize("door", list(DOORS))
@pytest.mark.parametrize("begun", ["2027-01-01T04:59:59.999999+00:00", "2028-02-29T04:30:00+00:00"])
def test_it_is_open_to_the_last_instant_and_over_at_its_end(scene: Scene, clock: Clock, door: str, begun: str) -> None:
    opening, lasts = DOORS[door]
    clock.at = datetime.fromisoformat(begun)
    with writing(scene.house, Verb.KEEP_HOUSE) as db:
        is_open = opening(scene, db, clock.at)
    end = clock.at + lasts

    with scene.house.database.reading() as db:
        found = [is_open(db, at) for at in (clock.at, end - TICK, end, end + TICK)]

    assert found == [True, True, False, False]


@pytest.mark.parametrize("door", list(DOORS))
def test_the_keeping_of_the_house_forgets_it_at_that_very_instant(scene: Scene, clock: Clock, door: str) -> None:
    opening, lasts = DOORS[door]
    with writing(scene.house, Verb.KEEP_HOUSE) as db:
        opening(scene, db, clock.at)
    end = clock.at + lasts

    assert [forget_expired(scene.house.database, now=at) for at in (end - TICK, end, end + TICK)] == [0, 1, 0]


def test_a_kept_form_is_kept_for_thirty_days_to_the_instant(scene: Scene, clock: Clock) -> None:
    with writing(scene.house, Verb.KEEP_REPLAY) as db:
        receipts.claim(db, "form:key", content="a", at=clock.at)
        receipts.keep_replay(db, "form:key", form="form", fields={"name": "Rosa"}, at=clock.at)
    end = clock.at + receipts.KEPT_FOR

    gone = [forget_expired(scene.house.database, now=at) for at in (end - TICK, end)]

    with scene.house.database.reading() as db:
        assert (gone, db.scalar(sa.select(sa.func.count()).select_from(KeptReplay))) == ([0, 1], 0)


def test_a_key_that_was_claimed_once_stays_claimed_when_its_kept_form_is_gone(scene: Scene, clock: Clock) -> None:
    with writing(scene.house, Verb.KEEP_REPLAY) as db:
        assert receipts.claim(db, "form:key", content="a", at=clock.at).is_new

    clock.forward(days=366)
    forget_expired(scene.house.database, now=clock.at)

    with writing(scene.house, Verb.KEEP_REPLAY) as db:
        assert not receipts.claim(db, "form:key", content="a", at=clock.at).is_new
