"""Small sentences that every document makes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from labapp.documents.wording import counted, hours_text, listed


@pytest.mark.parametrize(
    ("entries", "language", "sentence"),
    [
        ((), "es", ""),
        (("ANTAI",), "es", "ANTAI"),
        (("ANTAI", "Kernel"), "es", "ANTAI y Kernel"),
        (("ANTAI", "Kernel", "Ipandetec"), "es", "ANTAI, Kernel e Ipandetec"),
        (("agua", "hielo"), "es", "agua y hielo"),
        (("padres", "hijos"), "es", "padres e hijos"),
        (("ANTAI", "Kernel"), "en", "ANTAI and Kernel"),
    ],
)
def test_a_list_reads_as_a_sentence(entries: tuple[str, ...], language: str, sentence: str) -> None:
    assert listed(entries, language) == sentence


def test_one_and_many_have_their_own_sentence() -> None:
    forms = ("Llegó {} persona.", "Llegaron {} personas.")

    assert [counted(forms, n) for n in (0, 1, 2)] == [
        "Llegaron 0 personas.",
        "Llegó 1 persona.",
        "Llegaron 2 personas.",
    ]


@pytest.mark.parametrize(("language", "word"), [("es", "a"), ("en", "to")])
def test_hours_are_those_of_the_session(language: str, word: str) -> None:
    starts, ends = datetime(2026, 11, 20, 13, tzinfo=UTC), datetime(2026, 11, 20, 21, tzinfo=UTC)

    text = hours_text(starts, ends, zone="America/Panama", language=language)

    assert text.startswith("8:00")
    assert f" {word} 4:00" in text
    assert hours_text(starts, None, zone="America/Panama", language=language).startswith("8:00")
