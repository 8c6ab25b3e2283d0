"""Taking the answer back to the people: the poster for the board and the text for the radio."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Response

from labapp.documents.radio import LONGEST, RadioText, radio_text
from labapp.documents.return_poster import poster_page, return_poster_pdf
from labapp.documents.returning import version_name
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action, can
from labapp.queries.response_versions import Published, published, versions_of
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import render
from labapp.web.public_address import public_address


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """What can be taken back to the people; without a published version nothing yet."""

    head: SessionHead
    version: Published | None
    version_name: str
    radio: RadioText | None
    longest: int
    has_address: bool
    may_notify: bool


def newest(session_id: UUID) -> Published | None:
    """Return the newest published version of the answers of a session, None before the first."""
    versions = versions_of(context.reading(), session_id)
    return published(versions) if versions else None


def answers_address(head: SessionHead) -> str | None:
    """Return where the answers of a session stand on the internet, None while the programme has no address there."""
    return public_address("public.response_public", token=head.token)


@blueprint.get("/sesiones/<uuid:session_id>/devolucion")
@requires(Action.SEE_SPACE)
def return_page(session_id: UUID) -> Response:
    """Show the ways of taking the newest published answers back to the people."""
    head = session_for(session_id, Action.SEE_SPACE)
    version = newest(session_id)
    page = ReturnPage(
        head=head,
        version=version,
        version_name=version_name(version, context.language()) if version else "",
        radio=radio_text(version, community=head.community, zone=head.zone) if version else None,
        longest=LONGEST,
        has_address=answers_address(head) is not None,
        may_notify=can(context.actor(), Action.EXPORT_NAMES, territory_of_space(context.reading(), head.space_id)),
    )
    return render("facilitator/return.html", page)


@blueprint.get("/sesiones/<uuid:session_id>/devolucion/cartel.pdf")
@requires(Action.SEE_SPACE)
def return_poster(session_id: UUID) -> Response:
    """Give the poster of the newest published answers."""
    head, version = session_for(session_id, Action.SEE_SPACE), newest(session_id)
    if version is None:
        raise RuleViolated("response_not_published")
    page = poster_page(version, place=head.where, zone=head.zone, language="es", public_url=answers_address(head))
    response = Response(return_poster_pdf(page), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="respuesta-cartel-{head.code.lower()}.pdf"'
    return response
