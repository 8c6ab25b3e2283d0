"""The notice tells what the law asks in words that can be read aloud, in both languages alike."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from labapp.domain.privacy import Element, NoticeFacts, NoticeSection, notice_hash
from labapp.words.notice import notice

FACTS = NoticeFacts(
    controllers="ANTAI y Kernel Community",
    contact="ventanilla de ANTAI, planta baja",
    legal_basis="La función de ANTAI según la Ley 33 de 2013",
    recipients="El equipo que organiza esta sesión.",
    abroad="No. Se quedan en una computadora en Panamá",
    retention="Hasta el informe de resultados del plan",
    officer="Oficina de Protección de Datos de ANTAI",
)
LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])


@LANGUAGES
def test_the_nine_elements_are_told_and_each_fact_is_quoted(language: str) -> None:
    told = notice(FACTS, language)

    assert told.elements == set(Element)
    for field in fields(FACTS):
        assert getattr(FACTS, field.name).rstrip(".") in told.text


@LANGUAGES
def test_it_has_three_short_lines_before_the_full_text(language: str) -> None:
    told = notice(FACTS, language)

    assert len(told.short) == 3
    assert all(len(line) <= 150 for line in told.short)
    assert told.text.startswith("\n".join((told.title, *told.short)) + "\n\n")


def test_it_says_what_people_have_to_know_before_they_answer() -> None:
    told = notice(FACTS, "es")

    assert any("nadie, tampoco nosotros, podrá volver a encontrar su respuesta" in line for line in told.short)
    for words in ("Ley 81 de 2019", "Decreto Ejecutivo 285 de 2021", "30 días como máximo", "asistir sin registrarse"):
        assert words in told.text
    assert "10 días hábiles" in told.text.replace("\n", " ")


def test_both_languages_have_the_same_parts_in_the_same_order() -> None:
    spanish, english = notice(FACTS, "es"), notice(FACTS, "en")

    def shape(section: NoticeSection) -> tuple[frozenset[Element], int]:
        return section.elements, len(section.paragraphs)

    assert [shape(section) for section in spanish.sections] == [shape(section) for section in english.sections]
    assert set(re.findall(r"\d+", spanish.text)) == set(re.findall(r"\d+", english.text))


@LANGUAGES
def test_it_fits_a_page_and_its_sentences_can_be_read_aloud(language: str) -> None:
    text = notice(FACTS, language).text
    sentences = [len(sentence.split()) for sentence in re.split(r"[.:;?!]\s+|\n", text) if sentence.strip()]

    assert len(text.split()) < 750
    assert max(sentences) <= 38
    assert sum(sentences) / len(sentences) < 15


@LANGUAGES
def test_no_stop_is_doubled_and_no_blank_is_hidden(language: str) -> None:
    assert ".." not in notice(FACTS, language).text
    blanks = notice(NoticeFacts(), language).text
    assert blanks.count("[") == 8  # seven facts, and who is responsible is named twice


def test_braces_in_a_fact_are_only_braces() -> None:
    told = notice(NoticeFacts(controllers="{contact} {0}", contact="aquí"), "es")

    assert told.short[0].startswith("{contact} {0}: ")


@LANGUAGES
def test_another_fact_is_another_notice(language: str) -> None:
    other = NoticeFacts(controllers="ANTAI")

    assert notice_hash(notice(FACTS, language).text) == notice_hash(notice(FACTS, language).text)
    assert notice_hash(notice(FACTS, language).text) != notice_hash(notice(other, language).text)


def test_words_of_the_street_are_used() -> None:
    text = notice(FACTS, "es").text.casefold()

    assert not re.search(r"\b(acta|urna|teléfono|hash|folio|tú|tu)\b|\w@\w", text)
