"""A pasted chat becomes messages; whatever is not understood is still there to be read."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.chats import MOST_MESSAGES, ChatMessage, parse_chat
from labapp.domain.text import clean_line

ANA = ChatMessage(time(14, 32), "Ana Ruiz", "Que haya agua: siempre.")


@pytest.mark.parametrize(
    "pasted",
    [
        "14:32:00 From Ana Ruiz to Everyone:\n\tQue haya agua: siempre.",
        "14:32:00\t From Ana Ruiz : Que haya agua: siempre.",
        "14:32:00 De Ana Ruiz a Todos:\r\n\tQue haya agua: siempre.",
        "2023-07-25 14:32:00 From Ana Ruiz to Everyone:\n\tQue haya agua: siempre.",
        "Ana Ruiz to Everyone 2:32 PM\nQue haya agua: siempre.",
        "De Ana Ruiz para Todos 14:32\nQue haya agua: siempre.",
        "[14:32] Ana Ruiz\nQue haya agua: siempre.",
        "[25/7 14:32] Ana Ruiz: Que haya agua: siempre.",
        "[7/25/2023 2:32 PM] Ana Ruiz\nQue haya agua: siempre.",
        "Ana Ruiz 2:32 p. m.\nQue haya agua: siempre.",
        "25/7/2023, 2:32 p. m. - Ana Ruiz: Que haya agua: siempre.",
    ],
)
def test_the_forms_of_zoom_and_teams_say_the_same(pasted: str) -> None:
    assert parse_chat(pasted).messages == (ANA,)


def test_the_lines_of_one_message_stay_together() -> None:
    (message,) = parse_chat("14:32:00 From Ana Ruiz to Everyone:\n\tUno\n\n\tdos\n").messages

    assert message.text == "Uno\n\ndos"


@pytest.mark.parametrize("to", ["Luis Ríos (Direct Message)", "Luis Ríos", "Luis Ríos (mensaje directo)"])
def test_what_was_written_to_one_person_is_marked(to: str) -> None:
    (message,) = parse_chat(f"14:32:00 From Ana Ruiz to {to}:\n\tEsto es entre nosotros.").messages

    assert (message.author, message.aside) == ("Ana Ruiz", True)


def test_a_sentence_that_ends_in_an_hour_is_no_heading() -> None:
    (message,) = parse_chat("[14:32] Ana Ruiz\nNos vemos a las 2:40 PM\nA las 3:00 seguimos").messages

    assert message.text == "Nos vemos a las 2:40 PM\nA las 3:00 seguimos"


def test_a_heading_without_words_is_kept_to_be_read() -> None:
    found = parse_chat("Nos Vemos 2:40 PM\n[14:41] Ana Ruiz\nListo.").messages

    assert [message.text for message in found] == ["Nos Vemos 2:40 PM", "Listo."]


def test_lines_of_no_known_form_are_messages_without_author() -> None:
    assert parse_chat("Que haya agua.\n\nQue llegue el bus.").messages == (
        ChatMessage(None, "", "Que haya agua."),
        ChatMessage(None, "", "Que llegue el bus."),
    )


@pytest.mark.parametrize(
    "pasted",
    ["hola\n" * (MOST_MESSAGES + 1), "a" * 500_001, "14:32 From " + "a to " * 120_000, "A b " * 130_000],
)
def test_hostile_sizes_are_bounded(pasted: str) -> None:
    found = parse_chat(pasted)

    assert found.cut
    assert len(found.messages) <= MOST_MESSAGES


LINES = st.sampled_from(
    [
        "hola",
        "[14:32] Ana",
        "14:32:00 From Ana to Everyone:",
        "\ttexto",
        "",
        "Ana Ruiz 2:32 PM",
        "\u202e",
        "a: b",
        "[x]",
    ]
)


@given(st.lists(LINES, max_size=12))
def test_no_words_are_lost(lines: list[str]) -> None:
    messages = parse_chat("\n".join(lines)).messages

    assert sum(message.text.count("hola") for message in messages) == lines.count("hola")
    assert sum(message.text.count("texto") for message in messages) == lines.count("\ttexto")
    assert all(clean_line(message.text) for message in messages)
