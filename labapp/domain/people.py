"""Names to sign in with and passwords: what is good enough, how guessing is slowed down; and what an account needs.

Source: NIST SP 800-63B-4 (length over composition, no forced changes), OWASP ASVS 5.0 section 6.2.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from labapp.domain.demographics import Sector
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import EVERYWHERE, Role
from labapp.domain.text import fold

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 200
FREE_FAILURES = 3
LONGEST_PAUSE = timedelta(minutes=5)
_MOST_DOUBLINGS = 16
"""Longer than the longest pause. Without an end, some fifty failures would make a number that no clock can add."""

SECTORS_OF_ORGANISATIONS = tuple(s for s in Sector if s not in {Sector.CITIZEN, Sector.UNDISCLOSED, Sector.UNASKED})
"""What the desk may say of an organisation; the others are said of persons."""

_USERNAME = re.compile(r"[a-z0-9ñ._-]{3,40}")


def read_username(typed: str) -> str:
    """Return a name to sign in with: small letters without accents. Raises RuleViolated `username_unfit`."""
    name = fold(typed).replace(" ", ".")
    if not _USERNAME.fullmatch(name):
        raise RuleViolated("username_unfit", field="username")
    return name


def check_password(password: str, *, username: str) -> None:
    """Raise RuleViolated unless the password is long, and not one character or the user's name over and over."""
    if len(password) < SHORTEST_PASSWORD:
        raise RuleViolated("password_short", field="password", shortest=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise RuleViolated("password_long", field="password", longest=LONGEST_PASSWORD)
    if len(set(password)) < 5 or fold(password).replace(username, "") == "":
        raise RuleViolated("password_easy", field="password")


def may_try_at(failures: int, failed_at: datetime | None) -> datetime | None:
    """Return when the next attempt may be made: a pause that grows, never a lock that shuts somebody out."""
    if failed_at is None or failures < FREE_FAILURES:
        return None
    doublings = min(failures - FREE_FAILURES + 1, _MOST_DOUBLINGS)
    return failed_at + min(timedelta(seconds=2**doublings), LONGEST_PAUSE)


def check_organisation(role: Role, organisation_id: UUID | None) -> None:
    """Raise RuleViolated `role_needs_organisation` where a role sees labs through its organisation and has none."""
    if role not in EVERYWHERE and organisation_id is None:
        raise RuleViolated("role_needs_organisation", field="organisation")


def check_leaves_administrator(staff_id: UUID, administrators: Collection[UUID]) -> None:
    """Raise RuleViolated `last_administrator` unless somebody else among those who can sign in administers."""
    if set(administrators) <= {staff_id}:
        raise RuleViolated("last_administrator", field="role")


def check_sector(sector: Sector | None) -> None:
    """Raise RuleViolated `sector_unfit` for an answer that no organisation can be: a citizen, or no answer at all."""
    if sector is not None and sector not in SECTORS_OF_ORGANISATIONS:
        raise RuleViolated("sector_unfit", field="sector")
