"""Who answers what: assigning from the list of answers, and one assignment with its prórroga and its return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.assignments import ExtensionDecision
from labapp.domain.countdowns import Countdown
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.assignments import AssignmentRow, assignment_row, assignments_of, standing
from labapp.queries.responses import AnswerCard, answering_page
from labapp.queries.sessions import SessionHead
from labapp.services import assignments
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.assignment_forms import (
    AssignForm,
    AssignmentForms,
    DecisionForm,
    ExtensionForm,
    GiveBackForm,
    TakeBackForm,
    forms_about,
)
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.responses import ValidateForm, listed, page_of
from labapp.web.facilitator.session_fields import WordedForm, chosen_ids
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once

ANSWERS = "/sesiones/<uuid:session_id>/respuesta"


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """One contribution at one institution, with those that had it before and what can be done about it."""

    head: SessionHead
    card: AnswerCard
    row: AssignmentRow
    standing: Countdown
    others: tuple[AssignmentRow, ...]
    forms: AssignmentForms
    may_decide: bool


@blueprint.post(f"{ANSWERS}/asignar")
@requires(Action.ASSIGN_RESPONSES)
def response_assign(session_id: UUID) -> Response:
    """Let an institution owe the answers to the contributions that were ticked."""
    page = page_of(session_id, Action.ASSIGN_RESPONSES)
    form = AssignForm.sent().offering(page.answerable)
    if not form.validate():
        return render("facilitator/responses.html", listed(page, form), form=_validation(page.digest), status=422)

    def act(db: Db) -> str:
        chosen, today = chosen_ids(form.contributions.data), today_in(page.head.zone)
        assignments.assign(db, session_id, chosen, form.institution(), due_on=form.due_on.data, today=today)
        return url_for("facilitator.response_page", session_id=session_id, _anchor="quien-debe")

    try:
        answer = once(Verb.ASSIGN_RESPONSES, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/responses.html", listed(page, form), form=_validation(page.digest), status=status)
    say("ok", _("Asignado. Abajo ve quién debe qué y para cuándo."))
    return answer


def _validation(digest: str) -> ValidateForm:
    return ValidateForm.shown(digest=digest)


def _page(session_id: UUID, assignment_id: UUID, action: Action, sent: WordedForm | None = None) -> AssignmentPage:
    head, db = session_for(session_id, action), context.reading()
    row = assignment_row(db, session_id, assignment_id)
    same = [one for one in assignments_of(db, session_id) if one.contribution_id == row.contribution_id]
    return AssignmentPage(
        head=head,
        card=answering_page(db, session_id, row.contribution_id).card,
        row=row,
        standing=standing(row.due_on, today=today_in(head.zone)),
        others=tuple(one for one in same if one.id != row.id),
        forms=forms_about(row.op, sent),
        may_decide=can(context.actor(), Action.DECIDE_EXTENSIONS),
    )


@blueprint.get(f"{ANSWERS}/asignado/<uuid:assignment_id>")
@requires(Action.ASSIGN_RESPONSES)
def assignment_page(session_id: UUID, assignment_id: UUID) -> Response:
    """Show one assignment."""
    return render("facilitator/assignment.html", _page(session_id, assignment_id, Action.ASSIGN_RESPONSES))


@dataclass(frozen=True, slots=True)
class _Step:
    """What one form does to an assignment, and what is said when it is done."""

    verb: Verb
    do: Callable[[Db, date], object]
    done: str
    action: Action = Action.ASSIGN_RESPONSES


def _tried(session_id: UUID, assignment_id: UUID, form: WordedForm, step: _Step) -> Response:
    page = _page(session_id, assignment_id, step.action)
    if not form.validate():
        again = _page(session_id, assignment_id, step.action, form)
        return render("facilitator/assignment.html", again, form=form, status=422)

    def act(db: Db) -> str:
        step.do(db, today_in(page.head.zone))
        return url_for("facilitator.assignment_page", session_id=session_id, assignment_id=assignment_id)

    try:
        answer = once(step.verb, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        again = _page(session_id, assignment_id, step.action, form)
        return render("facilitator/assignment.html", again, form=form, status=status)
    say("ok", step.done)
    return answer


@blueprint.post(f"{ANSWERS}/asignado/<uuid:assignment_id>/quitar")
@requires(Action.ASSIGN_RESPONSES)
def assignment_take_back(session_id: UUID, assignment_id: UUID) -> Response:
    """Take the assignment back; the contribution waits for another."""
    form = TakeBackForm.sent()
    seen = form.seen.version

    def do(db: Db, today: date) -> None:
        assignments.take_back(db, assignment_id, seen=seen, today=today)

    step = _Step(Verb.TAKE_BACK_ASSIGNMENT, do, _("El aporte ya no está asignado."))
    return _tried(session_id, assignment_id, form, step)


@blueprint.post(f"{ANSWERS}/asignado/<uuid:assignment_id>/devolver")
@requires(Action.ASSIGN_RESPONSES)
def assignment_give_back(session_id: UUID, assignment_id: UUID) -> Response:
    """Note that the institution gave the contribution back in its own nota."""
    form = GiveBackForm.sent()
    seen, said = form.seen.version, (form.back_reason.data or "", form.belongs_to.data or "")

    def do(db: Db, today: date) -> None:
        reason, belongs_to = said
        assignments.give_back(db, assignment_id, reason=reason, belongs_to=belongs_to, seen=seen, today=today)

    step = _Step(Verb.GIVE_BACK_ASSIGNMENT, do, _("Devuelto. Puede asignarlo a otra institución."))
    return _tried(session_id, assignment_id, form, step)


@blueprint.post(f"{ANSWERS}/asignado/<uuid:assignment_id>/prorroga")
@requires(Action.ASSIGN_RESPONSES)
def assignment_extension(session_id: UUID, assignment_id: UUID) -> Response:
    """Note that the institution asked for more time in its own nota."""
    form = ExtensionForm.sent()
    seen, reason, until = form.seen.version, form.extension_reason.data or "", form.until_on.data

    def do(db: Db, today: date) -> None:
        assignments.ask_extension(db, assignment_id, reason=reason, until_on=until, seen=seen, today=today)

    step = _Step(Verb.ASK_EXTENSION, do, _("Prórroga pedida. Falta que la coordinación decida."))
    return _tried(session_id, assignment_id, form, step)


@blueprint.post(f"{ANSWERS}/asignado/<uuid:assignment_id>/decidir")
@requires(Action.DECIDE_EXTENSIONS)
def assignment_decide(session_id: UUID, assignment_id: UUID) -> Response:
    """Grant or refuse more time."""
    form = DecisionForm.sent()
    seen, decided = form.seen.version, form.decision.data or ""

    def do(db: Db, today: date) -> None:
        assignments.decide_extension(db, assignment_id, ExtensionDecision(decided), seen=seen, today=today)

    step = _Step(Verb.DECIDE_EXTENSION, do, _("La decisión quedó anotada."), Action.DECIDE_EXTENSIONS)
    return _tried(session_id, assignment_id, form, step)
