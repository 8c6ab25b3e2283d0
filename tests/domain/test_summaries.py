"""*En pocas palabras*: what counts as a sentence, and how many there may be."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.summaries import LONGEST, read_summary, sentences
from labapp.domain.text import clean_text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("Vinieron 34 personas", ("Vinieron 34 personas",)),
        ("Vinieron 34. Hablaron del agua.", ("Vinieron 34.", "Hablaron del agua.")),
        ("¿Y el agua? ¡Ya viene! Pronto.", ("¿Y el agua?", "¡Ya viene!", "Pronto.")),
        ("De 2:30 p. m. a 4:00 p. m. en la escuela.", ("De 2:30 p. m. a 4:00 p. m. en la escuela.",)),
        ("Fue a las 2:30 p. m. Vinieron todos.", ("Fue a las 2:30 p. m.", "Vinieron todos.")),
        ("Abrió la Dra. Pérez. Cerró J. Ríos.", ("Abrió la Dra. Pérez.", "Cerró J. Ríos.")),
        ("Una línea\nOtra línea\n\nLa tercera", ("Una línea", "Otra línea", "La tercera")),
        ("Dijo: «Ya basta.» Y se fue.", ("Dijo: «Ya basta.»", "Y se fue.")),
    ],
)
def test_sentences_are_told_apart(text: str, found: tuple[str, ...]) -> None:
    assert sentences(text) == found


@given(st.text(max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(clean_text(text).split())


@pytest.mark.parametrize("text", ["Una. Dos. Tres. Cuatro. Cinco. Y seis.", "1\n2\n3\n4\n5\n6", "x" * (LONGEST + 1)])
def test_what_is_too_long_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(RuleViolated) as refusal:
        read_summary(text, "translation")

    assert (refusal.value.code, refusal.value.details["field"]) == ("summary_too_long", "translation")


def test_five_are_kept_one_on_each_line() -> None:
    assert read_summary("Una. Dos. Tres.\nCuatro. Cinco.", "text") == "Una.\nDos.\nTres.\nCuatro.\nCinco."


@pytest.mark.parametrize("piece", ["x", "A. ", "Sra. ", ". X", "«", " "])
def test_a_whole_document_pasted_there_is_read_at_once(piece: str) -> None:
    before = process_time()

    sentences((piece * 100_000)[:100_000])

    assert process_time() - before < 10, "seconds; minutes where each stop reads back to the beginning"
