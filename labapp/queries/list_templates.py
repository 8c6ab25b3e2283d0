"""Reading the templates of lists: those of the whole programme, and those of the reader's own organisation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound
from labapp.domain.lists import ListColumn, ListField
from labapp.domain.pictures import PictureKind
from labapp.domain.roles import EVERYWHERE, Actor
from labapp.models.lists import ListTemplate
from labapp.models.people import Organisation
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it stands. `op` is the version of its row; `organisation` is None where it is for all."""

    id: UUID
    op: UUID
    name: str
    organisation_id: UUID | None
    organisation: str | None
    heading: str
    reason: str
    columns: tuple[ListColumn, ...]
    logo_sha256: str | None
    logo_kind: PictureKind | None
    active: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines above the list."""
        return tuple(self.heading.split("\n")) if self.heading else ()


def columns_of(stored: Sequence[Sequence[str]]) -> tuple[ListColumn, ...]:
    """Return the columns as a row keeps them."""
    return tuple(ListColumn(ListField(field), title) for field, title in stored)


def seen_by(actor: Actor) -> sa.ColumnElement[bool]:
    """Return the condition under which `actor` sees a template: for all, or of their own organisation."""
    if actor.role in EVERYWHERE:
        return sa.true()
    return sa.or_(
        ListTemplate.organisation_id.is_(None), ListTemplate.organisation_id == actor.organisation_id
    )


_TEMPLATES = sa.select(
    ListTemplate, sa.func.coalesce(Organisation.short_name, Organisation.name).label("organisation")
).outerjoin(Organisation, Organisation.id == ListTemplate.organisation_id)


def _template(found: sa.Row[ListTemplate, str]) -> Template:
    row, organisation = found
    return Template(
        id=row.id,
        op=row.op,
        name=row.name,
        organisation_id=row.organisation_id,
        organisation=organisation,
        heading=row.heading,
        reason=row.reason,
        columns=columns_of(row.columns),
        logo_sha256=row.logo_sha256,
        logo_kind=row.logo_kind,
        active=row.active,
    )


def template_list(db: Db, actor: Actor) -> tuple[Template, ...]:
    """Return every template that `actor` may see, those in use first, by name."""
    found = db.execute(
        _TEMPLATES.where(seen_by(actor)).order_by(ListTemplate.active.desc(), ListTemplate.name, ListTemplate.id)
    )
    return tuple(_template(row) for row in found)


def template_seen(db: Db, actor: Actor, template_id: UUID) -> Template:
    """Return one template. Raises NotFound where there is none or it is not `actor`'s to see."""
    found = db.execute(_TEMPLATES.where(ListTemplate.id == template_id, seen_by(actor))).one_or_none()
    if found is None:
        raise NotFound
    return _template(found)


def templates_offered(db: Db, actor: Actor, organisations: Collection[UUID]) -> tuple[Template, ...]:
    """Return the templates in use for a list of spaces that `organisations` share: theirs, as far as `actor` sees."""
    shared = sa.or_(ListTemplate.organisation_id.is_(None), ListTemplate.organisation_id.in_(organisations))
    found = db.execute(
        _TEMPLATES.where(seen_by(actor), shared, ListTemplate.active).order_by(ListTemplate.name, ListTemplate.id)
    )
    return tuple(_template(row) for row in found)
