"""Mail to one person: what an address is, what can become of a message, and when it is tried again."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from labapp.domain.text import clean_line

LONGEST_ADDRESS = 254
"""Source: RFC 5321, 4.5.3.1.3, less the two angle brackets."""

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?![^@]*=\?)(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>(?:{_LABEL}\.)+{_LABEL})")
_LONGEST_LOCAL = 64

MOST_ATTEMPTS = 10
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
LEASE = timedelta(minutes=30)
"""After so long whoever took a message is taken for dead: longer than all that a server may take to answer."""


class MailState(StrEnum):
    """Where a message stands. Only a queued one is taken; what is doubtful waits for a person."""

    QUEUED = "queued"
    TAKEN = "taken"
    """Somebody is connecting; not a word of the message has left."""
    HANDING = "handing"
    """The text is on its way: whoever dies here leaves it doubtful."""
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DOUBTFUL = "doubtful"


BY_HAND = frozenset({MailState.FAILED, MailState.CANCELLED, MailState.DOUBTFUL})
"""From here a person, and nobody else, may put a message in the outbox again."""


class MailTrouble(StrEnum):
    """Why a message was not sent, or not yet; never the words of the server, which repeat addresses."""

    UNREACHABLE = "unreachable"
    NO_ENCRYPTION = "no_encryption"
    SIGN_IN_REFUSED = "sign_in_refused"
    SENDER_REFUSED = "sender_refused"
    TRY_LATER = "try_later"
    ADDRESS_REFUSED = "address_refused"
    MESSAGE_REFUSED = "message_refused"
    CUT_OFF = "cut_off"
    COPY_BROUGHT_BACK = "copy_brought_back"
    CONTACT_TAKEN_BACK = "contact_taken_back"
    NO_ADDRESS = "no_address"
    TOLD_ALREADY = "told_already"
    NEWER_VERSION = "newer_version"


class Reach(StrEnum):
    """How far a trouble reaches: this message, every message of this server for now, or beyond anybody's knowledge."""

    THIS_FOR_NOW = "this_for_now"
    ALL_FOR_NOW = "all_for_now"
    THIS_FOR_GOOD = "this_for_good"
    UNKNOWN = "unknown"


def reach_of(trouble: MailTrouble) -> Reach:
    """Return how far a trouble reaches: what concerns the account or the server is nobody's fault among the readers."""
    match trouble:
        case (
            MailTrouble.UNREACHABLE
            | MailTrouble.NO_ENCRYPTION
            | MailTrouble.SIGN_IN_REFUSED
            | MailTrouble.SENDER_REFUSED
        ):
            return Reach.ALL_FOR_NOW
        case MailTrouble.TRY_LATER:
            return Reach.THIS_FOR_NOW
        case MailTrouble.CUT_OFF | MailTrouble.COPY_BROUGHT_BACK:
            return Reach.UNKNOWN
        case (
            MailTrouble.ADDRESS_REFUSED
            | MailTrouble.MESSAGE_REFUSED
            | MailTrouble.CONTACT_TAKEN_BACK
            | MailTrouble.NO_ADDRESS
            | MailTrouble.TOLD_ALREADY
            | MailTrouble.NEWER_VERSION
        ):
            return Reach.THIS_FOR_GOOD
    assert_never(trouble)


def read_address(contact: str) -> str | None:
    """Return the one mail address that `contact` is, its domain in small letters, or None where it is none.

    Plain letters only: an address with others needs a server that may not be there. None that looks like an encoded
    word, which no header can hold. Source: RFC 5321, 4.1.2; RFC 2047, section 5.
    """
    found = _ADDRESS.fullmatch(clean_line(contact))
    if found is None or len(found[0]) > LONGEST_ADDRESS or len(found["local"]) > _LONGEST_LOCAL:
        return None
    return f"{found['local']}@{found['domain'].lower()}"


def is_due(next_at: datetime, *, now: datetime) -> bool:
    """Whether a message is to be tried now; a wait that no message has is of a clock that was set back since."""
    return next_at <= now or next_at > now + LONGEST_WAIT


def is_abandoned(taken_at: datetime, *, now: datetime) -> bool:
    """Whether whoever took a message is taken for dead, also where the clock was set back since."""
    return not now - LEASE < taken_at <= now + LEASE


def next_attempt(attempts: int, *, now: datetime) -> datetime | None:
    """Return when a message is tried again after so many attempts: three times the wait each time; None when no more.

    Ten attempts are more than four days. Source: RFC 5321, 4.5.4.1, which asks for four to five.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    waits: int = 3 ** (attempts - 1)
    return now + min(FIRST_WAIT * waits, LONGEST_WAIT)
