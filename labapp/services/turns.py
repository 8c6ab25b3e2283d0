"""Acts that must not cross: they take turns, so that what one decides on is still so when it commits."""

from __future__ import annotations

import sqlalchemy as sa

from labapp.models.journal import Node
from labapp.models.recorder import Db


def take_turn(db: Db) -> None:
    """Hold the turn of this node until the act ends; others that take it wait. Only for rare acts of the set-up.

    SQLite gives the turn to every writer anyway; on PostgreSQL the row of the node is the lock.
    """
    if db.act is not None:
        db.execute(sa.select(Node.id).where(Node.id == db.act.node).with_for_update(key_share=True))
