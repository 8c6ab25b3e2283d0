"""Lists as institutions file them: asked for with a purpose, of a session, a lab or table, or some days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.lists import ListScope
from labapp.domain.privacy import ExportPurpose
from labapp.domain.roles import EVERYWHERE, Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.list_templates import Template, template_list, templates_offered
from labapp.queries.sessions import SessionHead, session_head, territory_of_space
from labapp.services import list_exports
from labapp.services.list_exports import ListRequest
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.list_forms import ListForm, PeriodListForm, SessionListForm, usual_columns
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import render
from labapp.web.transaction import writing


@dataclass(frozen=True, slots=True)
class SessionListPage:
    """Where a list of a session, or of all sessions of its lab or table, is asked for."""

    head: SessionHead
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class ListsPage:
    """Where the list of some days is asked for, and the templates that whoever looks may use or change."""

    templates: tuple[Template, ...]
    may_set_up: bool


def _offered(form: ListForm, organisations: Collection[UUID]) -> tuple[Template, ...]:
    templates = templates_offered(context.reading(), who(), organisations)
    form.offer(templates)
    return templates


def _wanted(form: ListForm, templates: tuple[Template, ...]) -> ListRequest:
    chosen = next((each for each in templates if each.id == form.template_id), None)
    return ListRequest(
        staff_id=who().staff_id,
        template_id=chosen.id if chosen else None,
        columns=chosen.columns if chosen else usual_columns(),
        purpose=ExportPurpose(form.purpose.data),
    )


def _granted(db: Db, wanted: ListRequest, form: ListForm) -> str:
    token = list_exports.grant_list(db, wanted, now=context.now())
    return url_for("facilitator.list_granted", token=token, ending=form.format.data)


@blueprint.get("/sesiones/<uuid:session_id>/descargas/lista")
@requires(Action.EXPORT_NAMES)
def session_list_page(session_id: UUID) -> Response:
    """Ask which list of a session, or of its lab or table, is wanted and what for."""
    head = session_for(session_id, Action.EXPORT_NAMES)
    form = SessionListForm.shown(template=request.args.get("plantilla", "usual"), format="xlsx", scope="session")
    templates = _offered(form, territory_of_space(context.reading(), head.space_id).organisations)
    return render("facilitator/session_lists.html", SessionListPage(head, templates), form=form)


@blueprint.post("/sesiones/<uuid:session_id>/descargas/lista")
@requires(Action.EXPORT_DATA)
def ask_for_list(session_id: UUID) -> Response:
    """Record who takes which list and why, and only then say where it can be fetched."""
    form, head = SessionListForm.sent(), session_head(context.reading(), session_id)
    where = territory_of_space(context.reading(), head.space_id)
    page = SessionListPage(head, _offered(form, where.organisations))
    is_valid = form.validate()
    if is_valid and not can(who(), Action.EXPORT_NAMES, where):
        _note_refusal(_of_session(form, page))
    session_for(session_id, Action.EXPORT_NAMES)
    if not is_valid:
        return render("facilitator/session_lists.html", page, form=form, status=422)

    def act(db: Db) -> str:
        return _granted(db, _of_session(form, page), form)

    return attempt(Verb.EXPORT_LIST, form, act, template="facilitator/session_lists.html", page=page)


def _of_session(form: SessionListForm, page: SessionListPage) -> ListRequest:
    session_id = page.head.id if form.scope.data == ListScope.SESSION else None
    return replace(_wanted(form, page.templates), session_id=session_id, space_id=page.head.space_id)


def _note_refusal(wanted: ListRequest) -> None:
    with writing(Verb.EXPORT_LIST) as db:
        list_exports.note_refused_list(db, wanted, code="not_allowed", now=context.now())


def _lists_page() -> ListsPage:
    return ListsPage(template_list(context.reading(), who()), can(who(), Action.SET_UP_LISTS))


def _own() -> Collection[UUID]:
    """Return the organisations whose templates suit a list over several labs: one's own, or every one."""
    actor = who()
    if actor.role in EVERYWHERE:
        return {each.organisation_id for each in template_list(context.reading(), actor) if each.organisation_id}
    return {actor.organisation_id} if actor.organisation_id else set()


@blueprint.get("/listas")
@requires(Action.EXPORT_NAMES)
def lists_page() -> Response:
    """Ask for the list of some days, and show the templates."""
    form = PeriodListForm.shown(format="xlsx")
    _offered(form, _own())
    return render("facilitator/lists.html", _lists_page(), form=form)


@blueprint.post("/listas")
@requires(Action.EXPORT_NAMES)
def ask_for_period() -> Response:
    """Record who takes the list of which days and why, and only then say where it can be fetched."""
    form = PeriodListForm.sent()
    templates = _offered(form, _own())
    if not form.validate():
        return render("facilitator/lists.html", _lists_page(), form=form, status=422)

    def act(db: Db) -> str:
        wanted = replace(_wanted(form, templates), days=form.days)
        return _granted(db, wanted, form)

    return attempt(Verb.EXPORT_LIST, form, act, template="facilitator/lists.html", page=_lists_page())
