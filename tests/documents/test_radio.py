"""The text for the radio: a minute and a half at most, no figure to stumble over, and honest about what it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from labapp.documents.radio import LONGEST, radio_text
from labapp.domain.responses import Answer, Disposition, Document, Listed, VersionKind
from labapp.queries.response_document import Shown
from labapp.queries.response_versions import Published

ZONE = "America/Panama"
SAID = "La antena de la escuela se apaga cuando llueve porque no tiene otra fuente de energía, y somos 21 familias."
REASON = (
    "Este compromiso no alcanza a las obras municipales, y por eso no se puede decidir aquí. El municipio recibirá la "
    "nota con copia para la junta comunal y contestará por escrito en 30 días hábiles, como manda su reglamento."
)


def a_version(count: int, *, owed: int = 0) -> Published:
    numbers = [str(n) for n in range(1, count + 1)]
    answers = tuple(Answer(n, Disposition.OUT_OF_SCOPE, reason=REASON) for n in numbers[: count - owed])
    pending = {"owed_by": "MEDUCA", "due_on": date(2027, 1, 30)}
    listed = tuple(
        Listed(n, SAID, **(pending if at >= count - owed else {}))  # type: ignore[arg-type]  # two known fields
        for at, n in enumerate(numbers)
    )
    document = Document(
        listed=listed,
        answers=answers,
        labels={},
        gathering="Internet en la comarca",
        held_on=date(2026, 11, 1),
        institution="ANTAI",
        office="Dirección",
        answered_on=date(2026, 11, 20),
    )
    return Published(
        number=1,
        kind=VersionKind.PROGRESS if owed else VersionKind.COMPLETE,
        advance=1 if owed else None,
        document=document,
        shown={n: Shown(number=n, text=SAID, language="") for n in numbers},
        introduction="",
        minutes_version=1,
        changed=(),
        change_note="",
        published_at=datetime(2026, 11, 20, 14, 30, tzinfo=UTC),
        sha256="0" * 64,
        pdf_sha256="0" * 64,
    )


def replied_by(version: Published, number: str, *, institution: str, primary: Disposition) -> Published:
    """The same version, with one of its answers given by another institution."""
    document = version.document
    theirs = [
        replace(one, institution=institution, office="Dirección", primary=primary) if one.number == number else one
        for one in document.answers
    ]
    return replace(version, document=replace(document, answers=tuple(theirs)))


def test_whoever_answered_is_named_and_nobody_answers_for_another() -> None:
    told = replied_by(a_version(2), "2", institution="IDAAN", primary=Disposition.QUESTION_ANSWERED)

    text = " ".join(radio_text(told, community="Soloy", zone=ZONE).paragraphs)

    assert "ANTAI y IDAAN ya respondieron cada uno." in text.replace(" e ", " y ")
    assert "Respuesta de ANTAI: no se acogió. Este compromiso" in text
    assert "Respuesta de IDAAN: Este compromiso" in text


@pytest.mark.parametrize("count", [1, 2, 5, 12, 100])
def test_it_is_never_longer_than_a_minute_and_a_half(count: int) -> None:
    text = radio_text(a_version(count), community="Soloy", zone=ZONE)

    assert text.seconds <= LONGEST
    assert text.words == len(" ".join(text.paragraphs).split())


@pytest.mark.parametrize("count", [5, 12, 100])
def test_with_enough_to_say_it_fills_a_minute(count: int) -> None:
    assert radio_text(a_version(count), community="Soloy", zone=ZONE).seconds >= 60


def test_no_figure_is_left_to_stumble_over() -> None:
    text = " ".join(radio_text(a_version(1), community="Soloy", zone=ZONE).paragraphs)

    assert not any(one.isdigit() for one in text)
    assert "somos veintiuna familias" in text
    assert "El primero de noviembre de dos mil veintiséis" in text


def test_what_does_not_fit_is_counted_aloud() -> None:
    text = radio_text(a_version(100), community="Soloy", zone=ZONE)

    read = sum(one.startswith("Aporte número") for one in text.paragraphs)
    assert text.left_out == 100 - read
    assert "aportes más, cada uno con su respuesta." in text.paragraphs[-1]


def test_an_advance_says_how_many_are_missing_and_who_owes_them() -> None:
    text = " ".join(radio_text(a_version(3, owed=1), community=None, zone=ZONE).paragraphs)

    assert "ANTAI ya respondió dos. Falta una respuesta." in text
    assert "la debe MEDUCA, a más tardar el treinta de enero de dos mil veintisiete." in text


def test_what_does_not_fit_is_not_called_answered_where_answers_are_owed() -> None:
    text = radio_text(a_version(12, owed=9), community="Soloy", zone=ZONE)

    assert text.left_out > 1
    assert "con su respuesta o con la fecha en que se le responde." in text.paragraphs[-1]


def test_a_text_that_is_not_published_is_not_read() -> None:
    version = a_version(1)
    hidden = replace(version, shown={"1": Shown(number="1", text=None, language="")})

    text = " ".join(radio_text(hidden, community="Soloy", zone=ZONE).paragraphs)

    assert "antena" not in text
    assert "Su texto no se publica." in text


def test_what_is_shortened_ends_where_a_voice_can_end() -> None:
    version = a_version(8)

    read = [one for one in radio_text(version, community=None, zone=ZONE).paragraphs if one.startswith("Aporte")]

    assert read
    assert not any("…" in one for one in read)
    assert all(one.endswith("por escrito en treinta días hábiles.") for one in read)
