"""The liaison of an institution: what was assigned to it, answered on screen, given back, or asked more time for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import RuleViolated
from labapp.domain.responses import extras_of
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.assignments import AssignmentRow, standing
from labapp.queries.liaisons import (
    AssignedHere,
    DesignationRow,
    assigned_page,
    last_office,
    own_answering_page,
    own_row,
)
from labapp.queries.responses import AnsweringPage
from labapp.queries.validations import ValidationRow, asked_of
from labapp.services import assignments, liaisons
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.answer_steps import (
    AnswerForm,
    Asking,
    OwnAssignment,
    Ways,
    asking,
    kinds_asked,
    shaped,
    stored,
)
from labapp.web.facilitator.assignment_forms import ExtensionForm, GiveBackForm, forms_about
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.responses import seen_version
from labapp.web.facilitator.session_fields import WordedForm
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once
from labapp.words.labels import refusal

ASSIGNED = "/asignados/<uuid:assignment_id>"


@dataclass(frozen=True, slots=True)
class ListPage:
    """What the institution is asked; `cannot` is the sentence that says why there is nothing to see."""

    institution: str
    designation: DesignationRow | None
    sessions: tuple[AssignedHere, ...]
    cannot: str
    proposals: tuple[ValidationRow, ...]
    today: date

    @property
    def overdue(self) -> int:
        """How many things that the institution owes are past their day."""
        answers = (one.standing for here in self.sessions for one in here.owing if not one.is_answered)
        words = (row.clock(self.today) for row in self.proposals if row.is_waiting)
        return sum(one.overdue for one in (*answers, *words))


@blueprint.get("/asignados")
@requires(Action.ANSWER_ASSIGNED)
def assigned_list() -> Response:
    """Show what the institution is asked, by day; outside the designation only why there is nothing to see."""
    found, cannot = assigned_page(context.reading(), who(), today=today_in()), ""
    try:
        liaisons.check_may_act(context.reading(), who(), today=today_in())
    except RuleViolated as violation:
        cannot = refusal(violation.code, context.language(), violation.details)
    proposals = () if cannot else asked_of(context.reading(), who().organisation_id)
    page = ListPage(found.institution, found.designation, found.sessions, cannot, proposals, today_in())
    return render("facilitator/assigned_list.html", page)


def _own(assignment_id: UUID) -> tuple[AssignmentRow, AnsweringPage]:
    """Return an assignment that may be worked on now. Raises NotFound, or RuleViolated with why not."""
    db, actor = context.reading(), who()
    row = own_row(db, actor, assignment_id)
    liaisons.own_assignment(db, actor, assignment_id, today=today_in())
    return row, own_answering_page(db, actor, row)


def _ways(row: AssignmentRow) -> Ways:
    here = url_for("facilitator.assigned_answer", assignment_id=row.id)
    return Ways(here=here, back=url_for("facilitator.assigned_list"))


def _asked(row: AssignmentRow, page: AnsweringPage, sent: WordedForm | None = None) -> Asking:
    own = OwnAssignment(row, standing(row.due_on, today=today_in()), forms_about(row.op, sent))
    asked = asking(page, _ways(row))
    if asked.answer is None:
        return replace(asked, own=own)
    answer = _signing(asked.answer)
    answer.office.data = answer.office.data or last_office(context.reading(), who())
    return replace(asked, own=own, answer=answer)


def _signing(form: AnswerForm) -> AnswerForm:
    """Ask for the office as something that is needed: the document's own is that of another institution."""
    form.office.label.text, form.office.flags.required = _("Oficina que responde"), True
    return form


@blueprint.get(ASSIGNED)
@requires(Action.ANSWER_ASSIGNED)
def assigned_answer(assignment_id: UUID) -> Response:
    """Show a contribution of the own institution and the next question about its answer."""
    row, page = _own(assignment_id)
    asked = _asked(row, page)
    return render("facilitator/response_answer.html", asked, form=asked.answer)


