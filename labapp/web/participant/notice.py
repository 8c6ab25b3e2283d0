"""The notice: three lines on the first page, the whole text one tap away, kept by its hash with every consent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from flask import current_app
from werkzeug.wrappers import Response

from labapp.domain.ids import read_code
from labapp.domain.privacy import Notice, NoticeFacts, notice_hash
from labapp.models.recorder import Db
from labapp.queries import attendance
from labapp.queries.programme import notice_facts
from labapp.services.privacy import notice_for
from labapp.web import context
from labapp.web.access import participant
from labapp.web.pages import render
from labapp.web.participant.blueprint import blueprint
from labapp.words import notice as words

_KEY = "labapp_notices_shown"


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The whole notice, and the way back."""

    door: attendance.Door
    notice: Notice


@lru_cache(maxsize=8)
def _worded(facts: NoticeFacts, language: str) -> tuple[Notice, str, str]:
    """Return a notice, its canonical text and its hash: the same for everybody until the programme changes."""
    notice = words.notice(facts, language)
    return notice, notice.text, notice_hash(notice.text)


def written(db: Db) -> Notice:
    """Return the notice of this programme in the reader's language."""
    return _worded(notice_facts(db), context.language())[0]


def shown_notice(db: Db, programme: UUID | None = None) -> UUID:
    """Return the id of the notice that this reader was shown, kept once per wording.

    `programme` names the operation that last wrote the programme, where the caller has read it: a notice that is
    known under it to stand in the database is not looked up again.
    """
    known: dict[tuple[UUID, str], UUID] = current_app.extensions.setdefault(_KEY, {})
    language = context.language()
    if programme is not None and (programme, language) in known:
        return known[programme, language]
    notice, text, digest = _worded(notice_facts(db), language)
    found = notice_for(db, digest=digest, language=notice.language, text=text)
    if programme is not None and not db.new:  # one that is only being written could still be taken back
        known[programme, language] = found
    return found


@blueprint.get("/E/<code>/aviso")
@participant
def notice(code: str) -> Response:
    """Show the whole notice."""
    door = attendance.door(context.reading(), read_code(code))
    return render("participant/notice.html", NoticePage(door, written(context.reading())))
