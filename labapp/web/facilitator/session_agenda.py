"""The agenda of a session: taken from its template, with hours that follow from the minutes, changed by plain forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import Field, SelectField, StringField

from labapp.domain.agendas import AgendaAct, Block
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import agendas as agenda_queries
from labapp.queries.agendas import AgendaPage
from labapp.services import agendas
from labapp.services.agendas import AgendaChange
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Blank, Needed, Seen, Whole, WordedForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _, render
from labapp.words.labels import label

TEMPLATE = "facilitator/session_agenda.html"


@dataclass(frozen=True, slots=True)
class AgendaDesk:
    """The agenda as it stands, with its three forms."""

    agenda: AgendaPage
    blocks: BlocksForm
    proposal: WordedForm
    addition: WordedForm


class ProposalForm(WordedForm):
    """Nothing but the wish to take the agenda that is proposed."""

    name = "agenda_proposal"


class AdditionForm(WordedForm):
    """A block at the end: a known one, or one with its own title."""

    name = "agenda_addition"
    code = SelectField(validators=[Blank()])
    title = StringField()
    minutes = Whole(validators=[Needed("Escriba cuántos minutos dura.")])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        listed = sorted((label(block, context.language()), block.value) for block in Block)
        self.code.choices = [("", _("Con título propio")), *((value, words) for words, value in listed)]

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"code": _("Parte"), "title": _("Título propio"), "minutes": _("Minutos")}


class BlocksForm(WordedForm):
    """The minutes of every block; each agenda has its own class with a field for each of its blocks."""

    name = "agenda_blocks"
    seen = Seen()

    def minutes(self, block_id: UUID) -> Field:
        """The field with the minutes of a block."""
        return self[field_of(block_id)]

    def command(self, block_ids: Iterable[UUID], act: AgendaAct, block_id: UUID | None) -> AgendaChange:
        """Return what was typed and which button was pressed. The form is valid."""
        return AgendaChange(
            minutes={each: int(self.minutes(each).data) for each in block_ids},
            act=act,
            block_id=block_id,
            seen=self.seen.version_if_any,
        )


def field_of(block_id: UUID) -> str:
    """Return the name of the field with the minutes of a block."""
    return f"m{block_id.hex}"


def _blocks_form(page: AgendaPage) -> type[BlocksForm]:
    words = {row.id: row.title or (label(row.block, context.language()) if row.block else "") for row in page.rows}

    class OwnBlocksForm(BlocksForm):
        def words(self) -> dict[str, str]:
            return {field_of(each): _("Minutos de: %(block)s", block=title) for each, title in words.items()}

    for row in page.rows:
        setattr(OwnBlocksForm, field_of(row.id), Whole(validators=[Needed("Escriba los minutos.")]))
    return OwnBlocksForm


def _shown_blocks(page: AgendaPage) -> BlocksForm:
    stored = {field_of(row.id): row.minutes for row in page.rows}
    return _blocks_form(page).shown(seen=str(page.version or ""), **stored)


def _desk(page: AgendaPage, *, blocks: BlocksForm | None = None, addition: AdditionForm | None = None) -> AgendaDesk:
    return AgendaDesk(
        page, blocks or _shown_blocks(page), ProposalForm.shown(), addition or AdditionForm.shown(minutes=15)
    )


def _url(session_id: UUID) -> str:
    return url_for("facilitator.session_agenda", session_id=session_id)


@blueprint.get("/sesiones/<uuid:session_id>/agenda")
@requires(Action.PLAN)
def session_agenda(session_id: UUID) -> Response:
    """Show the agenda with its hours, or the proposal that waits to be taken."""
    page = agenda_queries.agenda_page(context.reading(), session_for(session_id, Action.PLAN))
    return render(TEMPLATE, _desk(page))


def _pressed() -> tuple[AgendaAct, UUID | None]:
    """Return the button that was pressed: `up:<block>`; saving where none of ours was."""
    act, _colon, block = request.form.get("act", "").partition(":")
    try:
        return AgendaAct(act), UUID(block)
    except ValueError:
        return AgendaAct.SAVE, None


@blueprint.post("/sesiones/<uuid:session_id>/agenda")
@requires(Action.PLAN)
def agenda_change(session_id: UUID) -> Response:
    """Keep the minutes and move, remove or put back one block."""
    page = agenda_queries.agenda_page(context.reading(), session_for(session_id, Action.PLAN))
    form = _blocks_form(page).sent()
    if not form.validate():
        return render(TEMPLATE, _desk(page, blocks=form), form=form, status=422)
    command = form.command([row.id for row in page.rows], *_pressed())
    form.seen.data = str(page.version or "")

    def act(db: Db) -> str:
        agendas.change_agenda(db, session_id, command)
        return _url(session_id)

    return attempt(Verb.SET_AGENDA, form, act, template=TEMPLATE, page=_desk(page, blocks=form))


@blueprint.post("/sesiones/<uuid:session_id>/agenda/propuesta")
@requires(Action.PLAN)
def agenda_propose(session_id: UUID) -> Response:
    """Take the agenda that is proposed for this kind of session."""
    page = agenda_queries.agenda_page(context.reading(), session_for(session_id, Action.PLAN))
    form = ProposalForm.sent()

    def act(db: Db) -> str:
        agendas.use_template(db, session_id)
        return _url(session_id)

    return attempt(Verb.SET_AGENDA, form, act, template=TEMPLATE, page=_desk(page))


@blueprint.post("/sesiones/<uuid:session_id>/agenda/agregar")
@requires(Action.PLAN)
def agenda_add(session_id: UUID) -> Response:
    """Add a block at the end of the agenda."""
    page = agenda_queries.agenda_page(context.reading(), session_for(session_id, Action.PLAN))
    form = AdditionForm.sent()
    if not form.validate():
        return render(TEMPLATE, _desk(page, addition=form), form=form, status=422)
    code = Block(form.code.data) if form.code.data else None

    def act(db: Db) -> str:
        agendas.add_block(db, session_id, code=code, title=form.title.data or "", minutes=form.minutes.data or 0)
        return _url(session_id)

    return attempt(Verb.SET_AGENDA, form, act, template=TEMPLATE, page=_desk(page, addition=form))
