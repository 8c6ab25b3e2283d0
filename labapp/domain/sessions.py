"""Sessions: what they are for, the stages they pass through, who may still write, and what clashes with what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from labapp.domain.attendance import EARLIEST_ARRIVAL
from labapp.domain.errors import RuleViolated
from labapp.domain.spaces import SpaceKind
from labapp.domain.text import fold


class Duty(StrEnum):
    """What a member of staff does in a session."""

    FACILITATOR = "facilitator"
    NOTE_TAKER = "note_taker"


class Purpose(StrEnum):
    """What a session is for."""

    IDENTIFICATION = "identification"
    SOLUTIONS = "solutions"
    FOLLOW_UP = "follow_up"
    PUBLIC_EVENT = "public_event"
    TABLE = "table"


class Modality(StrEnum):
    """Where people meet."""

    IN_PERSON = "in_person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class Stage(StrEnum):
    """Where a session stands, from the first draft to the published record."""

    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    ROOM_CLOSED = "room_closed"
    REGISTER_CLOSED = "register_closed"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.CONVENED, Stage.OPEN, Stage.CANCELLED}),
    Stage.CONVENED: frozenset({Stage.OPEN, Stage.POSTPONED, Stage.CANCELLED}),
    Stage.OPEN: frozenset({Stage.ROOM_CLOSED, Stage.POSTPONED, Stage.CANCELLED}),
    Stage.ROOM_CLOSED: frozenset({Stage.OPEN, Stage.REGISTER_CLOSED}),
    Stage.REGISTER_CLOSED: frozenset({Stage.PUBLISHED}),
    Stage.PUBLISHED: frozenset(),
    Stage.POSTPONED: frozenset({Stage.CONVENED, Stage.OPEN, Stage.POSTPONED, Stage.CANCELLED}),
    Stage.CANCELLED: frozenset({Stage.CONVENED}),
}
"""Closing the room and cancelling can be undone. Closing the register cannot: it seals the anonymous answers."""

_NEEDS_REASON = frozenset({Stage.POSTPONED, Stage.CANCELLED})
_TAKEN_BY_STAFF = frozenset({Stage.OPEN, Stage.ROOM_CLOSED})

PURPOSES: Mapping[SpaceKind, tuple[Purpose, ...]] = {
    SpaceKind.INNOVATION_LAB: (
        Purpose.IDENTIFICATION,
        Purpose.SOLUTIONS,
        Purpose.FOLLOW_UP,
        Purpose.PUBLIC_EVENT,
    ),
    SpaceKind.COCREATION_TABLE: (Purpose.TABLE, Purpose.FOLLOW_UP, Purpose.PUBLIC_EVENT),
}
"""What a session of each kind of space may be for, the usual first one first."""

USUAL_MINUTES: Mapping[Purpose, int] = {
    Purpose.IDENTIFICATION: 180,
    Purpose.SOLUTIONS: 180,
    Purpose.FOLLOW_UP: 120,
    Purpose.PUBLIC_EVENT: 120,
    Purpose.TABLE: 90,
}
"""How long a session is taken to last while nobody has said when it ends."""

_FOLLOWING: Mapping[Purpose, Purpose] = {
    Purpose.IDENTIFICATION: Purpose.SOLUTIONS,
    Purpose.SOLUTIONS: Purpose.FOLLOW_UP,
}


def move(stage: Stage, to: Stage, *, reason: str = "") -> Stage:
    """Return the new stage of a session. `reason` is what the public reads of a postponement or a cancellation.

    Raises `RuleViolated`: "stage_move_not_allowed" or "public_reason_required".
    """
    if to not in MOVES[stage]:
        raise RuleViolated("stage_move_not_allowed", stage=stage, to=to)
    if to in _NEEDS_REASON and not reason.strip():
        raise RuleViolated("public_reason_required", field="reason")
    return to


def phones_may_write(stage: Stage) -> bool:
    """Whether a phone in the room may still check in, contribute or answer."""
    return stage is Stage.OPEN


def desk_may_write(stage: Stage) -> bool:
    """Whether staff may still enter people and contributions: after the room is closed there is paper to type."""
    return stage in _TAKEN_BY_STAFF


def is_public(stage: Stage) -> bool:
    """Whether the public calendar shows the session; one that was announced never disappears from it."""
    return stage is not Stage.DRAFT


def takes_place(stage: Stage) -> bool:
    """Whether the session holds its day, its venue and its facilitator; a postponed one holds its new day."""
    return stage is not Stage.CANCELLED


def following_purpose(purpose: Purpose) -> Purpose:
    """Return what the next session of the same space is usually for."""
    return _FOLLOWING.get(purpose, purpose)


def guessed_purpose(kind: SpaceKind, last: Purpose | None) -> Purpose:
    """Return what the next session of a space is usually for, by its kind and what its `last` session was for."""
    return PURPOSES[kind][0] if last is None else following_purpose(last)


_PLATFORM = re.compile(r"\b(zoom|teams|meet|jitsi|webex|skype|whatsapp|youtube|facebook|https?)\b")


def guessed_modality(venue: str) -> Modality:
    """Return how people meet, while nobody has said it: virtually where the venue is a platform or an address."""
    return Modality.VIRTUAL if _PLATFORM.search(fold(venue)) else Modality.IN_PERSON


def start_when_opened(stage: Stage, starts_at: datetime, *, now: datetime) -> datetime:
    """Return when a session that is opened now starts: as planned, or now for a draft of another day.

    A day that was announced is not changed in passing: raises `RuleViolated("session_is_another_day")` before the
    earliest hour of an arrival.
    """
    if now >= starts_at - EARLIEST_ARRIVAL:
        return starts_at
    if stage is not Stage.DRAFT:
        raise RuleViolated("session_is_another_day")
    return now.replace(second=0, microsecond=0)


def check_purpose(purpose: Purpose, kind: SpaceKind) -> None:
    """Accept a purpose that this kind of space has. Raises `RuleViolated("purpose_not_of_this_space")`."""
    if purpose not in PURPOSES[kind]:
        raise RuleViolated("purpose_not_of_this_space", field="purpose", purpose=purpose, kind=kind)


def end_or_default(starts_at: datetime, ends_at: datetime | None, *, purpose: Purpose) -> datetime:
    """Return the end of a session, the usual one where none was given. There is no longest session.

    Raises `RuleViolated("session_ends_before_it_starts")`.
    """
    if ends_at is None:
        return starts_at + timedelta(minutes=USUAL_MINUTES[purpose])
    if ends_at <= starts_at:
        raise RuleViolated("session_ends_before_it_starts", field="ends_at")
    return ends_at


@dataclass(frozen=True, slots=True)
class Booking:
    """The day of a session that takes place: from, until (aware), who facilitates, and the folded name of the venue.

    `venue` is empty for a virtual session and while it is unknown.
    """

    session: UUID
    starts_at: datetime
    ends_at: datetime
    facilitators: frozenset[UUID]
    venue: str = ""


class ClashKind(StrEnum):
    """What two sessions would need at the same time."""

    FACILITATOR = "facilitator"
    VENUE = "venue"


@dataclass(frozen=True, slots=True)
class Clash:
    """A warning, never a refusal: people know when two rooms share one address."""

    kind: ClashKind
    session: UUID


def clashes(planned: Booking, others: Iterable[Booking]) -> list[Clash]:
    """Return what `planned` shares at the same time with other sessions, by their start; touching ends do not clash."""
    found: list[Clash] = []
    for other in sorted(others, key=lambda booking: (booking.starts_at, booking.session)):
        is_apart = other.ends_at <= planned.starts_at or planned.ends_at <= other.starts_at
        if is_apart or other.session == planned.session:
            continue
        if planned.facilitators & other.facilitators:
            found.append(Clash(ClashKind.FACILITATOR, other.session))
        if planned.venue and planned.venue == other.venue:
            found.append(Clash(ClashKind.VENUE, other.session))
    return found
