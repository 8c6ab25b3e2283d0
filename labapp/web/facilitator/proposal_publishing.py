"""Publishing a proposal: the whole text as it would go out, what changes, and the button of another person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Response

from labapp.documents.differences import ChangedPart, differences
from labapp.documents.proposals import Around, proposal_document
from labapp.documents.word import document_word
from labapp.domain.errors import RuleViolated
from labapp.domain.proposal_records import said
from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.letterheads import letterhead_of
from labapp.queries.personal_traces import open_traces
from labapp.queries.proposals import Draft, Version, versions_of
from labapp.queries.sessions import SessionHead
from labapp.queries.spaces import SpacePage
from labapp.queries.spaces import space_page as read_space
from labapp.services import proposals
from labapp.services.proposals import Edition
from labapp.stored_files import stored_file
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.proposal_forms import EditionForm
from labapp.web.facilitator.proposals import ONE, proposal_for, proposal_url
from labapp.web.pages import _, programme_title, refused, render, say
from labapp.web.transaction import once
from labapp.web.word_files import word_file

PAGE = "facilitator/proposal_publish.html"


@dataclass(frozen=True, slots=True)
class PublishPage:
    """The coming version of a proposal.

    `personal` says how many personal data wait for a decision, which is taken on the page of the session `head`.
    """

    draft: Draft
    number: int
    changed: tuple[ChangedPart, ...]
    nothing_changed: bool
    personal: int
    head: SessionHead | None
    may_publish: bool
    is_author: bool


def _around(space: SpacePage, number: int) -> Around:
    return Around(
        programme=programme_title(),
        gathering=space.title,
        sessions={head.token: head.name for head in space.sessions},
        dated_on=today_in(),
        version=number,
    )


def _changed(draft: Draft, before: Version, space: SpacePage) -> tuple[ChangedPart, ...]:
    around = _around(space, before.number)
    return differences(proposal_document(before.text, around), proposal_document(draft.text, around))


def _page(draft: Draft) -> PublishPage:
    db, actor = context.reading(), who()
    space, versions = read_space(db, actor, draft.space_id), versions_of(db, draft.id)
    before = versions[0] if versions else None
    return PublishPage(
        draft=draft,
        number=before.number + 1 if before else 1,
        changed=_changed(draft, before, space) if before else (),
        nothing_changed=before is not None and before.text == draft.text,
        personal=len(open_traces(db, draft.space_id, said(draft.text))),
        head=space.sessions[-1] if space.sessions else None,
        may_publish=can(actor, Action.PUBLISH),
        is_author=actor.staff_id in draft.authors,
    )


@blueprint.get(f"{ONE}/vista")
@requires(Action.SEE_SPACE)
def proposal_preview(proposal_id: UUID) -> Response:
    """Show the text as it would go out now; whoever may publish finds the button under it."""
    draft = proposal_for(proposal_id, Action.SEE_SPACE)
    return render(PAGE, _page(draft), form=EditionForm.shown(digest=draft.digest).worded())


@blueprint.post(f"{ONE}/publicar")
@requires(Action.PUBLISH)
def proposal_publish(proposal_id: UUID) -> Response:
    """Seal the text that was shown as the next version."""
    draft, form = proposal_for(proposal_id, Action.PUBLISH), EditionForm.sent().worded()
    edition = Edition(digest=form.digest.data or "", change_note=form.change_note.data or "")

    def act(db: Db) -> str:
        proposals.publish(db, proposal_id, edition, by=who().staff_id, now=context.now())
        return proposal_url(proposal_id)

    try:
        answer = once(Verb.PUBLISH_PROPOSAL, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        form.digest.data = draft.digest
        return render(PAGE, _page(draft), form=form, status=status)
    say("ok", _("Publicada. Ya se puede leer en la página pública y enviarse a las instituciones."))
    return answer


@blueprint.get(f"{ONE}/borrador.docx")
@requires(Action.SEE_SPACE)
def proposal_word(proposal_id: UUID) -> Response:
    """Give the draft as Word, with the band that says that it has not gone out."""
    draft, db = proposal_for(proposal_id, Action.SEE_SPACE), context.reading()
    tree = proposal_document(draft.text, _around(read_space(db, who(), draft.space_id), _page(draft).number))
    sha256 = letterhead_of(db, draft.space_id)
    paper = stored_file(context.house().files, sha256, ".docx") if sha256 else None
    return word_file(document_word(tree, letterhead=paper), "borrador-propuesta.docx")
