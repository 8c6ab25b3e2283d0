"""The minutes say what happened, in the order of the real report, and nothing that must not be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from labapp.documents.approval import Approval
from labapp.documents.content import Contributions, Document, Fact, Facts, Heading, Note, Paragraph, Table
from labapp.documents.contributions import PublicContribution, as_content
from labapp.documents.html import document_html
from labapp.documents.minutes import minutes_document
from labapp.documents.minutes_page import Composition, Participants
from labapp.documents.minutes_words import MINUTES_WORDS
from labapp.domain.minutes import Block, MinutesKind
from tests.documents.samples import minutes_page


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def facts(document: Document) -> dict[str, str]:
    lists = (block.entries for block in document.blocks if isinstance(block, Facts))
    return {fact.term: fact.value for entries in lists for fact in entries}


def in_short(document: Document) -> tuple[str, ...]:
    return next(block.lines for block in document.blocks if isinstance(block, Note))


def test_the_report_of_a_table_keeps_the_blocks_of_the_real_one_in_their_order() -> None:
    assert headings(minutes_document(minutes_page())) == [
        "Marco",
        "La sesión",
        "Intervenciones",
        "Propuesta en discusión",
        "Aportes de las personas participantes",
        "Comentarios",
        "Próximos pasos",
        "Participantes",
        "Anexos",
        "Aprobación",
    ]


def test_the_minutes_of_a_lab_have_a_development_and_agreements_and_no_proposal() -> None:
    written = {Block.AGREEMENTS: "La junta comunal revisa el tanque antes del 15 de diciembre."}
    page = minutes_page(kind=MinutesKind.LAB_MINUTES, agenda=("Bienvenida", "Ideas en silencio"), written=written)

    document = minutes_document(page)

    assert document.kind == "Minuta"
    assert "Desarrollo" in headings(document)
    assert "Acuerdos" in headings(document)
    assert "Propuesta en discusión" not in headings(document)


def test_the_session_is_told_in_the_hour_of_its_place() -> None:
    told = facts(minutes_document(minutes_page()))

    assert told["Fecha"] == "25 de julio de 2023"
    assert " ".join(told["Hora"].split()) == "2:30 p. m. a 4:00 p. m. (hora de Panamá)"


def test_a_session_just_before_midnight_keeps_its_own_day() -> None:
    late = replace(minutes_page().session, starts_at=datetime(2023, 7, 26, 4, 30, tzinfo=UTC), ends_at=None)

    assert facts(minutes_document(minutes_page(session=late)))["Fecha"] == "25 de julio de 2023"


def test_it_begins_with_a_few_plain_sentences() -> None:
    short = [" ".join(line.split()) for line in in_short(minutes_document(minutes_page()))]

    assert short == [
        "La sesión fue el 25 de julio de 2023 (2:30 p. m. a 4:00 p. m.).",
        "Participaron 15 personas.",
        "Se recibieron 7 aportes. Están más abajo, cada uno con su número.",
        "Informe de mesa: a más tardar el 8 de agosto de 2023.",
        "Respuesta razonada: a más tardar el 24 de agosto de 2023.",
        "Si algo no quedó como usted lo dijo, puede pedir que se corrija hasta el 15 de agosto de 2023: "
        "transparencia@ejemplo.gob.pa.",
    ]


@pytest.mark.parametrize(("received", "sentence"), [(1, "Se recibió 1 aporte."), (0, "No se recibieron aportes.")])
def test_one_and_none_are_said_properly(received: int, sentence: str) -> None:
    short = in_short(minutes_document(minutes_page(received=received, participants=Participants(1))))

    assert "Participó 1 persona." in short
    assert any(line.startswith(sentence) for line in short)


def test_contributions_keep_their_numbers_and_their_words() -> None:
    page = minutes_page()

    listed = next(block for block in minutes_document(page).blocks if isinstance(block, Contributions))

    assert [entry.number for entry in listed.entries] == ["1", "2a", "2b", "3", "4", "5", "6", "7", "8"]
    assert [e.text for e in listed.entries] == [c.text for c in page.contributions]


@pytest.mark.parametrize(
    ("contribution", "remarks"),
    [
        (
            PublicContribution("4", None, withheld_because="contiene datos de otra persona"),
            ("El texto no se publica: contiene datos de otra persona. El número se conserva.",),
        ),
        (
            PublicContribution("4", "Que […] responda.", withheld_because="es una denuncia"),
            ("Una parte del texto no se publica: es una denuncia.",),
        ),
        (
            PublicContribution("7", None, is_withdrawn=True, labels=("Propuesta",), translation="Algo"),
            ("Retirado por quien lo propuso. El número se conserva.",),
        ),
        (
            PublicContribution("7", "Lo que dije.", is_withdrawn=True),
            ("Retirado por quien lo propuso. El número se conserva.",),
        ),
        (
            PublicContribution("5", "An we ibe nuedi", language_name="guna", translation="Estamos bien hoy."),
            ("Dicho en guna.", "Traducción: Estamos bien hoy."),
        ),
        (
            PublicContribution("5", None, withheld_because="es una ofensa", translation="Lo mismo, en español."),
            ("El texto no se publica: es una ofensa. El número se conserva.",),
        ),
        (
            PublicContribution("6", "Igual.", joined_to="1", is_confirmed=False),
            ("Se unió al aporte 1.", "No alcanzó a leerse y confirmarse en la sala."),
        ),
        (
            PublicContribution("3", "Agua.", labels=("Propuesta", "Agua"), sector="academia", places=("San Martín",)),
            ("Propuesta · Agua · Sector: academia · Lugares: San Martín",),
        ),
    ],
)
def test_a_contribution_says_what_the_reader_must_know_about_its_text(
    contribution: PublicContribution, remarks: tuple[str, ...]
) -> None:
    assert as_content(contribution, "es").remarks == remarks


def test_withdrawn_and_withheld_words_appear_nowhere() -> None:
    secret = PublicContribution("7", "palabras retiradas", is_withdrawn=True, translation="withdrawn words")

    html = document_html(minutes_document(minutes_page(contributions=(secret,))))

    assert "palabras retiradas" not in html
    assert "withdrawn words" not in html


def test_a_small_group_reads_the_same_whatever_the_cause_and_no_count_of_it_appears() -> None:
    came = Participants(15, compositions=(Composition("Género", 15, None), Composition("Edad", 15, None)))

    document = minutes_document(minutes_page(participants=came))

    assert facts(document)["Género"] == facts(document)["Edad"] == "No se publica (grupo pequeño)"
    assert not [block for block in document.blocks if isinstance(block, Table) and "Género" in block.header]


def test_a_published_composition_names_its_base() -> None:
    tables = [block for block in minutes_document(minutes_page()).blocks if isinstance(block, Table)]

    gender = next(table for table in tables if table.header[0] == "Género")
    assert gender.caption == "Género (15 personas)"
    assert gender.rows == (("Mujer", "9"), ("Hombre, otra o sin respuesta", "6"))


def test_a_composition_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        Composition("Género", 15, (("Mujer", 9), ("Hombre", 5)))


def test_what_a_person_wrote_takes_the_place_of_what_the_data_say() -> None:
    document = minutes_document(minutes_page(written={Block.FRAME: "Así fue el proceso.\n\nY así sigue."}))

    start = document.blocks.index(Heading("Marco"))
    assert document.blocks[start + 1 : start + 3] == (Paragraph("Así fue el proceso."), Paragraph("Y así sigue."))
    assert document.blocks[start + 3] == Heading("La sesión")


@pytest.mark.parametrize("block", [Block.SESSION, Block.CONTRIBUTIONS, Block.NEXT_STEPS, Block.PARTICIPANTS])
def test_no_writing_replaces_what_was_said_who_came_or_what_was_promised(block: Block) -> None:
    page = minutes_page(written={block: "Otra versión de los hechos."})

    assembled = minutes_document(replace(page, written={})).blocks
    written = minutes_document(page).blocks

    assert Paragraph("Otra versión de los hechos.") in written
    comments = {Heading("Comentarios")}
    assert [b for b in assembled if b not in comments] == [
        b for b in written if b != Paragraph("Otra versión de los hechos.")
    ]


@pytest.mark.parametrize(
    ("kind", "language", "band"),
    [
        (MinutesKind.LAB_MINUTES, "es", "BORRADOR – NO APROBADA"),
        (MinutesKind.TABLE_REPORT, "es", "BORRADOR – NO APROBADO"),
        (MinutesKind.LAB_MINUTES, "en", "DRAFT – NOT APPROVED"),
    ],
)
def test_without_approval_it_is_a_draft_and_its_title_says_so(kind: MinutesKind, language: str, band: str) -> None:
    draft = minutes_document(minutes_page(kind=kind, language=language, approval=None))

    assert draft.band == band
    assert draft.file_title.startswith(f"{band} · ")


def test_an_approved_one_says_which_office_approved_it_and_carries_no_band() -> None:
    document = minutes_document(minutes_page(approval=Approval("Dirección de Acceso", date(2023, 8, 7))))

    assert document.band is None
    assert Paragraph("Aprobó: Dirección de Acceso, el 7 de agosto de 2023.") in document.blocks


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_block_but_the_header_has_a_heading(language: str) -> None:
    assert set(MINUTES_WORDS[language].headings) == set(Block) - {Block.HEADER}


def test_next_steps_without_a_date_say_so() -> None:
    steps = next(b for b in minutes_document(minutes_page()).blocks if isinstance(b, Table) and b.header[0] == "Qué")

    assert steps.rows[-1] == ("Aviso por mensaje a quienes dejaron su celular", "Sin fecha", "WhatsApp")


def test_who_spoke_is_named_with_the_office() -> None:
    assert Fact("Apertura", "Dirección General de ANTAI\nRepasó lo que se logró en el plan anterior.") in [
        fact for block in minutes_document(minutes_page()).blocks if isinstance(block, Facts) for fact in block.entries
    ]
