"""The three steps of an answer without script: is it taken up, then the kind, then exactly what that kind asks for.

Staff and liaisons take the same steps, each at their own address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from labapp.domain.clause_places import by_number
from labapp.domain.completeness import SHORTEST_REASON
from labapp.domain.countdowns import Countdown
from labapp.domain.response_extras import Extra, ExtraShape, ReasonKind
from labapp.domain.responses import MAY_BE_SHORT, MEMBERS, REQUIRED, Disposition, Group, extras_of
from labapp.domain.text import fold
from labapp.queries.assignments import AssignmentRow
from labapp.queries.clause_places import named_clauses
from labapp.queries.responses import AnsweringPage
from labapp.services import responses
from labapp.web import context
from labapp.web.facilitator.assignment_forms import AssignmentForms
from labapp.web.facilitator.session_fields import Day, Several
from labapp.web.forms import KeyedForm
from labapp.web.pages import _
from labapp.words.labels import label, options

_CHOSEN = tuple(kind for kind in Disposition if kind is not Disposition.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the steps of an answer lead: this page, the list, leaving it pending, and the neighbours by number."""

    here: str
    back: str
    pending: str | None = None
    previous: tuple[str, str] | None = None
    following: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class OwnAssignment:
    """What a liaison may do besides answering: give the contribution back, or ask for more time."""

    row: AssignmentRow
    standing: Countdown
    forms: AssignmentForms


@dataclass(frozen=True, slots=True)
class Asking:
    """Which step of the three is shown: the groups, the kinds of one group, or the form of one kind."""

    page: AnsweringPage
    ways: Ways
    group: Group | None
    kinds: tuple[Disposition, ...]
    """The kinds to choose from at the second step."""
    primary: Disposition | None
    extras: tuple[Extra, ...]
    answer: AnswerForm | None
    pending: PendingForm
    stored: tuple[tuple[str, str], ...] = ()
    """What somebody else stored while the form was open."""
    own: OwnAssignment | None = None
    """For a liaison only: the assignment under which it is answered."""


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


def kinds_asked(kinds: Sequence[str], card_kinds: tuple[Disposition, ...]) -> tuple[Disposition, ...]:
    """Return the kinds that were chosen, each once; those of the answer where none was."""
    known = [Disposition(kind) for kind in kinds if kind in set(_CHOSEN)]
    return tuple(dict.fromkeys(known)) or card_kinds


def _choices(extra: Extra, page: AnsweringPage) -> list[tuple[str, str]]:
    if extra.shape is ExtraShape.REASON_KIND:
        return options(ReasonKind, context.language())
    return [(one.number, f"{one.number}. {(one.text or '')[:90]}") for one in page.others]


def shaped(form: AnswerForm, asking: AnsweringPage, extras: tuple[Extra, ...]) -> AnswerForm:
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
    _propose_clauses(form, asking)
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


def _propose_clauses(form: AnswerForm, page: AnsweringPage) -> None:
    """Tell beside the field which clauses of published proposals name what is taken up; nothing is filled in."""
    number = page.card.number
    if form.primary.data not in MEMBERS[Group.TAKEN_UP]:
        return
    if places := by_number(named_clauses(context.reading(), page.head), (number,)).get(number, ()):
        told = (_("%(title)s, cláusula %(name)s", title=one.title, name=one.clause) for one in places)
        words = _("Una propuesta publicada nombra este aporte: %(clauses)s.", clauses="; ".join(told))
        form[Extra.CLAUSE.value].description = words


def _answer_form(page: AnsweringPage, kinds: tuple[Disposition, ...], extras: tuple[Extra, ...]) -> AnswerForm:
    answer = page.card.answer
    said: dict[str, object] = {"institution": _who_owes(page)}
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
    return shaped(form, page, extras)


def _who_owes(page: AnsweringPage) -> str:
    """Return the institution that owes the answer, empty where it is that of the document: it signs what it answers."""
    return "" if fold(page.card.owed_by) == fold(page.document.institution) else page.card.owed_by


def pending_form(page: AnsweringPage) -> PendingForm:
    """Return the form that notes who owes the answer, as it stands."""
    owed_by = page.card.owed_by or page.document.institution
    return pending_words(PendingForm.shown(owed_by=owed_by, due_on=page.card.due_on, seen=page.seen or ""))


def pending_words(form: PendingForm) -> PendingForm:
    """Return the form in words."""
    form.owed_by.label.text = _("Institución que debe la respuesta")
    form.due_on.label.text = _("Para qué día")
    form.owed_by.flags.required = form.due_on.flags.required = True
    return form


def asking(page: AnsweringPage, ways: Ways, *, pending: PendingForm | None = None) -> Asking:
    """Return the step that the address asks for: `?grupo=`, `?tipo=` (several: the further kinds), `?cambiar=1`."""
    wanted = request.args.get("grupo", "")
    group = Group(wanted) if wanted in set(Group) else None
    asks_again = "cambiar" in request.args or group is not None
    had = page.card.answer.dispositions if page.card.answer and not asks_again else ()
    kinds = kinds_asked(request.args.getlist("tipo"), had)
    extras = extras_of(kinds)
    return Asking(
        page=page,
        ways=ways,
        group=group,
        kinds=MEMBERS[group] if group else (),
        primary=kinds[0] if kinds else None,
        extras=extras,
        answer=_answer_form(page, kinds, extras) if kinds else None,
        pending=pending or pending_form(page),
    )


def stored(page: AnsweringPage) -> tuple[tuple[str, str], ...]:
    """Return the answer as somebody else left it, to stand beside what was typed."""
    answer, language = page.card.answer, context.language()
    owing = ((_("Institución que debe la respuesta"), page.card.owed_by),) if page.card.owed_by else ()
    if answer is None:
        return owing
    kinds = " · ".join(label(kind, language) for kind in answer.dispositions)
    extras = tuple((label(extra, language), str(said)) for extra, said in answer.extras.items())
    return ((_("Tipo de respuesta"), kinds), (_("La razón"), answer.reason or "—"), *extras, *owing)
