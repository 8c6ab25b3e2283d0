"""The reasoned response: each contribution as it was said, its answer below it, and the open ones said openly."""

from __future__ import annotations

from datetime import date

import pytest

from labapp.documents.content import Answer, Document, Exchange, Fact, Facts, Note, Owed, Table
from labapp.documents.responses import responses_document
from labapp.documents.responses_page import AnsweredContribution, GivenAnswer, OpenAnswer
from labapp.domain.errors import RuleViolated
from tests.documents.samples import CONTRIBUTIONS, responses_page

GIVEN = GivenAnswer(
    "No se acogió", "Fuera del alcance del compromiso", "No es objeto de este compromiso, y se dice por qué."
)
COMPLETE = tuple(AnsweredContribution(one, GIVEN) for one in CONTRIBUTIONS)


def exchanges(document: Document) -> list[Exchange]:
    return [block for block in document.blocks if isinstance(block, Exchange)]


def test_every_contribution_stands_with_its_number_and_words_above_its_answer() -> None:
    page = responses_page()

    shown = exchanges(responses_document(page))

    assert [one.heading for one in shown][:3] == ["Aporte 1", "Aporte 2a", "Aporte 2b"]
    assert [one.contribution.text for one in shown] == [one.contribution.text for one in page.answers]
    assert [one.contribution.number for one in shown] == [one.contribution.number for one in page.answers]


def test_an_answer_shows_group_kinds_reason_extras_and_another_institution_where_it_answers() -> None:
    third = exchanges(responses_document(responses_page()))[2].answer

    assert isinstance(third, Answer)
    assert (third.group, third.kind) == (
        "Queda pendiente de decisión",
        "Se considerará más adelante · Ya se está realizando",
    )
    assert third.extras[-1] == Fact("Responde", "Ministerio de Economía y Finanzas")


def test_an_open_answer_reads_pending_with_institution_and_date() -> None:
    fourth = exchanges(responses_document(responses_page()))[3].answer

    assert fourth == Owed("Pendiente: Ministerio de Educación, 30 de septiembre de 2023")


def test_an_advance_is_called_one_and_counted() -> None:
    document = responses_document(responses_page())

    assert document.kind == "Avance n.º 2 de la respuesta razonada"


def test_only_a_complete_document_may_be_called_a_reasoned_response() -> None:
    with pytest.raises(RuleViolated) as refused:
        responses_document(responses_page(advance_number=None))

    assert (refused.value.code, refused.value.details) == ("response_incomplete", {"count": 1})


def test_a_complete_one_is_called_a_reasoned_response() -> None:
    document = responses_document(responses_page(advance_number=None, answers=COMPLETE))

    assert document.kind == "Respuesta razonada"
    assert document.band is None


def test_an_open_draft_can_be_looked_at_and_says_that_it_is_a_draft() -> None:
    document = responses_document(responses_page(advance_number=None, approval=None))

    assert document.file_title.startswith("BORRADOR – NO APROBADA · ")


def test_the_summary_counts_the_groups_and_what_is_still_open() -> None:
    summary = next(b for b in responses_document(responses_page()).blocks if isinstance(b, Table))

    assert summary.rows == (("Se acogió", "5"), ("Queda pendiente de decisión", "2"), ("Pendiente de respuesta", "1"))


def test_the_header_says_table_date_institution_office_and_version() -> None:
    about = next(block for block in responses_document(responses_page()).blocks if isinstance(block, Facts))
    said = {fact.term: fact.value for fact in about.entries}

    assert said["Fecha de la mesa o laboratorio"] == "25 de julio de 2023"
    assert said["Institución que responde"] == "ANTAI"
    assert said["Oficina"] == "Dirección de Acceso a la Información"
    assert said["Fecha de la respuesta"] == "24 de agosto de 2023"
    assert said["Versión"] == "2"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (COMPLETE, "Todos tienen aquí su respuesta."),
        (
            (*COMPLETE[:-1], AnsweredContribution(CONTRIBUTIONS[-1], OpenAnswer("MEDUCA", date(2023, 9, 30)))),
            "Falta 1 respuesta; ahí se dice quién la debe y para cuándo.",
        ),
    ],
)
def test_it_says_first_whether_everything_is_answered(answers: tuple[AnsweredContribution, ...], sentence: str) -> None:
    short = next(b for b in responses_document(responses_page(answers=answers)).blocks if isinstance(b, Note))

    assert sentence in short.lines


def test_english_has_every_fixed_word() -> None:
    document = responses_document(responses_page(language="en"))

    assert document.kind == "Progress report no. 2 of the reasoned response"
    assert exchanges(document)[3].answer == Owed("Pending: Ministerio de Educación, September 30, 2023")
