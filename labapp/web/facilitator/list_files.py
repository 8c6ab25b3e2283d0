"""Sending filed lists under their record, and public summaries to whoever works on the sessions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.lists import ListScope, check_period
from labapp.domain.roles import Action, can
from labapp.domain.tables import Language
from labapp.exports.list_files import (
    ListOrder,
    PublicOrder,
    days_of,
    list_name,
    public_name,
    subject_of,
    write_list,
    write_public,
)
from labapp.exports.session_files import Format, Grant
from labapp.models.lists import ListExport
from labapp.models.recorder import Db
from labapp.queries.exports import one_moment
from labapp.queries.list_templates import Template, columns_of, template_seen
from labapp.queries.lists import held_sessions, sessions_of_days, space_title
from labapp.queries.people import staff_name
from labapp.queries.sessions import SessionHead, session_head, territory_of_space
from labapp.services.list_exports import granted_list
from labapp.stored_files import stored_file
from labapp.web import access, context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.exports import send_draft
from labapp.words import formats
from labapp.words.labels import label


def _language() -> Language:
    return "en" if context.language() == "en" else "es"


def _days(from_on: date, to_on: date) -> str:
    language = _language()
    return days_of(formats.day(from_on, language), formats.day(to_on, language), language)


def logo_of(template: Template) -> bytes | None:
    """Return the logo of a template; None where it has none or the file is gone."""
    if template.logo_sha256 is None or template.logo_kind is None:
        return None
    return stored_file(context.house().settings.files, template.logo_sha256, f".{template.logo_kind.value}")


def _sessions(db: Db, record: ListExport) -> tuple[tuple[SessionHead, ...], str]:
    """Return the sessions of a recorded list, and what they are the sessions of. Raises NotAllowed."""
    if record.space_id is not None:
        access.check(Action.EXPORT_NAMES, territory_of_space(db, record.space_id))
        if record.session_id is not None:
            return (session_head(db, record.session_id),), ""
        return held_sessions(db, record.space_id), space_title(db, record.space_id)
    if record.from_on is None or record.to_on is None:
        raise ValueError(f"list {record.id} is of nothing")
    return sessions_of_days(db, who(), record.from_on, record.to_on), _days(record.from_on, record.to_on)


@blueprint.get("/listas/descarga/<token>.<any(xlsx, csv):ending>")
@requires(Action.EXPORT_NAMES)
def list_granted(token: str, ending: str) -> Response:
    """Send the list that was recorded under this grant, to the account that asked for it."""
    house = context.house()
    with one_moment(house.database) as db:
        record = granted_list(db, token, staff_id=who().staff_id, now=context.now())
        order = _order(db, record, Format(ending))
        path = write_list(db, house.settings.instance, order, now=context.now())
    return send_draft(path, list_name(order), order.format)


def _order(db: Db, record: ListExport, ending: Format) -> ListOrder:
    heads, title = _sessions(db, record)
    template = template_seen(db, who(), record.template_id) if record.template_id else None
    return ListOrder(
        scope=record.scope,
        heads=heads,
        subject=subject_of(record.scope, title, heads, _language()),
        columns=columns_of(record.columns),
        heading=template.lines if template else (),
        logo=logo_of(template) if template else None,
        format=ending,
        language=_language(),
        grant=Grant(record.id, staff_name(db, who().staff_id), label(record.purpose, context.language())),
    )


@blueprint.get("/laboratorios/<uuid:space_id>/resumen-publico.<any(xlsx, csv):ending>")
@requires(Action.EXPORT_DATA)
def public_summary(space_id: UUID, ending: str) -> Response:
    """Send what the public may read of the sessions of a lab or table."""
    db = context.reading()
    if not can(who(), Action.EXPORT_DATA, territory_of_space(db, space_id)):
        raise NotFound
    heads = held_sessions(db, space_id)
    return _send_public(heads, subject_of(ListScope.SPACE, space_title(db, space_id), heads, _language()), ending)


@blueprint.get("/listas/resumen-publico.<any(xlsx, csv):ending>")
@requires(Action.EXPORT_DATA)
def public_summary_of_days(ending: str) -> Response:
    """Send what the public may read of the sessions of some days that whoever asks may see."""
    try:
        from_on, to_on = (date.fromisoformat(request.args.get(name, "")) for name in ("desde", "hasta"))
    except ValueError:
        raise RuleViolated("days_missing") from None
    check_period(from_on, to_on)
    heads = sessions_of_days(context.reading(), who(), from_on, to_on)
    return _send_public(heads, _days(from_on, to_on), ending)


def _send_public(heads: tuple[SessionHead, ...], subject: str, ending: str) -> Response:
    house, order = context.house(), PublicOrder(heads, subject, Format(ending), _language())
    with one_moment(house.database) as db:
        path = write_public(db, house.settings.instance, order, now=context.now())
    return send_draft(path, public_name(order), order.format)
