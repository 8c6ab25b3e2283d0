"""Who may do what, where: the only place that knows.

A space belongs to one or more organisations; coordination, facilitators and note-takers see and change the spaces of
their own organisation, and everything in a shared space is shared. Administrators run the installation: they see
programme and people, and no list of participants by screen. The data officer sees what a request needs. A liaison sees
what was assigned to the own institution, and nothing of any lab besides.
Source: "who may see what", domain note on Ley 81 de 2019.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a member of staff is."""

    ADMINISTRATOR = "administrator"
    COORDINATION = "coordination"
    FACILITATOR = "facilitator"
    NOTE_TAKER = "note_taker"
    APPROVER = "approver"
    DATA_OFFICER = "data_officer"
    LIAISON = "liaison"


class Action(StrEnum):
    """What somebody wants to do; every endpoint of the desk and every service names one."""

    RUN_HOUSE = "run_house"
    MANAGE_STAFF = "manage_staff"
    SET_UP_PROGRAMME = "set_up_programme"
    SEE_DESK = "see_desk"
    PLAN = "plan"
    SEE_SPACE = "see_space"
    RUN_SESSION = "run_session"
    CHECK_IN = "check_in"
    SEE_NAMES = "see_names"
    TAKE_NOTES = "take_notes"
    CLOSE_REGISTER = "close_register"
    SEAL_URN = "seal_urn"
    WRITE_MINUTES = "write_minutes"
    APPROVE_MINUTES = "approve_minutes"
    WRITE_RESPONSES = "write_responses"
    VALIDATE_RESPONSES = "validate_responses"
    ASSIGN_RESPONSES = "assign_responses"
    DECIDE_EXTENSIONS = "decide_extensions"
    ANSWER_ASSIGNED = "answer_assigned"
    WRITE_PROPOSALS = "write_proposals"
    PUBLISH = "publish"
    CLEAR_TEXTS = "clear_texts"
    EXPORT_NAMES = "export_names"
    EXPORT_DATA = "export_data"
    SET_UP_LISTS = "set_up_lists"
    ERASE_PERSON = "erase_person"
    READ_JOURNAL = "read_journal"


_A, _C, _F, _N, _P, _D, _L = (
    Role.ADMINISTRATOR,
    Role.COORDINATION,
    Role.FACILITATOR,
    Role.NOTE_TAKER,
    Role.APPROVER,
    Role.DATA_OFFICER,
    Role.LIAISON,
)

ROLES_OF: dict[Action, frozenset[Role]] = {
    Action.RUN_HOUSE: frozenset({_A}),
    Action.MANAGE_STAFF: frozenset({_A}),
    Action.SET_UP_PROGRAMME: frozenset({_A, _C, _D}),
    Action.SEE_DESK: frozenset(Role),
    Action.PLAN: frozenset({_C, _F}),
    Action.SEE_SPACE: frozenset({_C, _F, _N, _P, _D}),
    Action.RUN_SESSION: frozenset({_C, _F}),
    Action.CHECK_IN: frozenset({_C, _F, _N}),
    Action.SEE_NAMES: frozenset({_C, _F, _N, _D}),
    Action.TAKE_NOTES: frozenset({_C, _F, _N}),
    Action.CLOSE_REGISTER: frozenset({_C, _F}),
    Action.SEAL_URN: frozenset({_C, _F, _D}),
    Action.WRITE_MINUTES: frozenset({_C, _F, _N}),
    Action.APPROVE_MINUTES: frozenset({_C, _P}),
    Action.WRITE_RESPONSES: frozenset({_C, _F, _N}),
    Action.VALIDATE_RESPONSES: frozenset({_P}),
    Action.ASSIGN_RESPONSES: frozenset({_C, _F}),
    Action.DECIDE_EXTENSIONS: frozenset({_C}),
    Action.ANSWER_ASSIGNED: frozenset({_L}),
    Action.WRITE_PROPOSALS: frozenset({_C, _F}),
    Action.PUBLISH: frozenset({_C, _P}),
    Action.CLEAR_TEXTS: frozenset({_C, _P, _D}),
    Action.EXPORT_NAMES: frozenset({_C, _F, _D}),
    Action.EXPORT_DATA: frozenset({_C, _F, _N, _P, _D}),
    Action.SET_UP_LISTS: frozenset({_C, _D}),
    Action.ERASE_PERSON: frozenset({_C, _F, _N, _D}),
    Action.READ_JOURNAL: frozenset({_A, _D}),
}
"""Which roles may do what, before the organisation is asked."""

EVERYWHERE = frozenset({_A, _D, _P})
"""Roles that are not bound to the spaces of one organisation."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the rules see them: never the sign-in object, never a participant."""

    staff_id: UUID
    role: Role
    organisation_id: UUID | None

    @property
    def signature(self) -> str:
        """How the journal names this actor."""
        return f"staff:{self.staff_id}"


PHONE = "phone"
"""How the journal names whoever acts from a phone: it never says which participant."""
CONSOLE = "console"
"""How the journal names the command line of this machine."""
HOUSE = "house"
"""How the journal names what the program does by itself, on a date."""


@dataclass(frozen=True, slots=True)
class Territory:
    """Where an action takes place: the organisations that share a space."""

    organisations: frozenset[UUID]


def can(actor: Actor | None, action: Action, where: Territory | None = None) -> bool:
    """Return whether `actor` may do `action`, in the given space if one is meant."""
    if actor is None or actor.role not in ROLES_OF[action]:
        return False
    if where is None or actor.role in EVERYWHERE:
        return True
    return actor.organisation_id in where.organisations
