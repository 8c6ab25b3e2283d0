"""Minutes are kept while somebody writes them, part by part; another's words are never written over."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import jsonify
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.minutes import BLOCKS, Block
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.minutes_facts import minutes_facts
from labapp.queries.sessions import SessionHead
from labapp.services import minutes
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.minutes_forms import BlockForm
from labapp.web.facilitator.minutes_summary import SummaryForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _
from labapp.web.transaction import writing
from labapp.words import formats
from labapp.words.labels import refusal

_MENDED_BY_WRITING_ON = {"summary_too_long", "text_too_long", "translation_incomplete"}
"""What is refused now and may be right a sentence later: the page goes on trying."""


@blueprint.post("/sesiones/<uuid:session_id>/minuta/<block>/guardar")
@requires(Action.WRITE_MINUTES)
def minutes_keep_block(session_id: UUID, block: str) -> Response:
    """Keep the words of the moment, and say when, or why not; the page goes on being written in."""
    head = session_for(session_id, Action.WRITE_MINUTES)
    form = BlockForm.sent()
    if block not in set(BLOCKS[minutes_facts(context.reading(), session_id).kind]):
        raise NotFound
    words, seen, author = form.words.data or "", form.seen.data or "", who().staff_id
    return _kept(head, lambda db: minutes.keep_block(db, session_id, Block(block), words, seen=seen, author=author))


@blueprint.post("/sesiones/<uuid:session_id>/minuta/en-pocas-palabras/guardar")
@requires(Action.WRITE_MINUTES)
def minutes_keep_summary(session_id: UUID) -> Response:
    """Keep the sentences at the head as they are at the moment, and say when, or why not yet."""
    head = session_for(session_id, Action.WRITE_MINUTES)
    form = SummaryForm.sent()
    said, seen, author = form.command(), form.seen.data or "", who().staff_id
    return _kept(head, lambda db: minutes.write_summary(db, session_id, said, seen=seen, author=author))


def _kept(head: SessionHead, keep: Callable[[Db], UUID]) -> Response:
    language = context.language()
    try:
        with writing(Verb.EDIT_MINUTES) as db:
            kept = keep(db)
    except RuleViolated as violation:
        goes_on = violation.code in _MENDED_BY_WRITING_ON
        answer = jsonify(said=refusal(violation.code, language, violation.details), goes_on=goes_on)
        answer.status_code = 409
        return answer
    return jsonify(seen=str(kept), said=_("Guardado %(hour)s", hour=formats.hour(context.now(), language, head.zone)))
