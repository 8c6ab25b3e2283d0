"""The fields that an answer may carry besides its reason, and the shape of each."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class ReasonKind(StrEnum):
    """Why something within scope cannot be done."""

    LEGAL = "legal"
    TECHNICAL = "technical"
    BUDGET = "budget"
    COMPETENCE = "competence"
    TIME = "time"
    METHOD = "method"
    CONTRADICTS_PLAN = "contradicts_plan"
    LATE_STAGE = "late_stage"


class ExtraShape(StrEnum):
    """What a required field holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DAY = "day"
    ADDRESS = "address"
    EVIDENCE = "evidence"
    NUMBER = "number"
    REASON_KIND = "reason_kind"


class Extra(StrEnum):
    """A field that a disposition asks for besides the reason; `shape` tells the form what it holds."""

    shape: ExtraShape

    def __new__(cls, value: str, shape: ExtraShape = ExtraShape.TEXT) -> Self:
        """Return the member that is stored as `value`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.shape = shape
        return member

    CLAUSE = "clause"
    VERSION = "version"
    LEFT_OUT = "left_out", ExtraShape.LONG_TEXT
    EVIDENCE = "evidence", ExtraShape.EVIDENCE
    ADDRESS = "address", ExtraShape.ADDRESS
    CHECKED_ON = "checked_on", ExtraShape.DAY
    DECIDING_BODY = "deciding_body"
    DECIDE_ON = "decide_on", ExtraShape.DAY
    RESPONSIBLE_OFFICE = "responsible_office"
    QUESTION = "question", ExtraShape.LONG_TEXT
    ANSWER_UNTIL = "answer_until", ExtraShape.DAY
    STAGE = "stage"
    STAGE_ON = "stage_on", ExtraShape.DAY
    STAGE_DECIDED_BY = "stage_decided_by"
    ACTIVITY = "activity"
    OWNER = "owner"
    APPROXIMATE_DATE = "approximate_date"
    RECIPIENT = "recipient"
    SENT_ON = "sent_on", ExtraShape.DAY
    PROOF = "proof", ExtraShape.EVIDENCE
    HOW_TO_FOLLOW = "how_to_follow", ExtraShape.LONG_TEXT
    AGREEMENT = "agreement", ExtraShape.LONG_TEXT
    OUR_RESPONSIBLE = "our_responsible"
    THEIR_RESPONSIBLE = "their_responsible"
    WHY_NO_AGREEMENT = "why_no_agreement", ExtraShape.LONG_TEXT
    ALTERNATIVE_CHANNEL = "alternative_channel"
    REASON_KIND = "reason_kind", ExtraShape.REASON_KIND
    COUNTER_PROPOSAL = "counter_proposal", ExtraShape.LONG_TEXT
    REFERS_TO = "refers_to", ExtraShape.NUMBER
    WITHDRAWN_ON = "withdrawn_on", ExtraShape.DAY
