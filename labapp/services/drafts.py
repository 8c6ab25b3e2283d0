"""What is on the table: lettered items, and the texts under discussion with their versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.roles import Actor
from labapp.domain.spaces import SpaceKind, next_letter
from labapp.domain.text import clean_line, clean_text
from labapp.models.recorder import Db
from labapp.models.spaces import Draft, TableItem
from labapp.services.spaces import LONGEST_LINE, held_space

LONGEST_DRAFT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """A version of a text: where it can be read (a link, or the text itself), when and how it was shared."""

    title: str
    version: str
    shared_on: date | None
    channels: str
    link: str
    text: str
    item_id: UUID | None


def _line(typed: str, field: str, *, needed: str = "") -> str | None:
    cleaned = clean_line(typed)
    if needed and not cleaned:
        raise RuleViolated(needed, field=field)
    if len(cleaned) > LONGEST_LINE:
        raise RuleViolated("text_too_long", field=field, longest=LONGEST_LINE)
    return cleaned or None


def add_item(db: Db, actor: Actor, space_id: UUID, title: str) -> TableItem:
    """Put an item on a table under the next letter, which is its own for ever.

    Raises what `held_space` raises, or RuleViolated `item_title_missing`, `items_are_for_tables`, `too_many_items`.
    """
    space = held_space(db, actor, space_id)
    if space.kind is not SpaceKind.COCREATION_TABLE:
        raise RuleViolated("items_are_for_tables")
    used = list(db.scalars(sa.select(TableItem.letter).where(TableItem.space_id == space.id)))
    item = TableItem(
        space_id=space.id, letter=next_letter(used), title=_line(title, "title", needed="item_title_missing")
    )
    db.add(item)
    return item


def rename_item(db: Db, actor: Actor, item_id: UUID, title: str, *, seen: UUID) -> TableItem:
    """Change the title of an item; its letter stays. Raises as `add_item`, or RuleViolated `changed_meanwhile`."""
    item = db.get(TableItem, item_id, with_for_update=True)
    if item is None:
        raise NotFound
    held_space(db, actor, item.space_id)
    if item.op != seen:
        raise RuleViolated("changed_meanwhile")
    item.title = _line(title, "title", needed="item_title_missing") or item.title
    return item


def _link(typed: str) -> str | None:
    link = typed.strip()
    if not link:
        return None
    try:
        parts = urlsplit(link)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        fits = False
    if not fits or any(char.isspace() for char in link) or len(link) > LONGEST_LINE * 4:
        raise RuleViolated("link_unfit", field="link")
    return link


def _write(db: Db, draft: Draft, facts: DraftFacts) -> None:
    draft.title = _line(facts.title, "title", needed="draft_title_missing") or ""
    draft.version = _line(facts.version, "version", needed="draft_version_missing") or ""
    draft.channels, draft.link = _line(facts.channels, "channels"), _link(facts.link)
    text = clean_text(facts.text)
    if len(text) > LONGEST_DRAFT:
        raise RuleViolated("text_too_long", field="text", longest=LONGEST_DRAFT)
    draft.text, draft.shared_on = text or None, facts.shared_on
    if not (draft.link or draft.text):
        raise RuleViolated("draft_needs_text_or_link", field="link")
    item = db.get(TableItem, facts.item_id) if facts.item_id else None
    if facts.item_id is not None and (item is None or item.space_id != draft.space_id):
        raise RuleViolated("item_unknown", field="item")
    draft.item_id = facts.item_id


def add_draft(db: Db, actor: Actor, space_id: UUID, facts: DraftFacts) -> Draft:
    """Add a version of a text under discussion.

    Raises what `held_space` raises, or RuleViolated: `draft_title_missing`, `draft_version_missing`, `link_unfit`,
    `draft_needs_text_or_link`, `item_unknown`, `text_too_long`.
    """
    draft = Draft(space_id=held_space(db, actor, space_id).id)
    _write(db, draft, facts)
    db.add(draft)
    return draft


def correct_draft(db: Db, actor: Actor, draft_id: UUID, facts: DraftFacts, *, seen: UUID) -> Draft:
    """Correct what was typed of a draft; a changed text is a new one. Raises as `add_draft`, `changed_meanwhile`."""
    draft = db.get(Draft, draft_id, with_for_update=True)
    if draft is None:
        raise NotFound
    held_space(db, actor, draft.space_id)
    if draft.op != seen:
        raise RuleViolated("changed_meanwhile")
    _write(db, draft, facts)
    return draft
