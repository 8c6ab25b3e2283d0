"""The validation of a proposal by the institutions that would be responsible: viable and approved, or not viable.

Source: work programme of the 4th plan, step 10; domain rule 7 (not viable carries a linked counter-proposal).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from labapp.domain.completeness import SHORTEST_REASON
from labapp.domain.errors import RuleViolated
from labapp.domain.proposals import ProposalText, check_counter
from labapp.domain.published_codes import PublishedCode
from labapp.domain.response_extras import ReasonKind

REASON_KINDS = (ReasonKind.LEGAL, ReasonKind.TECHNICAL, ReasonKind.BUDGET, ReasonKind.COMPETENCE, ReasonKind.TIME)
"""Why an institution may find a proposal not viable."""


class Verdict(PublishedCode):
    """What an institution said of a version; `published_code` is the word in files and open data."""

    PENDING = "pending", "PENDIENTE"
    VIABLE = "viable", "VIABLE_APROBADA"
    NOT_VIABLE = "not_viable", "NO_VIABLE"


class StepTen(StrEnum):
    """How far the validation of a proposal has come."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Request:
    """That an institution was asked about a version, and what it said. One that was taken back is none."""

    institution: UUID
    version: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who answers for an institution: its office, the function of whoever signs, and the nota with which it does."""

    office: str
    function: str
    number: str
    on: date | None


def newest(requests: Iterable[Request]) -> dict[UUID, Request]:
    """Return what each institution was asked last."""
    return {one.institution: one for one in sorted(requests, key=lambda one: one.version)}


def silent(requests: Iterable[Request], *, version: int) -> tuple[UUID, ...]:
    """Return the institutions that step 10 waits for: asked once, and without an answer to the newest version."""
    asked = newest(requests).values()
    return tuple(one.institution for one in asked if one.version < version or one.verdict is Verdict.PENDING)


def step_ten(requests: Iterable[Request], *, version: int) -> StepTen:
    """Return how the validation of a proposal stands. It is not done while one institution is silent."""
    asked = tuple(requests)
    if not asked:
        return StepTen.NOT_ASKED
    return StepTen.WAITING if silent(asked, version=version) else StepTen.DONE


def check_signed(signed: Signed, *, sent_on: date | None) -> date:
    """Return the day of an answer: it names who gives it, and answers a nota that went out by then.

    Raises RuleViolated `letter_not_sent`, `verdict_needs_office`, `verdict_needs_function`, `reply_needs_number`,
    `reply_needs_day` or `reply_before_request`.
    """
    if sent_on is None:
        raise RuleViolated("letter_not_sent")
    if not signed.office:
        raise RuleViolated("verdict_needs_office", field="answered_by_office")
    if not signed.function:
        raise RuleViolated("verdict_needs_function", field="answered_by_function")
    if not signed.number:
        raise RuleViolated("reply_needs_number", field="reply_number")
    if signed.on is None:
        raise RuleViolated("reply_needs_day", field="reply_on")
    if signed.on < sent_on:
        raise RuleViolated("reply_before_request", field="reply_on")
    return signed.on


def check_not_viable(
    kind: ReasonKind | None, reason: str, *, original: ProposalText, counter: ProposalText
) -> ReasonKind:
    """Return the kind of reason of an answer that may be kept: clear reasons, and a counter-proposal to the original.

    Raises RuleViolated `not_viable_needs_kind`, `not_viable_needs_reason`, `not_viable_reason_short`, or those of
    `check_counter`.
    """
    if kind not in REASON_KINDS:
        raise RuleViolated("not_viable_needs_kind", field="reason_kind")
    if not reason:
        raise RuleViolated("not_viable_needs_reason", field="reason")
    if len(" ".join(reason.split())) < SHORTEST_REASON:
        raise RuleViolated("not_viable_reason_short", field="reason", least=SHORTEST_REASON)
    check_counter(original, counter)
    return kind
