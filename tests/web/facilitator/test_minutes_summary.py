"""The sentences at the head of the minutes, their translation, the message they make; and parts kept while written."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from labapp.domain.roles import CONSOLE
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.minutes import MinutesBlock, MinutesSummary
from labapp.models.programme import Programme
from tests.factories import a_programme
from tests.pages import Browser
from tests.web.minutes_desk import Desk, a_desk

WRITTEN = {
    "text": "Se habló del agua. La junta arregla el tanque.",
    "language": "cuk",
    "translation": "Di igar sunmaklesa.",
    "translator": "Ibelele Pérez",
}


@pytest.fixture
def at_desk(desk: Browser, house: House) -> Desk:
    a_programme(house, public_base_url="https://labs.example.org")
    return a_desk(desk, house, "Que llegue el agua.")


def written(at_desk: Desk, fields: dict[str, str] = WRITTEN, *, status: int = 303) -> str:
    path = f"{at_desk.path}/en-pocas-palabras"
    return at_desk.send(path, path, fields, status=status).text


def block_text(house: House) -> list[str]:
    with house.database.reading() as db:
        return [b.text for b in db.scalars(sa.select(MinutesBlock)) if b.block.value == "comments"]


def test_the_data_make_the_sentences_until_somebody_writes_others(at_desk: Desk) -> None:
    assert "Participó 1 persona." in at_desk.browser.get(at_desk.path).text
    assert "Participó 1 persona." in at_desk.browser.get(f"{at_desk.path}/en-pocas-palabras").text

    written(at_desk)

    notes = at_desk.browser.get(at_desk.path).select("aside.document-note")
    assert [p.get_text() for p in notes[0].select("p")][1:] == ["Se habló del agua.", "La junta arregla el tanque."]
    assert " ".join(notes[1].get_text().split()) == "En dulegaya (guna). Traducción: Ibelele Pérez Di igar sunmaklesa."
    assert [p.get("lang") for p in notes[1].select("p")] == [None, "cuk"]
    written(at_desk, {"text": "", "language": "", "translation": "", "translator": ""})
    assert "Participó 1 persona." in at_desk.browser.get(at_desk.path).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "Una. Dos. Tres. Cuatro. Cinco. Seis."}, "Escriba como máximo 5 oraciones"),
        ({"translator": " "}, "hacen falta el texto, el idioma y quién la hizo"),
        ({"language": ""}, "hacen falta el texto, el idioma y quién la hizo"),
        ({"translation": ""}, "hacen falta el texto, el idioma y quién la hizo"),
    ],
)
def test_what_cannot_be_published_is_refused_and_nothing_is_lost(
    at_desk: Desk, changes: dict[str, str], sentence: str
) -> None:
    said = written(at_desk, WRITTEN | changes, status=409)

    assert sentence in said
    assert (WRITTEN | changes)["text"] in said
    with at_desk.house.database.reading() as db:
        assert db.scalars(sa.select(MinutesSummary)).all() == []


def test_two_who_write_the_sentences_see_both(at_desk: Desk) -> None:
    path = f"{at_desk.path}/en-pocas-palabras"
    token = at_desk.browser.get(path).token()
    written(at_desk)

    clash = at_desk.browser.post(path, {"token": token, "seen": "", "text": "Lo mío."}, status=409)

    assert "Se habló del agua." in clash.text
    assert "Lo mío." in clash.text


def test_the_message_of_a_version_has_sentences_address_and_code(at_desk: Desk) -> None:
    written(at_desk)
    at_desk.browser.get(f"{at_desk.path}/mensaje", status=404)
    at_desk.publish()

    page = at_desk.browser.get(f"{at_desk.path}/mensaje")

    lines = page.select("textarea")[0].get_text().strip().splitlines()
    version = at_desk.versions()[0]
    assert lines[0].startswith("Informe de mesa: ")
    assert lines[2:4] == ["Se habló del agua.", "La junta arregla el tanque."]
    assert "puede pedir que se corrija hasta el 27 de noviembre de 2026" in lines[4]
    assert lines[5:9] == ["", "En dulegaya (guna). Traducción: Ibelele Pérez:", "Di igar sunmaklesa.", ""]
    assert lines[9] == f"Léalo completo: https://labs.example.org/sesion/{at_desk.session.token}/minuta/v1"
    assert lines[10] == f"Código de verificación: {version.content['code']}"
    assert page.select("button[data-copy=message][hidden]")


def test_without_an_address_the_message_says_where_it_is_read(at_desk: Desk) -> None:
    with at_desk.house.database.writing(Verb.SET_UP_PROGRAMME, actor=CONSOLE, at=at_desk.house.now()) as db:
        db.scalars(sa.select(Programme)).one().public_base_url = None
    at_desk.publish()

    said = at_desk.browser.get(f"{at_desk.path}/mensaje").select("textarea")[0].get_text()

    assert "Para leerlo: proteccion@example.org." in said
    assert "http" not in said


def kept(at_desk: Desk, words: str, seen: str, *, status: int = 200) -> dict[str, str]:
    block = f"{at_desk.path}/comments"
    token = at_desk.browser.get(block).token()
    sent = {"token": token, "words": words, "seen": seen}
    answer = at_desk.browser.post(f"{block}/guardar", sent, status=status).response.get_json()
    assert isinstance(answer, dict)
    return answer


def kept_sentences(at_desk: Desk, fields: dict[str, str], seen: str, *, status: int = 200) -> dict[str, Any]:
    path = f"{at_desk.path}/en-pocas-palabras"
    token = at_desk.browser.get(path).token()
    answer = at_desk.browser.post(f"{path}/guardar", {**fields, "token": token, "seen": seen}, status=status)
    told = answer.response.get_json()
    assert isinstance(told, dict)
    return told


def test_a_part_is_kept_while_it_is_written_and_says_when(at_desk: Desk) -> None:
    first = kept(at_desk, "Se pidió", "")
    second = kept(at_desk, "Se pidió agua.", first["seen"])

    assert second["said"].split() == ["Guardado", "9:30", "a.", "m."]
    assert block_text(at_desk.house) == ["Se pidió agua."]
    assert "Se pidió agua." in at_desk.browser.get(at_desk.path).text


def test_the_few_sentences_are_kept_while_they_are_written(at_desk: Desk) -> None:
    first = kept_sentences(at_desk, {"text": "Se habló"}, "")
    again = kept_sentences(at_desk, {"text": "Se habló"}, "")
    second = kept_sentences(at_desk, WRITTEN, first["seen"])

    assert again == first, "an answer that was lost may be asked for again"
    assert second["said"].split() == ["Guardado", "9:30", "a.", "m."]
    with at_desk.house.database.reading() as db:
        row = db.scalars(sa.select(MinutesSummary)).one()
    assert (row.text, row.translator) == ("Se habló del agua.\nLa junta arregla el tanque.", "Ibelele Pérez")


@pytest.mark.parametrize(
    ("changes", "seen", "goes_on"),
    [
        ({"text": "1\n2\n3\n4\n5\n6"}, None, True),
        ({"translator": ""}, None, True),
        ({"text": "x" * 100_000}, None, True),
        ({"text": "Lo mío."}, "", False),
    ],
)
def test_what_cannot_stand_yet_is_told_and_writing_goes_on(
    at_desk: Desk, changes: dict[str, str], seen: str | None, goes_on: bool
) -> None:
    first = kept_sentences(at_desk, {"text": "Lo primero."}, "")

    told = kept_sentences(at_desk, WRITTEN | changes, first["seen"] if seen is None else seen, status=409)

    assert told["goes_on"] is goes_on, "somebody else's words end it, a sentence too many does not"
    assert told["said"]
    with at_desk.house.database.reading() as db:
        assert [row.text for row in db.scalars(sa.select(MinutesSummary))] == ["Lo primero."]


def test_a_part_too_long_is_told_and_writing_goes_on(at_desk: Desk) -> None:
    told = kept(at_desk, "x" * 30_000, "", status=409)

    assert told["goes_on"]
    assert kept(at_desk, "Más corto.", "")["seen"]


def test_an_answer_that_was_lost_may_be_asked_for_again(at_desk: Desk) -> None:
    first = kept(at_desk, "Se pidió agua.", "")

    assert kept(at_desk, "Se pidió agua.", "") == first


def test_keeping_never_writes_over_what_somebody_else_wrote(at_desk: Desk) -> None:
    kept(at_desk, "Lo de la otra.", "")

    refused = kept(at_desk, "Lo mío.", "", status=409)

    assert "seen" not in refused
    assert refused["said"]
    assert block_text(at_desk.house) == ["Lo de la otra."]


def test_what_is_in_review_is_not_kept(at_desk: Desk) -> None:
    token = at_desk.browser.get(f"{at_desk.path}/comments").token()
    at_desk.step("revisar")

    sent = {"token": token, "words": "Tarde.", "seen": ""}
    answer = at_desk.browser.post(f"{at_desk.path}/comments/guardar", sent, status=409).response.get_json()

    assert "Pida que se lo devuelvan" in answer["said"]
