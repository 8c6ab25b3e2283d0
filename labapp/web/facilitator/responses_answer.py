"""Answering one contribution without script: is it taken up, then the kind, then exactly what that kind asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from labapp.domain.completeness import SHORTEST_REASON
from labapp.domain.errors import RuleViolated
from labapp.domain.response_extras import Extra, ExtraShape, ReasonKind
from labapp.domain.responses import MAY_BE_SHORT, MEMBERS, REQUIRED, Disposition, Group, extras_of
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.responses import AnsweringPage, answering_page
from labapp.services import responses
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.responses import seen_version
from labapp.web.facilitator.session_fields import Day, Several
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once
from labapp.words.labels import label, options

_CHOSEN = tuple(kind for kind in Disposition if kind is not Disposition.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Asking:
    """Which step of the three is shown: the groups, the kinds of one group, or the form of one kind."""

    page: AnsweringPage
    group: Group | None
    kinds: tuple[Disposition, ...]
    """The kinds to choose from at the second step."""
    primary: Disposition | None
    extras: tuple[Extra, ...]
    answer: AnswerForm | None
    pending: PendingForm
    stored: tuple[tuple[str, str], ...] = ()
    """What somebody else stored while the form was open."""


class AnswerForm(KeyedForm):
    """An answer of one kind; the fields of other kinds are taken out before it is shown or read."""

    name = "answer"
    primary = HiddenField()
    reason = TextAreaField()
    secondary = Several(choices=[])
    institution = StringField()
    office = StringField()
    answered_on = Day(validators=[Optional()])
    seen = HiddenField()

    def command(self, extras: tuple[Extra, ...]) -> responses.GivenAnswer:
        """Return the answer as it was sent."""
        said = {extra: self[extra.value].data for extra in extras if extra is not Extra.REFERS_TO}
        return responses.GivenAnswer(
            primary=Disposition(self.primary.data or ""),
            secondary=tuple(Disposition(kind) for kind in self.secondary.data or ()),
            reason=self.reason.data or "",
            extras={extra: value for extra, value in said.items() if value},
            refers_to=self[Extra.REFERS_TO.value].data or "" if Extra.REFERS_TO in extras else "",
            institution=self.institution.data or "",
            office=self.office.data or "",
            answered_on=self.answered_on.data,
        )


def _field(extra: Extra) -> Field:
    match extra.shape:
        case ExtraShape.DAY:
            return Day(validators=[Optional()])
        case ExtraShape.LONG_TEXT:
            return TextAreaField()
        case ExtraShape.NUMBER | ExtraShape.REASON_KIND:
            return SelectField(validate_choice=False)
        case _:
            return StringField()


for _extra in Extra:
    setattr(AnswerForm, _extra.value, _field(_extra))


class PendingForm(KeyedForm):
    """Who owes the answer, until when."""

    name = "answer_pending"
    owed_by = StringField()
    due_on = Day(validators=[Optional()])
    seen = HiddenField()


def _kinds_asked(kinds: Sequence[str], card_kinds: tuple[Disposition, ...]) -> tuple[Disposition, ...]:
    known = [Disposition(kind) for kind in kinds if kind in set(_CHOSEN)]
    return tuple(dict.fromkeys(known)) or card_kinds


def _choices(extra: Extra, page: AnsweringPage) -> list[tuple[str, str]]:
    if extra.shape is ExtraShape.REASON_KIND:
        return options(ReasonKind, context.language())
    return [(one.number, f"{one.number}. {(one.text or '')[:90]}") for one in page.others]


def _shaped(form: AnswerForm, asking: AnsweringPage, extras: tuple[Extra, ...]) -> AnswerForm:
    """Leave the fields of these kinds, in words, and nothing else."""
    language = context.language()
    needed = {extra for kind in Disposition if kind.value == form.primary.data for extra in REQUIRED[kind]}
    form.reason.flags.required = Extra.REFERS_TO not in needed
    for extra in Extra:
        if extra not in extras:
            del form[extra.value]
            continue
        form[extra.value].label.text = label(extra, language)
        field = form[extra.value]
        field.flags.required = extra in needed
        if isinstance(field, SelectField):
            field.choices = [("", _("Elija")), *_choices(extra, asking)]
    words = {
        "reason": _("La razón, con palabras sencillas"),
        "secondary": _("Además"),
        "institution": _("Institución, si no es la del documento"),
        "office": _("Oficina, si no es la del documento"),
        "answered_on": _("Fecha, si no es la del documento"),
    }
    for name, text in words.items():
        form[name].label.text = text
    form.secondary.choices = [
        (kind.value, label(kind, language)) for kind in _CHOSEN if kind.value != form.primary.data
    ]
    if form.primary.data and Disposition(form.primary.data) not in MAY_BE_SHORT:
        form.reason.description = _(
            "Al menos %(least)s caracteres: unas diez palabras. Diga qué se decidió y por qué.", least=SHORTEST_REASON
        )
    return form


def _answer_form(page: AnsweringPage, kinds: tuple[Disposition, ...], extras: tuple[Extra, ...]) -> AnswerForm:
    answer = page.card.answer
    said: dict[str, object] = {}
    if answer is not None:
        said = {extra.value: answer.said(extra) for extra in extras}
        own = page.document
        said |= {
            "reason": answer.reason,
            "institution": answer.institution if answer.institution != own.institution else "",
            "office": answer.office if answer.office != own.office else "",
            "answered_on": answer.answered_on if answer.answered_on != own.answered_on else None,
        }
    form = AnswerForm.shown(
        primary=kinds[0].value, secondary=[kind.value for kind in kinds[1:]], seen=page.seen or "", **said
    )
    return _shaped(form, page, extras)


def _pending_form(page: AnsweringPage) -> PendingForm:
    owed_by = page.card.owed_by or page.document.institution
    return _pending_words(PendingForm.shown(owed_by=owed_by, due_on=page.card.due_on, seen=page.seen or ""))


def _pending_words(form: PendingForm) -> PendingForm:
    form.owed_by.label.text = _("Institución que debe la respuesta")
    form.due_on.label.text = _("Para qué día")
    form.owed_by.flags.required = form.due_on.flags.required = True
    return form


def _page(session_id: UUID, contribution_id: UUID) -> AnsweringPage:
    session_for(session_id, Action.WRITE_RESPONSES)
    return answering_page(context.reading(), session_id, contribution_id)


def _asking(page: AnsweringPage, *, pending: PendingForm | None = None) -> Asking:
    """Return the step that the address asks for: `?grupo=`, `?tipo=` (several: the further kinds), `?cambiar=1`."""
    wanted = request.args.get("grupo", "")
    group = Group(wanted) if wanted in set(Group) else None
    asks_again = "cambiar" in request.args or group is not None
    had = page.card.answer.dispositions if page.card.answer and not asks_again else ()
    kinds = _kinds_asked(request.args.getlist("tipo"), had)
    extras = extras_of(kinds)
    return Asking(
        page=page,
        group=group,
        kinds=MEMBERS[group] if group else (),
        primary=kinds[0] if kinds else None,
        extras=extras,
        answer=_answer_form(page, kinds, extras) if kinds else None,
        pending=pending or _pending_form(page),
    )


def _stored(page: AnsweringPage) -> tuple[tuple[str, str], ...]:
    """Return the answer as somebody else left it, to stand beside what was typed."""
    answer, language = page.card.answer, context.language()
    owing = ((_("Institución que debe la respuesta"), page.card.owed_by),) if page.card.owed_by else ()
    if answer is None:
        return owing
    kinds = " · ".join(label(kind, language) for kind in answer.dispositions)
    extras = tuple((label(extra, language), str(said)) for extra, said in answer.extras.items())
    return ((_("Tipo de respuesta"), kinds), (_("La razón"), answer.reason or "—"), *extras, *owing)


@blueprint.get("/sesiones/<uuid:session_id>/respuesta/<uuid:contribution_id>")
@requires(Action.WRITE_RESPONSES)
def response_answer(session_id: UUID, contribution_id: UUID) -> Response:
    """Show a contribution and the next question about its answer."""
    asking = _asking(_page(session_id, contribution_id))
    return render("facilitator/response_answer.html", asking, form=asking.answer)


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/<uuid:contribution_id>")
@requires(Action.WRITE_RESPONSES)
def response_answered(session_id: UUID, contribution_id: UUID) -> Response:
    """Keep the answer, complete or not, and lead on: to what it still lacks, or to the list."""
    page, form = _page(session_id, contribution_id), AnswerForm.sent()
    kinds = _kinds_asked([form.primary.data or "", *(form.secondary.data or ())], ())
    if not kinds or form.primary.data != kinds[0].value:
        asking = _asking(page)
        return render("facilitator/response_answer.html", asking, form=asking.answer, status=422)
    extras = extras_of(kinds)
    asking = Asking(page, None, (), kinds[0], extras, _shaped(form, page, extras), _pending_form(page))
    if not form.validate():
        return render("facilitator/response_answer.html", asking, form=form, status=422)

    def act(db: Db) -> str:
        seen = seen_version(form.seen.data)
        responses.give_answer(db, session_id, contribution_id, form.command(extras), seen=seen)
        db.flush()
        return _onwards(db, session_id, contribution_id)

    try:
        return once(Verb.ANSWER_CONTRIBUTION, form, act)
    except RuleViolated as violation:
        return _refused_answer(asking, form, violation)


def _refused_answer(asking: Asking, form: AnswerForm, violation: RuleViolated) -> Response:
    status = refused(form, violation)
    if violation.code == "changed_meanwhile":
        asking = replace(asking, stored=_stored(asking.page))
        form.seen.data = str(asking.page.seen or "")
    return render("facilitator/response_answer.html", asking, form=form, status=status)


def _onwards(db: Db, session_id: UUID, contribution_id: UUID) -> str:
    after = answering_page(db, session_id, contribution_id)
    if after.card.lacks:
        say("warning", _("Se guardó. Todavía faltan datos: están en la lista de abajo."))
        return url_for("facilitator.response_answer", session_id=session_id, contribution_id=contribution_id)
    say("ok", _("Respondido: aporte %(number)s.", number=after.card.number))
    return url_for("facilitator.response_page", session_id=session_id, _anchor=f"aporte-{after.card.number}")


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/<uuid:contribution_id>/pendiente")
@requires(Action.WRITE_RESPONSES)
def response_pending(session_id: UUID, contribution_id: UUID) -> Response:
    """Note who owes the answer until when; what was written stays."""
    page, form = _page(session_id, contribution_id), _pending_words(PendingForm.sent())
    due: date | None = form.due_on.data

    def act(db: Db) -> str:
        owed, seen = form.owed_by.data or "", seen_version(form.seen.data)
        responses.leave_pending(db, session_id, contribution_id, owed_by=owed, due_on=due, seen=seen)
        return url_for("facilitator.response_page", session_id=session_id, _anchor=f"aporte-{page.card.number}")

    if not form.validate():
        return render("facilitator/response_answer.html", _asking(page, pending=form), form=form, status=422)
    try:
        return once(Verb.ANSWER_CONTRIBUTION, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        asking = _asking(page, pending=form)
        if violation.code == "changed_meanwhile":
            asking = replace(asking, stored=_stored(page))
            form.seen.data = str(page.seen or "")
        return render("facilitator/response_answer.html", asking, form=form, status=status)
