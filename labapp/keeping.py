"""Keeping the data from the console: a copy now, and going back to one. Who was erased since stays erased."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from labapp.assembly import build_house, default_settings
from labapp.backup import Contents, make_copy, restore, rotate
from labapp.carried_copy import CARRIED_FILES, carry_copy, read_folder
from labapp.domain.roles import HOUSE
from labapp.domain.verbs import Verb
from labapp.erasures import erased_ids, finish_erasure
from labapp.house import House, utc_now
from labapp.migrating import known_revisions, migrate
from labapp.models.attendance import Participant
from labapp.models.database import Database
from labapp.services.outbox import doubt_unsent
from labapp.services.privacy import erase_person
from labapp.settings import sqlite_url
from labapp.stored_files import carry_files


def back_up(to: Path | None) -> Path:
    """Make a verified copy now and return where it is; with `to`, also in that folder. Raises Refusal."""
    settings = default_settings()
    folder = read_folder(str(to.absolute())) if to is not None else None
    copy = make_copy(settings, now=utc_now())
    rotate(settings.copies, now=utc_now())
    return carry_copy(copy, folder, files=settings.files) if folder is not None else copy.path


def erase_again(house: House, people: Iterable[UUID]) -> None:
    """Erase everybody on the list from this database, and leave no page of them in its log."""
    with house.database.writing(Verb.ERASE_PERSON, actor=HOUSE, at=house.now()) as db:
        for person in db.scalars(sa.select(Participant).where(Participant.id.in_(list(people)))):
            erase_person(db, person, now=house.now())
    finish_erasure(house)


def bring_back(copy: Path) -> Contents:
    """Go back to a copy and return what it holds; who was erased since stays erased. Raises InstanceRefused."""
    settings = default_settings()
    house = build_house(settings)

    def make_fit(file: Path) -> None:
        with closing(Database(sqlite_url(file), node=house.database.node)) as database:
            migrate(database.engine)
            database.introduce_node()
            database.leave_chains()
            erase_again(House(settings, database, house.urns, house.secret, house.now), erased_ids(settings))
            with database.writing(Verb.KEEP_HOUSE, actor=HOUSE, at=house.now()) as db:
                doubt_unsent(db)

    contents = restore(copy, settings, now=utc_now(), known_revisions=known_revisions(), after_restore=make_fit)
    house.files.mkdir(exist_ok=True)
    carry_files(copy.parent / CARRIED_FILES, house.files)
    return contents
