"""The answers of one session: the head of the document, the list of contributions, what is missing, its validation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from labapp.domain.errors import RuleViolated
from labapp.domain.obligations import ObligationKind
from labapp.domain.responses import Group
from labapp.domain.roles import Action, Role, can
from labapp.domain.text import clean_line
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.assignments import Share, share_of
from labapp.queries.responses import ResponsePage
from labapp.queries.responses import response_page as read_page
from labapp.services import response_editions, responses
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import term_words, today_in
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.assignment_forms import AssignForm
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Day
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once
from labapp.words import formats
from labapp.words.labels import label


class HeadForm(KeyedForm):
    """What is set once for all answers."""

    name = "response_head"
    institution = StringField()
    office = StringField()
    answered_on = Day(validators=[Optional()])
    introduction = TextAreaField()
    objections_contact = StringField()
    objections_until = Day(validators=[Optional()])
    clauses = TextAreaField()
    seen = HiddenField()

    def command(self) -> responses.Head:
        """Return the head as it was sent. Raises RuleViolated `clauses_not_understood`."""
        return responses.Head(
            institution=self.institution.data or "",
            office=self.office.data or "",
            answered_on=self.answered_on.data,
            introduction=self.introduction.data or "",
            objections_contact=self.objections_contact.data or "",
            objections_until=self.objections_until.data,
            clauses=read_clauses(self.clauses.data or ""),
        )


class ValidateForm(KeyedForm):
    """The agreement of the authority with what it was shown."""

    name = "response_validate"
    digest = HiddenField()


@dataclass(frozen=True, slots=True)
class ListPage:
    """The answers of a session with what whoever looks may do about them."""

    responses: ResponsePage
    may_write: bool
    may_validate: bool
    may_publish: bool
    public_href: str | None
    share: Share
    assigning: AssignForm | None
    """The form that assigns, for whoever may."""


@dataclass(frozen=True, slots=True)
class HeadPage:
    """The head of the document; `stored` is what somebody else kept while the form was open."""

    document: ResponsePage
    stored: tuple[tuple[str, str], ...] = ()


def read_clauses(typed: str) -> dict[str, tuple[str, ...]]:
    """Return the clauses of each version of the draft, one version a line: `2: 1.1; 1.2`."""
    found: dict[str, tuple[str, ...]] = {}
    for line in filter(None, map(clean_line, typed.splitlines())):
        version, _colon, names = line.partition(":")
        clauses = tuple(filter(None, (name.strip() for name in names.split(";"))))
        if not version.strip() or not clauses:
            raise RuleViolated("clauses_not_understood", field="clauses")
        found[version.strip()] = clauses
    return found


def seen_version(sent: str | None) -> UUID | None:
    """Return the version of a row that a form carried, None where there was no row when it was shown."""
    try:
        return UUID(sent or "")
    except ValueError:
        return None


def page_of(session_id: UUID, action: Action) -> ResponsePage:
    """Return the answers of a session in which whoever acts may do `action`."""
    head = session_for(session_id, action)
    return read_page(context.reading(), session_id, today=today_in(head.zone))


@blueprint.get("/sesiones/<uuid:session_id>/respuesta")
@requires(Action.SEE_SPACE)
def response_page(session_id: UUID) -> Response:
    """Show the document, what is missing, and every contribution with its answer."""
    page = page_of(session_id, Action.SEE_SPACE)
    return render("facilitator/responses.html", listed(page), form=ValidateForm.shown(digest=page.digest))


@blueprint.context_processor
def words_of_terms() -> dict[str, object]:
    """Give the desk's pages the words of terms, of missing things and of the groups of answers."""
    groups = [(group, hint) for group, hint in _group_hints().items()]
    may_publish = can(context.actor(), Action.PUBLISH)
    return {**term_words(), "answer_groups": groups, "role_label": _role_label, "may_publish_answers": may_publish}


def _role_label(role: str) -> str:
    return label(Role(role), context.language()) if role else ""


def _group_hints() -> dict[Group, str]:
    return {
        Group.TAKEN_UP: _("El texto cambió, todo o en parte, por este aporte."),
        Group.ALREADY_THERE: _("Ya estaba en el borrador, ya se hace o ya está publicado."),
        Group.PENDING_DECISION: _("Alguien lo decide después, con fecha."),
        Group.OTHER_WAY: _("Se hace fuera del compromiso, le toca a otra entidad o es un ofrecimiento."),
        Group.NOT_TAKEN_UP: _("Queda fuera del alcance o no es viable."),
        Group.NO_REQUEST: _("No pide nada: es un comentario o una pregunta que se contesta aquí."),
    }


