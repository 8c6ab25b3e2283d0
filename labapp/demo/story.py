"""The demonstration is told through the same services as everything else, each act on its own day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from labapp.domain.roles import HOUSE, Actor, Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.recorder import Db

Done = TypeVar("Done")


@dataclass
class Story:
    """Where the telling is: the house, the day, and who is who."""

    house: House
    at: datetime
    actors: dict[Role, Actor] = field(default_factory=dict)
    organisations: dict[str, UUID] = field(default_factory=dict)

    def do(self, verb: Verb, act: Callable[[Db], Done], *, by: Role | None = None) -> Done:
        """Do one act on the day of the story and return what it made."""
        actor = self.actors[by].signature if by else HOUSE
        with self.house.database.writing(verb, actor=actor, at=self.at) as db:
            return act(db)
