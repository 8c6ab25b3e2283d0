"""The public page of a proposal: its versions, where each clause comes from, and what each institution said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from werkzeug.wrappers import Response

from labapp.documents.differences import ChangedPart, differences
from labapp.documents.proposals import Around, proposal_document
from labapp.documents.word import document_word
from labapp.queries.proposals import Version
from labapp.queries.public_proposals import PublicProposal, public_proposal
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.pages import programme_title, render
from labapp.web.public.blueprint import blueprint
from labapp.web.public_address import public_address
from labapp.web.word_files import word_file
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A version, what changed in it, and its permanent address."""

    found: PublicProposal
    changed: tuple[ChangedPart, ...]
    address: str | None
    today: date


def _around(found: PublicProposal, version: Version) -> Around:
    return Around(
        programme=programme_title(),
        gathering=found.space_title,
        sessions={token: origin.head.name for token, origin in found.origins.items()},
        dated_on=local(version.published_at).date(),
        version=version.number,
        sha256=version.sha256,
    )


def _changed(found: PublicProposal) -> tuple[ChangedPart, ...]:
    before = found.before
    if before is None:
        return ()
    around = _around(found, before)
    return differences(proposal_document(before.text, around), proposal_document(found.version.text, around))


def _page(token: str, number: int | None) -> Response:
    found = public_proposal(context.reading(), token, number=number)
    address = public_address("public.proposal_version", token=found.token, number=found.version.number)
    return render("public/proposal.html", ProposalPage(found, _changed(found), address, today_in()))


@blueprint.get("/propuesta/<token>")
@public
def proposal_public(token: str) -> Response:
    """Show the newest version of a proposal."""
    return _page(token, None)


@blueprint.get("/propuesta/<token>/v<int:number>")
@public
def proposal_version(token: str, number: int) -> Response:
    """Show one version of a proposal, as it was published."""
    return _page(token, number)


@blueprint.get("/propuesta/<token>/v<int:number>.docx")
@public
def proposal_version_word(token: str, number: int) -> Response:
    """Give one version of a proposal as Word."""
    found = public_proposal(context.reading(), token, number=number)
    tree = proposal_document(found.version.text, _around(found, found.version))
    return word_file(document_word(tree), f"propuesta-v{number}.docx")