@blueprint.post(ASSIGNED)
@requires(Action.ANSWER_ASSIGNED)
def assigned_answered(assignment_id: UUID) -> Response:
    """Keep the answer, signed as the institution."""
    (row, page), form = _own(assignment_id), AnswerForm.sent()
    kinds = kinds_asked([form.primary.data or "", *(form.secondary.data or ())], ())
    if not kinds or form.primary.data != kinds[0].value:
        asked = _asked(row, page)
        return render("facilitator/response_answer.html", asked, form=asked.answer, status=422)
    extras = extras_of(kinds)
    shown, asked = _signing(shaped(form, page, extras)), _asked(row, page)
    asked = replace(asked, group=None, kinds=(), primary=kinds[0], extras=extras, answer=shown)
    if not form.validate():
        return render("facilitator/response_answer.html", asked, form=form, status=422)
    actor, today = who(), today_in()

    def act(db: Db) -> str:
        seen = seen_version(form.seen.data)
        liaisons.answer_assigned(db, actor, assignment_id, form.command(extras), seen=seen, today=today)
        db.flush()
        return _onwards(own_answering_page(db, actor, row), row)

    return _tried(Verb.ANSWER_CONTRIBUTION, form, act, asked)


def _onwards(after: AnsweringPage, row: AssignmentRow) -> str:
    if after.card.lacks:
        say("warning", _("Se guardó. Todavía faltan datos: están en la lista de abajo."))
        return url_for("facilitator.assigned_answer", assignment_id=row.id)
    say("ok", _("Respondido: aporte %(number)s.", number=after.card.number))
    return url_for("facilitator.assigned_list")


def _tried(verb: Verb, form: KeyedForm, act: Callable[[Db], str], asked: Asking) -> Response:
    try:
        return once(verb, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        if violation.code == "changed_meanwhile" and isinstance(form, AnswerForm):
            asked = replace(asked, stored=stored(asked.page))
            form.seen.data = str(asked.page.seen or "")
        return render("facilitator/response_answer.html", asked, form=form, status=status)


@blueprint.post(f"{ASSIGNED}/devolver")
@requires(Action.ANSWER_ASSIGNED)
def assigned_give_back(assignment_id: UUID) -> Response:
    """Give the contribution back: the institution is not competent."""
    row, page = _own(assignment_id)
    form, actor, today = GiveBackForm.sent(), who(), today_in()
    seen = form.seen.version
    if not form.validate():
        return render("facilitator/response_answer.html", _asked(row, page, form), form=form, status=422)

    def act(db: Db) -> str:
        liaisons.own_assignment(db, actor, assignment_id, today=today)
        reason, whom = form.back_reason.data or "", form.belongs_to.data or ""
        assignments.give_back(db, assignment_id, reason=reason, belongs_to=whom, seen=seen, today=today)
        say("ok", _("Devuelto. La coordinación lo asignará a quien le toca."))
        return url_for("facilitator.assigned_list")

    return _tried(Verb.GIVE_BACK_ASSIGNMENT, form, act, _asked(row, page, form))


@blueprint.post(f"{ASSIGNED}/prorroga")
@requires(Action.ANSWER_ASSIGNED)
def assigned_extension(assignment_id: UUID) -> Response:
    """Ask for more time, once."""
    row, page = _own(assignment_id)
    form, actor, today = ExtensionForm.sent(), who(), today_in()
    seen = form.seen.version
    if not form.validate():
        return render("facilitator/response_answer.html", _asked(row, page, form), form=form, status=422)

    def act(db: Db) -> str:
        liaisons.own_assignment(db, actor, assignment_id, today=today)
        reason, until = form.extension_reason.data or "", form.until_on.data
        assignments.ask_extension(db, assignment_id, reason=reason, until_on=until, seen=seen, today=today)
        say("ok", _("Prórroga pedida. Falta que la coordinación decida."))
        return url_for("facilitator.assigned_list")

    return _tried(Verb.ASK_EXTENSION, form, act, _asked(row, page, form))
