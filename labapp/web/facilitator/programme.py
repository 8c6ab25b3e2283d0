"""The programme: what it is called, what its notice says, what it promises, how its figures are published."""

from __future__ import annotations

from dataclasses import dataclass, fields

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import Field, Form, StringField, TextAreaField

from labapp.domain.observations import PROPOSED_TERM
from labapp.domain.privacy import MissingFact, Notice, NoticeFacts, missing_elements
from labapp.domain.roles import Action
from labapp.domain.terms import PROPOSED_REPORT_TERM, PROPOSED_RESPONSE_TERM
from labapp.domain.verbs import Verb
from labapp.models.programme import Programme
from labapp.models.recorder import Db
from labapp.queries import programme as queries
from labapp.services import programme as programmes
from labapp.services.programme import ProgrammeFacts
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.facilitator.session_fields import Needed, Seen, Whole, WordedForm
from labapp.web.pages import _, render, say
from labapp.words.formats import local
from labapp.words.labels_privacy import FACTS
from labapp.words.notice import notice

PREVIEW_BUTTON = "ver"


class Awaited:
    """A field that is needed before a real session opens, and may be left for later."""

    field_flags = {"required": True}  # noqa: RUF012 (WTForms reads it from the instance)

    def __call__(self, _form: Form, _field: Field) -> None:
        """Accept what was written; the list of what is missing says the rest."""


class ProgrammeForm(WordedForm):
    """Everything that is said of the programme once."""

    name = "programme"
    seen = Seen()
    called = StringField(validators=[Needed("Escriba cómo se llama el programa.")])
    plan = StringField()
    controllers = TextAreaField(validators=[Awaited()])
    contact = TextAreaField(validators=[Awaited()])
    legal_basis = TextAreaField(validators=[Awaited()])
    recipients = TextAreaField(validators=[Awaited()])
    abroad = TextAreaField(validators=[Awaited()])
    retention = TextAreaField(validators=[Awaited()])
    officer = TextAreaField(validators=[Awaited()])
    report_days = Whole(validators=[Needed("Escriba cuántos días hábiles.")])
    response_days = Whole(validators=[Needed("Escriba cuántos días calendario.")])
    observation_days = Whole(validators=[Needed("Escriba cuántos días hábiles.")])
    public_base_url = StringField()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        side = 0 if context.language() == "es" else 1
        return {
            "called": _("Nombre del programa"),
            "plan": _("Plan al que pertenece"),
            **{field: words[side] for field, words in FACTS.items()},
            "report_days": _("Minuta o informe de mesa, en días hábiles"),
            "response_days": _("Respuesta razonada, en días calendario"),
            "observation_days": _("Para pedir correcciones a la minuta publicada, en días hábiles"),
            "public_base_url": _("Dirección de las páginas públicas"),
        }

    @property
    def notice_facts(self) -> NoticeFacts:
        """What the form says for the notice, blank where nothing was written."""
        return NoticeFacts(**{fact.name: self[fact.name].data or "" for fact in fields(NoticeFacts)})

    def command(self) -> ProgrammeFacts:
        """Return what was written. The form is valid."""
        return ProgrammeFacts(
            name=self.called.data or "",
            plan=self.plan.data or "",
            notice=self.notice_facts,
            report_days=self.report_days.data or 0,
            response_days=self.response_days.data or 0,
            observation_days=self.observation_days.data or 0,
            public_base_url=self.public_base_url.data or "",
        )


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """The form with the notice as it would read, and what is still missing in it."""

    notice: Notice
    missing: tuple[MissingFact, ...]
    year: int
    stored: Stored = ()

    @property
    def missing_fields(self) -> tuple[str, ...]:
        """The fields of the notice that are still blank."""
        return tuple(fact.field for fact in self.missing)


def _values(found: Programme | None) -> dict[str, object]:
    if found is None:
        return {
            "report_days": PROPOSED_REPORT_TERM.days,
            "response_days": PROPOSED_RESPONSE_TERM.days,
            "observation_days": PROPOSED_TERM.days,
        }
    named = ("plan", "report_days", "response_days", "public_base_url")
    facts = {name: getattr(found, name) for name in (*named, *FACTS)}
    days = found.observation_days or PROPOSED_TERM.days
    return {**facts, "observation_days": days, "called": found.name, "seen": str(found.op)}


def _texts(found: Programme | None) -> dict[str, str]:
    if found is None:
        return {}
    return {name: str(value or "") for name, value in _values(found).items() if name != "seen"}


def _page(form: ProgrammeForm, stored: Stored = ()) -> ProgrammePage:
    facts = form.notice_facts
    return ProgrammePage(
        notice(facts, context.language()),
        missing_elements(facts),
        local(context.now()).year,
        stored,
    )


@blueprint.get("/programa")
@requires(Action.SET_UP_PROGRAMME)
def programme_page() -> Response:
    """Show what is said of the programme, its notice, and what is missing."""
    form = ProgrammeForm.shown(**_values(queries.programme(context.reading())))
    return render("facilitator/programme.html", _page(form), form=form)


@blueprint.post("/programa")
@requires(Action.SET_UP_PROGRAMME)
def programme_change() -> Response:
    """Keep what is said of the programme, or only show how its notice would read."""
    form, found = ProgrammeForm.sent(), queries.programme(context.reading())
    seen = form.seen.version_if_any
    stored = overtaken(form, form.seen, found.op, _texts(found)) if found else ()
    if PREVIEW_BUTTON in request.form:
        return render("facilitator/programme.html", _page(form, stored), form=form)
    if not form.validate():
        return render("facilitator/programme.html", _page(form, stored), form=form, status=422)
    today = local(context.now()).date()

    def act(db: Db) -> str:
        programmes.set_up_programme(db, form.command(), seen=seen, today=today)
        return url_for("facilitator.programme_page")

    template = "facilitator/programme.html"
    answer = attempt(Verb.SET_UP_PROGRAMME, form, act, template=template, page=_page(form, stored))
    if answer.status_code == 303:
        say("ok", _("Quedó guardado."))
    return answer
