"""Organisations: their names, and the class that the desk gives to those that were typed at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.demographics import Sector
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.people import check_sector
from labapp.domain.text import clean_line, fold
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.services.held_rows import held_as_seen
from labapp.services.turns import take_turn

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFacts:
    """What is known of an organisation. `sector` is None while nobody has given it a class."""

    name: str
    short_name: str
    sector: Sector | None


def _checked_name(db: Db, typed: str, *, except_id: UUID | None) -> str:
    name = clean_line(typed)
    if not name:
        raise RuleViolated("organisation_name_missing", field="called")
    if len(name) > LONGEST_NAME:
        raise RuleViolated("text_too_long", field="called", longest=LONGEST_NAME)
    same = sa.select(Organisation.id).where(Organisation.name_key == fold(name), Organisation.id != except_id)
    if db.scalar(same.limit(1)) is not None:
        raise RuleViolated("organisation_name_taken", field="called")
    return name


def _short(typed: str) -> str | None:
    short = clean_line(typed)
    if len(short) > LONGEST_NAME:
        raise RuleViolated("text_too_long", field="short_name", longest=LONGEST_NAME)
    return short or None


def register_organisation(db: Db, facts: OrganisationFacts) -> Organisation:
    """Add an organisation whose name nobody has yet. Raises RuleViolated `organisation_name_taken` and others."""
    take_turn(db)
    check_sector(facts.sector)
    name = _checked_name(db, facts.name, except_id=None)
    added = Organisation(name=name, name_key=fold(name), short_name=_short(facts.short_name), sector=facts.sector)
    db.add(added)
    return added


def change_organisation(db: Db, organisation_id: UUID, facts: OrganisationFacts, *, seen: UUID) -> Organisation:
    """Change names and class. One that was typed at the door is confirmed by this.

    Raises NotFound, or RuleViolated: `changed_meanwhile`, `organisation_name_taken` and others.
    """
    take_turn(db)
    organisation = held_as_seen(db, Organisation, organisation_id, seen=seen)
    check_sector(facts.sector)
    name = _checked_name(db, facts.name, except_id=organisation.id)
    organisation.name, organisation.name_key = name, fold(name)
    organisation.short_name, organisation.sector = _short(facts.short_name), facts.sector
    organisation.typed_at_door = False
    return organisation


def give_classes(db: Db, classes: Mapping[UUID, Sector]) -> int:
    """Give organisations their class and confirm them; return how many changed. Unknown ones are passed over."""
    found = db.scalars(sa.select(Organisation).where(Organisation.id.in_(classes)).with_for_update())
    changed = [organisation for organisation in found if classes[organisation.id] is not organisation.sector]
    for organisation in changed:
        check_sector(classes[organisation.id])
        organisation.sector, organisation.typed_at_door = classes[organisation.id], False
    return len(changed)


def classify(db: Db, organisation_id: UUID, sector: Sector) -> None:
    """Say from where those take part who come for an organisation; until then they count as "sin dato"."""
    if not give_classes(db, {organisation_id: sector}) and db.get(Organisation, organisation_id) is None:
        raise NotFound
