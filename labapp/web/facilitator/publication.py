"""The counts of a closed lab or table: what may be printed of it, and the button that freezes it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.models.spaces import Space
from labapp.queries.publication import ShownUnit, shown_unit
from labapp.queries.sessions import territory_of_space
from labapp.services import publication
from labapp.web import access, context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import Link, blueprint
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, render


@dataclass(frozen=True, slots=True)
class CountsPage:
    """What a lab or table shows of itself; None while its counts were not frozen."""

    space_id: UUID
    title: str
    unit: ShownUnit | None
    is_closed: bool
    may_freeze: bool
    crumbs: tuple[Link, ...]


class FreezeForm(KeyedForm):
    """Nothing but the wish to freeze."""

    name = "freeze_tables"


def _page(space_id: UUID, action: Action) -> CountsPage:
    db = context.reading()
    space, where = db.get(Space, space_id), territory_of_space(db, space_id)
    if space is None or not can(context.actor(), Action.SEE_SPACE, where):
        raise NotFound
    access.check(action, where)
    return CountsPage(
        space_id=space_id,
        title=space.title,
        unit=shown_unit(db, space_id),
        is_closed=publication.is_closed(db, space),
        may_freeze=can(context.actor(), Action.SEAL_URN, where),
        crumbs=(
            Link(url_for("facilitator.space_page", space_id=space_id), space.title),
            Link(url_for("facilitator.space_counts", space_id=space_id), _("Quiénes participaron"), current=True),
        ),
    )


@blueprint.get("/laboratorios/<uuid:space_id>/numeros")
@requires(Action.SEE_SPACE)
def space_counts(space_id: UUID) -> Response:
    """Show the counts that may be printed: the same that everybody reads."""
    return render("facilitator/space_counts.html", _page(space_id, Action.SEE_SPACE), form=FreezeForm.shown())


@blueprint.post("/laboratorios/<uuid:space_id>/numeros")
@requires(Action.SEAL_URN)
def space_counts_frozen(space_id: UUID) -> Response:
    """Freeze the counts of a closed lab or table, or correct them where the rule allows it."""
    page, form = _page(space_id, Action.SEAL_URN), FreezeForm.sent()

    def act(db: Db) -> str:
        publication.freeze_tables(db, space_id, now=context.now())
        return url_for("facilitator.space_counts", space_id=space_id)

    return attempt(Verb.FREEZE_TABLES, form, act, template="facilitator/space_counts.html", page=page)
