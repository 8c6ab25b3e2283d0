"""The public page of the answers: the newest version, any older one, and their PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import current_app, url_for
from werkzeug.wrappers import Response

from labapp.documents.responses_facts import answered, changes, group_counts
from labapp.documents.responses_page import AnsweredContribution, GroupCount
from labapp.documents.responses_versions import kept_pdf
from labapp.domain.clause_places import ClausePlace, by_number
from labapp.domain.readings import ReadForm
from labapp.queries.clause_places import named_clauses
from labapp.queries.public_responses import PublicResponse, frozen_pdf, public_response
from labapp.queries.replies import Second, second_answers
from labapp.queries.response_versions import Published
from labapp.queries.sessions import SessionHead
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import term_words, today_in
from labapp.web.pages import _, render
from labapp.web.public.blueprint import blueprint
from labapp.web.public.cards import card_of_response
from labapp.web.public.reading import reads
from labapp.web.public.sessions import session_shared
from labapp.web.public.sharing import Shared, picture, shared
from labapp.web.public_address import public_address
from labapp.words.labels import label


@dataclass(frozen=True, slots=True)
class PublicResponsePage:
    """A version in the words of the reader's language; the texts themselves stay as they were written."""

    found: PublicResponse
    answers: tuple[AnsweredContribution, ...]
    groups: tuple[GroupCount, ...]
    changes: tuple[str, ...]
    address: str | None
    seconds: Mapping[str, Sequence[Second]]
    """What offices added afterwards, by number of contribution."""
    clauses: Mapping[str, Sequence[ClausePlace]]
    """In which clauses each number stands today, by number of contribution."""
    shared: Shared


@blueprint.context_processor
def public_words() -> dict[str, object]:
    """Give the public pages the words of terms, and the ways to pages that may not exist on this node."""
    return {**term_words(), "way": way}


def way(endpoint: str, **values: Any) -> str | None:  # values are whatever the route takes
    """Return the address of a page, None where this application has no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None


def answers_of(version: Published) -> tuple[AnsweredContribution, ...]:
    """Return the answers of a version in the reader's language."""
    return answered(version.document, version.shown, context.language())


def answers_to(version: Published, number: str) -> Iterator[AnsweredContribution]:
    """Yield what a version says under a number: itself, its parts, and what it was joined with."""
    row = version.document.find(number)
    wanted = {number, *(row.parts if row else ()), *([row.joined_into] if row and row.joined_into else [])}
    yield from (one for one in answers_of(version) if one.contribution.number in wanted)


def clauses_of(head: SessionHead, numbers: Iterable[str]) -> dict[str, tuple[ClausePlace, ...]]:
    """Return in which clauses of published proposals the contributions of a session with these numbers stand today."""
    return by_number(named_clauses(context.reading(), head), numbers)


def _page(token: str, number: int | None) -> Response:
    today: date = today_in()
    found = public_response(context.reading(), token, today=today, number=number)
    version, language = found.version, context.language()
    answers = answers_of(version) if version else ()
    address = _address(found)
    page = PublicResponsePage(
        found=found,
        answers=answers,
        groups=group_counts(version.document, language, today=today) if version else (),
        changes=changes(version.changed, language) if version else (),
        address=address,
        seconds=second_answers(context.reading(), found.head.id, up_to=version.number) if version else {},
        clauses=clauses_of(found.head, (one.contribution.number for one in answers)),
        shared=_shared(found, address),
    )
    if version:
        reads(ReadForm.PAGE, "public.response_version", token=found.head.token, number=version.number)
    return render("public/response.html", page)


def _address(found: PublicResponse) -> str | None:
    if found.version is None:
        return None
    return public_address("public.response_version", token=found.head.token, number=found.version.number)


def _shared(found: PublicResponse, address: str | None) -> Shared:
    head, version, figures = found.head, found.version, found.measures
    if version is None or figures is None:
        promised = session_shared(head, public_address("public.response_public", token=head.token))
        return replace(promised, title=f"{_('Respuesta a los aportes')}: {head.name}")
    told = _("Aportes recibidos: %(received)s; respondidos: %(answered)s; acogidos: %(taken)s",
             received=figures.received, answered=figures.answered, taken=figures.taken_up)  # fmt: skip
    values = {"token": head.token, "number": version.number}
    drawn = picture(card_of_response(head, version), "public.response_card_picture", **values)
    return shared(f"{label(version.kind, context.language())}: {head.name}", told, address, drawn)


@blueprint.get("/sesion/<token>/respuesta")
@public
def response_public(token: str) -> Response:
    """Show the newest version of the answers, or when they were promised for."""
    return _page(token, None)


@blueprint.get("/sesion/<token>/respuesta/v<int:number>")
@public
def response_version(token: str, number: int) -> Response:
    """Show one version of the answers, as it was published."""
    return _page(token, number)


def _pdf(token: str, number: int | None) -> Response:
    head, version, content, pdf_sha256 = frozen_pdf(context.reading(), token, number)
    reads(ReadForm.FILE, "public.response_version_pdf", token=head.token, number=version)
    pdf = kept_pdf(content, pdf_sha256, context.house().files)
    response = current_app.response_class(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="respuesta-{head.code.lower()}-v{version}.pdf"'
    return response


@blueprint.get("/sesion/<token>/respuesta.pdf")
@public
def response_pdf(token: str) -> Response:
    """Give the PDF of the newest version."""
    return _pdf(token, None)


@blueprint.get("/sesion/<token>/respuesta/v<int:number>.pdf")
@public
def response_version_pdf(token: str, number: int) -> Response:
    """Give the PDF of one version."""
    return _pdf(token, number)
