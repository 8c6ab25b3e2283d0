"""Proposals of commitment at the desk: those of a lab or table, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.proposals import Draft, Listed, Version, proposal_draft, proposals_of, versions_of
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.queries.spaces import SpacePage
from labapp.queries.spaces import space_page as read_space
from labapp.queries.validations import Validated, validated
from labapp.services import proposals
from labapp.web import access, context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.facilitator.proposal_forms import TitleForm
from labapp.web.facilitator.space_edit import space_for
from labapp.web.pages import render

ONE = "/propuestas/<uuid:proposal_id>"


@dataclass(frozen=True, slots=True)
class ListPage:
    """The proposals of a lab or table, and the form that begins another."""

    space: SpacePage
    proposals: tuple[Listed, ...]
    may_write: bool
    begin: TitleForm


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal: its draft, its versions, and what institutions say of it; the sessions by their tokens."""

    draft: Draft
    space_title: str
    versions: tuple[Version, ...]
    validated: Validated | None
    sessions: dict[str, SessionHead]
    may_write: bool

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something that the newest version does not."""
        return not self.versions or self.draft.text != self.versions[0].text

    @property
    def today(self) -> date:
        """The day from which terms are counted."""
        return today_in()


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The title of a proposal in its form, and what somebody else stored meanwhile."""

    draft: Draft
    stored: Stored = ()


def proposal_for(proposal_id: UUID, action: Action) -> Draft:
    """Return a proposal of whose lab or table whoever acts may do `action`.

    Raises NotFound where there is none or it is not theirs to see, NotAllowed where they may see it but not this.
    """
    draft = proposal_draft(context.reading(), proposal_id)
    where = territory_of_space(context.reading(), draft.space_id)
    if not can(who(), Action.SEE_SPACE, where):
        raise NotFound
    access.check(action, where)
    return draft


def proposal_url(proposal_id: UUID) -> str:
    """Return the address of the page of a proposal."""
    return url_for("facilitator.proposal_page", proposal_id=proposal_id)


def _list_page(space: SpacePage, begin: TitleForm) -> ListPage:
    may = can(who(), Action.WRITE_PROPOSALS, territory_of_space(context.reading(), space.id))
    return ListPage(space, proposals_of(context.reading(), space.id), may, begin)


@blueprint.get("/laboratorios/<uuid:space_id>/propuestas")
@requires(Action.SEE_SPACE)
def proposal_list(space_id: UUID) -> Response:
    """Show the proposals of a lab or table."""
    space = space_for(space_id, Action.SEE_SPACE)
    return render("facilitator/proposal_list.html", _list_page(space, TitleForm.shown()))


@blueprint.post("/laboratorios/<uuid:space_id>/propuestas")
@requires(Action.WRITE_PROPOSALS)
def proposal_add(space_id: UUID) -> Response:
    """Begin a proposal."""
    space, form = space_for(space_id, Action.WRITE_PROPOSALS), TitleForm.sent()
    page = _list_page(space, form)
    if not form.validate():
        return render("facilitator/proposal_list.html", page, form=form, status=422)

    def act(db: Db) -> str:
        return proposal_url(proposals.add_proposal(db, space_id, form.title.data or "", by=who().staff_id).id)

    return attempt(Verb.WRITE_PROPOSAL, form, act, template="facilitator/proposal_list.html", page=page)


@blueprint.get(ONE)
@requires(Action.SEE_SPACE)
def proposal_page(proposal_id: UUID) -> Response:
    """Show a proposal: its clauses and where they come from, its versions, and how step 10 stands."""
    draft, db = proposal_for(proposal_id, Action.SEE_SPACE), context.reading()
    space = read_space(db, who(), draft.space_id)
    versions = versions_of(db, proposal_id)
    page = ProposalPage(
        draft=draft,
        space_title=space.title,
        versions=versions,
        validated=validated(db, proposal_id, version=versions[0].number) if versions else None,
        sessions={head.token: head for head in space.sessions},
        may_write=can(who(), Action.WRITE_PROPOSALS) and not draft.counter_to_id,
    )
    return render("facilitator/proposal.html", page)


@blueprint.get(f"{ONE}/titulo")
@requires(Action.WRITE_PROPOSALS)
def proposal_title(proposal_id: UUID) -> Response:
    """Show the title in its form."""
    draft = proposal_for(proposal_id, Action.WRITE_PROPOSALS)
    form = TitleForm.shown(seen=str(draft.op), title=draft.title)
    return render("facilitator/proposal_title.html", TitlePage(draft), form=form)


@blueprint.post(f"{ONE}/titulo")
@requires(Action.WRITE_PROPOSALS)
def proposal_rename(proposal_id: UUID) -> Response:
    """Keep the changed title."""
    draft, form = proposal_for(proposal_id, Action.WRITE_PROPOSALS), TitleForm.sent()
    seen = form.seen.version
    page = TitlePage(draft, overtaken(form, form.seen, draft.op, {"title": draft.title}))
    if not form.validate():
        return render("facilitator/proposal_title.html", page, form=form, status=422)

    def act(db: Db) -> str:
        proposals.rename(db, proposal_id, form.title.data or "", seen=seen, by=who().staff_id)
        return proposal_url(proposal_id)

    return attempt(Verb.WRITE_PROPOSAL, form, act, template="facilitator/proposal_title.html", page=page)
