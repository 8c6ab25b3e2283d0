"""Keeping the data: copies, going back to one, and the list of those who were erased, which every restore obeys."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from labapp import durable
from labapp.assembly import build_house, default_settings
from labapp.backup import make_copy, restore, rotate
from labapp.domain.roles import HOUSE
from labapp.domain.verbs import Verb
from labapp.erasures import erased_ids, finish_erasure
from labapp.house import House, utc_now
from labapp.migrating import known_revisions
from labapp.models.attendance import Participant
from labapp.models.database import Database
from labapp.services.privacy import erase_person


def back_up(to: Path | None) -> str:
    """Make a verified copy now and return where it is."""
    settings = default_settings()
    copy = make_copy(settings, now=utc_now())
    rotate(settings.copies, now=utc_now())
    if to is not None:
        target = to / copy.path.name if to.is_dir() else to
        durable.replace_whole(target, copy.path.read_bytes(), draft=target.with_name(f"{target.name}.draft"))
        return str(target)
    return str(copy.path)


def erase_again(house: House, people: Iterable[UUID]) -> None:
    """Erase everybody on the list from this database, and leave no page of them in its log."""
    with house.database.writing(Verb.ERASE_PERSON, actor=HOUSE, at=house.now()) as db:
        for person in db.scalars(sa.select(Participant).where(Participant.id.in_(list(people)))):
            erase_person(db, person, now=house.now())
    finish_erasure(house)


def bring_back(copy: Path) -> str:
    """Go back to a copy and return what it holds; who was erased since stays erased. Raises InstanceRefused."""
    settings = default_settings()
    node = build_house(settings).database.node

    def apply_erasures(file: Path) -> None:
        database = Database(f"sqlite:///{file}", node=node)
        database.introduce_node()
        opened = build_house(settings)
        erase_again(House(settings, database, opened.urns, opened.secret, opened.now), erased_ids(settings))
        database.close()

    contents = restore(
        copy, settings, now=utc_now(), known_revisions=known_revisions(), after_restore=apply_erasures
    )
    return f"{sum(contents.rows.values())} filas / rows"
