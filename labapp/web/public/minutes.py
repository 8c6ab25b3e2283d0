"""The published minutes of a session: the newest version, the older ones, and the files that prove them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from markupsafe import Markup
from werkzeug.wrappers import Response

from labapp.documents.html import document_html
from labapp.documents.minutes_versions import opened_version
from labapp.domain.errors import RuleViolated
from labapp.domain.journal import canonical
from labapp.queries.minutes import FrozenVersion, frozen_version
from labapp.stored_files import stored_file
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import render
from labapp.web.public.blueprint import blueprint
from labapp.web.public_address import public_address


@dataclass(frozen=True, slots=True)
class MinutesPublicPage:
    """One published version as everybody reads it."""

    frozen: FrozenVersion
    kind: str
    article: Markup
    permanent: str | None


def _page(token: str, number: int | None) -> Response:
    frozen = frozen_version(context.reading(), token.upper(), number)
    document = opened_version(frozen.content, frozen.version.sha256)
    at = {"token": frozen.head.token, "number": frozen.version.number}
    address = public_address("public.minutes_version", **at)
    article = document_html(document, title_level=2)
    return render("public/minutes.html", MinutesPublicPage(frozen, document.kind, article, address))


@blueprint.get("/sesion/<token>/minuta")
@public
def minutes_public(token: str) -> Response:
    """Show the newest published version."""
    return _page(token, None)


@blueprint.get("/sesion/<token>/minuta/v<int:number>")
@public
def minutes_version(token: str, number: int) -> Response:
    """Show one published version."""
    return _page(token, number)


@blueprint.get("/sesion/<token>/minuta.pdf")
@public
def minutes_pdf(token: str) -> Response:
    """Give the PDF of the newest version."""
    return _pdf(token, None)


@blueprint.get("/sesion/<token>/minuta/v<int:number>.pdf")
@public
def minutes_version_pdf(token: str, number: int) -> Response:
    """Give the PDF of one version."""
    return _pdf(token, number)


def _pdf(token: str, number: int | None) -> Response:
    frozen = frozen_version(context.reading(), token.upper(), number)
    data = stored_file(context.house().files, frozen.version.pdf_sha256, ".pdf")
    if data is None:
        raise RuleViolated("version_altered")
    response = Response(data, mimetype="application/pdf")
    name = f"minuta-{frozen.head.code.lower()}-v{frozen.version.number}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.set_etag(frozen.version.pdf_sha256)
    return response.make_conditional(request)


@blueprint.get("/sesion/<token>/minuta/v<int:number>.json")
@public
def minutes_version_data(token: str, number: int) -> Response:
    """Give the frozen data of one version, from which its code of verification can be worked out again."""
    frozen = frozen_version(context.reading(), token.upper(), number)
    opened_version(frozen.content, frozen.version.sha256)
    response = Response(canonical(dict(frozen.content)), mimetype="application/json")
    response.set_etag(frozen.version.sha256)
    return response.make_conditional(request)
