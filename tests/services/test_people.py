"""Accounts under pressure: two acts at once never leave a house without administrator, nor two of one name."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.demographics import Sector
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.people import Credential, Organisation, Staff
from labapp.services import people
from labapp.services.organisations import OrganisationFacts, classify, register_organisation
from labapp.services.staff import StaffFacts, change_staff, deactivate, invite_staff, reactivate, reset_password
from tests.factories import PASSWORD, a_member_of_staff, writing


def _at_once(acts: list[Callable[[], None]]) -> list[str]:
    """Do the acts at the same time and return the codes of those that were refused."""

    def code(act: Callable[[], None]) -> str:
        try:
            act()
        except RuleViolated as refused:
            return refused.code
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return [found for found in pool.map(code, acts) if found]


def _row(house: House, staff_id: UUID) -> Staff:
    with house.database.reading() as db:
        return db.get_one(Staff, staff_id)


def test_two_administrators_who_close_each_other_leave_one(house: House) -> None:
    both = [a_member_of_staff(house, Role.ADMINISTRATOR) for _ in range(2)]

    def closing(staff: Staff) -> Callable[[], None]:
        def act() -> None:
            with writing(house, Verb.CHANGE_STAFF) as db:
                deactivate(db, staff.id, seen=staff.op)

        return act

    refused = _at_once([closing(staff) for staff in both])

    assert refused == ["last_administrator"]
    assert sum(_row(house, staff.id).active for staff in both) == 1


def test_a_user_name_that_is_asked_for_eight_times_at_once_is_given_once(house: House) -> None:
    def inviting() -> None:
        with writing(house, Verb.ADD_STAFF) as db:
            facts = StaffFacts(name="Ana", role=Role.APPROVER, organisation_id=None)
            invite_staff(db, facts, "ana.perez", now=house.now())

    refused = _at_once([inviting] * 8)

    assert refused == ["username_taken"] * 7
    with house.database.reading() as db:
        assert db.scalars(sa.select(Credential.username)).all() == ["ana.perez"]


def test_an_organisation_that_is_registered_eight_times_at_once_is_there_once(house: House) -> None:
    def registering() -> None:
        with writing(house, Verb.ADD_ORGANISATION) as db:
            register_organisation(db, OrganisationFacts(name="ANTAI", short_name="", sector=None))

    refused = _at_once([registering] * 8)

    assert refused == ["organisation_name_taken"] * 7
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Organisation)) == 1


def test_a_reset_account_opens_with_nothing_until_its_link_is_used(house: House) -> None:
    member = a_member_of_staff(house, Role.APPROVER)

    with writing(house, Verb.SET_PASSWORD) as db:
        token = reset_password(db, member.id, now=house.now())

    with house.database.reading() as db:
        credential = db.get_one(Credential, member.id)
        assert people.link_for(db, token, now=house.now()).staff_id == member.id
    assert credential.recovery_hash is None
    assert not people.password_matches(credential.password_hash, PASSWORD)
    assert not people.password_matches(credential.password_hash, "")
    assert _row(house, member.id).password_set_at is None


def test_a_closed_account_gets_no_link_and_opens_again_with_its_password(house: House) -> None:
    a_member_of_staff(house, Role.ADMINISTRATOR)
    member = a_member_of_staff(house, Role.APPROVER)
    with writing(house, Verb.CHANGE_STAFF) as db:
        deactivate(db, member.id, seen=member.op)

    with pytest.raises(RuleViolated, match="account_is_closed"), writing(house, Verb.SET_PASSWORD) as db:
        reset_password(db, member.id, now=house.now())
    with writing(house, Verb.CHANGE_STAFF) as db:
        reactivate(db, member.id, seen=_row(house, member.id).op)

    with house.database.reading() as db:
        assert people.password_matches(db.get_one(Credential, member.id).password_hash, PASSWORD)
    assert _row(house, member.id).active


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.FACILITATOR, Role.NOTE_TAKER])
def test_roles_of_an_organisation_need_one_that_is_there(house: House, role: Role) -> None:
    for organisation, code in ((None, "role_needs_organisation"), (new_id(), "organisation_unknown")):
        facts = StaffFacts(name="Ana", role=role, organisation_id=organisation)
        with pytest.raises(RuleViolated, match=code), writing(house, Verb.ADD_STAFF) as db:
            invite_staff(db, facts, "ana", now=house.now())


def test_what_is_not_there_cannot_be_changed(house: House) -> None:
    facts = StaffFacts(name="Ana", role=Role.APPROVER, organisation_id=None)
    with pytest.raises(NotFound), writing(house, Verb.CHANGE_STAFF) as db:
        change_staff(db, new_id(), facts, seen=new_id())
    with pytest.raises(NotFound), writing(house, Verb.SET_PASSWORD) as db:
        reset_password(db, new_id(), now=house.now())
    with pytest.raises(NotFound), writing(house, Verb.CHANGE_ORGANISATION) as db:
        classify(db, new_id(), Sector.ACADEMIA)
