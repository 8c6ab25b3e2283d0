"""Every code of these rooms has its words, in both languages, and the questions keep their agreed wording."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from enum import StrEnum
from types import ModuleType

import pytest

from labapp.domain import agendas, demographics, dimensions, disclosure, numbering, places, sessions, spaces, terms
from labapp.domain.dimensions import DIMENSIONS, AnonymousQuestion
from labapp.words import (
    labels_agendas,
    labels_demographics,
    labels_duties,
    labels_places,
    labels_sessions,
    labels_spaces,
    questions_demographics,
    refusals_demographics,
    refusals_sessions,
)
from labapp.words.labels import all_refusals

Wording = tuple[str, str]
ROOMS: list[ModuleType] = [agendas, demographics, dimensions, disclosure, numbering, places, sessions, spaces, terms]
VOCABULARIES: list[Mapping[StrEnum, Wording]] = [
    *labels_demographics.LABELS,
    labels_agendas.LABELS,
    labels_duties.LABELS,
    labels_places.LABELS,
    labels_sessions.LABELS,
    labels_spaces.LABELS,
]
REFUSALS = {**refusals_demographics.REFUSALS, **refusals_sessions.REFUSALS}


def labelled() -> dict[tuple[type[StrEnum], str], Wording]:
    return {(type(member), member.value): words for vocabulary in VOCABULARIES for member, words in vocabulary.items()}


def members() -> list[StrEnum]:
    kinds = {
        kind
        for room in ROOMS
        for kind in vars(room).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == room.__name__
    }
    return [member for kind in kinds for member in kind]


def test_every_code_has_a_spanish_and_an_english_label() -> None:
    without = [member for member in members() if (type(member), member.value) not in labelled()]

    assert len(members()) > 100
    assert without == []


def test_no_label_is_lost_because_two_codes_read_alike() -> None:
    assert len(labelled()) == sum(len(vocabulary) for vocabulary in VOCABULARIES)
    assert set(labelled()) == {(type(member), member.value) for member in members()}


@pytest.mark.parametrize("words", [*labelled().values(), *REFUSALS.values()], ids=lambda words: words[0][:30])
def test_words_are_tidy_in_both_languages(words: Wording) -> None:
    for text in words:
        assert text == " ".join(text.split()) != ""
        assert not re.search(r"\w@|@\w|\bact[ao]s?\b|\burna\b", text)


def test_prefiero_no_responder_is_an_ordinary_answer_everywhere() -> None:
    refused = {words for (_, value), words in labelled().items() if value == "undisclosed"}

    assert refused == {("Prefiero no responder", "I prefer not to answer")}


def test_every_dimension_says_why_it_is_asked() -> None:
    assert all(labelled()[type(each.purpose), each.purpose.value][0].startswith("Para saber") for each in DIMENSIONS)


def test_every_question_is_worded_once() -> None:
    listed = {each.key for each in DIMENSIONS if not each.is_sensitive}

    assert set(questions_demographics.QUESTIONS) == listed
    assert set(questions_demographics.ANONYMOUS_QUESTIONS) == set(AnonymousQuestion)


@pytest.mark.parametrize(("spanish", "english"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_names_the_same_details_in_both_languages(spanish: str, english: str) -> None:
    assert set(re.findall(r"{(\w+)}", spanish)) == set(re.findall(r"{(\w+)}", english))


def raised_codes() -> set[str]:
    texts = [inspect.getsource(room) for room in (*ROOMS, numbering)]
    return {code for text in texts for code in re.findall(r"raise RuleViolated\(\s*\"(\w+)\"", text)}


def test_every_refusal_of_these_rooms_has_a_sentence_and_none_is_left_over() -> None:
    assert raised_codes() >= set(REFUSALS)
    assert raised_codes() <= set(all_refusals())
