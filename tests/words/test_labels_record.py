"""Every code of contributions, minutes, responses, attendance and privacy has its words in both languages."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from enum import StrEnum
from types import ModuleType

import pytest

from labapp.domain import (
    attendance,
    completeness,
    contributions,
    likeness,
    meeting_lists,
    minutes,
    privacy,
    response_documents,
    response_extras,
    responses,
    rosters,
    scans,
)
from labapp.words import (
    labels_attendance,
    labels_contributions,
    labels_minutes,
    labels_privacy,
    labels_responses,
    labels_scans,
    refusals_attendance,
    refusals_contributions,
    refusals_minutes,
    refusals_privacy,
    refusals_responses,
    refusals_scans,
)

Wording = tuple[str, str]
SHAPES = {response_extras.ExtraShape}  # tells the form what a field holds, is never shown
ROOMS: list[tuple[list[ModuleType], Mapping[StrEnum, Wording], dict[str, Wording]]] = [
    ([contributions], labels_contributions.LABELS, refusals_contributions.REFUSALS),
    ([minutes], labels_minutes.LABELS, refusals_minutes.REFUSALS),
    ([attendance, likeness, rosters, meeting_lists], labels_attendance.LABELS, refusals_attendance.REFUSALS),
    ([privacy], labels_privacy.LABELS, refusals_privacy.REFUSALS),
    ([scans], labels_scans.LABELS, refusals_scans.REFUSALS),
    (
        [responses, response_extras, completeness, response_documents],
        labels_responses.LABELS,
        refusals_responses.REFUSALS,
    ),
]


def members_of(module: ModuleType) -> list[StrEnum]:
    kinds = [
        kind
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == module.__name__
        if kind not in SHAPES and not name.startswith("_")
    ]
    return [member for kind in kinds for member in kind]


@pytest.mark.parametrize(("modules", "labels", "refusals"), ROOMS)
def test_every_code_has_its_label_and_none_is_lost_to_another(
    modules: list[ModuleType], labels: Mapping[StrEnum, Wording], refusals: dict[str, Wording]
) -> None:
    members = [member for module in modules for member in members_of(module)]

    assert {(type(member), member.value) for member in labels} == {(type(member), member.value) for member in members}
    assert len(labels) == len(members)


@pytest.mark.parametrize(("modules", "labels", "refusals"), ROOMS)
def test_every_refusal_of_a_rule_has_its_sentence_in_its_own_room(
    modules: list[ModuleType], labels: Mapping[StrEnum, Wording], refusals: dict[str, Wording]
) -> None:
    source = "".join(inspect.getsource(module) for module in modules)

    assert set(re.findall(r'RuleViolated\(\s*"(\w+)"', source)) <= set(refusals)


ALL_WORDS = [words for _, labels, refusals in ROOMS for words in (*labels.values(), *refusals.values())]


@pytest.mark.parametrize("words", ALL_WORDS, ids=lambda words: words[0][:30])
def test_words_are_tidy_and_ask_for_the_same_details_in_both_languages(words: Wording) -> None:
    spanish, english = words

    for text in words:
        assert text == " ".join(text.split()) != ""
    assert set(re.findall(r"{(\w+)}", spanish)) == set(re.findall(r"{(\w+)}", english))
    assert not re.search(r"\w@|\bact[ao]s?\b|\burnas?\b|\bteléfonos?\b|\bhash\b|\bfolio\b|\btú\b", spanish.casefold())


def test_the_words_of_a_disposition_are_the_published_ones() -> None:
    spoken = labels_responses.spoken_labels()

    assert set(spoken) == set(responses.Disposition)
    assert spoken[responses.Disposition.COMMENT_ONLY][0] == "Comentario sin solicitud"
    assert "{number}" in labels_responses.REFERS_TO[0]
    assert "{number}" not in spoken[responses.Disposition.REFERS_TO_OTHER][0]


def test_every_fact_of_the_notice_has_a_field_label() -> None:
    assert list(labels_privacy.FACTS) == [field for needed in privacy.FACTS.values() for field in needed]
    assert set(labels_privacy.QUESTIONS) == set(privacy.Consent)
