"""Publishing the figures of the whole programme: of what the next edition would decide, and the button."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from labapp.domain.dimensions import DimensionKey
from labapp.domain.disclosure import SMALLEST_BASE, SMALLEST_SENSITIVE_BASE, TotalsPolicy
from labapp.domain.programme_totals import FEWEST_UNITS, SMALLEST_UNIT
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.programme_totals import (
    ClosedUnit,
    Foreseen,
    closed_units,
    foreseen_totals,
    next_edition,
    state_of_totals,
)
from labapp.services.programme_totals import publish_totals
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.forms import KeyedForm
from labapp.web.pages import render

TEMPLATE = "facilitator/programme_totals.html"


class TotalsForm(KeyedForm):
    """The wish to publish what the page showed."""

    name = "totals"
    seen = HiddenField()

    def chosen(self) -> frozenset[DimensionKey]:
        """Return the variables that are ticked; what is none is left out."""
        return frozenset(DimensionKey).intersection(request.form.getlist("figures"))


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """The next edition: of what it decides, and of which labs and tables."""

    number: int
    totals: tuple[Foreseen, ...]
    units: tuple[ClosedUnit, ...]
    ticked: frozenset[DimensionKey]
    smallest_unit: int = SMALLEST_UNIT
    fewest_units: int = FEWEST_UNITS
    smallest_base: int = SMALLEST_BASE
    smallest_sensitive_base: int = SMALLEST_SENSITIVE_BASE

    @property
    def decides(self) -> bool:
        """Whether there is anything to publish."""
        return any(total.is_decided for total in self.totals)


def _page(totals: tuple[Foreseen, ...], ticked: frozenset[DimensionKey]) -> TotalsPage:
    db = context.reading()
    return TotalsPage(next_edition(db), totals, closed_units(db), ticked)


@blueprint.get("/programa/cifras/publicar")
@requires(Action.PUBLISH)
def totals_page() -> Response:
    """Show what the next edition would decide; what it says of a sensitive question is seen once it is published."""
    totals = foreseen_totals(context.reading())
    # What is decided once and for ever is for a person to tick.
    known = frozenset(each.dimension for each in totals if each.policy is TotalsPolicy.PER_UNIT)
    return render(TEMPLATE, _page(totals, known), form=TotalsForm.shown(seen=state_of_totals(context.reading())))


@blueprint.post("/programa/cifras/publicar")
@requires(Action.PUBLISH)
def totals_publish() -> Response:
    """Publish the next edition, and lead to the page that everybody reads."""
    form = TotalsForm.sent()
    chosen, page = form.chosen(), _page(foreseen_totals(context.reading()), form.chosen())
    seen, form.seen.data = form.seen.data or "", state_of_totals(context.reading())

    def act(db: Db) -> str:
        return url_for("public.totals_edition", number=publish_totals(db, chosen, seen=seen, now=context.now()))

    return attempt(Verb.PUBLISH_TOTALS, form, act, template=TEMPLATE, page=page)
