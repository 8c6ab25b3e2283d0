"""One contribution with its history, and everything that staff can do to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.contributions import PublicState
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.queries import contributions as lists
from labapp.queries.proposal_sources import Standing, clauses_of
from labapp.queries.sessions import SessionHead
from labapp.services import contributions
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.contributions_forms import (
    ClassifyForm,
    JoinForm,
    PublicForm,
    ReinstateForm,
    RewriteForm,
    SeenForm,
    SeparateForm,
    SplitForm,
    WithdrawForm,
)
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import refused, render
from labapp.web.transaction import once, signature

PAGE = "facilitator/contribution.html"
_ONE = "/sesiones/<uuid:session_id>/aportes/<uuid:contribution_id>"

AnyForm = TypeVar("AnyForm", bound=SeenForm)
Change = Callable[[AnyForm, Db, Contribution], None]


_FORMS: tuple[type[SeenForm], ...] = (
    RewriteForm,
    ClassifyForm,
    PublicForm,
    SplitForm,
    JoinForm,
    SeparateForm,
    WithdrawForm,
    ReinstateForm,
)


@dataclass(frozen=True, slots=True)
class ContributionView:
    """The page of one contribution.

    `open` names the form that was sent; `is_clash` says that somebody changed the contribution while it was filled.
    """

    head: SessionHead
    detail: lists.ContributionDetail
    forms: Mapping[str, SeenForm]
    clauses: tuple[Standing, ...] = ()
    open: str = ""
    is_clash: bool = False


def _short(kind: type[SeenForm]) -> str:
    return kind.name.partition("_")[0]


def _view(head: SessionHead, contribution_id: UUID) -> ContributionView:
    detail = lists.contribution_detail(context.reading(), head.id, contribution_id)
    forms = {_short(kind): kind.about(detail) for kind in _FORMS}
    return ContributionView(head, detail, forms, clauses_of(context.reading(), contribution_id))


@blueprint.get(_ONE)
@requires(Action.TAKE_NOTES)
def contribution_page(session_id: UUID, contribution_id: UUID) -> Response:
    """Show one contribution with its history and its forms."""
    return render(PAGE, _view(session_for(session_id, Action.TAKE_NOTES), contribution_id))


def _change(where: tuple[UUID, UUID], verb: Verb, kind: type[AnyForm], change: Change[AnyForm]) -> Response:
    """Do one change to one contribution, or show the page again with what was typed and what stands there now."""
    session_id, contribution_id = where
    view = _view(session_for(session_id, Action.TAKE_NOTES), contribution_id)
    form = kind.sent().worded(view.detail)
    view = replace(view, forms={**view.forms, _short(kind): form}, open=_short(kind))
    if not form.validate():
        return render(PAGE, view, form=form, status=422)

    def act(db: Db) -> str:
        change(form, db, contributions.held(db, session_id, contribution_id, seen=form.seen.data or ""))
        return url_for("facilitator.contribution_page", session_id=session_id, contribution_id=contribution_id)

    try:
        return once(verb, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        form.seen.data = str(view.detail.card.op)
        clash = violation.code == "changed_meanwhile"
        return render(PAGE, replace(view, is_clash=clash), form=form, status=status)


@blueprint.post(f"{_ONE}/texto")
@requires(Action.TAKE_NOTES)
def contribution_rewrite(session_id: UUID, contribution_id: UUID) -> Response:
    """Change the words."""

    def change(form: RewriteForm, db: Db, said: Contribution) -> None:
        reason, by = form.reason.data or "", signature()
        contributions.rewrite(db, said, form.new_text.data or "", reason=reason, by=by, now=context.now())

    return _change((session_id, contribution_id), Verb.REWRITE_CONTRIBUTION, RewriteForm, change)


@blueprint.post(f"{_ONE}/clasificar")
@requires(Action.TAKE_NOTES)
def contribution_classify(session_id: UUID, contribution_id: UUID) -> Response:
    """Note kind, theme, group, item and language."""

    def change(form: ClassifyForm, db: Db, said: Contribution) -> None:
        contributions.classify(db, said, form.command())

    return _change((session_id, contribution_id), Verb.CLASSIFY_CONTRIBUTION, ClassifyForm, change)


@blueprint.post(f"{_ONE}/publico")
@requires(Action.TAKE_NOTES)
def contribution_public(session_id: UUID, contribution_id: UUID) -> Response:
    """Decide what the public reads."""

    def change(form: PublicForm, db: Db, said: Contribution) -> None:
        state, public_text = PublicState(form.public_state.data), form.public_text.data or ""
        contributions.set_public_state(db, said, state, reason=form.reason(), public_text=public_text)

    return _change((session_id, contribution_id), Verb.SET_PUBLIC_STATE, PublicForm, change)


@blueprint.post(f"{_ONE}/dividir")
@requires(Action.TAKE_NOTES)
def contribution_split(session_id: UUID, contribution_id: UUID) -> Response:
    """Divide it into 7a, 7b."""

    def change(form: SplitForm, db: Db, said: Contribution) -> None:
        contributions.split(db, said, form.texts(), now=context.now())

    return _change((session_id, contribution_id), Verb.SPLIT_CONTRIBUTION, SplitForm, change)


@blueprint.post(f"{_ONE}/unir")
@requires(Action.TAKE_NOTES)
def contribution_join(session_id: UUID, contribution_id: UUID) -> Response:
    """Join it into an equal one."""

    def change(form: JoinForm, db: Db, said: Contribution) -> None:
        contributions.join(db, said, form.number.data or "")

    return _change((session_id, contribution_id), Verb.JOIN_CONTRIBUTIONS, JoinForm, change)


@blueprint.post(f"{_ONE}/separar")
@requires(Action.TAKE_NOTES)
def contribution_separate(session_id: UUID, contribution_id: UUID) -> Response:
    """Let it stand on its own again."""

    def change(_form: SeparateForm, _db: Db, said: Contribution) -> None:
        contributions.separate(said)

    return _change((session_id, contribution_id), Verb.JOIN_CONTRIBUTIONS, SeparateForm, change)


@blueprint.post(f"{_ONE}/retirar")
@requires(Action.TAKE_NOTES)
def contribution_withdraw(session_id: UUID, contribution_id: UUID) -> Response:
    """Take it back for whoever said it."""

    def change(_form: WithdrawForm, db: Db, said: Contribution) -> None:
        contributions.withdraw(db, said, now=context.now())

    return _change((session_id, contribution_id), Verb.WITHDRAW_CONTRIBUTION, WithdrawForm, change)


@blueprint.post(f"{_ONE}/reponer")
@requires(Action.TAKE_NOTES)
def contribution_reinstate(session_id: UUID, contribution_id: UUID) -> Response:
    """Bring it back."""

    def change(_form: ReinstateForm, db: Db, said: Contribution) -> None:
        contributions.reinstate(db, said)

    return _change((session_id, contribution_id), Verb.WITHDRAW_CONTRIBUTION, ReinstateForm, change)
