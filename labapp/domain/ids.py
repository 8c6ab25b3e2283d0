"""Identities: ids made where a record is born, short codes for people, random tokens for addresses."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from uuid import UUID

from uuid6 import uuid7

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and digits that a person can read aloud: without 0 O 1 I."""

PERSON_CODE_LENGTH = 8
SESSION_CODE_LENGTH = 6

_SPOKEN = str.maketrans({"0": None, "1": None, "O": None, "I": None, " ": None, "-": None})


def new_id() -> UUID:
    """Return a UUIDv7: ordered by time, made without asking anybody. Never shown in a public address."""
    return UUID(bytes=uuid7().bytes)


def made_at(made: UUID) -> datetime:
    """Return the instant in which an id of `new_id` was made, in UTC, to the second."""
    return datetime.fromtimestamp((made.int >> 80) // 1000, UTC)


def new_code(length: int = PERSON_CODE_LENGTH) -> str:
    """Return a random code of `length` characters of `CODE_ALPHABET` (5 bits each)."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def new_token() -> str:
    """Return a random token of 160 bits in the code alphabet, for addresses that nobody may guess."""
    return new_code(32)


def read_code(typed: str) -> str:
    """Return a typed code as it is stored: capitals, without spaces or hyphens; unreadable characters fall out."""
    return "".join(c for c in typed.upper().translate(_SPOKEN) if c in CODE_ALPHABET)


def show_code(code: str) -> str:
    """Return a code in two groups, as it is printed and read aloud: `K7M2-Q9XB`."""
    half = (len(code) + 1) // 2
    return f"{code[:half]}-{code[half:]}"
