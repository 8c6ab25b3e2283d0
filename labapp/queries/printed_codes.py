"""What a printed code binds: the data of its document, and the journal as it stood when that document went out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from labapp.domain.verification_codes import code_of, is_whole, short_code
from labapp.models.journal import Operation
from labapp.models.minutes import MinutesVersion
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion


class Broken(StrEnum):
    """How what is stored fails a code that was printed."""

    UNKNOWN = "unknown_code"
    ALTERED = "altered"
    HISTORY = "history_rewritten"


@dataclass(frozen=True, slots=True)
class CodeFault:
    """A code that does not hold, and how."""

    code: str
    kind: Broken


def journal_heads(db: Db) -> tuple[str, ...]:
    """Return the hash of the last operation of each chain: a document that carries them binds all that came before."""
    newest = sa.select(Operation.chain, sa.func.max(Operation.seq).label("seq")).group_by(Operation.chain).subquery()
    last = sa.and_(Operation.chain == newest.c.chain, Operation.seq == newest.c.seq)
    return tuple(db.scalars(sa.select(Operation.hash).join(newest, last).order_by(Operation.chain)))


def code_faults(db: Db, printed: Collection[str]) -> tuple[CodeFault, ...]:
    """Return where published documents, or the codes on paper (as `read_code` returns them), do not hold.

    Only together with `queries.journal.verify` do the operations that a document names say anything: it shows that each
    follows from the one before.
    """
    known: set[str] = set()
    faults: list[CodeFault] = []
    for code, document, is_bound in _documents(db):
        known.add(code)
        if not is_bound:
            faults.append(CodeFault(code, Broken.ALTERED))
        elif not _has_all(db, set(document.get("journal", ()))):
            faults.append(CodeFault(code, Broken.HISTORY))
    missing = {short_code(code) for code in printed} - known
    return (*faults, *(CodeFault(code, Broken.UNKNOWN) for code in sorted(missing)))


def _documents(db: Db) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Yield of each published version: the code under which it is kept, its document, and whether that gives it."""
    for content, sha256 in db.execute(sa.select(MinutesVersion.content, MinutesVersion.sha256)):
        yield short_code(sha256), content, code_of(content) == sha256 and content.get("code") == short_code(sha256)
    for content in db.scalars(sa.select(ResponseVersion.content)):
        document = content.get("document", {})
        yield str(document.get("code", "")), document, is_whole(content)


def _has_all(db: Db, hashes: set[str]) -> bool:
    return set(db.scalars(sa.select(Operation.hash).where(Operation.hash.in_(hashes)))) == hashes
