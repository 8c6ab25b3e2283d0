"""What everybody may know of the corrections that were asked for: until when, how many, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labapp.queries.calls import saved_call
from labapp.queries.observation_windows import window_of
from labapp.queries.observations import asked_of, tally
from labapp.queries.session_page import organisations_of
from labapp.queries.sessions import SessionHead
from labapp.web import context
from labapp.web.public.responses import way
from labapp.words.observations import reason_lines, tally_words


@dataclass(frozen=True, slots=True)
class ObservationBoard:
    """The term and the counts of one session. `until` is None where no correction may be asked for."""

    until: date | None
    is_over: bool
    ask_href: str | None
    """Where number and code are asked, None where this application has no such page."""
    contact: str
    asked: int
    counted: str
    reasons: tuple[str, ...]


def observation_board(head: SessionHead) -> ObservationBoard:
    """Return what the public page of a session's document says of corrections; a copy does not know which day it is."""
    db, language = context.reading(), context.language()
    window, asked = window_of(db, head.id, zone=head.zone, now=context.now()), asked_of(db, head.id)
    counts = tally(asked)
    return ObservationBoard(
        until=window.until if window else None,
        is_over=window is not None and not window.is_open and not context.is_copy(),
        ask_href=way("participant.by_person_code"),
        contact=saved_call(db, head.id).contact or ", ".join(organisations_of(db, head.space_id)),
        asked=counts.asked,
        counted=tally_words(counts, language),
        reasons=reason_lines([one.answered for one in asked if one.answered], language),
    )
