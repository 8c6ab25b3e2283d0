"""What is on the table: its lettered items, and the versions of the texts under discussion."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.domain.roles import Action
from labapp.domain.spaces import SpaceKind, show_letter
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.spaces import DraftRow, ItemRow, SpacePage
from labapp.services import drafts
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.facilitator.space_edit import space_for, space_url
from labapp.web.facilitator.space_forms import DraftForm, ItemForm
from labapp.web.pages import _, render


@dataclass(frozen=True, slots=True)
class TablePage:
    """An item or a text of a table, in its form: a new one, or one that is there."""

    space: SpacePage
    action: str
    is_new: bool
    letter: str = ""
    stored: Stored = ()


def _item(space: SpacePage, item_id: UUID) -> ItemRow:
    found = next((item for item in space.items if item.id == item_id), None)
    if found is None:
        raise NotFound
    return found


def _draft(space: SpacePage, draft_id: UUID) -> DraftRow:
    every = [*space.drafts, *(draft for item in space.items for draft in item.drafts)]
    found = next((draft for draft in every if draft.id == draft_id), None)
    if found is None:
        raise NotFound
    return found


def _new_item_page(space_id: UUID) -> TablePage:
    space = space_for(space_id, Action.PLAN)
    if space.kind is not SpaceKind.COCREATION_TABLE:
        raise NotFound
    return TablePage(space, url_for("facilitator.item_add", space_id=space_id), is_new=True)


@blueprint.get("/laboratorios/<uuid:space_id>/temas/nuevo")
@requires(Action.PLAN)
def item_new(space_id: UUID) -> Response:
    """Ask for a new item; its letter follows by itself."""
    return render("facilitator/space_item.html", _new_item_page(space_id), form=ItemForm.shown())


@blueprint.post("/laboratorios/<uuid:space_id>/temas/nuevo")
@requires(Action.PLAN)
def item_add(space_id: UUID) -> Response:
    """Put an item on the table under the next letter."""
    form, page = ItemForm.sent(), _new_item_page(space_id)
    if not form.validate():
        return render("facilitator/space_item.html", page, form=form, status=422)

    def act(db: Db) -> str:
        drafts.add_item(db, who(), space_id, form.title.data or "")
        return space_url(space_id)

    return attempt(Verb.ADD_ITEM, form, act, template="facilitator/space_item.html", page=page)


def _item_page(space_id: UUID, item_id: UUID, form: ItemForm | None = None) -> tuple[TablePage, ItemRow]:
    space = space_for(space_id, Action.PLAN)
    item = _item(space, item_id)
    stored = overtaken(form, form.seen, item.op, {"title": item.title}) if form else ()
    action = url_for("facilitator.item_change", space_id=space_id, item_id=item_id)
    return TablePage(space, action, is_new=False, letter=show_letter(item.letter), stored=stored), item


@blueprint.get("/laboratorios/<uuid:space_id>/temas/<uuid:item_id>")
@requires(Action.PLAN)
def item_edit(space_id: UUID, item_id: UUID) -> Response:
    """Show an item in its form."""
    page, item = _item_page(space_id, item_id)
    return render("facilitator/space_item.html", page, form=ItemForm.shown(seen=str(item.op), title=item.title))


@blueprint.post("/laboratorios/<uuid:space_id>/temas/<uuid:item_id>")
@requires(Action.PLAN)
def item_change(space_id: UUID, item_id: UUID) -> Response:
    """Keep the changed title of an item; its letter stays."""
    form = ItemForm.sent()
    seen = form.seen.version
    page, item = _item_page(space_id, item_id, form)
    if not form.validate():
        return render("facilitator/space_item.html", page, form=form, status=422)

    def act(db: Db) -> str:
        drafts.rename_item(db, who(), item.id, form.title.data or "", seen=seen)
        return space_url(space_id)

    return attempt(Verb.CHANGE_SPACE, form, act, template="facilitator/space_item.html", page=page)


def _offered(form: DraftForm, space: SpacePage) -> DraftForm:
    items = [(str(item.id), f"{show_letter(item.letter)} {item.title}") for item in space.items]
    form.item.choices = [("", _("De todo, o de ninguno en particular")), *items]
    return form


@blueprint.get("/laboratorios/<uuid:space_id>/borradores/nuevo")
@requires(Action.PLAN)
def draft_new(space_id: UUID) -> Response:
    """Ask for a new version of a text under discussion."""
    space = space_for(space_id, Action.PLAN)
    form = _offered(DraftForm.shown(item=request.args.get("tema", "")), space)
    page = TablePage(space, url_for("facilitator.draft_add", space_id=space_id), is_new=True)
    return render("facilitator/space_draft.html", page, form=form)


@blueprint.post("/laboratorios/<uuid:space_id>/borradores/nuevo")
@requires(Action.PLAN)
def draft_add(space_id: UUID) -> Response:
    """Keep a new version of a text under discussion."""
    space = space_for(space_id, Action.PLAN)
    form = _offered(DraftForm.sent(), space)
    page = TablePage(space, url_for("facilitator.draft_add", space_id=space_id), is_new=True)
    if not form.validate():
        return render("facilitator/space_draft.html", page, form=form, status=422)

    def act(db: Db) -> str:
        drafts.add_draft(db, who(), space_id, form.command())
        return space_url(space_id)

    return attempt(Verb.ADD_DRAFT, form, act, template="facilitator/space_draft.html", page=page)


def _values(draft: DraftRow) -> dict[str, object]:
    return {
        "seen": str(draft.op),
        "item": str(draft.item_id or ""),
        "title": draft.title,
        "version": draft.version,
        "shared_on": draft.shared_on,
        "channels": draft.channels,
        "link": draft.link,
        "text": draft.text,
    }


def _draft_page(space: SpacePage, draft: DraftRow, stored: Stored = ()) -> TablePage:
    action = url_for("facilitator.draft_change", space_id=space.id, draft_id=draft.id)
    return TablePage(space, action, is_new=False, stored=stored)


@blueprint.get("/laboratorios/<uuid:space_id>/borradores/<uuid:draft_id>")
@requires(Action.PLAN)
def draft_edit(space_id: UUID, draft_id: UUID) -> Response:
    """Show what was typed of a text in its form."""
    space = space_for(space_id, Action.PLAN)
    draft = _draft(space, draft_id)
    form = _offered(DraftForm.shown(**_values(draft)), space)
    return render("facilitator/space_draft.html", _draft_page(space, draft), form=form)


@blueprint.post("/laboratorios/<uuid:space_id>/borradores/<uuid:draft_id>")
@requires(Action.PLAN)
def draft_change(space_id: UUID, draft_id: UUID) -> Response:
    """Keep what was corrected of a text."""
    space = space_for(space_id, Action.PLAN)
    draft, form = _draft(space, draft_id), _offered(DraftForm.sent(), space)
    seen = form.seen.version
    texts = {name: str(getattr(draft, name) or "") for name in ("title", "version", "channels", "link", "text")}
    page = _draft_page(space, draft, overtaken(form, form.seen, draft.op, texts))
    if not form.validate():
        return render("facilitator/space_draft.html", page, form=form, status=422)

    def act(db: Db) -> str:
        drafts.correct_draft(db, who(), draft_id, form.command(), seen=seen)
        return space_url(space_id)

    return attempt(Verb.CHANGE_SPACE, form, act, template="facilitator/space_draft.html", page=page)
