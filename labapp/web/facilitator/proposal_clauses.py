"""The clauses of a proposal at the desk: added, changed, taken out, each with the contributions that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.proposals import next_name
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.proposal_sources import choices_for
from labapp.queries.proposals import ClauseRow, Draft
from labapp.services import proposals
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.facilitator.proposal_forms import ClauseForm, RemoveForm
from labapp.web.facilitator.proposals import ONE, proposal_for, proposal_url
from labapp.web.pages import refused, render
from labapp.web.transaction import once

PAGE = "facilitator/proposal_clause.html"
_CLAUSE = f"{ONE}/clausulas/<uuid:clause_id>"


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause in its form: a new one, or one that is there with the way to take it out."""

    draft: Draft
    action: str
    remove: RemoveForm | None = None
    remove_action: str = ""
    stored: Stored = ()


def _offered(form: ClauseForm, draft: Draft, row: ClauseRow | None = None) -> ClauseForm:
    form.offer(choices_for(context.reading(), draft.space_id, kept=row.source_ids if row else ()))
    return form


@blueprint.get(f"{ONE}/clausulas/nueva")
@requires(Action.WRITE_PROPOSALS)
def clause_new(proposal_id: UUID) -> Response:
    """Ask for a new clause; the next number is proposed as its name."""
    draft = proposal_for(proposal_id, Action.WRITE_PROPOSALS)
    form = _offered(ClauseForm.shown(clause=next_name(row.clause.name for row in draft.rows)), draft)
    page = ClausePage(draft, url_for("facilitator.clause_add", proposal_id=proposal_id))
    return render(PAGE, page, form=form)


@blueprint.post(f"{ONE}/clausulas/nueva")
@requires(Action.WRITE_PROPOSALS)
def clause_add(proposal_id: UUID) -> Response:
    """Keep a new clause."""
    draft = proposal_for(proposal_id, Action.WRITE_PROPOSALS)
    form = _offered(ClauseForm.sent(), draft)
    page = ClausePage(draft, url_for("facilitator.clause_add", proposal_id=proposal_id))
    if not form.validate():
        return render(PAGE, page, form=form, status=422)

    def act(db: Db) -> str:
        proposals.add_clause(db, proposal_id, form.command(), by=who().staff_id)
        return proposal_url(proposal_id)

    return attempt(Verb.WRITE_PROPOSAL, form, act, template=PAGE, page=page)


def _clause(draft: Draft, clause_id: UUID) -> ClauseRow:
    found = next((row for row in draft.rows if row.id == clause_id), None)
    if found is None:
        raise NotFound
    return found


def _page(draft: Draft, row: ClauseRow, stored: Stored = ()) -> ClausePage:
    return ClausePage(
        draft=draft,
        action=url_for("facilitator.clause_change", proposal_id=draft.id, clause_id=row.id),
        remove=RemoveForm.shown(seen=str(row.op)),
        remove_action=url_for("facilitator.clause_remove", proposal_id=draft.id, clause_id=row.id),
        stored=stored,
    )


@blueprint.get(_CLAUSE)
@requires(Action.WRITE_PROPOSALS)
def clause_edit(proposal_id: UUID, clause_id: UUID) -> Response:
    """Show a clause in its form."""
    draft = proposal_for(proposal_id, Action.WRITE_PROPOSALS)
    row = _clause(draft, clause_id)
    return render(PAGE, _page(draft, row), form=_shown(draft, row))


def _shown(draft: Draft, row: ClauseRow) -> ClauseForm:
    sources = [str(one) for one in row.source_ids]
    form = ClauseForm.shown(seen=str(row.op), clause=row.clause.name, text=row.clause.text, sources=sources)
    return _offered(form, draft, row)


@blueprint.post(_CLAUSE)
@requires(Action.WRITE_PROPOSALS)
def clause_change(proposal_id: UUID, clause_id: UUID) -> Response:
    """Keep a changed clause, unless somebody else changed it meanwhile: then both are shown."""
    draft = proposal_for(proposal_id, Action.WRITE_PROPOSALS)
    row = _clause(draft, clause_id)
    form = _offered(ClauseForm.sent(), draft, row)
    seen = form.seen.version
    numbers = ", ".join(source.number for source in row.clause.sources)
    texts = {"clause": row.clause.name, "text": row.clause.text, "sources": numbers}
    page = _page(draft, row, overtaken(form, form.seen, row.op, texts))
    if not form.validate():
        return render(PAGE, page, form=form, status=422)

    def act(db: Db) -> str:
        proposals.change_clause(db, proposal_id, clause_id, form.command(), seen=seen, by=who().staff_id)
        return proposal_url(proposal_id)

    return attempt(Verb.WRITE_PROPOSAL, form, act, template=PAGE, page=page)


@blueprint.post(f"{_CLAUSE}/quitar")
@requires(Action.WRITE_PROPOSALS)
def clause_remove(proposal_id: UUID, clause_id: UUID) -> Response:
    """Take a clause out of the draft."""
    draft, sent = proposal_for(proposal_id, Action.WRITE_PROPOSALS), RemoveForm.sent()
    row = _clause(draft, clause_id)

    def act(db: Db) -> str:
        seen = sent.seen.version
        proposals.remove_clause(db, proposal_id, clause_id, seen=seen, by=who().staff_id)
        return proposal_url(proposal_id)

    try:
        return once(Verb.WRITE_PROPOSAL, sent, act)
    except RuleViolated as violation:
        form = _shown(draft, row)
        status = refused(form, violation)
        return render(PAGE, _page(draft, row), form=form, status=status)
