"""Moving a session: announced, opened, given another day, cancelled; and the next one of the same lab or table."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Response

from labapp.domain.roles import Action
from labapp.domain.sessions import Purpose, Stage, following_purpose
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.session_planning import TeamMember, team
from labapp.queries.sessions import SessionHead
from labapp.services import session_stages, sessions
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_forms import CancelForm, ConveneForm, FollowForm, OpenForm, PostponeForm, instant
from labapp.web.facilitator.session_hub import hub, next_words
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.facilitator.sessions import session_url
from labapp.web.pages import render
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class ReasonPage:
    """A session that is about to be postponed or cancelled."""

    head: SessionHead
    is_announced: bool


@dataclass(frozen=True, slots=True)
class FollowPage:
    """The session that another one follows, and what is taken over from it."""

    head: SessionHead
    title: str
    purpose: Purpose
    team: tuple[TeamMember, ...]


@blueprint.post("/sesiones/<uuid:session_id>/convocar")
@requires(Action.PLAN)
def session_convene(session_id: UUID) -> Response:
    """Announce a session in the public calendar."""
    session_for(session_id, Action.PLAN)
    form = ConveneForm.sent()

    def act(db: Db) -> str:
        session_stages.convene(db, session_id, now=context.now())
        return session_url(session_id)

    return attempt(
        Verb.MOVE_SESSION, form, act, template="facilitator/session.html", page=hub(session_id, convene=form)
    )


@blueprint.post("/sesiones/<uuid:session_id>/abrir")
@requires(Action.RUN_SESSION)
def session_open(session_id: UUID) -> Response:
    """Open the room of a session."""
    session_for(session_id, Action.RUN_SESSION)
    form, urns = OpenForm.sent(), context.house().urns

    def act(db: Db) -> str:
        session_stages.open_session(db, urns, session_id, now=context.now())
        return session_url(session_id)

    return attempt(
        Verb.MOVE_SESSION, form, act, template="facilitator/session.html", page=hub(session_id, opening=form)
    )


def _seen(form: PostponeForm | CancelForm, head: SessionHead) -> UUID:
    """Return the version that was shown; whoever reads the refusal sees the new one, and may then insist."""
    seen, form.seen.data = form.seen.version, str(head.op)
    return seen


@blueprint.get("/sesiones/<uuid:session_id>/reprogramar")
@requires(Action.PLAN)
def session_postpone(session_id: UUID) -> Response:
    """Ask for another day and the public reason."""
    head = session_for(session_id, Action.PLAN)
    starts = local(head.starts_at, head.zone)
    form = PostponeForm.shown(seen=str(head.op), hour=starts.time())
    return render("facilitator/session_postpone.html", ReasonPage(head, True), form=form)


@blueprint.post("/sesiones/<uuid:session_id>/reprogramar")
@requires(Action.PLAN)
def session_postponed(session_id: UUID) -> Response:
    """Give a session another day."""
    head = session_for(session_id, Action.PLAN)
    form, page = PostponeForm.sent(), ReasonPage(head, True)
    if not form.validate():
        return render("facilitator/session_postpone.html", page, form=form, status=422)
    seen, starts_at = _seen(form, head), instant(form.day.data, form.hour.data, head.zone)

    def act(db: Db) -> str:
        session_stages.postpone(db, session_id, starts_at, reason=form.reason.data or "", seen=seen, now=context.now())
        return session_url(session_id)

    return attempt(Verb.MOVE_SESSION, form, act, template="facilitator/session_postpone.html", page=page)


@blueprint.get("/sesiones/<uuid:session_id>/cancelar")
@requires(Action.PLAN)
def session_cancel(session_id: UUID) -> Response:
    """Ask for the public reason."""
    head = session_for(session_id, Action.PLAN)
    page = ReasonPage(head, head.stage is not Stage.DRAFT)
    return render("facilitator/session_cancel.html", page, form=CancelForm.shown(seen=str(head.op)))


@blueprint.post("/sesiones/<uuid:session_id>/cancelar")
@requires(Action.PLAN)
def session_cancelled(session_id: UUID) -> Response:
    """Cancel a session."""
    head = session_for(session_id, Action.PLAN)
    form, page = CancelForm.sent(), ReasonPage(head, head.stage is not Stage.DRAFT)
    if not form.validate():
        return render("facilitator/session_cancel.html", page, form=form, status=422)
    seen = _seen(form, head)

    def act(db: Db) -> str:
        session_stages.cancel(db, session_id, reason=form.reason.data or "", seen=seen)
        return session_url(session_id)

    return attempt(Verb.MOVE_SESSION, form, act, template="facilitator/session_cancel.html", page=page)


def _follow_page(head: SessionHead) -> FollowPage:
    return FollowPage(head, next_words(head), following_purpose(head.purpose), team(context.reading(), head.id))


@blueprint.get("/sesiones/<uuid:session_id>/siguiente")
@requires(Action.PLAN)
def session_follow(session_id: UUID) -> Response:
    """Ask for day and hour of the next session of the same lab or table."""
    head = session_for(session_id, Action.PLAN)
    form = FollowForm.shown(hour=local(head.starts_at, head.zone).time())
    return render("facilitator/session_follow.html", _follow_page(head), form=form)


@blueprint.post("/sesiones/<uuid:session_id>/siguiente")
@requires(Action.PLAN)
def session_following(session_id: UUID) -> Response:
    """Plan the next session with the venue and the team of this one."""
    head = session_for(session_id, Action.PLAN)
    form, page = FollowForm.sent(), _follow_page(head)
    if not form.validate():
        return render("facilitator/session_follow.html", page, form=form, status=422)
    starts_at = instant(form.day.data, form.hour.data, head.zone)

    def act(db: Db) -> str:
        return session_url(sessions.follow(db, session_id, starts_at).id)

    return attempt(Verb.SCHEDULE_SESSION, form, act, template="facilitator/session_follow.html", page=page)
