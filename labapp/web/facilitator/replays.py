"""What came a second time with other content: shown until somebody has looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from flask import url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.people import KeptReplay
from labapp.models.recorder import Db
from labapp.queries.replays import KeptForm, kept_forms
from labapp.queries.sessions import SessionHead
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import render
from labapp.web.transaction import once


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The forms of one session that were kept."""

    head: SessionHead
    kept: list[KeptForm]


class SeenForm(KeyedForm):
    """Somebody has looked at it."""

    name = "kept_seen"
    kept = HiddenField()


@blueprint.get("/sesiones/<uuid:session_id>/repetidos")
@requires(Action.SEE_NAMES)
def kept_page(session_id: UUID) -> Response:
    """Show what came twice with other content."""
    head = session_for(session_id, Action.SEE_NAMES)
    kept = kept_forms(context.reading(), session_id=session_id, code=head.code)
    return render("facilitator/kept.html", KeptPage(head, kept), form=SeenForm.shown())


@blueprint.post("/sesiones/<uuid:session_id>/repetidos")
@requires(Action.CHECK_IN)
def kept_seen(session_id: UUID) -> Response:
    """Forget one that somebody has looked at; what it led to, if anything, was done by its own act."""
    head, form = session_for(session_id, Action.CHECK_IN), SeenForm.sent()

    def act(db: Db) -> str:
        ours = {str(kept.id): kept.id for kept in kept_forms(db, session_id=session_id, code=head.code)}
        if form.kept.data in ours:
            db.execute(sa.delete(KeptReplay).where(KeptReplay.id == ours[form.kept.data]))
        return url_for("facilitator.kept_page", session_id=session_id)

    return once(Verb.KEEP_REPLAY, form, act)
