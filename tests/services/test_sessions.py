"""Planning sessions: what is guessed, what is refused, and what the next session takes over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.ids import CODE_ALPHABET
from labapp.domain.roles import Role
from labapp.domain.sessions import Duty, Modality, Purpose, Stage
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import LabSession, SessionStaff
from labapp.models.spaces import Space
from labapp.services import sessions
from labapp.services.sessions import SessionFacts, Team
from tests.factories import a_member_of_staff, a_session, a_space, an_organisation, writing


def facts(house: House, **more: object) -> SessionFacts:
    four = SessionFacts(starts_at=house.now() + timedelta(days=7), venue="Casa comunal")
    return replace(four, **more)  # type: ignore[arg-type] # each test names fields of the facts


def planned(house: House, space: Space, given: SessionFacts) -> LabSession:
    with writing(house, Verb.SCHEDULE_SESSION) as db:
        return sessions.schedule(db, space.id, given)


def team_of(house: House, session_id: UUID) -> set[tuple[Duty, UUID]]:
    with house.database.reading() as db:
        rows = db.scalars(sa.select(SessionStaff).where(SessionStaff.session_id == session_id, SessionStaff.active))
        return {(row.duty, row.staff_id) for row in rows}


def test_four_facts_make_a_draft_with_a_code_and_a_token_of_its_own(house: House) -> None:
    space = a_space(house)

    one, other = planned(house, space, facts(house)), planned(house, space, facts(house))

    assert one.stage is Stage.DRAFT
    assert (one.purpose, one.modality) == (Purpose.IDENTIFICATION, Modality.IN_PERSON)
    assert one.ends_at - one.starts_at == timedelta(minutes=180)
    assert len(one.code) == 6
    assert set(one.code) <= set(CODE_ALPHABET)
    assert {one.code, one.token}.isdisjoint({other.code, other.token})


def test_the_purpose_follows_from_the_sessions_before_and_a_cancelled_one_does_not_count(house: House) -> None:
    space = a_space(house)
    a_session(house, space, purpose=Purpose.IDENTIFICATION, stage=Stage.PUBLISHED, starts_in_hours=-400)
    a_session(house, space, purpose=Purpose.SOLUTIONS, stage=Stage.CANCELLED, starts_in_hours=-200)

    assert planned(house, space, facts(house)).purpose is Purpose.SOLUTIONS


def test_a_table_is_for_a_table_and_a_platform_is_virtual(house: House) -> None:
    session = planned(house, a_space(house, SpaceKind.COCREATION_TABLE), facts(house, venue="Zoom de ANTAI"))

    assert (session.purpose, session.modality) == (Purpose.TABLE, Modality.VIRTUAL)
    assert session.ends_at - session.starts_at == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"venue": " \u200b "}, "venue_missing", "venue"),
        ({"venue": "x" * 201}, "line_too_long", "venue"),
        ({"title": "ñ" * 5000}, "line_too_long", "title"),
        ({"capacity": 0}, "capacity_too_small", "capacity"),
        ({"purpose": Purpose.TABLE}, "purpose_not_of_this_space", "purpose"),
        ({"place_code": "999999"}, "unknown_place", None),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    house: House, given: dict[str, object], code: str, field: str | None
) -> None:
    space = a_space(house)

    with pytest.raises(RuleViolated) as refused:
        planned(house, space, facts(house, **given))

    assert (refused.value.code, refused.value.details.get("field")) == (code, field)


def test_the_team_comes_from_the_organisations_that_share_the_lab(house: House) -> None:
    antai, kernel = an_organisation(house), an_organisation(house, "Kernel Community")
    own = a_member_of_staff(house, Role.FACILITATOR, organisation=antai)
    stranger = a_member_of_staff(house, Role.FACILITATOR, organisation=kernel)
    space = a_space(house, organisation=antai)

    with pytest.raises(RuleViolated) as refused:
        planned(house, space, facts(house, team=Team(facilitators=frozenset({stranger.id}))))
    session = planned(house, space, facts(house, team=Team(note_takers=frozenset({own.id}))))

    assert refused.value.code == "staff_not_of_space"
    assert team_of(house, session.id) == {(Duty.NOTE_TAKER, own.id)}


def test_a_team_changes_without_losing_who_was_in_it(house: House) -> None:
    antai = an_organisation(house)
    first, second = (a_member_of_staff(house, Role.FACILITATOR, organisation=antai) for _ in range(2))
    space = a_space(house, organisation=antai)
    session = planned(house, space, facts(house, team=Team(facilitators=frozenset({first.id}))))
    for who in (second, first):
        with writing(house, Verb.CHANGE_SESSION) as db:
            row = db.get_one(LabSession, session.id)
            sessions.assign_team(db, row, Team(facilitators=frozenset({who.id})))

    with house.database.reading() as db:
        rows = db.execute(sa.select(SessionStaff.staff_id, SessionStaff.active)).all()

    assert {tuple(row) for row in rows} == {(first.id, True), (second.id, False)}


def test_a_changed_draft_moves_and_an_announced_session_keeps_its_day(house: House) -> None:
    draft = a_session(house, stage=Stage.DRAFT, starts_in_hours=24)
    announced = a_session(house, stage=Stage.CONVENED, starts_in_hours=24)
    later = draft.starts_at + timedelta(hours=5)

    for session in (draft, announced):
        with writing(house, Verb.CHANGE_SESSION) as db:
            sessions.change(db, session.id, facts(house, starts_at=later, ends_at=None), seen=session.op)

    with house.database.reading() as db:
        starts = dict(db.execute(sa.select(LabSession.id, LabSession.starts_at)).all())
        revisions = set(db.scalars(sa.select(LabSession.revision)))
    assert starts == {draft.id: later, announced.id: announced.starts_at}
    assert revisions <= {0, 1}


def test_a_change_made_on_an_old_page_is_refused(house: House) -> None:
    session = a_session(house, stage=Stage.DRAFT)
    with writing(house, Verb.CHANGE_SESSION) as db:
        sessions.change(db, session.id, facts(house, venue="Escuela"), seen=session.op)

    with pytest.raises(RuleViolated) as refused, writing(house, Verb.CHANGE_SESSION) as db:
        sessions.change(db, session.id, facts(house, venue="Iglesia"), seen=session.op)

    assert refused.value.code == "changed_meanwhile"


def test_the_next_session_takes_over_venue_and_team_and_goes_on_with_the_purpose(house: House) -> None:
    antai = an_organisation(house)
    one = a_member_of_staff(house, Role.FACILITATOR, organisation=antai)
    first = planned(
        house,
        a_space(house, organisation=antai),
        facts(house, capacity=30, place_code="120101", team=Team(facilitators=frozenset({one.id}))),
    )
    start = house.now() + timedelta(days=30)

    with writing(house, Verb.SCHEDULE_SESSION) as db:
        second = sessions.follow(db, first.id, start)

    assert (second.space_id, second.venue, second.capacity, second.place_code) == (
        first.space_id, first.venue, 30, "120101",
    )  # fmt: skip
    assert (second.purpose, second.stage, second.starts_at) == (Purpose.SOLUTIONS, Stage.DRAFT, start)
    assert team_of(house, second.id) == {(Duty.FACILITATOR, one.id)}
