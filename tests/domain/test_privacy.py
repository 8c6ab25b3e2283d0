"""Five consents asked apart, a notice without blanks, and a hash that proves which words were shown."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.privacy import (
    FACTS,
    RETENTION,
    Consent,
    Element,
    Kept,
    MissingFact,
    NoticeFacts,
    canonical,
    check_notice_complete,
    missing_elements,
    notice_hash,
)

FILLED = NoticeFacts(
    controllers="ANTAI y Kernel Community",
    contact="ventanilla de ANTAI, planta baja",
    legal_basis="La función de ANTAI según la Ley 33 de 2013, y su permiso para lo opcional",
    recipients="El equipo de ANTAI y de Kernel Community que organiza esta sesión",
    abroad="No. Los datos se quedan en una computadora en Panamá",
    retention="Hasta el informe de resultados del plan",
    officer="Oficina de Protección de Datos de ANTAI",
)


def test_there_are_five_consents_with_their_published_codes() -> None:
    assert [consent.published_code for consent in Consent] == ["CON-1", "CON-2", "CON-3", "CON-4", "CON-5"]
    assert Consent("public_name") is Consent.PUBLIC_NAME


def test_the_notice_tells_nine_things() -> None:
    assert len(Element) == 9
    assert {field for needed in FACTS.values() for field in needed} == {field.name for field in fields(NoticeFacts)}


def test_a_notice_without_blanks_may_be_shown() -> None:
    assert missing_elements(FILLED) == ()
    check_notice_complete(FILLED)


@pytest.mark.parametrize("blank", ["", "  ", "\u200b", "Por definir", "pendiente", "..."])
@pytest.mark.parametrize(("element", "field"), [(e, field) for e, needed in FACTS.items() for field in needed])
def test_one_blank_keeps_a_real_session_closed(element: Element, field: str, blank: str) -> None:
    facts = replace(FILLED, **{field: blank})

    assert missing_elements(facts) == (MissingFact(element, field),)
    with pytest.raises(RuleViolated, match="notice_incomplete") as refused:
        check_notice_complete(facts)
    assert refused.value.details["count"] == 1


def test_nothing_filled_in_misses_everything() -> None:
    assert len(missing_elements(NoticeFacts())) == 7


def test_the_hash_is_the_sha256_of_the_canonical_text() -> None:
    assert notice_hash("Aviso\n") == "7e48778f7ed9f9b4d48517fa9005c0817782d1c49a4944249fe78e6e0bb82031"


@pytest.mark.parametrize("same", ["Sesión\nUno", "Sesio\u0301n\nUno", "Sesión  \r\nUno\r\n", "\nSesión\nUno\n\n"])
def test_the_same_words_have_the_same_hash(same: str) -> None:
    assert notice_hash(same) == notice_hash("Sesión\nUno\n")


@pytest.mark.parametrize("other", ["Sesion\nUno", "Sesión Uno", "sesión\nUno", "Sesión\n\nUno", " Sesión\nUno"])
def test_other_words_have_another_hash(other: str) -> None:
    assert notice_hash(other) != notice_hash("Sesión\nUno\n")


@given(st.text(max_size=80))
def test_the_canonical_form_is_reached_once(text: str) -> None:
    once = canonical(text)

    assert canonical(once) == once == unicodedata.normalize("NFC", once)


def test_every_kind_of_data_has_a_term_and_none_is_longer_than_the_law_allows() -> None:
    assert set(RETENTION) == set(Kept)
    assert RETENTION[Kept.ERASED_IN_COPIES].plus == timedelta(days=30)
    assert all(term.plus <= timedelta(days=7 * 365) for term in RETENTION.values())
