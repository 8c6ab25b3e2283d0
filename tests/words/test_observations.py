"""What is said of corrections in public: how many and why, never whose."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from labapp.domain.minutes import Block
from labapp.domain.observations import Answered, Outcome, Place, Tally
from labapp.words.observations import answered_lines, place_words, proposed_note, reason_lines, tally_words

AT = datetime(2026, 11, 20, 14, tzinfo=UTC)


def answered(place: Place, outcome: Outcome, reason: str = "") -> Answered:
    return Answered(place, outcome, reason, AT)


TWELVE = answered(Place("12"), Outcome.CORRECTED)
AGREEMENTS = answered(Place(part=Block.AGREEMENTS), Outcome.IN_PART, "El lugar sí; la fecha no se dijo.")
REFUSED = answered(Place("7"), Outcome.NOT_CORRECTED, "Así se leyó y se confirmó en la sala.")


@pytest.mark.parametrize(
    ("tally", "spanish", "english"),
    [
        (Tally(), "Se recibieron 0 observaciones.", "0 observations were received."),
        (Tally(corrected=1), "Se recibió 1 observación: 1 corregida.", "1 observation was received: 1 corrected."),
        (
            Tally(corrected=2, in_part=1, coming=1, not_corrected=1, waiting=3, untied=1),
            "Se recibieron 9 observaciones: 2 corregidas, 1 corregida en parte, 1 se corregirá en la próxima versión, "
            "1 no corregida, 3 sin contestar todavía, 1 retirada por quien la pidió.",
            "9 observations were received: 2 corrected, 1 corrected in part, 1 to be corrected in the next version, "
            "1 not corrected, 3 not answered yet, 1 taken back by whoever asked.",
        ),
    ],
)
def test_the_counts_are_one_sentence(tally: Tally, spanish: str, english: str) -> None:
    assert tally_words(tally, "es") == spanish
    assert tally_words(tally, "en") == english


def test_a_refusal_gives_its_reason_and_no_number() -> None:
    assert reason_lines([TWELVE, AGREEMENTS, REFUSED], "es") == (
        "Acuerdos, se corrige en parte: El lugar sí; la fecha no se dijo.",
        "Un aporte, no se corrige: Así se leyó y se confirmó en la sala.",
    )


def test_a_version_tells_what_was_answered_and_nothing_where_nobody_asked() -> None:
    lines = answered_lines([TWELVE, AGREEMENTS, REFUSED], "es")

    assert lines[0] == "Se contestaron 3 observaciones: 1 corregida, 1 corregida en parte, 1 no corregida."
    assert len(lines) == 3
    assert answered_lines([], "es") == ()


def test_the_note_names_each_place_that_changed_once() -> None:
    assert proposed_note([TWELVE, TWELVE, AGREEMENTS, REFUSED], "es") == (
        "Atiende 3 observaciones: aporte 12, Acuerdos (en parte)."
    )
    assert proposed_note([TWELVE], "en") == "It takes up 1 observation: contribution 12."
    assert proposed_note([REFUSED], "es") == ""


def test_what_is_about_nothing_in_particular_is_about_the_whole() -> None:
    assert (place_words(Place(), "es"), place_words(Place(), "en")) == ("todo el documento", "the whole document")
