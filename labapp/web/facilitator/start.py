"""The start page of each member of staff: what is owed, across sessions, by date."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from labapp.domain.obligations import ObligationKind
from labapp.domain.roles import Action, can
from labapp.queries.obligations import Owed, StartPage, start_page
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.pages import render

_WHERE = {ObligationKind.REPORT: "facilitator.minutes_page", ObligationKind.RESPONSE: "facilitator.response_page"}


@blueprint.get("/")
@public
def start() -> Response:
    """Show what is owed to whoever is signed in, and the way in to everybody else."""
    actor = context.actor()
    if actor is None:
        return redirect(url_for("facilitator.sign_in"), 303)
    if can(actor, Action.ANSWER_ASSIGNED):
        return redirect(url_for("facilitator.assigned_list"), 303)
    if not can(actor, Action.SEE_SPACE):
        return render("facilitator/start.html", StartPage((), ()))
    return render("facilitator/start.html", start_page(context.reading(), actor, today=today_in()))


def _where_to_do_it(owed: Owed) -> str:
    return url_for(_WHERE[owed.kind], session_id=owed.head.id)


@blueprint.context_processor
def ways_to_do_it() -> dict[str, object]:
    """Give the start page the address where something owed is done."""
    return {"where_to_do_it": _where_to_do_it}
