"""Documents as Word files at the desk: drafts to correct by hand, versions to sign."""

from __future__ import annotations

from uuid import UUID

from werkzeug.wrappers import Response

from labapp.documents.content import Document
from labapp.documents.frozen import document_from
from labapp.documents.minutes_versions import draft_document, opened_version
from labapp.documents.responses_versions import coming_version, draft_tree
from labapp.documents.word import document_word
from labapp.domain.errors import NotFound
from labapp.domain.responses import VersionKind
from labapp.domain.roles import Action
from labapp.queries.letterheads import letterhead_of
from labapp.queries.minutes import frozen_version, minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.queries.response_document import response_facts
from labapp.queries.response_versions import unaltered, versions_of
from labapp.queries.sessions import SessionHead
from labapp.stored_files import stored_file
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.response_publishing import frame_of
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.word_files import word_file


def _on_paper(head: SessionHead, document: Document, name: str) -> Response:
    sha256 = letterhead_of(context.reading(), head.space_id)
    paper = stored_file(context.house().files, sha256, ".docx") if sha256 else None
    return word_file(document_word(document, letterhead=paper), f"{name}-{head.code.lower()}.docx")


@blueprint.get("/sesiones/<uuid:session_id>/minuta/borrador.docx")
@requires(Action.SEE_SPACE)
def minutes_draft_word(session_id: UUID) -> Response:
    """Give the draft of the minutes as Word, with the band that says that nobody approved it."""
    head = session_for(session_id, Action.SEE_SPACE)
    db = context.reading()
    facts, draft = minutes_facts(db, session_id), minutes_draft(db, session_id)
    return _on_paper(head, draft_document(facts, draft, on=today_in(head.zone)), "borrador")


@blueprint.get("/sesiones/<uuid:session_id>/minuta/v<int:number>.docx")
@requires(Action.SEE_SPACE)
def minutes_version_word(session_id: UUID, number: int) -> Response:
    """Give a published version of the minutes as Word, to be signed on paper."""
    head = session_for(session_id, Action.SEE_SPACE)
    frozen = frozen_version(context.reading(), head.token, number)
    return _on_paper(head, opened_version(frozen.content, frozen.version.sha256), f"minuta-v{number}")


@blueprint.get("/sesiones/<uuid:session_id>/respuesta/borrador.docx")
@requires(Action.SEE_SPACE)
def response_draft_word(session_id: UUID) -> Response:
    """Give the coming answers as Word, with the band that says that they have not gone out."""
    head = session_for(session_id, Action.SEE_SPACE)
    facts, versions = response_facts(context.reading(), session_id), versions_of(context.reading(), session_id)
    coming = coming_version(facts, versions, VersionKind.PROGRESS)
    tree = draft_tree(facts, coming, frame_of(head), today=today_in(head.zone))
    return _on_paper(head, tree, "borrador-respuesta")


@blueprint.get("/sesiones/<uuid:session_id>/respuesta/v<int:number>.docx")
@requires(Action.SEE_SPACE)
def response_version_word(session_id: UUID, number: int) -> Response:
    """Give a published version of the answers as Word."""
    head = session_for(session_id, Action.SEE_SPACE)
    found = next((one for one in versions_of(context.reading(), session_id) if one.number == number), None)
    if found is None:
        raise NotFound
    return _on_paper(head, document_from(unaltered(found).content["document"]), f"respuesta-v{number}")
