"""Who spoke from the front of the room, at the desk: a list in the order of speaking, changed by plain forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from labapp.domain.errors import NotFound
from labapp.domain.interventions import Intervention, InterventionAct, SpeakingRole
from labapp.domain.minutes import Block
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.interventions import Spoken, interventions_of_session
from labapp.queries.minutes import minutes_draft
from labapp.queries.sessions import SessionHead
from labapp.services import interventions
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.minutes_forms import MOST_TYPED
from labapp.web.facilitator.session_fields import Needed, Seen
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, render
from labapp.words.labels import options

LIST = "/sesiones/<uuid:session_id>/minuta/intervenciones"
LIST_TEMPLATE = "facilitator/interventions.html"
ONE_TEMPLATE = "facilitator/intervention.html"


class SpokenForm(KeyedForm):
    """What somebody said, in which role and by which office."""

    name = "intervention"
    role = SelectField(validators=[Needed("Escoja en qué parte habló.")])
    office = StringField(validators=[Length(max=MOST_TYPED)])
    organisation = StringField(validators=[Length(max=MOST_TYPED)])
    person = StringField(validators=[Length(max=MOST_TYPED)])
    summary = TextAreaField(validators=[Needed("Escriba en pocas líneas qué se dijo."), Length(max=MOST_TYPED)])
    seen = Seen()

    def worded(self) -> Self:
        """Give the fields their words."""
        self.role.label.text = _("En qué parte habló")
        self.role.choices = options(SpeakingRole, context.language())
        self.office.label.text = _("Cargo o función")
        self.organisation.label.text = _("Institución u organización")
        self.person.label.text = _("Nombre de la persona")
        self.summary.label.text = _("Qué dijo")
        return self

    def command(self) -> Intervention:
        """Return what was typed. The form is valid."""
        return Intervention(
            role=SpeakingRole(self.role.data),
            office=self.office.data or "",
            organisation=self.organisation.data or "",
            person=self.person.data or "",
            summary=self.summary.data or "",
        )


class OrderForm(KeyedForm):
    """One button of the list was pressed."""

    name = "interventions_order"


@dataclass(frozen=True, slots=True)
class InterventionsPage:
    """The interventions in their order, those removed, and the form for one more."""

    head: SessionHead
    standing: tuple[Spoken, ...]
    removed: tuple[Spoken, ...]
    has_free_text: bool
    addition: SpokenForm
    order: OrderForm
    acts: type[InterventionAct] = InterventionAct


@dataclass(frozen=True, slots=True)
class InterventionPage:
    """One intervention; `now_says` where somebody else changed it meanwhile."""

    head: SessionHead
    spoken: Spoken
    now_says: Intervention | None = None


def _page(session_id: UUID, addition: SpokenForm | None = None) -> InterventionsPage:
    head = session_for(session_id, Action.WRITE_MINUTES)
    draft = minutes_draft(context.reading(), session_id)
    return InterventionsPage(
        head=head,
        standing=tuple(one for one in draft.spoken if not one.is_removed),
        removed=tuple(one for one in draft.spoken if one.is_removed),
        has_free_text=Block.INTERVENTIONS in draft.texts,
        addition=addition or SpokenForm.shown().worded(),
        order=OrderForm.shown(),
    )


def _one(session_id: UUID, one: UUID) -> InterventionPage:
    head = session_for(session_id, Action.WRITE_MINUTES)
    every = interventions_of_session(context.reading(), session_id)
    found = next((spoken for spoken in every if spoken.id == one), None)
    if found is None:
        raise NotFound
    return InterventionPage(head, found)


def _list_url(session_id: UUID) -> str:
    return url_for("facilitator.intervention_list", session_id=session_id)


@blueprint.get(LIST)
@requires(Action.WRITE_MINUTES)
def intervention_list(session_id: UUID) -> Response:
    """Show who spoke, in their order, and the form for one more."""
    return render(LIST_TEMPLATE, _page(session_id))


@blueprint.post(LIST)
@requires(Action.WRITE_MINUTES)
def intervention_add(session_id: UUID) -> Response:
    """Add an intervention after the others."""
    form = SpokenForm.sent().worded()
    page = _page(session_id, form)
    if not form.validate():
        return render(LIST_TEMPLATE, page, form=form, status=422)

    def act(db: Db) -> str:
        interventions.add_intervention(db, session_id, form.command(), author=who().staff_id)
        return _list_url(session_id)

    return attempt(Verb.EDIT_MINUTES, form, act, template=LIST_TEMPLATE, page=page)


def _pressed() -> tuple[InterventionAct, UUID]:
    """Return the button that was pressed: `up:<intervention>`. Raises NotFound for any other."""
    named, _colon, one = request.form.get("act", "").partition(":")
    try:
        return InterventionAct(named), UUID(one)
    except ValueError as wrong:
        raise NotFound from wrong


@blueprint.post(f"{LIST}/orden")
@requires(Action.WRITE_MINUTES)
def intervention_order(session_id: UUID) -> Response:
    """Move an intervention, remove it, or put it back."""
    form, page, (pressed, one) = OrderForm.sent(), _page(session_id), _pressed()

    def act(db: Db) -> str:
        interventions.act_on_intervention(db, session_id, one, pressed, author=who().staff_id)
        return _list_url(session_id)

    return attempt(Verb.EDIT_MINUTES, form, act, template=LIST_TEMPLATE, page=page)


@blueprint.get(f"{LIST}/<uuid:intervention_id>")
@requires(Action.WRITE_MINUTES)
def intervention(session_id: UUID, intervention_id: UUID) -> Response:
    """Show one intervention in its form."""
    page = _one(session_id, intervention_id)
    said = page.spoken.said
    form = SpokenForm.shown(
        role=said.role.value,
        office=said.office,
        organisation=said.organisation,
        person=said.person,
        summary=said.summary,
        seen=str(page.spoken.op),
    )
    return render(ONE_TEMPLATE, page, form=form.worded())


@blueprint.post(f"{LIST}/<uuid:intervention_id>")
@requires(Action.WRITE_MINUTES)
def intervention_change(session_id: UUID, intervention_id: UUID) -> Response:
    """Keep what an intervention says now; what another wrote meanwhile is shown beside it."""
    page, form = _one(session_id, intervention_id), SpokenForm.sent().worded()
    seen = form.seen.version_if_any
    if seen != page.spoken.op:
        form.seen.data = str(page.spoken.op)
        page = replace(page, now_says=page.spoken.said)
    if not form.validate():
        return render(ONE_TEMPLATE, page, form=form, status=422)

    def act(db: Db) -> str:
        said = form.command()
        interventions.change_intervention(db, session_id, intervention_id, said, seen=seen, author=who().staff_id)
        return _list_url(session_id)

    return attempt(Verb.EDIT_MINUTES, form, act, template=ONE_TEMPLATE, page=page)
