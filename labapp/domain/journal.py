"""How an operation is written down: one text form per value, one canonical body, one hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"

GENESIS = "0" * 64
"""What the first operation of a chain names as its predecessor."""


def plain(value: object) -> Plain:
    """Return the one JSON form of a column's value: aware UTC instants, small-letter UUIDs, codes of enums.

    Raises TypeError for a type that has no agreed form.
    """
    match value:
        case None | bool() | int():
            return value
        case StrEnum():
            return value.value
        case str():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case Sequence():
            return [plain(item) for item in value]
    raise TypeError(f"no journal form for {type(value).__name__}")


def canonical(value: Plain) -> str:
    """Return `value` as JSON with sorted keys and no spaces: equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation as the journal holds it, in plain types."""

    chain: str
    seq: int
    id: str
    lamport: int
    at: str
    actor: str
    verb: str
    changes: str
    prev: str

    def hash(self) -> str:
        """Return the SHA-256 (hex) over every part, ciphertexts included."""
        parts: list[Plain] = [
            self.chain, self.seq, self.id, self.lamport, self.at, self.actor, self.verb, self.changes, self.prev
        ]  # fmt: skip
        return hashlib.sha256(canonical(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the journal does not hold: which chain, at which operation, and how."""

    chain: str
    seq: int
    kind: str


def faults_of_chain(entries: Iterable[tuple[Entry, str]]) -> list[Fault]:
    """Return every gap, broken link and wrong hash of one chain, given in order of `seq` with its stored hashes."""
    faults: list[Fault] = []
    expected_seq, previous = 1, GENESIS
    for entry, stored in entries:
        if entry.seq != expected_seq:
            faults.append(Fault(entry.chain, entry.seq, "gap"))
        if entry.prev != previous:
            faults.append(Fault(entry.chain, entry.seq, "broken_link"))
        if entry.hash() != stored:
            faults.append(Fault(entry.chain, entry.seq, "wrong_hash"))
        expected_seq, previous = entry.seq + 1, stored
    return faults
