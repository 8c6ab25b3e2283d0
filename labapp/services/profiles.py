"""What people tell of themselves after they are on the list: nothing is compulsory, and each answer can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from labapp.domain.attendance import AgeSide, ArrivalChannel, Held, check_may_hold
from labapp.domain.demographics import AgeBand, FirstTime, Gender
from labapp.domain.errors import RuleViolated
from labapp.domain.mail import read_address
from labapp.domain.privacy import Consent
from labapp.domain.text import clean_line
from labapp.models.attendance import Participant
from labapp.models.recorder import Db
from labapp.services.people import add_organisation
from labapp.services.privacy import consents_in_force, set_consent

LONGEST_POSITION = 120
LONGEST_CONTACT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The answers of one page; None leaves what was there. An empty organisation means that nobody was named."""

    gender: Gender | None = None
    age_band: AgeBand | None = None
    first_time: FirstTime | None = None
    alone: bool | None = None
    organisation: str = ""
    position: str = ""
    contact: str = ""
    consents: tuple[tuple[Consent, bool], ...] = ()


def read_contact(typed: str) -> str:
    """Return a number to reach somebody, digits, spaces and a plus, or a mail address.

    Raises RuleViolated `contact_unreadable`, `address_unreadable`.
    """
    contact = clean_line(typed)
    if "@" in contact:
        address = read_address(contact)
        if address is None:
            raise RuleViolated("address_unreadable", field="contact")
        return address
    digits = [c for c in contact if c.isdigit()]
    if not 7 <= len(digits) <= 15 or any(c not in "+()- " and not c.isdigit() for c in contact):
        raise RuleViolated("contact_unreadable", field="contact")
    return contact[:LONGEST_CONTACT]


def _organisation(db: Db, person: Participant, profile: Profile) -> None:
    name = clean_line(profile.organisation)
    if profile.alone is not None:
        person.alone = profile.alone
    if profile.alone:
        person.organisation_id = person.position = None
    elif name:
        if len(name) > LONGEST_POSITION:
            raise RuleViolated("organisation_too_long", field="organisation", limit=LONGEST_POSITION)
        person.alone = False
        person.organisation_id = add_organisation(db, name, at_door=True).id
    position = clean_line(profile.position)
    if position and not profile.alone:
        if len(position) > LONGEST_POSITION:
            raise RuleViolated("position_too_long", field="position", limit=LONGEST_POSITION)
        person.position = position


def complete_profile(
    db: Db,
    person: Participant,
    profile: Profile,
    *,
    channel: ArrivalChannel,
    captured_by: str,
    notice_id: UUID | None,
    now: datetime,
) -> None:
    """Keep the answers, and one act for each consent that changed. Raises RuleViolated; then nothing is kept."""
    if person.erased_at is not None:
        raise RuleViolated("person_unknown")
    person.gender = profile.gender or person.gender
    person.age_band = profile.age_band or person.age_band
    person.first_time = profile.first_time or person.first_time
    _organisation(db, person, profile)
    wanted = dict(profile.consents)
    if profile.contact.strip():
        check_may_hold(Held.CONTACT, person.age_side)
        person.contact = read_contact(profile.contact)
        wanted[Consent.CONTACT] = True  # leaving a number is the act of consent
    in_force = consents_in_force(db, person.id)
    for kind, given in wanted.items():
        if person.age_side is AgeSide.ADULT and in_force.get(kind) is not given:
            set_consent(
                db, person, kind, given=given, notice_id=notice_id, channel=channel, captured_by=captured_by, at=now
            )
    db.info["about"] = person.id
