"""How much one phone may write. Asked after the key of the form, so that a retry is never over a limit.

Limits hang on the cookie, never on the address alone: behind one router a whole room has one address.
"""

from __future__ import annotations

from flask import current_app
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from labapp.domain.errors import RuleViolated
from labapp.web import context
from labapp.web.participant.blueprint import device

ARRIVALS = RateLimitItemPerHour(30)
"""A helper's phone writes down companions; more than thirty in an hour belong at the desk."""
WORDS = RateLimitItemPerHour(60)
GUESSES = RateLimitItemPerMinute(10)


def _limiter() -> MovingWindowRateLimiter:
    limiter: MovingWindowRateLimiter | None = current_app.extensions.get("labapp_limits")
    if limiter is None:
        limiter = current_app.extensions["labapp_limits"] = MovingWindowRateLimiter(MemoryStorage())
    return limiter


def room_arrivals() -> RateLimitItem:
    """Return the limit for all phones of a session together: phones that throw their cookie away stop there."""
    return RateLimitItemPerMinute(context.house().settings.room_arrivals)


def spend(limit: RateLimitItem, what: str, *, whose: str | None = None) -> None:
    """Count one act of this phone. Raises RuleViolated `too_fast` when it was too many."""
    if not _limiter().hit(limit, what, whose or device()):
        raise RuleViolated("too_fast")
