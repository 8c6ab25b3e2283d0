"""The notice: three lines on the first page, the whole text one tap away, kept by its hash with every consent."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Response

from labapp.domain.ids import read_code
from labapp.domain.privacy import Notice, notice_hash
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


def written(db: Db) -> Notice:
    """Return the notice of this programme in the reader's language."""
    return words.notice(notice_facts(db), context.language())


def shown_notice(db: Db) -> UUID:
    """Return the id of the notice that this reader was shown, kept once per wording."""
    text = written(db)
    return notice_for(db, digest=notice_hash(text.text), language=text.language, text=text.text).id


@blueprint.get("/E/<code>/aviso")
@participant
def notice(code: str) -> Response:
    """Show the whole notice."""
    door = attendance.door(context.reading(), read_code(code))
    return render("participant/notice.html", NoticePage(door, written(context.reading())))
