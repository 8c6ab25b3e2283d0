"""Who said a contribution: by the number or the code that the note-taker typed, or by their own phone."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.ids import PERSON_CODE_LENGTH, read_code
from labapp.domain.numbering import GivenNumber, parse_number
from labapp.models.attendance import Participant
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.joined_entries import kept_entry
from labapp.services.privacy import hold_person


def person_named(db: Db, session_id: UUID, typed: str) -> UUID | None:
    """Return who has the number or the code that the note-taker typed; None where nothing was typed.

    The number or code of an entry that the desk joined names the person who was kept. Raises RuleViolated
    `number_not_understood` or `person_number_unknown`.
    """
    if not typed.strip():
        return None
    space_id = db.get_one(LabSession, session_id).space_id
    here = sa.select(kept_entry()).where(Participant.space_id == space_id, Participant.erased_at.is_(None))
    code = read_code(typed)
    if len(code) == PERSON_CODE_LENGTH:
        found = db.scalar(here.where(Participant.code == code))
    else:
        number = _person_number(typed)
        found = db.scalar(here.where(Participant.node_letter == number.node, Participant.number == number.number))
    if found is None:
        raise RuleViolated("person_number_unknown", field="person")
    return found


def _person_number(typed: str) -> GivenNumber:
    try:
        return parse_number(typed)
    except RuleViolated as wrong:
        raise RuleViolated(wrong.code, field="person") from wrong


def check_author(db: Db, space_id: UUID, person_id: UUID) -> None:
    """Raise RuleViolated `person_number_unknown` where nobody of this lab or table is meant, or they were erased."""
    person = db.get(Participant, person_id) if hold_person(db, person_id) else None
    if person is None or person.space_id != space_id:
        raise RuleViolated("person_number_unknown", field="person")
