"""To whom the door was open, without counting anybody: groups convened, authorities of peoples, supports offered.

What was offered is said, never how many asked for it or who: with few people in a room, a count of one is a name.
Source: domain rule of five, other places where small counts leak.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from labapp.domain.contributions import Language
from labapp.domain.errors import RuleViolated
from labapp.domain.participation import Support
from labapp.domain.text import clean_line

MOST_GROUPS = 12
LONGEST_GROUP = 80

OFFERED = tuple(language for language in Language if language is not Language.SPANISH)
"""The languages into which interpretation may be offered: every one but that of the session."""


class InclusionGap(StrEnum):
    """What the note-taker could still say. Nothing of it is printed while it is not there."""

    NO_GROUPS = "no_groups"
    NO_SUPPORTS = "no_supports"
    NO_LANGUAGES = "no_languages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """What may always be said, because it is about functions, groups and offers: no person and no number is in it."""

    groups: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    """The offices of traditional authorities, each once."""
    supports: tuple[Support, ...] = ()
    languages: tuple[Language, ...] = ()

    @property
    def gaps(self) -> tuple[InclusionGap, ...]:
        """What is missing, in the order of the print."""
        missing = {
            InclusionGap.NO_GROUPS: not self.groups,
            InclusionGap.NO_SUPPORTS: not self.supports,
            InclusionGap.NO_LANGUAGES: not self.languages and Support.INTERPRETATION in self.supports,
        }
        return tuple(gap for gap, is_missing in missing.items() if is_missing)


def read_groups(typed: str) -> tuple[str, ...]:
    """Return the groups that were convened, one for each line that says something, each once.

    Raises RuleViolated: `too_many_groups`, `group_too_long`, or `groups_count_people` for a line with a digit.
    """
    lines = (clean_line(line).removeprefix("- ") for line in typed.splitlines())
    groups = tuple(dict.fromkeys(line for line in lines if line))
    if len(groups) > MOST_GROUPS:
        raise RuleViolated("too_many_groups", field="groups", most=MOST_GROUPS)
    for group in groups:
        if len(group) > LONGEST_GROUP:
            raise RuleViolated("group_too_long", field="groups", longest=LONGEST_GROUP)
        if any(sign.isdigit() for sign in group):
            raise RuleViolated("groups_count_people", field="groups", group=group)
    return groups


def read_languages(chosen: Collection[Language]) -> tuple[Language, ...]:
    """Return the languages of interpretation in their usual order; Spanish needs none."""
    return tuple(language for language in OFFERED if language in chosen)
