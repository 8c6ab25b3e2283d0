"""Counting the people of a lab or table, each once, by dimension. Nothing here may be printed as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from labapp.domain.attendance import COUNTED, Total
from labapp.domain.demographics import UNASKED, OtherGender, Sector
from labapp.domain.dimensions import (
    DIMENSIONS,
    AnonymousQuestion,
    DimensionKey,
    counts_with_silence,
    gender_counts,
)
from labapp.domain.disclosure import Counts, Variable
from labapp.domain.errors import RuleViolated
from labapp.models.attendance import Attendance, Participant, Unregistered
from labapp.models.people import Organisation
from labapp.models.publication import UrnTotal
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession

_PARTS = COUNTED[Total.PARTICIPANTS]


def unit_counts(db: Db, space_id: UUID) -> tuple[int, dict[Variable, Counts | None]]:
    """Return how many different participants came to a lab or table, and their answers by variable.

    Those who refused any record are in every base, unasked. None where there are more anonymous answers than people.
    """
    people = _people(db, space_id)
    unregistered = _unregistered(db, space_id)
    total = len(people) + unregistered
    anonymous = _anonymous(db, space_id)
    counts: dict[Variable, Counts | None] = {}
    for each in DIMENSIONS:
        if each.is_sensitive:
            counts[each.variable] = _silent(anonymous.get(each.key, {}), total)
            continue
        listed = Counter(_answer(each.key, person, sector) for person, sector in people)
        listed[UNASKED] += unregistered
        if each.key is DimensionKey.GENDER:
            described = anonymous.get(AnonymousQuestion.OTHER_GENDER, {}).get(OtherGender.SELF_DESCRIBED.value, 0)
            counts[each.variable] = gender_counts(listed, self_described=described)
        else:
            counts[each.variable] = dict(listed)
    return total, counts


def _silent(answers: Mapping[str, int], total: int) -> Counts | None:
    try:
        return counts_with_silence(answers, base=total)
    except RuleViolated:
        return None


def _people(db: Db, space_id: UUID) -> list[tuple[Participant, Sector | None]]:
    """Return each participant once: somebody who was joined into another counts as that other one."""
    came = aliased(Participant)
    roots = (
        sa.select(sa.func.coalesce(came.joined_into_id, came.id))
        .join(Attendance, Attendance.participant_id == came.id)
        .where(came.space_id == space_id, Attendance.undone_at.is_(None), Attendance.part.in_(_PARTS))
    )
    found = db.execute(
        sa.select(Participant, Organisation.sector)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(Participant.id.in_(roots))
        .order_by(Participant.id)
    )
    return [(person, sector) for person, sector in found]


def _unregistered(db: Db, space_id: UUID) -> int:
    counted = (
        sa.select(sa.func.count())
        .select_from(Unregistered)
        .join(LabSession, LabSession.id == Unregistered.session_id)
        .where(LabSession.space_id == space_id, Unregistered.undone_at.is_(None), Unregistered.part.in_(_PARTS))
    )
    return db.scalar(counted) or 0


def _anonymous(db: Db, space_id: UUID) -> dict[str, dict[str, int]]:
    found = db.execute(
        sa.select(UrnTotal.question, UrnTotal.choice, UrnTotal.count)
        .where(UrnTotal.space_id == space_id)
        .order_by(UrnTotal.question, UrnTotal.choice)
    )
    counts: dict[str, dict[str, int]] = {}
    for question, choice, count in found:
        counts.setdefault(question, {})[choice] = count
    return counts


def _answer(key: DimensionKey, person: Participant, sector: Sector | None) -> str:
    answers: dict[DimensionKey, StrEnum | None] = {
        DimensionKey.GENDER: person.gender,
        DimensionKey.AGE_BAND: person.age_band,
        DimensionKey.PLACE_SCOPE: person.place_scope,
        DimensionKey.SECTOR: Sector.CITIZEN if person.alone else sector,
        DimensionKey.FIRST_TIME: person.first_time,
    }
    said = answers[key]
    return UNASKED if said is None else said.value
