"""Templates of lists: made by coordination for its organisation or for all, changed column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.lists import (
    ColumnAct,
    ListColumn,
    ListField,
    check_columns,
    moved,
    read_heading,
    read_name,
    read_reason,
    read_title,
)
from labapp.domain.pictures import PictureKind
from labapp.domain.roles import Action, Actor, Territory, can
from labapp.models.lists import ListTemplate
from labapp.models.recorder import Db
from labapp.queries.list_templates import columns_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFacts:
    """What was written of a template, without its columns."""

    name: str
    heading: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChange:
    """The facts and titles as they were typed, and what is done to one column of those that were shown."""

    facts: TemplateFacts
    titles: Sequence[str]
    act: ColumnAct
    position: int
    seen: UUID


def check_may_set_up(actor: Actor, organisation_id: UUID | None) -> None:
    """Raise NotFound unless `actor` makes the templates of an organisation (None: those for all)."""
    where = Territory(frozenset({organisation_id})) if organisation_id else None
    if not can(actor, Action.SET_UP_LISTS, where):
        raise NotFound


def add_template(
    db: Db, actor: Actor, facts: TemplateFacts, columns: Sequence[ListColumn], *, organisation_id: UUID | None
) -> ListTemplate:
    """Add a template that begins with these columns. Raises NotFound, or RuleViolated as `read_name` and others."""
    check_may_set_up(actor, organisation_id)
    template = ListTemplate(organisation_id=organisation_id)
    _keep(template, facts, columns)
    db.add(template)
    return template


def change_template(db: Db, actor: Actor, template_id: UUID, change: TemplateChange) -> None:
    """Keep what was typed and move or remove one column.

    Raises NotFound, or RuleViolated: `changed_meanwhile`, `columns_need_a_reason` and others of `domain.lists`.
    """
    template = _locked(db, actor, template_id)
    before = columns_of(template.columns)
    if template.op != change.seen or len(change.titles) != len(before):
        raise RuleViolated("changed_meanwhile")
    titled = [
        ListColumn(column.field, read_title(title)) for column, title in zip(before, change.titles, strict=True)
    ]
    _keep(template, change.facts, moved(titled, change.position, change.act))


def add_column(db: Db, actor: Actor, template_id: UUID, column: ListColumn) -> None:
    """Put a column at the end of a template. Raises NotFound, or RuleViolated as `check_columns`."""
    template = _locked(db, actor, template_id)
    columns = (*columns_of(template.columns), ListColumn(column.field, read_title(column.title)))
    check_columns(columns, reason=template.reason)
    template.columns = _stored(columns)


def set_logo(
    db: Db, actor: Actor, template_id: UUID, *, sha256: str | None, kind: PictureKind | None
) -> None:
    """Give a template its logo, or none. Raises NotFound."""
    template = _locked(db, actor, template_id)
    template.logo_sha256, template.logo_kind = sha256, kind


def set_active(db: Db, actor: Actor, template_id: UUID, *, active: bool) -> None:
    """Offer a template from now on, or no more. Raises NotFound."""
    _locked(db, actor, template_id).active = active


def _keep(template: ListTemplate, facts: TemplateFacts, columns: Sequence[ListColumn]) -> None:
    template.name, template.heading = read_name(facts.name), read_heading(facts.heading)
    template.reason = read_reason(facts.reason)
    check_columns(columns, reason=template.reason)
    template.columns = _stored(columns)


def _stored(columns: Sequence[ListColumn]) -> list[list[str]]:
    return [[column.field.value, column.title] for column in columns]


def _locked(db: Db, actor: Actor, template_id: UUID) -> ListTemplate:
    template = db.get(ListTemplate, template_id, with_for_update=True)
    if template is None:
        raise NotFound
    check_may_set_up(actor, template.organisation_id)
    return template


USUAL = (
    ListField.NUMBER,
    ListField.NAME,
    ListField.ORGANISATION,
    ListField.POSITION,
    ListField.GENDER,
    ListField.BY_HAND,
    ListField.SIGNATURE,
)
"""With which columns a template begins; its title tells what the one by hand is for."""
