"""Inclusion at the desk: groups convened and languages offered, beside what the data say. No count of people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import Length

from labapp.domain.contributions import Language
from labapp.domain.inclusion import MOST_GROUPS, OFFERED, Inclusion
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.inclusion import SavedOffer, inclusion_of, saved_offer
from labapp.queries.sessions import SessionHead
from labapp.services.inclusion import write_offer
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.minutes_forms import MOST_TYPED
from labapp.web.facilitator.session_fields import Seen, Several
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, render
from labapp.words.labels import label

TEMPLATE = "facilitator/inclusion.html"
PATH = "/sesiones/<uuid:session_id>/minuta/inclusion"


class OfferForm(KeyedForm):
    """Which groups were convened, and into which languages there was interpretation."""

    name = "inclusion"
    groups = TextAreaField(validators=[Length(max=MOST_TYPED)])
    languages = Several(choices=[])
    seen = Seen()

    def worded(self) -> Self:
        """Give the fields their words."""
        self.groups.label.text = _("Grupos convocados")
        self.languages.label.text = _("Lenguas a las que se ofreció interpretación")
        self.languages.choices = [(one.value, label(one, context.language())) for one in OFFERED]
        return self


@dataclass(frozen=True, slots=True)
class InclusionPage:
    """What is said now, and what another wrote meanwhile."""

    head: SessionHead
    said: Inclusion
    most: int
    now_says: SavedOffer | None = None

    @property
    def supports(self) -> str:
        """The supports that the call offers, in words."""
        return "; ".join(label(support, context.language()) for support in self.said.supports)


def _page(session_id: UUID) -> InclusionPage:
    head = session_for(session_id, Action.WRITE_MINUTES)
    return InclusionPage(head, inclusion_of(context.reading(), session_id), MOST_GROUPS)


@blueprint.get(PATH)
@requires(Action.WRITE_MINUTES)
def inclusion(session_id: UUID) -> Response:
    """Show what may be said of inclusion, and what is missing."""
    page, saved = _page(session_id), saved_offer(context.reading(), session_id)
    form = OfferForm.shown(
        groups="\n".join(saved.groups),
        languages=[language.value for language in saved.languages],
        seen=str(saved.version or ""),
    )
    return render(TEMPLATE, page, form=form.worded())


@blueprint.post(PATH)
@requires(Action.WRITE_MINUTES)
def inclusion_write(session_id: UUID) -> Response:
    """Keep the groups and the languages; what another wrote meanwhile is shown beside them."""
    page, saved, form = _page(session_id), saved_offer(context.reading(), session_id), OfferForm.sent().worded()
    seen = form.seen.version_if_any
    if seen != saved.version:
        form.seen.data = str(saved.version or "")
        page = replace(page, now_says=saved)
    if not form.validate():
        return render(TEMPLATE, page, form=form, status=422)

    def act(db: Db) -> str:
        languages = [Language(code) for code in form.languages.data or ()]
        typed, author = form.groups.data or "", who().staff_id
        write_offer(db, session_id, typed, languages=languages, seen=seen, author=author)
        return url_for("facilitator.minutes_page", session_id=session_id)

    return attempt(Verb.EDIT_MINUTES, form, act, template=TEMPLATE, page=page)
