"""The tables of the journal: operations in chains, the node, and the keys of persons."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.models.base import Base, Local, ref


class Operation(Base):
    """What one verb changed, in one transaction. Never altered; `hash` covers everything beside it."""

    __tablename__ = "operation"
    __table_args__ = (sa.Index("ix_operation_lamport", "lamport", "chain"),)

    chain: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(unique=True)
    lamport: Mapped[int] = mapped_column(sa.BigInteger)
    at: Mapped[datetime]
    actor: Mapped[str]
    verb: Mapped[str]
    changes: Mapped[str]
    prev: Mapped[str]
    hash: Mapped[str]


class Chain(Local, Base):
    """A chain of operations of this node; a transaction leases a free one by locking its row."""

    __tablename__ = "chain"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    node_id: Mapped[UUID] = mapped_column(ref("node.id"))
    seq: Mapped[int]
    head: Mapped[str]


class Node(Local, Base):
    """This installation, by its identity; its chains belong to it."""

    __tablename__ = "node"

    id: Mapped[UUID] = mapped_column(primary_key=True)


class PersonKey(Local, Base):
    """The key under which the personal values of one person are sealed. Destroying it erases the person."""

    __tablename__ = "person_key"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[bytes]


LAMPORT = sa.Sequence("operation_lamport", metadata=Base.metadata)
"""The Lamport counter where several processes write at once (PostgreSQL); gaps are harmless. On SQLite, where one
writer holds the whole database, the highest of the journal counts."""
