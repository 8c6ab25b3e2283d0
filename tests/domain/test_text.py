"""Text as it enters the house, and the key under which it is found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.text import clean_line, clean_text, fold


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  dos   palabras\u00a0aquí ", "dos palabras aquí"),
        ("n\u0303andu\u0301", "ñandú"),
        ("a\u200bb\u202ec", "abc"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("a\x00b\tc\nd", "a b c d"),
        ("roto \ud800", "roto \ufffd"),
        ("\ufffeno es\uffff letra\U0010ffff", "\ufffdno es\ufffd letra\ufffd"),
    ],
)
def test_a_line_keeps_its_letters_and_loses_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\r\nb\rc\n\n", "a\nb\nc"), ("\n uno \n\u200b\n dos", "uno\n\ndos"), ("sin nada raro", "sin nada raro")],
)
def test_a_text_keeps_its_lines(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(st.text())
def test_what_has_nothing_to_clean_is_kept_as_what_has(typed: str) -> None:
    assert clean_line(typed) == clean_line("\x00" + typed)
    assert clean_text(typed) == clean_text("\x00\n" + typed)


@pytest.mark.parametrize(
    ("text", "key"),
    [("ÑANDÚ  Ngäbe", "ñandu ngabe"), ("Straße", "strasse"), ("Ṃéṇ̃", "men"), ("İ", "i")],
)
def test_capitals_and_accents_do_not_count_in_a_key_and_the_tilde_of_enye_does(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_a_key_is_that_of_its_words_one_by_one(text: str) -> None:
    assert fold(text) == " ".join(fold(word) for word in text.split() if fold(word))
