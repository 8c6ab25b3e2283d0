"""Who came: the parts people have in a session, what each total counts, names as they are kept and shown.

A person under 18 is counted, gets number and code, and takes part in everything; nothing that tells who it is is kept.
Source: domain note d.3 (minors, consents) and 001-30 (say who is counted).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain, repeat

from labapp.domain.errors import RuleViolated
from labapp.domain.text import clean_line, fold

LONGEST_NAME = 120
"""Characters of a name, after cleaning."""

EARLIEST_ARRIVAL = timedelta(hours=12)
"""How long before the start somebody may truly have arrived."""

PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "e", "da", "do", "dos", "van", "von"})
_LONGEST_FIRST_NAME = 24


class Part(StrEnum):
    """What somebody was in a session."""

    PARTICIPANT = "participant"
    ORGANISING_TEAM = "organising_team"
    AUTHORITY = "authority"
    OBSERVER = "observer"
    INTERPRETER = "interpreter"
    PRESS = "press"


class ArrivalChannel(StrEnum):
    """How an arrival was written down."""

    PHONE = "phone"
    DESK = "desk"
    CARD = "card"
    SHEET = "sheet"
    IMPORT = "import"


class Total(StrEnum):
    """A total of persons; whoever prints one says which."""

    PARTICIPANTS = "participants"
    AUTHORITIES = "authorities"
    OBSERVERS_AND_PRESS = "observers_and_press"
    TEAM = "team"
    EVERYBODY = "everybody"


COUNTED: dict[Total, frozenset[Part]] = {
    Total.PARTICIPANTS: frozenset({Part.PARTICIPANT}),
    Total.AUTHORITIES: frozenset({Part.AUTHORITY}),
    Total.OBSERVERS_AND_PRESS: frozenset({Part.OBSERVER, Part.PRESS}),
    Total.TEAM: frozenset({Part.ORGANISING_TEAM, Part.INTERPRETER}),
    Total.EVERYBODY: frozenset(Part),
}
"""Who counts in which total: each part in one of them, and in everybody."""


def totals(present: Iterable[Part], unregistered: Mapping[Part, int] | None = None) -> dict[Total, int]:
    """Return every total of those present, with those who came and refused any record, one each."""
    refused = chain.from_iterable(repeat(part, count) for part, count in (unregistered or {}).items())
    parts = [*present, *refused]
    return {total: sum(part in counted for part in parts) for total, counted in COUNTED.items()}


def is_number(typed: str, number: int) -> bool:
    """Whether what was typed is this number of a person, as people write it: "7", "007", "n.º 7", "A-7"."""
    digits = "".join(one for one in typed if one in "0123456789")
    return digits.lstrip("0") == str(number)


def read_name(typed: str) -> str:
    """Return a name as it is kept: one line, 1 to 120 characters.

    Raises RuleViolated: `name_empty` (also for blanks and invisible marks), `name_too_long` with the `limit`.
    """
    name = clean_line(typed)
    if not name:
        raise RuleViolated("name_empty", field="name")
    if len(name) > LONGEST_NAME:
        raise RuleViolated("name_too_long", field="name", length=len(name), limit=LONGEST_NAME)
    return name


def name_tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell people apart: folded, without particles and punctuation."""
    folded = fold(name)
    words = re.findall(r"\w+", folded) or folded.split()
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


def short_name(name: str) -> str:
    """Return at most first name and one initial, as a shared phone shows it on return: `María J.`

    Source: a code may tell no more than this about its person.
    """
    words = clean_line(name).split()
    if not words:
        return ""
    first = words[0] if len(words[0]) <= _LONGEST_FIRST_NAME else words[0][:_LONGEST_FIRST_NAME] + "…"
    following = next((word for word in words[1:] if fold(word) not in PARTICLES), "")
    return f"{first} {following[0].upper()}." if following else first


def initials(name: str) -> str:
    """Return up to three initials, as the desk shows them in discreet mode: `M. J. P.`"""
    words = [word for word in clean_line(name).split() if fold(word) not in PARTICLES]
    return " ".join(f"{word[0].upper()}." for word in words[:3])


class AgeSide(StrEnum):
    """The answer to "are you 18 or older?"; unasked on paper and in imported lists."""

    ADULT = "adult"
    MINOR = "minor"
    UNASKED = "unasked"


class Held(StrEnum):
    """What may be kept about, or asked of, one person."""

    NAME = "name"
    CONTACT = "contact"
    IMAGE = "image"
    URN = "urn"


@dataclass(frozen=True, slots=True)
class MinorPapers:
    """What the desk noted for somebody under 18: the signed paper of the adult, and that they themselves agree."""

    authorised: bool = False
    agrees: bool = False


def may_hold(age: AgeSide, papers: MinorPapers | None = None) -> frozenset[Held]:
    """Return what may be kept about a person of this age.

    Under 18: nothing; with both papers the name, which the desk adds. Nobody asked: the name, as on the signed sheet.
    """
    match age:
        case AgeSide.ADULT:
            return frozenset(Held)
        case AgeSide.MINOR:
            complete = papers is not None and papers.authorised and papers.agrees
            return frozenset({Held.NAME}) if complete else frozenset()
        case AgeSide.UNASKED:
            return frozenset({Held.NAME})


def check_may_hold(wanted: Held, age: AgeSide, papers: MinorPapers | None = None) -> None:
    """Refuse to keep what may not be kept about a person of this age.

    Raises RuleViolated `minor_needs_papers` (the name) or `not_for_minors` (contact, image, anonymous questions), or
    `age_unasked`.
    """
    if wanted in may_hold(age, papers):
        return
    if age is AgeSide.UNASKED:
        raise RuleViolated("age_unasked", field=wanted.value)
    raise RuleViolated("minor_needs_papers" if wanted is Held.NAME else "not_for_minors", field=wanted.value)


def check_arrival(arrived_at: datetime, *, starts_at: datetime, now: datetime) -> None:
    """Refuse a true time of arrival that cannot be true; a late entry may be written down days afterwards.

    Raises RuleViolated `arrival_in_future` or `arrival_too_early`, with the `hours` allowed before the start.
    """
    if arrived_at > now:
        raise RuleViolated("arrival_in_future", field="arrived_at")
    if arrived_at < starts_at - EARLIEST_ARRIVAL:
        hours = int(EARLIEST_ARRIVAL.total_seconds() // 3600)
        raise RuleViolated("arrival_too_early", field="arrived_at", hours=hours)


def check_departure(left_at: datetime, *, arrived_at: datetime, now: datetime) -> None:
    """Refuse a departure before the arrival or in the future.

    Raises RuleViolated `departure_before_arrival` or `departure_in_future`.
    """
    if left_at < arrived_at:
        raise RuleViolated("departure_before_arrival", field="left_at")
    if left_at > now:
        raise RuleViolated("departure_in_future", field="left_at")
