"""Checking a document that somebody holds: what is published under the code that is printed on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.verification_codes import short_code
from labapp.queries.coded_proposals import CodedProposal, every_proposal, proposals_under
from labapp.queries.minutes import Office, office_of
from labapp.queries.session_public import announced_tokens
from labapp.queries.verification import CodedVersion, every_version, read_code, versions_under
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import _, render
from labapp.web.public.blueprint import blueprint

LONGEST_TYPED = 120


@dataclass(frozen=True, slots=True)
class FoundVersion:
    """One version that goes out under the code, what people call it, who approved it, and where it is read."""

    version: CodedVersion
    kind: str
    office: Office
    href: str
    shown_code: str


@dataclass(frozen=True, slots=True)
class FoundProposal:
    """One version of a proposal that goes out under the code, and where it is read."""

    version: CodedProposal
    href: str
    shown_code: str


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """What was typed, whether it is a code at all, and what goes out under it."""

    typed: str
    is_code: bool
    found: tuple[FoundVersion, ...]
    proposals: tuple[FoundProposal, ...]


@blueprint.get("/verificar")
@public
def verify() -> Response:
    """Ask for the code on a document, or say what is published under it; a copy lists every code."""
    db = context.reading()
    if context.is_copy():
        return render("public/verify_copy.html", _page("", every_version(db), every_proposal(db)))
    typed = request.args.get("codigo", "")[:LONGEST_TYPED].strip()
    code = read_code(typed)
    if code is None:
        return render("public/verify.html", VerifyPage(typed, False, (), ()))
    return render("public/verify.html", _page(typed, versions_under(db, code), proposals_under(db, code)))


def _page(typed: str, versions: Iterable[CodedVersion], proposals: Iterable[CodedProposal]) -> VerifyPage:
    found = tuple(_found(one) for one in announced(versions))
    return VerifyPage(typed, True, found, tuple(_found_proposal(one) for one in proposals))


def announced(versions: Iterable[CodedVersion]) -> Iterator[CodedVersion]:
    """Yield the versions of sessions that everybody may read of."""
    tokens = announced_tokens(context.reading())
    yield from (one for one in versions if one.head.token in tokens)


def endpoint_of(version: CodedVersion) -> str:
    """Return the endpoint of the page of a version."""
    return "public.minutes_version" if version.is_minutes else "public.response_version"


def kind_of(version: CodedVersion) -> str:
    """Return what a version is called among people."""
    if version.is_minutes:
        return _("Minuta o informe de mesa")
    if version.advance is None:
        return _("Respuesta razonada")
    return _("Avance n.º %(number)s de la respuesta", number=version.advance)


def _found(version: CodedVersion) -> FoundVersion:
    return FoundVersion(
        version=version,
        kind=kind_of(version),
        office=office_of(context.reading(), version.approved_by),
        href=url_for(endpoint_of(version), token=version.head.token, number=version.number),
        shown_code=short_code(version.code),
    )


def _found_proposal(version: CodedProposal) -> FoundProposal:
    href = url_for("public.proposal_version", token=version.token, number=version.number)
    return FoundProposal(version, href, short_code(version.code))
