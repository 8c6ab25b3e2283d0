"""What the desk changes about one person: parts, times, name, papers of a minor, and who turns out to be the same."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel, MinorPapers, Part, check_arrival
from labapp.domain.demographics import AgeBand, PlaceScope
from labapp.domain.errors import RuleViolated
from labapp.domain.privacy import Consent as ConsentKind
from labapp.models.attendance import Attendance, Consent, Device, DuplicateDecision, Participant
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.sessions import Expected, LabSession
from labapp.services import attendance, privacy
from labapp.services.attendance import attendance_id, check_door
from labapp.services.desk import door_of

_MINOR_BANDS = frozenset({AgeBand.UNDER_15, AgeBand.FROM_15_TO_17})
_TOLD = ("gender", "age_band", "first_time", "place_scope", "place_code", "alone", "organisation_id", "position")


def person_here(db: Db, session_id: UUID, person_id: UUID) -> Participant:
    """Return a person of the lab or table of this session, locked. Raises RuleViolated `person_unknown`."""
    person = db.get(Participant, person_id, with_for_update=True)
    space = db.scalar(sa.select(LabSession.space_id).where(LabSession.id == session_id))
    if person is None or person.space_id != space:
        raise RuleViolated("person_unknown")
    db.info["about"] = person.id
    return person


def presence(db: Db, session_id: UUID, person_id: UUID) -> Attendance:
    """Return the arrival of a person, locked, while the register is open. Raises RuleViolated."""
    check_door(door_of(db, session_id), ArrivalChannel.DESK)
    found = db.get(Attendance, attendance_id(session_id, person_id), with_for_update=True)
    if found is None:
        raise RuleViolated("person_unknown")
    db.info["about"] = person_id
    return found


def take_back(db: Db, session_id: UUID, person_id: UUID, *, now: datetime) -> None:
    """Undo an arrival; undoing twice changes nothing."""
    attendance.undo_check_in(presence(db, session_id, person_id), now=now)


def change_times(
    db: Db, session_id: UUID, person_id: UUID, *, arrived_at: datetime, left_at: datetime | None, now: datetime
) -> None:
    """Note the true times of arrival and departure. Raises RuleViolated for times that cannot be true."""
    found = presence(db, session_id, person_id)
    session = db.get_one(LabSession, session_id)
    check_arrival(arrived_at, starts_at=session.starts_at, now=now)
    found.arrived_at, found.left_at = arrived_at, None
    if left_at is not None:
        attendance.check_out(found, left_at=left_at, now=now)


def change_part(db: Db, session_id: UUID, person_id: UUID, part: Part) -> None:
    """Note in which part somebody is here."""
    attendance.change_part(presence(db, session_id, person_id), part)


def leave(db: Db, session_id: UUID, person_id: UUID, *, now: datetime) -> None:
    """Note that somebody leaves now; who has left before keeps that time."""
    found = presence(db, session_id, person_id)
    if found.left_at is None:
        attendance.check_out(found, left_at=now, now=now)


def correct_name(db: Db, session_id: UUID, person_id: UUID, name: str, *, seen: str) -> None:
    """Change how somebody is called on the list. `seen` is the version that the form was filled from.

    Raises RuleViolated: `changed_meanwhile`, or where no name may be kept.
    """
    person = person_here(db, session_id, person_id)
    if str(person.op) != seen:
        raise RuleViolated("changed_meanwhile", field="name")
    attendance.correct_name(person, name)


def authorise_minor(
    db: Db, session_id: UUID, person_id: UUID, name: str, papers: MinorPapers, *, now: datetime
) -> None:
    """Add the name of a minor once both papers are noted. Raises RuleViolated `minor_needs_papers`."""
    attendance.authorise_minor(person_here(db, session_id, person_id), name, papers, now=now)


def set_age(person: Participant, age: AgeSide) -> None:
    """Note on which side of 18 somebody is; of a minor without papers name and contact are let go at once."""
    if age is person.age_side:
        return
    person.age_side = age
    if age is not AgeSide.ADULT:
        person.contact = None
    if age is AgeSide.MINOR and person.authorised_at is None:
        person.name = person.name_key = None


def check_band(age: AgeSide, band: AgeBand | None) -> None:
    """Raise RuleViolated `age_band_contradicts` where the age group is on the other side of 18."""
    told = band not in {None, AgeBand.UNDISCLOSED, AgeBand.UNASKED}
    is_minor_band = band in _MINOR_BANDS
    if told and ((age is AgeSide.ADULT and is_minor_band) or (age is AgeSide.MINOR and not is_minor_band)):
        raise RuleViolated("age_band_contradicts", field="age_band")


def set_place(person: Participant, place: PlaceScope | None) -> None:
    """Note where somebody comes from; None leaves what was there."""
    person.place_scope = place or person.place_scope


def _locked_pair(db: Db, session_id: UUID, first: UUID, second: UUID) -> tuple[Participant, Participant]:
    space = door_of(db, session_id).space_id
    rows = {each: db.get(Participant, each, with_for_update=True) for each in sorted({first, second}, key=str)}
    one, two = rows.get(first), rows.get(second)
    if one is None or two is None or one is two or {one.space_id, two.space_id} != {space}:
        raise RuleViolated("person_unknown")
    return one, two


def say_two(db: Db, session_id: UUID, first: UUID, second: UUID) -> None:
    """Note that two persons who look alike are two; saying so twice changes nothing."""
    one, two = sorted(_locked_pair(db, session_id, first, second), key=lambda person: str(person.id))
    same = (DuplicateDecision.first_id == one.id, DuplicateDecision.second_id == two.id)
    if db.scalar(sa.select(DuplicateDecision.id).where(*same)) is None:
        db.add(DuplicateDecision(first_id=one.id, second_id=two.id))


def join(db: Db, session_id: UUID, kept_id: UUID, other_id: UUID, *, now: datetime) -> None:
    """Let two entries be one person: the kept one keeps number and code, the other one is counted no more.

    What only the other one told, said or agreed to is the kept one's from now on. Raises RuleViolated
    `ages_differ` where one of them is a minor and the other is not, `already_joined`.
    """
    kept, other = _locked_pair(db, session_id, kept_id, other_id)
    if other.joined_into_id == kept.id:
        return
    if kept.joined_into_id or other.joined_into_id or kept.erased_at or other.erased_at:
        raise RuleViolated("already_joined")
    if (kept.age_side is AgeSide.MINOR) is not (other.age_side is AgeSide.MINOR):
        raise RuleViolated("ages_differ")
    _hand_over_facts(db, kept, other)
    _hand_over_attendance(db, kept, other, now=now)
    for contribution in db.scalars(sa.select(Contribution).where(Contribution.person_id == other.id)):
        contribution.person_id = kept.id
    for device in db.scalars(sa.select(Device).where(Device.participant_id == other.id)).all():
        if db.get(Device, (device.token_hash, kept.id)) is None:
            db.add(Device(token_hash=device.token_hash, participant_id=kept.id, is_companion=device.is_companion))
    for joined in db.scalars(sa.select(Participant).where(Participant.joined_into_id == other.id)):
        joined.joined_into_id = kept.id
    other.joined_into_id = kept.id


def _hand_over_facts(db: Db, kept: Participant, other: Participant) -> None:
    for column in _TOLD:
        if getattr(kept, column) is None:
            setattr(kept, column, getattr(other, column))
    if kept.age_side is AgeSide.UNASKED:
        kept.age_side = other.age_side
    agreed = privacy.consents_in_force(db, kept.id)
    may_be_reached = kept.age_side is AgeSide.ADULT and agreed.get(ConsentKind.CONTACT, True)
    if kept.contact is None and may_be_reached:
        kept.contact = other.contact
    acts = db.scalars(sa.select(Consent).where(Consent.participant_id == other.id).order_by(Consent.at, Consent.id))
    for act in {act.kind: act for act in acts}.values():
        if act.kind not in agreed:
            db.add(_same_act(kept, act))


def _same_act(kept: Participant, act: Consent) -> Consent:
    return Consent(
        participant_id=kept.id,
        kind=act.kind,
        given=act.given,
        notice_id=act.notice_id,
        channel=act.channel,
        captured_by=act.captured_by,
        at=act.at,
    )


def _hand_over_attendance(db: Db, kept: Participant, other: Participant, *, now: datetime) -> None:
    for past in db.scalars(
        sa.select(Attendance)
        .where(Attendance.participant_id == other.id, Attendance.undone_at.is_(None))
        .order_by(Attendance.arrived_at)
        .with_for_update()
    ).all():
        own = db.get(Attendance, attendance_id(past.session_id, kept.id), with_for_update=True)
        if own is None:
            db.add(_same_presence(kept, past))
        else:
            own.sheet_row = own.sheet_row or past.sheet_row
            if own.undone_at is not None:
                own.undone_at = None
        past.undone_at = now


def _same_presence(kept: Participant, past: Attendance) -> Attendance:
    return Attendance(
        id=attendance_id(past.session_id, kept.id),
        session_id=past.session_id,
        participant_id=kept.id,
        part=past.part,
        channel=past.channel,
        is_virtual=past.is_virtual,
        arrived_at=past.arrived_at,
        recorded_at=past.recorded_at,
        left_at=past.left_at,
        sheet_row=past.sheet_row,
    )


def erase(db: Db, session_id: UUID, person_id: UUID, *, by: str, now: datetime) -> tuple[UUID, ...]:
    """Leave one in the total and nothing else, of a person and of every entry that was said to be the same.

    Returns whom the list of erasures must name before this commits.
    """
    return erase_entries(db, person_here(db, session_id, person_id), by=by, channel=ArrivalChannel.DESK, now=now)


def erase_entries(
    db: Db, person: Participant, *, by: str, channel: ArrivalChannel, now: datetime
) -> tuple[UUID, ...]:
    """Erase a person, every entry that was said to be the same, and their lines on the list of those expected.

    Returns whom the list of erasures must name before this commits.
    """
    db.info.pop("about", None)
    entries = privacy.entries_of(db, person)
    for entry in entries:
        if privacy.consents_in_force(db, entry.id).get(ConsentKind.ATTENDANCE):
            privacy.set_consent(
                db, entry, ConsentKind.ATTENDANCE, given=False, notice_id=None, channel=channel, captured_by=by, at=now
            )
        privacy.erase_person(db, entry, now=now)
        db.execute(sa.delete(Expected).where(Expected.participant_id == entry.id))
    return tuple(entry.id for entry in entries)
