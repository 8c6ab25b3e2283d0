"""The published minutes of a session: the newest version, the older ones, and the files that prove them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import request
from markupsafe import Markup
from werkzeug.wrappers import Response

from labapp.documents.content import Document
from labapp.documents.differences import ChangedPart, differences
from labapp.documents.html import document_html
from labapp.documents.messages import few_sentences
from labapp.documents.minutes_versions import opened_version
from labapp.domain.clause_places import ClausePlace
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.journal import canonical
from labapp.domain.readings import ReadForm
from labapp.queries.minutes import FrozenVersion, Office, VersionRow, frozen_version, office_of
from labapp.queries.minutes_scans import ScanRow, scans_of
from labapp.queries.response_document import reported_texts
from labapp.stored_files import stored_file
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import _, render
from labapp.web.public.blueprint import blueprint
from labapp.web.public.cards import card_of_minutes
from labapp.web.public.observations import ObservationBoard, observation_board
from labapp.web.public.reading import reads
from labapp.web.public.responses import clauses_of
from labapp.web.public.sharing import Shared, picture, shared
from labapp.web.public_address import public_address
from labapp.web.scan_files import scan_file


@dataclass(frozen=True, slots=True)
class MinutesPublicPage:
    """One published version as everybody reads it."""

    frozen: FrozenVersion
    kind: str
    article: Markup | None
    """None where the version was withdrawn."""
    permanent: str | None
    approved_by: Office
    scans: tuple[ScanRow, ...]
    """The signed copies that everybody may see."""
    before: int | None
    """The version shown before this one, to be compared with it."""
    observations: ObservationBoard
    clauses: Mapping[str, Sequence[ClausePlace]]
    """In which clauses of proposals each number of this version stands today. It is no part of what was sealed."""
    shared: Shared


@dataclass(frozen=True, slots=True)
class MinutesChangesPage:
    """A version, the one before it, and the parts that are not the same."""

    frozen: FrozenVersion
    before: VersionRow
    parts: tuple[ChangedPart, ...]


def _page(token: str, number: int | None) -> Response:
    frozen = frozen_version(context.reading(), token.upper(), number)
    version, article, kind = frozen.version, None, _("Minuta o informe de mesa")
    document = opened_version(frozen.content, version.sha256) if version.is_shown else None
    if document:
        article, kind = document_html(document, title_level=2), document.kind
    permanent = public_address("public.minutes_version", token=frozen.head.token, number=version.number)
    page = MinutesPublicPage(
        frozen=frozen,
        kind=kind,
        article=article,
        permanent=permanent,
        approved_by=office_of(context.reading(), version.approved_by),
        scans=_public_scans(version),
        before=frozen.shown_before,
        observations=observation_board(frozen.head),
        clauses=clauses_of(frozen.head, reported_texts(frozen.content)),
        shared=_shared(frozen, document, kind, permanent),
    )
    reads(ReadForm.PAGE, "public.minutes_version", token=frozen.head.token, number=version.number)
    return render("public/minutes.html", page)


def _shared(frozen: FrozenVersion, document: Document | None, kind: str, permanent: str | None) -> Shared:
    title, number = f"{kind}: {frozen.head.name}", frozen.version.number
    if document is None:
        return shared(title, _("Esta versión se retiró."), permanent)
    drawn = picture(
        card_of_minutes(frozen, document), "public.minutes_card_picture", token=frozen.head.token, number=number
    )
    return shared(title, few_sentences(document), permanent, drawn)


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


def _public_scans(version: VersionRow) -> tuple[ScanRow, ...]:
    scans = scans_of(context.reading(), version.id) if version.is_shown else ()
    return tuple(one for one in scans if one.is_public)


@blueprint.get("/sesion/<token>/minuta/v<int:number>/firmada/<uuid:scan_id>.<any(pdf, jpg, png):ending>")
@public
def minutes_signed(token: str, number: int, scan_id: UUID, ending: str) -> Response:
    """Give the scan of a signed copy that was made public; the address ends as the file does, so that it opens."""
    frozen = frozen_version(context.reading(), token.upper(), number)
    wanted = (scan_id, f".{ending}")
    found = next((one for one in _public_scans(frozen.version) if (one.id, one.kind.suffix) == wanted), None)
    if found is None:
        raise NotFound
    return scan_file(found.sha256, found.kind, f"firmada-{frozen.head.code.lower()}-v{number}")


@blueprint.get("/sesion/<token>/minuta/v<int:number>/cambios")
@public
def minutes_changes(token: str, number: int) -> Response:
    """Show what a version says that the one shown before it did not, word by word."""
    db = context.reading()
    after = frozen_version(db, token.upper(), number)
    before = frozen_version(db, token.upper(), after.shown_before or 0)
    old = opened_version(before.content, before.version.sha256)
    new = opened_version(after.content, after.version.sha256)
    return render("public/minutes_changes.html", MinutesChangesPage(after, before.version, differences(old, new)))


def _pdf(token: str, number: int | None) -> Response:
    frozen = frozen_version(context.reading(), token.upper(), number)
    if not frozen.version.is_shown:
        raise RuleViolated("version_withdrawn")
    opened_version(frozen.content, frozen.version.sha256)
    data = stored_file(context.house().files, frozen.version.pdf_sha256, ".pdf")
    if data is None:
        raise RuleViolated("version_altered")
    reads(ReadForm.FILE, "public.minutes_version_pdf", token=frozen.head.token, number=frozen.version.number)
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
