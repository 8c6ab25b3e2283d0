"""The page of one community: what is held there and what concerns it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response

from labapp.documents.cards import community_card
from labapp.documents.threads import Thread, threads_of_community
from labapp.queries.calendar import PublicCommunity, community_public
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.pages import _, render
from labapp.web.public.blueprint import blueprint
from labapp.web.public.calendar import page_hrefs
from labapp.web.public.cards import programme_on_cards
from labapp.web.public.sharing import Shared, picture, shared
from labapp.web.public_address import public_address


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """A community with what was announced there."""

    community: PublicCommunity
    address: str | None
    previous_href: str | None
    next_href: str | None
    threads: tuple[Thread, ...]
    """What came of each lab or table; on the first page of the sessions only."""
    shared: Shared


@blueprint.get("/comunidad/<token>")
@public
def community_page(token: str) -> Response:
    """Show a community with its sessions, those to come first."""
    found = community_public(
        context.reading(), token.upper(), now=context.now(), page=request.args.get("pagina", 1, type=int)
    )
    address = public_address("public.community_page", token=found.token)
    hrefs = page_hrefs(found.listing, "public.community_page", token=found.token)
    drawn = picture(community_card(programme_on_cards(), found), "public.community_card_picture", token=found.token)
    told = _("Sesiones, minutas y respuestas de %(community)s", community=found.name)
    threads = _threads(found.token) if found.listing.page == 1 else ()
    page = CommunityPage(found, address, *hrefs, threads=threads, shared=shared(found.name, told, address, drawn))
    return render("public/community.html", page)


def _threads(token: str) -> tuple[Thread, ...]:
    return threads_of_community(context.reading(), token, today=today_in(), language=context.language())
