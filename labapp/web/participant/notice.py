"""The notice: three lines on the first page, the whole text one tap away, kept by its hash with every consent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

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


def shown_notice(db: Db) -> UUID:
    """Return the id of the notice that this reader was shown, kept once per wording."""
    notice, text, digest = _worded(notice_facts(db), context.language())
    return notice_for(db, digest=digest, language=notice.language, text=text).id


@blueprint.get("/E/<code>/aviso")
@participant
def notice(code: str) -> Response:
    """Show the whole notice."""
    door = attendance.door(context.reading(), read_code(code))
    return render("participant/notice.html", NoticePage(door, written(context.reading())))
