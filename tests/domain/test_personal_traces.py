"""What is found in a text before it goes out, and what is not."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.personal_traces import (
    Passage,
    Somebody,
    Trace,
    TraceKind,
    find_traces,
    passages,
    trace_key,
    undecided,
)

ROSA, LUZ, MARTIN = (UUID(int=n) for n in (1, 2, 3))
PEOPLE = (Somebody(ROSA, "Rosa de la Cruz Ábrego"), Somebody(LUZ, "Luz Solís"), Somebody(MARTIN, "Martín Pérez Pérez"))


def found(text: str, *, public: tuple[str, ...] = ()) -> list[tuple[TraceKind, str]]:
    return [(one.kind, one.words) for one in find_traces([Passage("Aportes", "1", text)], PEOPLE, public=public)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dijo Rosa Ábrego que no hay agua", "Rosa Ábrego"),
        ("dijo ROSA DE LA CRUZ ABREGO", "ROSA DE LA CRUZ ABREGO"),
        ("Ábrego, Rosa", "Ábrego, Rosa"),
        ("Rosa Cruz", "Rosa Cruz"),
        ("la señora Luz\nSolís", "Luz\nSolís"),
        ("don Pérez Pérez", "Pérez Pérez"),
    ],
)
def test_two_words_of_one_name_together_are_a_name(text: str, words: str) -> None:
    assert found(text) == [(TraceKind.NAME, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Más luz solar en la escuela de San Martín",
        "Rosa vino con Luz",
        "Rosa Solís",
        "Rosa habló de la quebrada y después también habló Ábrego",
        "la de los dos y la cruz",
        "Luz luz",
        "",
    ],
)
def test_one_word_alone_or_of_another_name_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cédula 8-123-4567.", TraceKind.ID_CARD),
        ("(PE-12-345)", TraceKind.ID_CARD),
        ("E-8-12345", TraceKind.ID_CARD),
        ("N-19-1234", TraceKind.ID_CARD),
        ("12-AV-34-567", TraceKind.ID_CARD),
        ("4PI-12-345", TraceKind.ID_CARD),
        ("10 - 12 - 345", TraceKind.ID_CARD),
        ("8\u2011123\u20114567", TraceKind.ID_CARD),
        ("8\u2014123\u20144567", TraceKind.ID_CARD),
        ("08-123-4567", TraceKind.ID_CARD),
        ("8-NT-1-12345", TraceKind.ID_CARD),
        ("8 123 4567", TraceKind.ID_CARD),
        ("8.123.4567", TraceKind.ID_CARD),
        ("la 8-123-4567- y ya", TraceKind.ID_CARD),
        ("llame al 6123-4567", TraceKind.TELEPHONE),
        ("6123\u20114567", TraceKind.TELEPHONE),
        ("6123 \u2013 4567", TraceKind.TELEPHONE),
        ("tel.6123-4567", TraceKind.TELEPHONE),
        ("61 23 45 67", TraceKind.TELEPHONE),
        ("+57 300 123 4567", TraceKind.TELEPHONE),
        ("61234567", TraceKind.TELEPHONE),
        ("+507 6123 4567", TraceKind.TELEPHONE),
        ("(507) 774-1234", TraceKind.TELEPHONE),
        ("774-1234", TraceKind.TELEPHONE),
        ("rosa.abrego+lab@correo.example", TraceKind.EMAIL),
        ("rosa @ correo.example", TraceKind.EMAIL),
        ("rosa (arroba) correo.example", TraceKind.EMAIL),
        ("rosa arroba correo.example", TraceKind.EMAIL),
    ],
)
def test_cards_telephones_and_addresses_are_found(text: str, kind: TraceKind) -> None:
    assert [one[0] for one in found(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "B/. 1,500,000.00 en 2026",
        "de 10:30 a 12:45",
        "Ley 81 de 2019, artículo 6",
        "120 personas en 2023-2025",
        "el código LGQX-QYQX",
        "la ruta 4-5",
        "un total de 6000 becas",
        "B/. 8 123 456 o 1.234.567,00",
        "una arroba de café. Después, nada",
        "nos vemos @ las 5.30",
    ],
)
def test_sums_years_and_hours_are_none(text: str) -> None:
    assert found(text) == []


def test_the_same_thing_in_other_clothes_is_one_with_all_its_places() -> None:
    pieces = [
        Passage("Aportes", "1", "Llame al 6123-4567"),
        Passage("Intervenciones", "", "(+507 61234567) o 6123 4567 o 6123 \u2013 4567"),
    ]
    (trace,) = find_traces(pieces, PEOPLE)
    assert {(place.section, place.number) for place in trace.places} == {("", "1"), ("Intervenciones", "")}
    assert trace.words == "6123-4567"


def test_the_telephone_of_an_office_is_nobodys() -> None:
    office = "Dirección de Acceso, 527-9270, respuesta@example.org"
    assert found("Escriba a respuesta@example.org o al 527 9270", public=(office,)) == []


def test_two_of_one_name_are_decided_each_for_themselves() -> None:
    twin = UUID(int=9)
    traces = find_traces([Passage("Aportes", "2", "Luz Solís")], [*PEOPLE, Somebody(twin, "Luz Solís")])
    assert len(traces) == 2
    assert undecided(traces, {trace_key(TraceKind.NAME, str(LUZ))}) == tuple(
        one for one in traces if one.key == trace_key(TraceKind.NAME, str(twin))
    )


def test_a_key_tells_nothing_of_what_it_is_about() -> None:
    (trace,) = find_traces([Passage("Aportes", "1", "6123-4567")], [])
    assert "6123" not in trace.key
    assert "6123" not in repr(Trace(trace.kind, "", trace.key, ()))


def test_every_word_of_a_document_is_searched_and_says_where_it_stands() -> None:
    document = {
        "is": "document", "title": "Mesa de Luz Solís", "code": "8-123-4567",
        "blocks": [
            {"is": "heading", "text": "Aportes", "level": 1},
            {"is": "contributions", "entries": [
                {"is": "contribution", "number": "7", "text": "dice Rosa Ábrego", "remarks": [], "language": None}]},
            {"is": "heading", "text": "Datos", "level": 1},
            {"is": "facts", "entries": [{"is": "fact", "term": "Contacto", "value": "6123-4567"}]},
            {"is": "exchange", "heading": "Aporte 8",
             "contribution": {"is": "contribution", "number": "8", "text": "x"},
             "answer": {"is": "answer", "reason": "lo lleva Martín Pérez"}},
        ],
    }  # fmt: skip
    first = {one.words: one.places[0] for one in find_traces(passages(document), PEOPLE)}
    assert {words: (place.section, place.number) for words, place in first.items()} == {
        "Luz Solís": ("", ""),
        "Rosa Ábrego": ("", "7"),
        "6123-4567": ("Datos", ""),
        "Martín Pérez": ("", "8"),
    }


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    for trace in find_traces([Passage("", "", text)], PEOPLE):
        assert trace.words in text


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_card_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    kinds = {kind for kind, _ in found(f"{before} 8-765-4321 {after}")}
    assert kinds & {TraceKind.ID_CARD, TraceKind.EMAIL, TraceKind.TELEPHONE}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", ["a" * 20_000, "1-" * 10_000, "6123" * 5_000, "a.a@" * 5_000, "rosa " * 4_000])
def test_a_hostile_text_holds_nobody_up(text: str) -> None:
    find_traces([Passage("", "", text)], PEOPLE)
