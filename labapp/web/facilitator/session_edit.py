"""Changing what is known of a session: its venue, team, place, capacity, and its day while nobody was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Response

from labapp.domain.roles import Action
from labapp.domain.sessions import PURPOSES, Duty, Stage
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.session_page import SessionPage, session_page
from labapp.queries.session_planning import StaffChoice, staff_choices
from labapp.services import sessions
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import shown_place
from labapp.web.facilitator.session_forms import EditSessionForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.facilitator.sessions import session_url
from labapp.web.pages import render
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class EditPage:
    """A session as it stands, beside the form that changes it."""

    session: SessionPage
    day_is_fixed: bool
    """Whether its day was announced, so that it moves only by postponing."""
    was_changed: bool
    """Whether somebody else changed it after the form was shown."""


def _page(session_id: UUID, *, seen: str) -> EditPage:
    head = session_for(session_id, Action.PLAN)
    page = session_page(context.reading(), session_id, who(), now=context.now())
    return EditPage(page, head.stage is not Stage.DRAFT, seen not in {"", str(head.op)})


def _offered(form: EditSessionForm, page: SessionPage) -> EditSessionForm:
    """Offer staff of the organisations that share the lab or table, and those who are in the team already."""
    known = {person.id: person for person in staff_choices(context.reading(), [page.head.space_id])}
    for member in page.team:
        known.setdefault(member.staff_id, StaffChoice(member.staff_id, member.name, "—"))
    form.offer(PURPOSES[page.head.space_kind], list(known.values()))
    return form


def _stored(page: SessionPage) -> dict[str, object]:
    head = page.head
    starts, ends = local(head.starts_at, head.zone), local(head.ends_at, head.zone)
    return {
        "seen": str(head.op),
        "venue": head.venue,
        "day": starts.date(),
        "hour": starts.time(),
        "end_day": ends.date() if ends.date() != starts.date() else None,
        "end_hour": ends.time(),
        "title": head.title,
        "purpose": head.purpose.value,
        "modality": head.modality.value,
        "place": shown_place(page.own_place),
        "capacity": page.capacity,
        "facilitators": [str(member.staff_id) for member in page.team if member.duty is Duty.FACILITATOR],
        "note_takers": [str(member.staff_id) for member in page.team if member.duty is Duty.NOTE_TAKER],
    }


@blueprint.get("/sesiones/<uuid:session_id>/cambiar")
@requires(Action.PLAN)
def session_edit(session_id: UUID) -> Response:
    """Show what is known of a session in a form."""
    page = _page(session_id, seen="")
    form = _offered(EditSessionForm.shown(**_stored(page.session)), page.session)
    return render("facilitator/session_edit.html", page, form=form)


@blueprint.post("/sesiones/<uuid:session_id>/cambiar")
@requires(Action.PLAN)
def session_change(session_id: UUID) -> Response:
    """Keep what was changed, unless somebody else changed the session meanwhile: then both are shown."""
    form = EditSessionForm.sent()
    page = _page(session_id, seen=form.seen.data or "")
    _offered(form, page.session)
    if not form.validate():
        return render("facilitator/session_edit.html", page, form=form, status=422)
    seen, form.seen.data = form.seen.version, str(page.session.head.op)

    def act(db: Db) -> str:
        sessions.change(db, session_id, form.command(), seen=seen)
        return session_url(session_id)

    return attempt(Verb.CHANGE_SESSION, form, act, template="facilitator/session_edit.html", page=page)
