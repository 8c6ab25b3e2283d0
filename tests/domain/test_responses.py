"""The closed set of dispositions: every kind has its group, its required fields and its published code."""

from __future__ import annotations

from datetime import date

import pytest

from labapp.domain.response_extras import Extra, ExtraShape, ReasonKind
from labapp.domain.responses import (
    GROUP,
    INSTEAD,
    MEMBERS,
    OPTIONAL,
    PROMISED_DAY,
    REQUIRED,
    Answer,
    Disposition,
    Group,
    Listed,
    by_number,
    nested,
    signed_as,
)

PUBLISHED = {
    "INCORPORADO",
    "INCORPORADO_PARCIAL",
    "YA_CONTEMPLADO",
    "EN_EJECUCION",
    "SE_CONSIDERARA",
    "VIABLE_FUERA",
    "REMITIDO",
    "INFO_DISPONIBLE",
    "FUERA_ALCANCE",
    "NO_VIABLE",
    "REMITE_A_OTRO",
    "ACLARACION",
    "RETIRADO",
    "PRECISION_SOLICITADA",
    "PASA_A_ETAPA",
    "OFRECIMIENTO",
    "PREGUNTA_RESPONDIDA",
}


def test_the_published_set_is_closed_and_stored_in_english() -> None:
    assert {kind.published_code for kind in Disposition} == PUBLISHED
    assert Disposition("will_be_considered") is Disposition.WILL_BE_CONSIDERED
    assert all(kind.value == kind.value.lower() and kind.value.isascii() for kind in Disposition)


def test_pending_is_not_a_disposition() -> None:
    assert "pending" not in set(Disposition)
    assert "PENDIENTE" not in {kind.published_code for kind in Disposition}


def test_every_kind_is_in_one_group_but_the_two_that_decide_nothing() -> None:
    placed = [kind for kinds in MEMBERS.values() for kind in kinds]

    assert list(MEMBERS) == list(Group)
    assert len(placed) == len(set(placed))
    assert set(Disposition) - set(placed) == {Disposition.REFERS_TO_OTHER, Disposition.WITHDRAWN}
    assert GROUP[Disposition.OUT_OF_SCOPE] is Group.NOT_TAKEN_UP


def test_taken_up_is_only_what_changed_the_text() -> None:
    assert MEMBERS[Group.TAKEN_UP] == (Disposition.INCORPORATED, Disposition.INCORPORATED_IN_PART)


def test_every_kind_says_what_it_requires() -> None:
    assert set(REQUIRED) == set(Disposition)
    assert not {extra for kind in OPTIONAL for extra in OPTIONAL[kind] if extra in REQUIRED[kind]}


def test_every_extra_is_asked_by_some_kind() -> None:
    asked = {extra for extras in (*REQUIRED.values(), *OPTIONAL.values()) for extra in extras} | set(INSTEAD.values())

    assert asked == set(Extra)


def test_what_stays_pending_promises_a_day() -> None:
    assert set(PROMISED_DAY) == set(MEMBERS[Group.PENDING_DECISION])
    assert all(PROMISED_DAY[kind] in REQUIRED[kind] for kind in PROMISED_DAY)
    assert all(extra.shape is ExtraShape.DAY for extra in PROMISED_DAY.values())


def test_there_are_eight_kinds_of_reason_for_a_refusal() -> None:
    assert len(ReasonKind) == 8


@pytest.mark.parametrize("number", ["2", "5", "7a", "7b"])
def test_an_answer_is_found_under_every_number_that_it_answers(number: str) -> None:
    shared = Answer("2", also=("5",))
    composite = Answer("7", covered=("7a",), part_answers=(Answer("7b"),))

    found = by_number((shared, composite))[number]

    assert number in {found.number, *found.also, *found.covered}


def test_a_part_is_signed_by_its_whole_unless_it_names_another() -> None:
    whole = Answer(
        "7",
        institution="ANTAI",
        office="Oficina de Gobierno Abierto",
        answered_on=date(2023, 8, 10),
        part_answers=(Answer("7a"), Answer("7b", institution="MOP", office="Planificación")),
    )

    found = by_number((whole,))

    assert (found["7a"].institution, found["7a"].answered_on) == ("ANTAI", date(2023, 8, 10))
    assert (found["7b"].institution, found["7b"].office) == ("MOP", "Planificación")


def test_an_answer_of_another_institution_never_gets_the_office_of_this_one() -> None:
    whole = Answer("7", institution="ANTAI", office="Dirección de Acceso", answered_on=date(2023, 8, 10))

    assert signed_as(Answer("8", institution="IDAAN"), whole).office == ""
    assert signed_as(Answer("8", institution="antai"), whole).office == "Dirección de Acceso"
    assert signed_as(Answer("8"), whole).office == "Dirección de Acceso"


def test_an_answer_whose_part_refers_refers() -> None:
    part = Answer("7a", Disposition.REFERS_TO_OTHER, refers_to="1")

    assert Answer("7", part_answers=(part,)).refers
    assert not Answer("7", Disposition.INCORPORATED).refers


def test_answers_stored_one_per_number_are_gathered_under_their_composite() -> None:
    listed = (Listed("1", ""), Listed("7", "", parts=("7a", "7b")))

    found = nested(listed, (Answer("7b"), Answer("1"), Answer("7a")))

    assert {answer.number: [part.number for part in answer.part_answers] for answer in found} == {
        "1": [],
        "7": ["7a", "7b"],
    }
