"""What the program does by itself while it serves: forget what has expired, seal what is due, copy what has changed."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from typing import Any, Self
from uuid import UUID

import sqlalchemy as sa

from labapp.backup import Copy, list_copies, make_copy, rotate
from labapp.domain.roles import HOUSE
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.base import Base, Passing
from labapp.models.database import Busy, Database
from labapp.models.journal import Operation
from labapp.services.readings import add_readings
from labapp.services.urns import seal_due
from labapp.startup_messages import InstanceRefused

log = logging.getLogger("labapp.housekeeping")

EVERY_SECONDS = 300.0
_SECONDS_TO_END = 20.0


def _passing() -> list[type[Any]]:
    found = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Passing)]
    return sorted(found, key=lambda cls: str(cls.__tablename__))


def forget_expired(database: Database, *, now: datetime) -> int:
    """Return how many passing rows had expired: grants, kept forms, expected names, lists under review. They are gone.

    Nothing is written where nothing has expired. Their pages stay in the log of the database until it is truncated.
    """
    with database.reading() as db:
        over = [cls for cls in _passing() if db.scalar(sa.select(sa.exists().where(cls.expires_at <= now)))]
    if not over:
        return 0
    with database.writing(Verb.KEEP_HOUSE, actor=HOUSE, at=now) as db:
        tables = [cls.__table__ for cls in over]
        return sum(db.connection().execute(sa.delete(t).where(t.c.expires_at <= now)).rowcount for t in tables)


def newest_operation(database: Database) -> tuple[UUID, datetime] | None:
    """Return the last entry of the journal and its time, or None where nothing was ever done."""
    with database.reading() as db:
        found = db.execute(
            sa.select(Operation.id, Operation.at).order_by(Operation.lamport.desc(), Operation.chain.desc()).limit(1)
        ).one_or_none()
    return (found.id, found.at) if found else None


def keep_readings(house: House) -> int:
    """Return how many readings were written down. Where they cannot be, they are held until the next time."""
    counts = house.readings.take()
    if not counts:
        return 0
    try:
        with house.database.writing(Verb.KEEP_HOUSE, actor=HOUSE, at=house.now()) as db:
            add_readings(db, counts)
    except BaseException:
        house.readings.add(counts)
        raise
    return counts.total()


class Housekeeper:
    """Inside its block a thread looks every few minutes; when the block ends there is a last copy if one is due.

    A copy that fails is written to the log and tried again: serving goes on.
    """

    def __init__(self, house: House, *, every_seconds: float = EVERY_SECONDS) -> None:
        self._house = house
        self._every = every_seconds
        self._ending = threading.Event()
        self._copied: UUID | None = None
        self._thread = threading.Thread(target=self._keep, name="housekeeping", daemon=True)

    def __enter__(self) -> Self:
        self._copied = self._copied_before()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join(_SECONDS_TO_END)
        if not self._thread.is_alive():
            self.look()

    def look(self) -> Copy | None:
        """Return the copy that was made because something has changed since the last one, or None."""
        try:
            forget_expired(self._house.database, now=self._house.now())
            keep_readings(self._house)
            seal_due(self._house.database, self._house.urns, now=self._house.now())
            self._house.database.truncate_log()  # also what an erasure had to leave because somebody was reading
            return self._copy_if_changed()
        except InstanceRefused as refused:
            log.warning("%s", refused)
        except (OSError, sa.exc.SQLAlchemyError, Busy) as error:
            log.warning("housekeeping failed: %s", type(error).__name__)
        return None

    def _keep(self) -> None:
        while not self._ending.wait(self._every):
            self.look()

    def _copy_if_changed(self) -> Copy | None:
        newest = newest_operation(self._house.database)
        if newest is None or newest[0] == self._copied:
            return None
        copy = make_copy(self._house.settings, now=self._house.now())
        rotate(self._house.settings.copies, now=self._house.now())
        self._copied = newest[0]
        return copy

    def _copied_before(self) -> UUID | None:
        """A start that changes nothing makes no copy: the last one of the run before holds everything."""
        newest, copies = newest_operation(self._house.database), list_copies(self._house.settings.copies)
        return newest[0] if newest and copies and copies[0].made_at > newest[1] else None
