"""Answering one contribution at the desk, and leaving it pending with who owes it until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import RuleViolated
from labapp.domain.responses import extras_of
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.responses import AnswerCard, AnsweringPage, answering_page
from labapp.services import responses
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.answer_steps import (
    AnswerForm,
    Asking,
    PendingForm,
    Ways,
    asking,
    kinds_asked,
    pending_form,
    pending_words,
    shaped,
    stored,
)
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.responses import seen_version
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once


def _page(session_id: UUID, contribution_id: UUID) -> AnsweringPage:
    session_for(session_id, Action.WRITE_RESPONSES)
    return answering_page(context.reading(), session_id, contribution_id)


def _ways(page: AnsweringPage) -> Ways:
    session_id, card = page.head.id, page.card

    def way(one: AnswerCard | None) -> tuple[str, str] | None:
        if one is None:
            return None
        here = url_for("facilitator.response_answer", session_id=session_id, contribution_id=one.id)
        return one.number, here

    return Ways(
        here=url_for("facilitator.response_answer", session_id=session_id, contribution_id=card.id),
        back=url_for("facilitator.response_page", session_id=session_id, _anchor=f"aporte-{card.number}"),
        pending=url_for("facilitator.response_pending", session_id=session_id, contribution_id=card.id),
        previous=way(page.previous),
        following=way(page.following),
    )


@blueprint.get("/sesiones/<uuid:session_id>/respuesta/<uuid:contribution_id>")
@requires(Action.WRITE_RESPONSES)
def response_answer(session_id: UUID, contribution_id: UUID) -> Response:
    """Show a contribution and the next question about its answer."""
    page = _page(session_id, contribution_id)
    asked = asking(page, _ways(page))
    return render("facilitator/response_answer.html", asked, form=asked.answer)


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/<uuid:contribution_id>")
@requires(Action.WRITE_RESPONSES)
def response_answered(session_id: UUID, contribution_id: UUID) -> Response:
    """Keep the answer, complete or not, and lead on: to what it still lacks, or to the list."""
    page, form = _page(session_id, contribution_id), AnswerForm.sent()
    kinds = kinds_asked([form.primary.data or "", *(form.secondary.data or ())], ())
    if not kinds or form.primary.data != kinds[0].value:
        asked = asking(page, _ways(page))
        return render("facilitator/response_answer.html", asked, form=asked.answer, status=422)
    extras = extras_of(kinds)
    asked = Asking(page, _ways(page), None, (), kinds[0], extras, shaped(form, page, extras), pending_form(page))
    if not form.validate():
        return render("facilitator/response_answer.html", asked, form=form, status=422)

    def act(db: Db) -> str:
        seen = seen_version(form.seen.data)
        responses.give_answer(db, session_id, contribution_id, form.command(extras), seen=seen)
        db.flush()
        return _onwards(db, session_id, contribution_id)

    try:
        return once(Verb.ANSWER_CONTRIBUTION, form, act)
    except RuleViolated as violation:
        return _refused_answer(asked, form, violation)


def _refused_answer(asked: Asking, form: AnswerForm, violation: RuleViolated) -> Response:
    status = refused(form, violation)
    if violation.code == "changed_meanwhile":
        asked = replace(asked, stored=stored(asked.page))
        form.seen.data = str(asked.page.seen or "")
    return render("facilitator/response_answer.html", asked, form=form, status=status)


def _onwards(db: Db, session_id: UUID, contribution_id: UUID) -> str:
    after = answering_page(db, session_id, contribution_id)
    if after.card.lacks:
        say("warning", _("Se guardó. Todavía faltan datos: están en la lista de abajo."))
        return url_for("facilitator.response_answer", session_id=session_id, contribution_id=contribution_id)
    say("ok", _("Respondido: aporte %(number)s.", number=after.card.number))
    if after.same_reason:
        same = ", ".join(after.same_reason)
        say("warning", _("La misma razón está también en: %(numbers)s. Se guardó; léalas otra vez.", numbers=same))
    return url_for("facilitator.response_page", session_id=session_id, _anchor=f"aporte-{after.card.number}")


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/<uuid:contribution_id>/pendiente")
@requires(Action.WRITE_RESPONSES)
def response_pending(session_id: UUID, contribution_id: UUID) -> Response:
    """Note who owes the answer until when; what was written stays."""
    page, form = _page(session_id, contribution_id), pending_words(PendingForm.sent())
    due: date | None = form.due_on.data

    def act(db: Db) -> str:
        owed, seen = form.owed_by.data or "", seen_version(form.seen.data)
        responses.leave_pending(db, session_id, contribution_id, owed_by=owed, due_on=due, seen=seen)
        return url_for("facilitator.response_page", session_id=session_id, _anchor=f"aporte-{page.card.number}")

    if not form.validate():
        asked = asking(page, _ways(page), pending=form)
        return render("facilitator/response_answer.html", asked, form=form, status=422)
    try:
        return once(Verb.ANSWER_CONTRIBUTION, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        asked = asking(page, _ways(page), pending=form)
        if violation.code == "changed_meanwhile":
            asked = replace(asked, stored=stored(page))
            form.seen.data = str(page.seen or "")
        return render("facilitator/response_answer.html", asked, form=form, status=status)
