"""Communities at the desk: looking one up, adding one, changing it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField

from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import communities as queries
from labapp.queries.communities import CommunityList, CommunityPage
from labapp.services import communities
from labapp.services.communities import CommunityFacts
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint, may_open
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.facilitator.places import PlaceForm
from labapp.web.facilitator.session_fields import Needed, Seen
from labapp.web.pages import _, render
from labapp.words.labels_places import PLACE_TO_BE_SETTLED


class CommunityForm(PlaceForm):
    """What is known of a community."""

    name = "community"
    seen = Seen()
    called = StringField(validators=[Needed("Escriba el nombre de la comunidad.")])
    note = TextAreaField()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {**super().words(), "called": _("Nombre de la comunidad"), "note": _("Nota para el equipo")}

    def command(self) -> CommunityFacts:
        """Return what was written. The form is valid."""
        return CommunityFacts(name=self.called.data or "", place_code=self.place_code, note=self.note.data or "")


@dataclass(frozen=True, slots=True)
class ListPage:
    """The communities that were looked for, with the ways on."""

    list: CommunityList
    may_plan: bool
    previous_href: str | None
    next_href: str | None


@dataclass(frozen=True, slots=True)
class EditPage:
    """The form of a community: a new one, or one that is there with what is stored of it now."""

    action: str
    community: CommunityPage | None
    stored: Stored
    may_plan: bool
    new_lab_href: str | None


def settled() -> str:
    """Return how a place reads that is still to be settled."""
    return PLACE_TO_BE_SETTLED[0 if context.language() == "es" else 1]


@blueprint.get("/comunidades")
@requires(Action.SEE_SPACE)
def community_list() -> Response:
    """Show the communities, or those whose name was looked for."""
    query = request.args.get("q", "")
    found = queries.community_list(
        context.reading(), who(), query=query, page=request.args.get("pagina", 1, type=int)
    )

    def href(number: int) -> str | None:
        if not 1 <= number <= found.pages:
            return None
        return url_for("facilitator.community_list", q=query or None, pagina=number)

    page = ListPage(found, can(context.actor(), Action.PLAN), href(found.page - 1), href(found.page + 1))
    return render("facilitator/community_list.html", page)


def _new_page() -> EditPage:
    return EditPage(url_for("facilitator.community_add"), None, (), may_plan=True, new_lab_href=None)


@blueprint.get("/comunidades/nueva")
@requires(Action.PLAN)
def community_new() -> Response:
    """Ask for a new community."""
    form = CommunityForm.shown(called=request.args.get("nombre", ""), place="")
    form.offer()
    return render("facilitator/community.html", _new_page(), form=form)


def _asks_again(form: CommunityForm, page: EditPage) -> Response | None:
    """Return the page once more where a place was looked up or something is missing, None where it can be kept."""
    if form.is_search:
        form.search()
        return render("facilitator/community.html", page, form=form)
    form.offer()
    if form.validate() & form.check_place():
        return None
    return render("facilitator/community.html", page, form=form, status=422)


@blueprint.post("/comunidades/nueva")
@requires(Action.PLAN)
def community_add() -> Response:
    """Look up a place, or keep the new community and show it."""
    form = CommunityForm.sent()
    again = _asks_again(form, _new_page())
    if again is not None:
        return again

    def act(db: Db) -> str:
        added = communities.add_community(db, form.command())
        return url_for("facilitator.community_page", community_id=added.id)

    return attempt(Verb.ADD_COMMUNITY, form, act, template="facilitator/community.html", page=_new_page())


def _page(community_id: UUID, form: CommunityForm | None = None) -> EditPage:
    found = queries.community_page(context.reading(), who(), community_id)
    place = found.place.shown if found.place else settled()
    stored = {"called": found.name, "place": place, "note": found.note}
    may_plan = can(context.actor(), Action.PLAN)
    lab = url_for("facilitator.space_new", comunidad=community_id)
    return EditPage(
        url_for("facilitator.community_change", community_id=community_id),
        found,
        overtaken(form, form.seen, found.op, stored) if form else (),
        may_plan,
        lab if may_plan and may_open("facilitator.space_new") else None,
    )


@blueprint.get("/comunidades/<uuid:community_id>")
@requires(Action.SEE_SPACE)
def community_page(community_id: UUID) -> Response:
    """Show a community: a form to those who plan, with the labs and tables of it that they may see."""
    page = _page(community_id)
    found = queries.community_page(context.reading(), who(), community_id)
    form = CommunityForm.shown(
        seen=str(found.op), called=found.name, note=found.note, place=found.place.code if found.place else ""
    )
    form.offer()
    return render("facilitator/community.html", page, form=form)


@blueprint.post("/comunidades/<uuid:community_id>")
@requires(Action.PLAN)
def community_change(community_id: UUID) -> Response:
    """Look up a place, or keep what was changed, unless somebody else changed the community meanwhile."""
    form = CommunityForm.sent()
    seen = form.seen.version
    page = _page(community_id, form)
    again = _asks_again(form, page)
    if again is not None:
        return again

    def act(db: Db) -> str:
        communities.change_community(db, community_id, form.command(), seen=seen)
        return url_for("facilitator.community_list")

    return attempt(Verb.CHANGE_COMMUNITY, form, act, template="facilitator/community.html", page=page)
