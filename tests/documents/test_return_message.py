"""The message to one person: what is theirs, in few words, and nothing that somebody said."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from labapp.documents.return_message import call_url, return_message, sms_url, whatsapp_url
from labapp.domain.phones import Line
from labapp.domain.responses import Disposition
from tests.documents.test_radio import REASON, SAID, a_version, replied_by

LINE = Line("50769876543", is_mobile=True)


def message(*own: str, count: int = 3, owed: int = 0, public_url: str | None = None) -> str:
    return return_message(
        a_version(count, owed=owed), own, programme="Laboratorios", public_url=public_url, reply_until=date(2026, 12, 5)
    )


def test_it_says_the_number_the_answer_and_the_reason_of_what_is_theirs() -> None:
    said = message("2")

    assert "ANTAI ya respondió. Su aporte número 2: no se acogió." in said
    assert REASON[:60] in said
    assert "número 1" not in said


def test_the_answer_to_a_question_is_told_without_the_heading_of_a_table() -> None:
    asked = replied_by(a_version(2), "2", institution="IDAAN", primary=Disposition.QUESTION_ANSWERED)

    said = return_message(asked, ["2"], programme="Laboratorios", public_url=None, reply_until=date(2026, 12, 5))

    assert f"IDAAN ya respondió. Su aporte número 2: {REASON[:60]}" in said


@pytest.mark.parametrize("own", [(), ("1",), ("1", "2", "3")])
def test_it_quotes_nothing_that_anybody_said(own: tuple[str, ...]) -> None:
    assert SAID[:25] not in message(*own)


def test_what_is_still_owed_is_said_with_who_owes_it_and_by_when() -> None:
    said = message("3", owed=1)

    assert "Su aporte número 3: todavía no hay respuesta. La debe MEDUCA, a más tardar el 30 de enero de 2027." in said
    assert "ya respondió" not in said


def test_many_contributions_are_counted_after_the_third() -> None:
    assert "Hay 2 aportes suyos más con respuesta." in message("1", "2", "3", "4", "5", count=5)


def test_without_contributions_it_says_that_there_is_an_answer() -> None:
    assert "ANTAI ya respondió lo que se dijo ese día." in message()


@pytest.mark.parametrize(
    ("url", "where"),
    [("https://ejemplo.gob.pa/r", "https://ejemplo.gob.pa/r"), (None, "en la junta comunal o en la próxima sesión")],
)
def test_it_says_where_the_whole_answer_is(url: str | None, where: str) -> None:
    assert where in message("1", public_url=url)


def test_the_addresses_carry_number_and_text_unharmed() -> None:
    text = "¿Cómo está? 50 % & más #7\nñ"

    opened = urlsplit(whatsapp_url(LINE, text))
    assert (opened.scheme, opened.netloc, opened.path) == ("https", "wa.me", "/50769876543")
    assert parse_qs(opened.query) == {"text": [text]}
    assert sms_url(LINE, text).startswith("sms:+50769876543?body=%C2%BF")
    assert call_url(LINE) == "tel:+50769876543"
