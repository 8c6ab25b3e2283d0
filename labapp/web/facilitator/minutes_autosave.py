"""A part of the minutes is kept while somebody writes it; another's words are never written over."""

from __future__ import annotations

from uuid import UUID

from flask import jsonify
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.minutes import BLOCKS, Block
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.queries.minutes_facts import minutes_facts
from labapp.services import minutes
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.minutes_forms import BlockForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _
from labapp.web.transaction import writing
from labapp.words import formats
from labapp.words.labels import refusal


@blueprint.post("/sesiones/<uuid:session_id>/minuta/<block>/guardar")
@requires(Action.WRITE_MINUTES)
def minutes_keep_block(session_id: UUID, block: str) -> Response:
    """Keep the words of the moment, and say when, or why not; the page goes on being written in."""
    head = session_for(session_id, Action.WRITE_MINUTES)
    form = BlockForm.sent()
    if block not in set(BLOCKS[minutes_facts(context.reading(), session_id).kind]):
        raise NotFound
    language, words, seen = context.language(), form.words.data or "", form.seen.data or ""
    try:
        with writing(Verb.EDIT_MINUTES) as db:
            kept = minutes.keep_block(db, session_id, Block(block), words, seen=seen, author=who().staff_id)
    except RuleViolated as violation:
        answer = jsonify(said=refusal(violation.code, language, violation.details))
        answer.status_code = 409
        return answer
    return jsonify(seen=str(kept), said=_("Guardado %(hour)s", hour=formats.hour(context.now(), language, head.zone)))
