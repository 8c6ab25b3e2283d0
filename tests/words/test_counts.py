"""Sentences in place of tables: where everybody is in one group, that group and how many they are."""

from __future__ import annotations

import pytest

from labapp.domain.dimensions import Joined
from labapp.words.counts import everybody_in


@pytest.mark.parametrize(
    ("language", "said"), [("es", "Sin respuesta: las 15 personas"), ("en", "No answer: all 15 people")]
)
def test_a_table_with_everybody_in_one_group_is_a_sentence(language: str, said: str) -> None:
    assert everybody_in(Joined.UNANSWERED, 15, language) == said
