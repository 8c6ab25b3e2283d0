"""The letterhead of an institution: taken up, replaced, taken away."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.models.people import Organisation
from labapp.models.programme import Letterhead
from labapp.models.recorder import Db
from labapp.services.turns import take_turn


def set_letterhead(db: Db, organisation_id: UUID | None, sha256: str | None, *, seen: str) -> None:
    """Write the documents of an organisation, or of the programme, on this file from now on; None for our own paper.

    Raises NotFound, or RuleViolated `changed_meanwhile`.
    """
    take_turn(db)
    if organisation_id is not None and db.get(Organisation, organisation_id) is None:
        raise NotFound
    row = db.scalar(sa.select(Letterhead).where(Letterhead.organisation_id == organisation_id).with_for_update())
    if (str(row.op) if row else "") != seen:
        raise RuleViolated("changed_meanwhile")
    if row is None:
        db.add(Letterhead(organisation_id=organisation_id, sha256=sha256))
    else:
        row.sha256 = sha256
