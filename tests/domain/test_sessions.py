"""Sessions: the stages they may pass through, who may write, how long they last, and clashes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from labapp.domain.errors import RuleViolated
from labapp.domain.sessions import (
    MOVES,
    PURPOSES,
    Booking,
    Clash,
    ClashKind,
    Modality,
    Purpose,
    Stage,
    check_purpose,
    clashes,
    desk_may_write,
    end_or_default,
    following_purpose,
    guessed_modality,
    guessed_purpose,
    is_public,
    move,
    phones_may_write,
    start_when_opened,
    takes_place,
)
from labapp.domain.spaces import SpaceKind

START = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
REASON = "Cayó el puente del río."
ALLOWED = [
    (Stage.DRAFT, Stage.CONVENED),
    (Stage.DRAFT, Stage.OPEN),
    (Stage.DRAFT, Stage.CANCELLED),
    (Stage.CONVENED, Stage.OPEN),
    (Stage.CONVENED, Stage.POSTPONED),
    (Stage.CONVENED, Stage.CANCELLED),
    (Stage.OPEN, Stage.ROOM_CLOSED),
    (Stage.OPEN, Stage.POSTPONED),
    (Stage.OPEN, Stage.CANCELLED),
    (Stage.ROOM_CLOSED, Stage.OPEN),
    (Stage.ROOM_CLOSED, Stage.REGISTER_CLOSED),
    (Stage.REGISTER_CLOSED, Stage.PUBLISHED),
    (Stage.POSTPONED, Stage.CONVENED),
    (Stage.POSTPONED, Stage.OPEN),
    (Stage.POSTPONED, Stage.POSTPONED),
    (Stage.POSTPONED, Stage.CANCELLED),
    (Stage.CANCELLED, Stage.CONVENED),
]


@pytest.mark.parametrize(("stage", "to"), ALLOWED)
def test_a_session_moves_along_its_stages(stage: Stage, to: Stage) -> None:
    assert move(stage, to, reason=REASON) is to


@pytest.mark.parametrize(("stage", "to"), [pair for pair in product(Stage, Stage) if pair not in ALLOWED])
def test_every_other_move_is_refused(stage: Stage, to: Stage) -> None:
    with pytest.raises(RuleViolated) as refused:
        move(stage, to, reason=REASON)

    assert refused.value.code == "stage_move_not_allowed"
    assert refused.value.details == {"stage": stage, "to": to}


def test_every_stage_says_where_it_leads() -> None:
    assert set(MOVES) == set(Stage)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
@pytest.mark.parametrize("to", [Stage.POSTPONED, Stage.CANCELLED])
def test_a_postponement_or_a_cancellation_needs_a_public_reason(to: Stage, reason: str) -> None:
    with pytest.raises(RuleViolated) as refused:
        move(Stage.CONVENED, to, reason=reason)

    assert refused.value.code == "public_reason_required"


def test_phones_write_only_while_the_room_is_open() -> None:
    assert [stage for stage in Stage if phones_may_write(stage)] == [Stage.OPEN]


def test_the_desk_types_paper_until_the_register_is_closed() -> None:
    assert [stage for stage in Stage if desk_may_write(stage)] == [Stage.OPEN, Stage.ROOM_CLOSED]


def test_the_calendar_keeps_what_was_announced() -> None:
    assert [stage for stage in Stage if not is_public(stage)] == [Stage.DRAFT]
    assert [stage for stage in Stage if not takes_place(stage)] == [Stage.CANCELLED]


@pytest.mark.parametrize(
    ("purpose", "minutes"), [(Purpose.TABLE, 90), (Purpose.IDENTIFICATION, 180), (Purpose.FOLLOW_UP, 120)]
)
def test_a_session_without_an_end_lasts_as_long_as_is_usual(purpose: Purpose, minutes: int) -> None:
    assert end_or_default(START, None, purpose=purpose) == START + timedelta(minutes=minutes)


@pytest.mark.parametrize("length", [timedelta(minutes=1), timedelta(days=3)])
def test_a_session_may_be_as_long_as_it_is(length: timedelta) -> None:
    assert end_or_default(START, START + length, purpose=Purpose.TABLE) == START + length


@pytest.mark.parametrize("length", [timedelta(0), timedelta(minutes=-1)])
def test_a_session_cannot_end_before_it_starts(length: timedelta) -> None:
    with pytest.raises(RuleViolated) as refused:
        end_or_default(START, START + length, purpose=Purpose.TABLE)

    assert refused.value.code == "session_ends_before_it_starts"


def test_the_second_session_of_a_lab_is_for_solutions() -> None:
    assert following_purpose(PURPOSES[SpaceKind.INNOVATION_LAB][0]) is Purpose.SOLUTIONS
    assert following_purpose(Purpose.TABLE) is Purpose.TABLE


@pytest.mark.parametrize(
    ("kind", "last", "expected"),
    [
        (SpaceKind.INNOVATION_LAB, None, Purpose.IDENTIFICATION),
        (SpaceKind.INNOVATION_LAB, Purpose.IDENTIFICATION, Purpose.SOLUTIONS),
        (SpaceKind.INNOVATION_LAB, Purpose.SOLUTIONS, Purpose.FOLLOW_UP),
        (SpaceKind.INNOVATION_LAB, Purpose.FOLLOW_UP, Purpose.FOLLOW_UP),
        (SpaceKind.COCREATION_TABLE, None, Purpose.TABLE),
        (SpaceKind.COCREATION_TABLE, Purpose.TABLE, Purpose.TABLE),
    ],
)
def test_a_session_without_a_purpose_gets_the_usual_one(
    kind: SpaceKind, last: Purpose | None, expected: Purpose
) -> None:
    assert guessed_purpose(kind, last) is expected


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("Zoom", Modality.VIRTUAL),
        ("Por Google Meet", Modality.VIRTUAL),
        ("https://ejemplo.org/sala", Modality.VIRTUAL),
        ("Casa comunal", Modality.IN_PERSON),
        ("Escuela de Zoombí", Modality.IN_PERSON),
        ("", Modality.IN_PERSON),
    ],
)
def test_a_venue_that_is_a_platform_tells_that_people_meet_virtually(venue: str, expected: Modality) -> None:
    assert guessed_modality(venue) is expected


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CONVENED, Stage.POSTPONED])
@pytest.mark.parametrize("hours", [-48, 0, 12])
def test_a_session_that_is_opened_on_its_day_or_later_keeps_its_start(stage: Stage, hours: int) -> None:
    assert start_when_opened(stage, START, now=START - timedelta(hours=hours)) == START


def test_a_draft_that_is_opened_days_before_starts_now() -> None:
    now = START - timedelta(days=3, seconds=20)

    assert start_when_opened(Stage.DRAFT, START, now=now) == now - timedelta(seconds=40)


@pytest.mark.parametrize("stage", [Stage.CONVENED, Stage.POSTPONED])
def test_a_day_that_was_announced_is_not_changed_in_passing(stage: Stage) -> None:
    with pytest.raises(RuleViolated) as refused:
        start_when_opened(stage, START, now=START - timedelta(hours=13))

    assert refused.value.code == "session_is_another_day"


@pytest.mark.parametrize(
    ("purpose", "kind"),
    [(Purpose.TABLE, SpaceKind.INNOVATION_LAB), (Purpose.IDENTIFICATION, SpaceKind.COCREATION_TABLE)],
)
def test_a_purpose_of_another_kind_of_space_is_refused(purpose: Purpose, kind: SpaceKind) -> None:
    with pytest.raises(RuleViolated) as refused:
        check_purpose(purpose, kind)

    assert refused.value.code == "purpose_not_of_this_space"


@pytest.mark.parametrize(("purpose", "kind"), [(p, kind) for kind, listed in PURPOSES.items() for p in listed])
def test_a_purpose_of_the_space_is_accepted(purpose: Purpose, kind: SpaceKind) -> None:
    check_purpose(purpose, kind)


MARIA, JOSE = UUID(int=901), UUID(int=902)


def booking(number: int, hour: float, *, who: UUID = MARIA, venue: str = "") -> Booking:
    starts_at = START + timedelta(hours=hour)
    return Booking(UUID(int=number), starts_at, starts_at + timedelta(hours=2), frozenset({who}), venue)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (booking(2, 1), [ClashKind.FACILITATOR]),
        (booking(2, 1, who=JOSE), []),
        (booking(2, 1, who=JOSE, venue="casa comunal"), [ClashKind.VENUE]),
        (booking(2, -1.5, venue="casa comunal"), [ClashKind.FACILITATOR, ClashKind.VENUE]),
        (booking(2, 2, venue="casa comunal"), []),
        (booking(2, -2, venue="casa comunal"), []),
        (booking(1, 0, venue="casa comunal"), []),
    ],
    ids=["who", "other people", "where", "both", "just after", "just before", "the same session"],
)
def test_two_sessions_clash_only_at_the_same_time(other: Booking, expected: list[ClashKind]) -> None:
    found = clashes(booking(1, 0, venue="casa comunal"), [other])

    assert found == [Clash(kind, UUID(int=2)) for kind in expected]


def test_two_virtual_sessions_do_not_share_a_venue() -> None:
    assert clashes(booking(1, 0), [booking(2, 0, who=JOSE)]) == []


def test_clashes_come_by_their_start() -> None:
    found = clashes(booking(1, 0), [booking(3, 1), booking(2, -1)])

    assert [clash.session.int for clash in found] == [2, 3]
