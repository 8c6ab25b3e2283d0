"""The list of those who were erased, beside the database: every restore and import applies it before anybody reads."""

from __future__ import annotations

from uuid import UUID

from labapp import durable
from labapp.house import House
from labapp.settings import Settings

ERASED = "erased.txt"


def erased_ids(settings: Settings) -> list[UUID]:
    """Return whom the list names as erased."""
    file = settings.instance / ERASED
    return [UUID(line) for line in file.read_text(encoding="ascii").split()] if file.exists() else []


def remember_erased(settings: Settings, person: UUID) -> None:
    """Add a person to the list. Called before the erasure commits: a kill in between erases again, never less."""
    lines = [str(known) for known in erased_ids(settings)]
    if str(person) not in lines:
        content = ("\n".join([*lines, str(person)]) + "\n").encode("ascii")
        file = settings.instance / ERASED
        durable.replace_whole(file, content, draft=file.with_name(f"{ERASED}.draft"))


def finish_erasure(house: House) -> None:
    """Leave no page of an erased person in the log of the database; while somebody reads, housekeeping does it soon.

    Called after the erasure committed.
    """
    house.database.truncate_log()
