"""The minutes at the desk: what is assembled, what is written, what is missing, and the way to the public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from labapp.documents.content import Document
from labapp.documents.frozen import document_data
from labapp.documents.html import document_html
from labapp.documents.minutes_assembly import LANGUAGE
from labapp.documents.minutes_versions import digest_of, draft_document, opened_version
from labapp.documents.pdf import document_pdf
from labapp.domain.minutes import BLOCKS, Block, Gap, Lacking, missing_to_approve
from labapp.domain.minutes import State as MinutesState
from labapp.domain.observations import Tally
from labapp.domain.roles import Action, can
from labapp.queries.minutes import MinutesDraft, VersionRow, frozen_version, minutes_draft, minutes_rule, version_rows
from labapp.queries.minutes_facts import MinutesFacts, minutes_facts
from labapp.queries.observation_windows import Window, window_of
from labapp.queries.observations import asked_of, tally
from labapp.queries.personal_traces import open_traces
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint, may_open
from labapp.web.facilitator.minutes_forms import ApproveForm, NotesForm, PublishForm, ReturnForm, ReviewForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import render
from labapp.words.formats import local
from labapp.words.labels import label
from labapp.words.observations import proposed_note

PAGE = "facilitator/minutes.html"


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One thing that is missing, and the page where it is mended."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block of the document: where it is written, whether it has words, and whether a person wrote in it."""

    block: Block
    href: str
    is_filled: bool
    is_written: bool


@dataclass(frozen=True, slots=True)
class May:
    """What whoever is here may do with the document now."""

    write: bool
    approve: bool
    publish: bool
    is_author: bool


@dataclass(frozen=True, slots=True)
class DeskObservations:
    """The corrections that people asked for; `note` is the sentence proposed for what the coming version changes."""

    window: Window | None
    tally: Tally
    note: str


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The page of the minutes: the document as it stands, and everything around it."""

    head: SessionHead
    facts: MinutesFacts
    draft: MinutesDraft
    preview: Markup
    missing: tuple[MissingLine, ...]
    blocks: tuple[BlockLine, ...]
    versions: tuple[VersionRow, ...]
    may: May
    forms: Mapping[str, KeyedForm]
    is_editable: bool
    observations: DeskObservations
    personal: int
    """How many personal data in the text wait for a decision."""


def minutes_view(session_id: UUID) -> MinutesView:
    """Return the page of the minutes for whoever asks."""
    head = session_for(session_id, Action.SEE_SPACE)
    db = context.reading()
    facts, draft = minutes_facts(db, session_id), minutes_draft(db, session_id)
    rule, observations = minutes_rule(facts, draft), _observations(head, facts)
    shown = _shown(facts, draft, on=local(context.now(), head.zone).date())
    return MinutesView(
        head=head,
        facts=facts,
        draft=draft,
        preview=document_html(shown, title_level=2),
        missing=tuple(_missing_line(head, one) for one in missing_to_approve(rule)),
        blocks=tuple(
            BlockLine(block, _written_at(head, block), block in rule.filled, _is_by_hand(draft, block))
            for block in BLOCKS[facts.kind]
            if block != Block.HEADER
        ),
        versions=version_rows(db, session_id),
        may=_may(head, draft),
        forms=_forms(facts, draft, observations.note),
        is_editable=draft.state in {MinutesState.DRAFT, MinutesState.PUBLISHED},
        observations=observations,
        personal=len(open_traces(db, head.space_id, document_data(shown))),
    )


def _forms(facts: MinutesFacts, draft: MinutesDraft, proposed: str) -> dict[str, KeyedForm]:
    note = draft.change_note or proposed
    return {
        "notes": NotesForm.shown(unread_note=draft.unread_note, change_note=note).worded(),
        "review": ReviewForm.shown(),
        "back": ReturnForm.shown().worded(),
        "approve": ApproveForm.shown(digest=digest_of(facts, draft)),
        "publish": PublishForm.shown(),
    }


def _observations(head: SessionHead, facts: MinutesFacts) -> DeskObservations:
    db = context.reading()
    window = window_of(db, head.id, zone=head.zone, now=context.now())
    return DeskObservations(window, tally(asked_of(db, head.id)), proposed_note(facts.answered, LANGUAGE))


def _written_at(head: SessionHead, block: Block) -> str:
    if block is Block.INTERVENTIONS:
        return url_for("facilitator.intervention_list", session_id=head.id)
    return url_for("facilitator.minutes_block", session_id=head.id, block=block.value)


def _is_by_hand(draft: MinutesDraft, block: Block) -> bool:
    return block in draft.texts or (block is Block.INTERVENTIONS and bool(draft.interventions))


def _shown(facts: MinutesFacts, draft: MinutesDraft, *, on: date) -> Document:
    """Return what is out while nobody has begun a new version, else the draft."""
    if draft.state is not MinutesState.PUBLISHED:
        return draft_document(facts, draft, on=on)
    frozen = frozen_version(context.reading(), facts.head.token, None)
    if not frozen.version.is_shown:
        return draft_document(facts, draft, on=on)
    return opened_version(frozen.content, frozen.version.sha256)


def _may(head: SessionHead, draft: MinutesDraft) -> May:
    where, actor = territory_of_space(context.reading(), head.space_id), who()
    return May(
        write=can(actor, Action.WRITE_MINUTES, where),
        approve=can(actor, Action.APPROVE_MINUTES, where),
        publish=can(actor, Action.PUBLISH, where),
        is_author=actor.staff_id in draft.authors,
    )


def _missing_line(head: SessionHead, lacking: Lacking) -> MissingLine:
    language = context.language()
    block = label(lacking.block, language) if lacking.block else ""
    text = label(lacking.code, language).format(block=block, numbers=", ".join(lacking.numbers))
    return MissingLine(text, _mended_at(head, lacking))


def _mended_at(head: SessionHead, lacking: Lacking) -> str | None:
    match lacking.code:
        case Gap.BLOCK_EMPTY if lacking.block is not None:
            return url_for("facilitator.minutes_block", session_id=head.id, block=lacking.block.value)
        case Gap.NOT_READ_BACK:
            return url_for("facilitator.reading", session_id=head.id)
        case Gap.NO_CHANGE_NOTE:
            return "#change_note"
        case _:
            closing = "facilitator.closing_page"
            return url_for(closing, session_id=head.id) if may_open(closing) else None


@blueprint.get("/sesiones/<uuid:session_id>/minuta")
@requires(Action.SEE_SPACE)
def minutes_page(session_id: UUID) -> Response:
    """Show the document as it stands, what is missing, and what can be done."""
    return render(PAGE, minutes_view(session_id))


@blueprint.get("/sesiones/<uuid:session_id>/minuta/borrador.pdf")
@requires(Action.SEE_SPACE)
def minutes_draft_pdf(session_id: UUID) -> Response:
    """Give the draft as PDF, with the band that says that nobody approved it."""
    head = session_for(session_id, Action.SEE_SPACE)
    db = context.reading()
    today = local(context.now(), head.zone).date()
    document = draft_document(minutes_facts(db, session_id), minutes_draft(db, session_id), on=today)
    response = Response(document_pdf(document), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="borrador-{head.code.lower()}.pdf"'
    return response
