"""One list of what is asked of people: the columns, the forms, the published tables and the words agree on it."""

from __future__ import annotations

from enum import StrEnum

import pytest
import sqlalchemy as sa

from labapp.domain.dimensions import ANONYMOUS_QUESTIONS, DIMENSIONS, AnonymousQuestion, DimensionKey
from labapp.models.attendance import Participant
from labapp.models.base import Base
from labapp.web.participant.door import ArrivalForm
from labapp.web.participant.profile import ProfileForm
from labapp.words.labels import all_labels
from labapp.words.questions_demographics import ANONYMOUS_QUESTIONS as ANONYMOUS_WORDS
from labapp.words.questions_demographics import QUESTIONS

ON_THE_LIST = {
    DimensionKey.GENDER: ("gender", ProfileForm, "gender"),
    DimensionKey.AGE_BAND: ("age_band", ProfileForm, "age_band"),
    DimensionKey.FIRST_TIME: ("first_time", ProfileForm, "first_time"),
    DimensionKey.PLACE_SCOPE: ("place_scope", ArrivalForm, "place"),
    DimensionKey.SECTOR: ("alone", ProfileForm, "comes_for"),
}
"""Where each dimension of the list is kept and asked."""

NOT_ASKED = {"age_side", "place_code", "organisation_id", "position", "contact", "name", "name_key", "code", "number"}
BOOKKEEPING = {"id", "op", "space_id", "node_letter", "authorised_at", "joined_into_id", "erased_at"}


def test_every_dimension_is_kept_on_the_list_or_in_the_urn() -> None:
    sensitive = {key for key in DimensionKey if DIMENSIONS_BY_KEY[key].is_sensitive}

    assert set(DimensionKey) == set(ON_THE_LIST) | sensitive


DIMENSIONS_BY_KEY = {dimension.key: dimension for dimension in DIMENSIONS}


@pytest.mark.parametrize("key", ON_THE_LIST)
def test_a_dimension_of_the_list_has_a_column_a_field_and_a_question(key: DimensionKey) -> None:
    column, form, field = ON_THE_LIST[key]

    assert column in Participant.__table__.columns
    assert hasattr(form, field)
    assert key in QUESTIONS
    assert all(QUESTIONS[key])


def test_a_person_has_no_column_that_no_dimension_explains() -> None:
    explained = {column for column, _, _ in ON_THE_LIST.values()} | NOT_ASKED | BOOKKEEPING

    assert set(Participant.__table__.columns.keys()) - explained == set()


def test_nothing_sensitive_has_a_column_anywhere() -> None:
    """The one table that may name such a question holds totals of sealed urns and no person."""
    words = {question.value for question in AnonymousQuestion} | {"indigenous", "afro", "disability", "ethnic"}
    found = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(word in column.name for word in words)
    ]
    assert found == []


def test_no_column_takes_a_sensitive_answer() -> None:
    sensitive: set[type[StrEnum]] = {type(choice) for choices in ANONYMOUS_QUESTIONS.values() for choice in choices}
    found = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.Enum) and column.type.enum_class in sensitive
    ]
    assert found == []


@pytest.mark.parametrize("question", AnonymousQuestion)
def test_every_anonymous_question_and_each_of_its_answers_has_words(question: AnonymousQuestion) -> None:
    assert all(ANONYMOUS_WORDS[question])
    assert [c.value for c in ANONYMOUS_QUESTIONS[question] if not all(all_labels()[type(c), c.value])] == []
