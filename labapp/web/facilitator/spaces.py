"""Labs and tables at the desk: the list, a new one, its page. Whoever acts sees those that their organisation has."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.roles import Action, can
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import people as staff_queries
from labapp.queries import spaces as queries
from labapp.queries.communities import community_choices
from labapp.queries.session_planning import space_choices
from labapp.queries.sessions import territory_of_space
from labapp.queries.spaces import SpaceList, SpacePage
from labapp.services import spaces
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint, may_open
from labapp.web.facilitator.session_fields import chosen_ids
from labapp.web.facilitator.space_forms import LabForm, SpaceFactsForm, TableForm
from labapp.web.pages import render
from labapp.words.labels import label
from labapp.words.labels_spaces import kind_of_table

_FORMS: dict[SpaceKind, type[LabForm] | type[TableForm]] = {
    SpaceKind.INNOVATION_LAB: LabForm,
    SpaceKind.COCREATION_TABLE: TableForm,
}
_KIND_IN_ADDRESS = {"laboratorio": SpaceKind.INNOVATION_LAB, "mesa": SpaceKind.COCREATION_TABLE}


def kind_text(space: SpacePage | queries.SpaceRow) -> str:
    """Return what people call it: "Laboratorio", "Segunda mesa técnica"."""
    language = context.language()
    if space.table_kind is None:
        return label(space.kind, language)
    return kind_of_table(space.table_kind, space.ordinal, language)


@dataclass(frozen=True, slots=True)
class ListPage:
    """The labs and tables that were looked for, each with what people call its kind."""

    list: SpaceList
    kinds: tuple[str, ...]
    may_plan: bool
    previous_href: str | None
    next_href: str | None


@dataclass(frozen=True, slots=True)
class NewPage:
    """The form of a new lab or table."""

    action: str
    is_lab: bool
    has_communities: bool


@dataclass(frozen=True, slots=True)
class Hub:
    """The page of a lab or table, with what whoever acts may do from it."""

    space: SpacePage
    kind_text: str
    may_plan: bool
    new_session_href: str | None
    session_hrefs: tuple[str | None, ...]


@blueprint.get("/laboratorios")
@requires(Action.SEE_SPACE)
def space_list() -> Response:
    """Show the labs and tables that whoever acts may see."""
    query = request.args.get("q", "")
    found = queries.space_list(context.reading(), who(), query=query, page=request.args.get("pagina", 1, type=int))

    def href(number: int) -> str | None:
        if not 1 <= number <= found.pages:
            return None
        return url_for("facilitator.space_list", q=query or None, pagina=number)

    kinds = tuple(kind_text(row) for row in found.rows)
    page = ListPage(found, kinds, can(who(), Action.PLAN), href(found.page - 1), href(found.page + 1))
    return render("facilitator/space_list.html", page)


def offered(form: SpaceFactsForm, *, space: SpacePage | None = None) -> SpaceFactsForm:
    """Return the form with everything that can be chosen in it."""
    db, actor = context.reading(), who()
    kept = space.continues_id if space else None
    form.offer_earlier(space_choices(db, actor), except_id=space.id if space else None, kept=kept)
    form.offer_organisations(staff_queries.partner_rows(db), own=actor.organisation_id)
    form.offer_communities(community_choices(db))
    return form


def _kind_asked() -> SpaceKind:
    return _KIND_IN_ADDRESS.get(request.args.get("tipo", ""), SpaceKind.INNOVATION_LAB)


def _new_page(kind: SpaceKind) -> NewPage:
    word = next(word for word, known in _KIND_IN_ADDRESS.items() if known is kind)
    action = url_for("facilitator.space_add", tipo=word)
    return NewPage(action, kind is SpaceKind.INNOVATION_LAB, bool(community_choices(context.reading())))


@blueprint.get("/laboratorios/nuevo")
@requires(Action.PLAN)
def space_new() -> Response:
    """Ask for a new lab, or for a new table where the address says so."""
    kind, own = _kind_asked(), who().organisation_id
    form = _FORMS[kind].shown(
        community=request.args.get("comunidad", ""), organisations=[str(own)] if own else [], continues=""
    )
    return render("facilitator/space_new.html", _new_page(kind), form=offered(form))


@blueprint.post("/laboratorios/nuevo")
@requires(Action.PLAN)
def space_add() -> Response:
    """Keep a new lab or table, shared with the chosen organisations and one's own, and show it."""
    kind = _kind_asked()
    form, page = _FORMS[kind].sent(), _new_page(kind)
    offered(form)
    if not form.validate():
        return render("facilitator/space_new.html", page, form=form, status=422)
    shared = chosen_ids(form.organisations.data)

    def act(db: Db) -> str:
        added = spaces.add_space(db, who(), kind, form.command(), organisations=shared)
        return url_for("facilitator.space_page", space_id=added.id)

    return attempt(Verb.ADD_SPACE, form, act, template="facilitator/space_new.html", page=page)


def _hub(space_id: UUID) -> Hub:
    db, actor = context.reading(), who()
    found = queries.space_page(db, actor, space_id)
    may_plan = can(actor, Action.PLAN, territory_of_space(db, space_id))
    new_session = url_for("facilitator.session_new", laboratorio=space_id) if may_plan else None
    opens = may_open("facilitator.session_page")
    hrefs = tuple(url_for("facilitator.session_page", session_id=s.id) if opens else None for s in found.sessions)
    return Hub(found, kind_text(found), may_plan, new_session, hrefs)


@blueprint.get("/laboratorios/<uuid:space_id>")
@requires(Action.SEE_SPACE)
def space_page(space_id: UUID) -> Response:
    """Show a lab or a table: what it is, its sessions, its texts, who shares it."""
    return render("facilitator/space.html", _hub(space_id))
