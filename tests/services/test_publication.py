"""Freezing what may be printed of a lab: counted once each, by the rule of five, corrected only where safe."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, Part
from labapp.domain.demographics import Gender, Sector
from labapp.domain.dimensions import DimensionKey
from labapp.domain.disclosure import TotalsPolicy
from labapp.domain.errors import RuleViolated
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Attendance, Participant, Unregistered
from labapp.models.publication import FrozenTable, UrnTotal
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.policies import variable_policies
from labapp.queries.publication import ShownTable, ShownUnit, shown_unit
from labapp.services.attendance import attendance_id
from labapp.services.policies import choose_policies
from labapp.services.publication import freeze_tables
from tests.factories import a_session, a_space, an_organisation, writing
from tests.pages import Browser


@pytest.fixture
def space(house: House) -> Space:
    """A lab with one session whose register is closed; its anonymous questions were never opened."""
    space = a_space(house)
    a_session(house, space, stage=Stage.REGISTER_CLOSED)
    return space


def sessions_of(house: House, space: Space) -> list[LabSession]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(LabSession).where(LabSession.space_id == space.id).order_by(LabSession.id)))


def came(
    house: House, space: Space, many: int, gender: Gender | None, *, part: Part = Part.PARTICIPANT, twice: bool = False
) -> list[UUID]:
    """So many people of one gender, in the first session or in every one."""
    sessions = sessions_of(house, space)
    with writing(house, Verb.CHECK_IN) as db:
        last = db.scalar(sa.select(sa.func.max(Participant.number)).where(Participant.space_id == space.id)) or 0
        people = [
            Participant(space_id=space.id, number=last + n, age_side=AgeSide.ADULT, gender=gender)
            for n in range(1, many + 1)
        ]
        db.add_all(people)
        for session in sessions if twice else sessions[:1]:
            db.add_all(
                Attendance(
                    id=attendance_id(session.id, person.id),
                    session_id=session.id,
                    participant_id=person.id,
                    part=part,
                    channel="desk",
                    arrived_at=house.now(),
                    recorded_at=house.now(),
                )
                for person in people
            )
    return [person.id for person in people]


def choose(house: House, key: DimensionKey, policy: TotalsPolicy) -> None:
    with writing(house, Verb.CHOOSE_POLICIES) as db:
        choose_policies(db, {key: policy}, seen=variable_policies(db))


def frozen(house: House, space: Space) -> ShownUnit:
    with writing(house, Verb.FREEZE_TABLES) as db:
        freeze_tables(db, space.id, now=house.now())
    with house.database.reading() as db:
        shown = shown_unit(db, space.id)
    assert shown is not None
    return shown


def table(unit: ShownUnit, key: DimensionKey) -> ShownTable:
    return next(one for one in unit.tables if one.dimension is key)


def counts(unit: ShownUnit, key: DimensionKey) -> list[tuple[str, int]]:
    return [(cell.group.value, cell.count) for cell in table(unit, key).cells]


def test_the_finest_safe_level_is_printed_with_those_who_did_not_register_in_the_base(
    house: House, space: Space
) -> None:
    came(house, space, 19, Gender.WOMAN)
    came(house, space, 12, Gender.MAN)
    with writing(house, Verb.COUNT_UNREGISTERED) as db:
        db.add_all(
            Unregistered(session_id=sessions_of(house, space)[0].id, part=Part.PARTICIPANT, at=house.now())
            for _ in range(3)
        )

    unit = frozen(house, space)

    assert (unit.total, counts(unit, DimensionKey.GENDER)) == (
        34,
        [("woman", 19), ("man_other_or_unanswered", 15)],
    )


def test_who_comes_twice_counts_once_and_team_press_and_undone_arrivals_do_not(house: House, space: Space) -> None:
    a_session(house, space, stage=Stage.REGISTER_CLOSED)
    came(house, space, 10, Gender.WOMAN, twice=True)
    came(house, space, 4, Gender.MAN, part=Part.PRESS)
    gone = came(house, space, 2, Gender.MAN)
    same = came(house, space, 1, Gender.WOMAN)
    with writing(house, Verb.UNDO_CHECK_IN) as db:
        for person in gone:
            db.get_one(Attendance, attendance_id(sessions_of(house, space)[0].id, person)).undone_at = house.now()
        first = db.scalars(sa.select(Participant).order_by(Participant.number).limit(1)).one()
        db.get_one(Participant, same[0]).joined_into_id = first.id

    unit = frozen(house, space)

    assert (unit.total, counts(unit, DimensionKey.GENDER)[0]) == (10, ("woman", 10))


def test_no_cell_from_one_to_four_is_ever_shown(house: House, space: Space) -> None:
    came(house, space, 12, Gender.WOMAN)
    came(house, space, 3, Gender.MAN)

    unit = frozen(house, space)

    assert table(unit, DimensionKey.GENDER).is_withheld
    assert not [cell for one in unit.tables for cell in one.cells if 0 < cell.count < 5]


def test_what_was_hidden_once_stays_hidden(house: House, space: Space) -> None:
    came(house, space, 10, Gender.WOMAN)
    came(house, space, 4, Gender.MAN)
    before = frozen(house, space)
    came(house, space, 6, Gender.MAN)

    after = frozen(house, space)

    assert table(before, DimensionKey.GENDER).is_withheld
    assert (after.total, table(after, DimensionKey.GENDER).is_withheld) == (20, True)


def test_a_small_correction_moves_neither_table_nor_total(house: House, space: Space) -> None:
    came(house, space, 19, Gender.WOMAN)
    came(house, space, 15, Gender.MAN)
    before = frozen(house, space)
    came(house, space, 2, Gender.WOMAN)
    came(house, space, 1, Gender.MAN)

    after = frozen(house, space)

    assert after == before
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.max(FrozenTable.version))) == 1


def test_a_large_correction_is_a_new_version_and_the_old_one_is_kept(house: House, space: Space) -> None:
    came(house, space, 19, Gender.WOMAN)
    came(house, space, 15, Gender.MAN)
    frozen(house, space)
    came(house, space, 5, Gender.WOMAN)

    after = frozen(house, space)

    assert (after.total, counts(after, DimensionKey.GENDER)[:2]) == (39, [("woman", 24), ("man", 15)])
    with house.database.reading() as db:
        rows = sa.select(FrozenTable.version, FrozenTable.total).where(FrozenTable.dimension == "gender")
        assert db.execute(rows.order_by(FrozenTable.version)).all() == [(1, 34), (2, 39)]


@pytest.mark.parametrize(("yes", "is_withheld"), [(6, False), (3, True), (31, True), (40, True)])
def test_sensitive_tables_come_from_the_sealed_totals_and_need_both_cells(
    house: House, space: Space, yes: int, is_withheld: bool
) -> None:
    choose(house, DimensionKey.INDIGENOUS_PEOPLE, TotalsPolicy.PER_UNIT)
    came(house, space, 34, Gender.WOMAN)
    with writing(house, Verb.SEAL_URN) as db:
        db.add(UrnTotal(space_id=space.id, question="indigenous_people", choice="ngabe", count=yes))

    unit = frozen(house, space)

    assert table(unit, DimensionKey.INDIGENOUS_PEOPLE).is_withheld is is_withheld


@pytest.mark.parametrize(
    ("many", "policy", "named"),
    [(6, TotalsPolicy.PER_UNIT, ["civil_society", "communal_board"]), (2, TotalsPolicy.PER_UNIT, []),
     (6, TotalsPolicy.TOTAL_ONLY, [])],
)  # fmt: skip
def test_where_the_table_by_sector_is_withheld_its_kinds_are_named_if_there_are_people_enough(
    house: House, space: Space, many: int, policy: TotalsPolicy, named: list[str]
) -> None:
    sectors = (Sector.CIVIL_SOCIETY, Sector.COMMUNAL_BOARD)
    organisations = [an_organisation(house, each.value, each) for each in sectors]
    coming = list(zip(came(house, space, many, Gender.WOMAN), organisations, strict=False))
    choose(house, DimensionKey.SECTOR, policy)
    with writing(house, Verb.CORRECT_PERSON) as db:
        for person, organisation in coming:
            db.get_one(Participant, person).organisation_id = organisation

    assert [kind.value for kind in table(frozen(house, space), DimensionKey.SECTOR).kinds] == named

    (late,) = came(house, space, 1, Gender.MAN)  # somebody of another sector is typed later: nothing moves
    academy = an_organisation(house, "Universidad", Sector.ACADEMIA)
    with writing(house, Verb.CORRECT_PERSON) as db:
        db.get_one(Participant, late).organisation_id = academy
    assert [kind.value for kind in table(frozen(house, space), DimensionKey.SECTOR).kinds] == named


def test_a_sensitive_figure_reads_at_least_and_is_no_share_of_the_room(
    house: House, space: Space, phone: Browser
) -> None:
    choose(house, DimensionKey.INDIGENOUS_PEOPLE, TotalsPolicy.PER_UNIT)
    came(house, space, 34, Gender.WOMAN)
    with writing(house, Verb.SEAL_URN) as db:
        db.add(UrnTotal(space_id=space.id, question="indigenous_people", choice="ngabe", count=6))
    assert table(frozen(house, space), DimensionKey.INDIGENOUS_PEOPLE).at_least == 6

    shown = phone.get(f"/laboratorio/{space.token}").text
    assert "Al menos 6 de las 34 personas se identificaron como parte de un pueblo indígena." in shown
    assert "28" not in shown
    assert "18 %" not in shown


def test_nothing_is_frozen_while_a_session_is_under_way_or_the_anonymous_questions_are_open(
    house: House, space: Space
) -> None:
    with writing(house, Verb.OPEN_URN) as db:
        db.get_one(Space, space.id).urn_opened_at = house.now()

    with pytest.raises(RuleViolated) as refusal:
        frozen(house, space)

    assert refusal.value.code == "unit_not_closed"


def test_under_the_policy_of_one_total_a_unit_shows_only_its_number(house: House, space: Space) -> None:
    choose(house, DimensionKey.GENDER, TotalsPolicy.TOTAL_ONLY)
    came(house, space, 30, Gender.WOMAN)

    unit = frozen(house, space)

    assert (unit.total, table(unit, DimensionKey.GENDER).is_withheld) == (30, True)
    assert not table(unit, DimensionKey.FIRST_TIME).is_withheld
