"""The nota to an institution as files: Word, the Excel of what it asks for, or both in one zip."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from werkzeug.wrappers import Response

from labapp.documents.request_letter import Sender
from labapp.domain.errors import NotFound
from labapp.domain.roles import Action
from labapp.queries.answer_sheets import AskedSheet, asked_sheet
from labapp.queries.letters import Letter
from labapp.queries.response_document import gathering_of
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.draft_files import draft_file
from labapp.web.facilitator.assignments import ANSWERS
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.letters import letter_for
from labapp.web.facilitator.response_workbook import XLSX, answer_seal
from labapp.web.pages import programme_title
from labapp.web.word_files import word_file

_NOTA = f"{ANSWERS}/notas/<uuid:letter_id>"


def _sender(letter: Letter) -> Sender:
    name = programme_title()
    plain = letter.head.name == letter.head.space_title
    return Sender(name, letter.head.name if plain else gathering_of(letter.head))


def _workbook(letter: Letter, asked: AskedSheet) -> Path:
    """Return the workbook as a draft. Raises NotFound where the institution owes none of it any longer."""
    from labapp.exports.nota_files import write_asked_workbook

    if not asked.rows:
        raise NotFound
    instance, today = context.house().settings.instance, today_in(letter.head.zone)
    return write_asked_workbook(instance, letter, _sender(letter), asked, seal=answer_seal(), made_on=today)


@blueprint.get(f"{_NOTA}.docx")
@requires(Action.ASSIGN_RESPONSES)
def letter_docx(session_id: UUID, letter_id: UUID) -> Response:
    """Give the nota as a Word file."""
    from labapp.exports.nota_files import NOTA, nota_words, saved_as

    letter = letter_for(session_id, letter_id)
    data = nota_words(letter, _sender(letter), asked_sheet(context.reading(), letter))
    return word_file(data, saved_as(letter, NOTA))


@blueprint.get(f"{_NOTA}.xlsx")
@requires(Action.ASSIGN_RESPONSES)
def letter_workbook(session_id: UUID, letter_id: UUID) -> Response:
    """Give the workbook of what the nota asks for and its institution still owes."""
    from labapp.exports.nota_files import WORKBOOK, saved_as

    letter = letter_for(session_id, letter_id)
    path = _workbook(letter, asked_sheet(context.reading(), letter))
    return draft_file(path, saved_as(letter, WORKBOOK), XLSX)


@blueprint.get(f"{_NOTA}.zip")
@requires(Action.ASSIGN_RESPONSES)
def letter_both(session_id: UUID, letter_id: UUID) -> Response:
    """Give the nota and its workbook in one file."""
    from labapp.exports.nota_files import BOTH, nota_words, saved_as, write_both

    letter = letter_for(session_id, letter_id)
    asked = asked_sheet(context.reading(), letter)
    workbook = _workbook(letter, asked)
    try:
        nota = nota_words(letter, _sender(letter), asked)
        path = write_both(context.house().settings.instance, letter, nota=nota, workbook=workbook)
    finally:
        workbook.unlink(missing_ok=True)
    return draft_file(path, saved_as(letter, BOTH), "application/zip")
