"""Reading back: one contribution at a time, large, for the room to confirm. No names on this page."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.contributions import PublicState
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.contributions import ContributionDetail, ReadingPage, contribution_detail, reading_page
from labapp.queries.sessions import SessionHead
from labapp.services import contributions
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.contributions_forms import ConfirmForm, CorrectForm, SeenForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import refused, render
from labapp.web.transaction import once, signature

PAGE = "facilitator/reading.html"


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What the room sees; `is_clash` where the words changed while they were read."""

    head: SessionHead
    reading: ReadingPage
    confirm: ConfirmForm | None = None
    correct: CorrectForm | None = None
    is_clash: bool = False


def _detail(head: SessionHead, contribution_id: UUID) -> ContributionDetail:
    return contribution_detail(context.reading(), head.id, contribution_id)


@blueprint.get("/sesiones/<uuid:session_id>/lectura")
@requires(Action.TAKE_NOTES)
def reading(session_id: UUID) -> Response:
    """Show the contribution asked for, or the first that nobody has confirmed yet."""
    head = session_for(session_id, Action.TAKE_NOTES)
    found = reading_page(context.reading(), head.id, request.args.get("aporte", type=UUID))
    if found.card is None:
        return render(PAGE, ReadingView(head, found))
    detail = _detail(head, found.card.id)
    # what the public may not read is not corrected before everybody's eyes either
    may_correct = request.args.get("corregir") == "1" and found.card.public_state is PublicState.SHOWN
    correct = CorrectForm.about(detail) if may_correct else None
    return render(PAGE, ReadingView(head, found, ConfirmForm.about(detail), correct))


def _after(db: Db, session_id: UUID, contribution_id: UUID) -> str:
    """Return where the reading goes on: with the contribution that follows, else with those left out before."""
    db.flush()
    following = reading_page(db, session_id, contribution_id).next_id
    return url_for("facilitator.reading", session_id=session_id, aporte=following)


@blueprint.post("/sesiones/<uuid:session_id>/lectura/<uuid:contribution_id>/confirmar")
@requires(Action.TAKE_NOTES)
def reading_confirm(session_id: UUID, contribution_id: UUID) -> Response:
    """Confirm what was read, and go on to the next."""
    head = session_for(session_id, Action.TAKE_NOTES)
    detail, form = _detail(head, contribution_id), ConfirmForm.sent()

    def act(db: Db) -> str:
        said = contributions.held(db, session_id, contribution_id, seen=form.seen.data or "")
        contributions.read_back(db, said, now=context.now())
        return _after(db, session_id, contribution_id)

    try:
        return once(Verb.READ_BACK, form, act)
    except RuleViolated as violation:
        return _again(head, detail, form, violation)


@blueprint.post("/sesiones/<uuid:session_id>/lectura/<uuid:contribution_id>/corregir")
@requires(Action.TAKE_NOTES)
def reading_correct(session_id: UUID, contribution_id: UUID) -> Response:
    """Put the words right as the room says, confirm them, and go on to the next."""
    head = session_for(session_id, Action.TAKE_NOTES)
    detail = _detail(head, contribution_id)
    form = CorrectForm.sent().worded(detail)

    def act(db: Db) -> str:
        said = contributions.held(db, session_id, contribution_id, seen=form.seen.data or "")
        text, reason = form.new_text.data or "", form.reason.data or ""
        contributions.rewrite(db, said, text, reason=reason, by=signature(), now=context.now())
        contributions.read_back(db, said, now=context.now())
        return _after(db, session_id, contribution_id)

    try:
        return once(Verb.READ_BACK, form, act)
    except RuleViolated as violation:
        return _again(head, detail, form, violation)


def _again(head: SessionHead, detail: ContributionDetail, form: SeenForm, violation: RuleViolated) -> Response:
    status = refused(form, violation)
    form.seen.data = str(detail.card.op)
    found = reading_page(context.reading(), head.id, detail.card.id)
    confirm = form if isinstance(form, ConfirmForm) else ConfirmForm.about(detail)
    correct = form if isinstance(form, CorrectForm) else None
    clash = violation.code == "changed_meanwhile"
    return render(PAGE, ReadingView(head, found, confirm, correct, clash), form=form, status=status)