def listed(page: ResponsePage, assigning: AssignForm | None = None) -> ListPage:
    """Return the list with what whoever looks may do; `assigning` is a form that was refused."""
    actor, today = context.actor(), today_in(page.head.zone)
    may_assign = can(actor, Action.ASSIGN_RESPONSES)
    return ListPage(
        responses=page,
        may_write=can(actor, Action.WRITE_RESPONSES),
        may_validate=can(actor, Action.VALIDATE_RESPONSES),
        may_publish=can(actor, Action.PUBLISH),
        public_href=url_for("public.response_public", token=page.head.token) if page.versions else None,
        share=share_of(context.reading(), page.head.id, page.cards, today=today),
        assigning=(assigning or _assigning(page, today)) if may_assign else None,
    )


def _assigning(page: ResponsePage, today: date) -> AssignForm:
    """Return the form with the promised day proposed, and ticked what the address asks for (`?marcar=`)."""
    promised = [term.due_on for term in page.terms if term.kind is ObligationKind.RESPONSE and term.due_on >= today]
    wanted = request.args.getlist("marcar")
    return AssignForm.shown(contributions=wanted, due_on=next(iter(promised), None)).offering(page.answerable)


_NEEDED = frozenset({"institution", "office", "answered_on", "objections_contact"})
"""What a document needs before it goes out; a draft may be kept without."""


def _labelled(form: HeadForm) -> HeadForm:
    words = {
        "institution": _("Institución que responde"),
        "office": _("Oficina que responde"),
        "answered_on": _("Fecha de la respuesta"),
        "introduction": _("Introducción"),
        "objections_contact": _("A dónde puede escribir quien no esté de acuerdo"),
        "objections_until": _("Hasta qué día"),
        "clauses": _("Cláusulas o hitos del borrador"),
    }
    for name, text in words.items():
        form[name].label.text = text
        form[name].flags.required = name in _NEEDED
    return form


def _head_form(page: ResponsePage) -> HeadForm:
    document = page.document
    lines = [f"{version}: {'; '.join(sorted(names))}" for version, names in sorted(document.clauses.items())]
    return HeadForm.shown(
        institution=document.institution,
        office=document.office,
        answered_on=document.answered_on,
        introduction=page.introduction,
        objections_contact=document.objections_contact,
        objections_until=document.objections_until,
        clauses="\n".join(lines),
        seen=page.op or "",
    )


def _stored(form: HeadForm, page: ResponsePage) -> tuple[tuple[str, str], ...]:
    document, language = page.document, context.language()
    days = {"answered_on": document.answered_on, "objections_until": document.objections_until}
    texts = {
        "institution": document.institution,
        "office": document.office,
        "introduction": page.introduction,
        "objections_contact": document.objections_contact,
    } | {name: formats.day(on, language) if on else "" for name, on in days.items()}
    return tuple((form[name].label.text, text or "—") for name, text in texts.items())


@blueprint.get("/sesiones/<uuid:session_id>/respuesta/datos")
@requires(Action.WRITE_RESPONSES)
def response_head(session_id: UUID) -> Response:
    """Show what is set once for all answers."""
    page = page_of(session_id, Action.WRITE_RESPONSES)
    return render("facilitator/response_head.html", HeadPage(page), form=_labelled(_head_form(page)))


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/datos")
@requires(Action.WRITE_RESPONSES)
def response_head_sent(session_id: UUID) -> Response:
    """Set it, unless somebody else did meanwhile: then both are shown."""
    page, form = page_of(session_id, Action.WRITE_RESPONSES), _labelled(HeadForm.sent())
    if not form.validate():
        return render("facilitator/response_head.html", HeadPage(page), form=form, status=422)

    def act(db: Db) -> str:
        responses.set_head(db, session_id, form.command(), seen=seen_version(form.seen.data))
        return url_for("facilitator.response_page", session_id=session_id)

    try:
        return once(Verb.START_RESPONSES, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        if violation.code != "changed_meanwhile":
            return render("facilitator/response_head.html", HeadPage(page), form=form, status=status)
        stored, form.seen.data = _stored(form, page), str(page.op or "")
        return render("facilitator/response_head.html", HeadPage(page, stored), form=form, status=status)


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/validar")
@requires(Action.VALIDATE_RESPONSES)
def response_validate(session_id: UUID) -> Response:
    """Note that the authority agrees with every answer as it was shown."""
    page, form = page_of(session_id, Action.VALIDATE_RESPONSES), ValidateForm.sent()
    by = who().staff_id

    def act(db: Db) -> str:
        digest = form.digest.data or ""
        response_editions.validate(db, session_id, by=by, digest=digest, now=context.now())
        return url_for("facilitator.response_page", session_id=session_id)

    try:
        answer = once(Verb.VALIDATE_RESPONSES, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        form.digest.data = page.digest
        return render("facilitator/responses.html", listed(page), form=form, status=status)
    say("ok", _("La respuesta quedó validada."))
    return answer
