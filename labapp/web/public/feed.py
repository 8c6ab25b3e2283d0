"""The feed of what was published: minutes, reports and answers, each version an entry, the latest first."""

from __future__ import annotations

from flask import url_for
from werkzeug.wrappers import Response

from labapp.atom_files import FeedEntry, atom_file
from labapp.queries.programme import programme_name
from labapp.queries.verification import CodedVersion, every_version
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import _
from labapp.web.public.blueprint import blueprint
from labapp.web.public.verification import is_out
from labapp.web.public_address import public_address

MOST_IN_FEED = 100


@blueprint.get("/publicado.atom")
@public
def published_feed() -> Response:
    """Give the latest published versions that were not withdrawn as an Atom feed."""
    shown = [one for one in every_version(context.reading()) if one.withdrawn_at is None and is_out(one)]
    latest = sorted(shown, key=lambda one: (one.published_at, one.number, one.code), reverse=True)[:MOST_IN_FEED]
    name = programme_name(context.reading()) or _("Laboratorios participativos")
    feed = atom_file(
        _("%(programme)s: lo publicado", programme=name),
        name,
        public_address("public.published_feed") or url_for("public.published_feed").lstrip("/"),
        [_entry(one) for one in latest],
        language=context.language(),
    )
    return Response(feed, content_type="application/atom+xml; charset=utf-8")


def _entry(version: CodedVersion) -> FeedEntry:
    endpoint = "public.minutes_version" if version.is_minutes else "public.response_version"
    token, number = version.head.token, version.number
    kind = _("Minuta o informe de mesa") if version.is_minutes else _kind_of_response(version)
    room = "minuta" if version.is_minutes else "respuesta"
    return FeedEntry(
        name=f"{room}/{token}/v{number}",
        title=_("%(kind)s: %(name)s, versión %(number)s", kind=kind, name=version.head.name, number=number),
        href=public_address(endpoint, token=token, number=number) or _beside(endpoint, token=token, number=number),
        published_at=version.published_at,
    )


def _kind_of_response(version: CodedVersion) -> str:
    if version.advance is None:
        return _("Respuesta razonada")
    return _("Avance n.º %(number)s de la respuesta", number=version.advance)


def _beside(endpoint: str, *, token: str, number: int) -> str:
    """Return the way to a page from the feed, which lies above all of them, in a copy too."""
    path = url_for(endpoint, token=token, number=number).lstrip("/")
    return f"{path}/index.html" if context.is_copy() else path
