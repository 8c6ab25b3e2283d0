"""When the anonymous questions of a lab or table are sealed without anybody asking for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from labapp.domain.sessions import Stage, takes_place
from labapp.domain.spaces import SpaceKind

SEALED_AFTER = timedelta(days=30)
"""How long after the last session held an urn may stay open at most."""

_CLOSED = frozenset({Stage.REGISTER_CLOSED, Stage.PUBLISHED})
_HELD = _CLOSED | {Stage.OPEN, Stage.ROOM_CLOSED}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session as far as sealing goes."""

    stage: Stage
    starts_at: datetime
    ends_at: datetime


def closing_seals(kind: SpaceKind, closing: Meeting, others: Sequence[Meeting]) -> bool:
    """Whether closing the register of a session seals the urn: any of a table, the last that a lab has planned."""
    if kind is SpaceKind.COCREATION_TABLE:
        return True
    return not any(takes_place(other.stage) and other.starts_at > closing.starts_at for other in others)


def is_due(kind: SpaceKind, meetings: Sequence[Meeting], *, now: datetime) -> bool:
    """Whether an open urn should be sealed by now: its register was closed, or its last session is long past."""
    for meeting in meetings:
        others = [other for other in meetings if other is not meeting]
        if meeting.stage in _CLOSED and closing_seals(kind, meeting, others):
            return True
    held = [meeting.ends_at for meeting in meetings if meeting.stage in _HELD]
    return bool(held) and now >= max(held) + SEALED_AFTER
