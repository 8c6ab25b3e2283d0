"""Changing a lab or a table: what is said of it, and which organisations share it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.roles import Action
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.people import partner_rows
from labapp.queries.sessions import territory_of_space
from labapp.queries.spaces import SpacePage
from labapp.queries.spaces import space_page as read_space_page
from labapp.services import spaces
from labapp.web import access, context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.facilitator.session_fields import chosen_ids
from labapp.web.facilitator.space_forms import LabForm, ShareForm, TableForm, community_text
from labapp.web.facilitator.spaces import offered
from labapp.web.pages import _, render, say
from labapp.words.labels import label


@dataclass(frozen=True, slots=True)
class EditPage:
    """A lab or table beside the form that changes it, and what somebody else stored meanwhile."""

    space: SpacePage
    action: str
    stored: Stored = ()

    @property
    def is_lab(self) -> bool:
        """Whether it is a lab, which has one community."""
        return self.space.kind is SpaceKind.INNOVATION_LAB


def space_for(space_id: UUID, action: Action) -> SpacePage:
    """Return a lab or table in which whoever acts may do `action`. Raises NotFound, NotAllowed."""
    found = read_space_page(context.reading(), who(), space_id)
    access.check(action, territory_of_space(context.reading(), space_id))
    return found


def space_url(space_id: UUID) -> str:
    """Return the address of the page of a lab or table."""
    return url_for("facilitator.space_page", space_id=space_id)


def _texts(space: SpacePage) -> dict[str, str]:
    """What is stored, as texts by the name of the field."""
    places = "; ".join(community_text(choice) for choice in space.communities)
    common = {"title": space.title, "purpose": space.purpose, "continues": space.continues or ""}
    if space.table_kind is None:
        return {"community": places, **common}
    return {
        "table_kind": label(space.table_kind, context.language()),
        "ordinal": str(space.ordinal or ""),
        "axis": space.axis,
        "commitment": space.commitment,
        "communities": places,
        **common,
    }


def _values(space: SpacePage) -> dict[str, object]:
    ids = [str(choice.id) for choice in space.communities]
    return {
        "seen": str(space.op),
        "title": space.title,
        "purpose": space.purpose,
        "continues": str(space.continues_id or ""),
        "community": ids[0] if ids else "",
        "communities": ids,
        "table_kind": space.table_kind,
        "ordinal": space.ordinal,
        "axis": space.axis,
        "commitment": space.commitment,
    }


def _form_of(space: SpacePage) -> type[LabForm] | type[TableForm]:
    return LabForm if space.kind is SpaceKind.INNOVATION_LAB else TableForm


@blueprint.get("/laboratorios/<uuid:space_id>/cambiar")
@requires(Action.PLAN)
def space_edit(space_id: UUID) -> Response:
    """Show what is said of a lab or table in a form."""
    space = space_for(space_id, Action.PLAN)
    form = offered(_form_of(space).shown(**_values(space)), space=space)
    page = EditPage(space, url_for("facilitator.space_change", space_id=space_id))
    return render("facilitator/space_edit.html", page, form=form)


@blueprint.post("/laboratorios/<uuid:space_id>/cambiar")
@requires(Action.PLAN)
def space_change(space_id: UUID) -> Response:
    """Keep what was changed, unless somebody else changed it meanwhile: then both are shown."""
    space = space_for(space_id, Action.PLAN)
    form = _form_of(space).sent()
    offered(form, space=space)
    seen = form.seen.version
    stored = overtaken(form, form.seen, space.op, _texts(space))
    page = EditPage(space, url_for("facilitator.space_change", space_id=space_id), stored)
    if not form.validate():
        return render("facilitator/space_edit.html", page, form=form, status=422)

    def act(db: Db) -> str:
        spaces.change_space(db, who(), space_id, form.command(), seen=seen)
        return space_url(space_id)

    return attempt(Verb.CHANGE_SPACE, form, act, template="facilitator/space_edit.html", page=page)


@blueprint.get("/laboratorios/<uuid:space_id>/compartir")
@requires(Action.PLAN)
def space_sharing(space_id: UUID) -> Response:
    """Ask which organisations share a lab or table."""
    space = space_for(space_id, Action.PLAN)
    form = ShareForm.shown(seen=str(space.op), organisations=[str(one.id) for one in space.organisations])
    form.offer_organisations(partner_rows(context.reading()))
    page = EditPage(space, url_for("facilitator.space_share", space_id=space_id))
    return render("facilitator/space_share.html", page, form=form)


@blueprint.post("/laboratorios/<uuid:space_id>/compartir")
@requires(Action.PLAN)
def space_share(space_id: UUID) -> Response:
    """Share a lab or table with exactly the chosen organisations."""
    space, form = space_for(space_id, Action.PLAN), ShareForm.sent()
    form.offer_organisations(partner_rows(context.reading()))
    names = ", ".join(one.name for one in space.organisations)
    seen = form.seen.version
    stored = overtaken(form, form.seen, space.op, {"organisations": names})
    page = EditPage(space, url_for("facilitator.space_share", space_id=space_id), stored)
    if not form.validate():
        return render("facilitator/space_share.html", page, form=form, status=422)

    def act(db: Db) -> str:
        spaces.share_space(db, who(), space_id, chosen_ids(form.organisations.data), seen=seen)
        return space_url(space_id)

    answer = attempt(Verb.SHARE_SPACE, form, act, template="facilitator/space_share.html", page=page)
    if answer.status_code == 303:
        say("ok", _("Quedó guardado con quién se comparte."))
    return answer
