"""The mail to one person as any mail program reads it: headers, accents, languages, and nothing of anybody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from uuid import UUID

import pytest

from labapp.documents.return_mail import return_mail
from labapp.queries.outbox import Contents
from tests.documents.test_radio import SAID, a_version

ID = UUID("019aa2f0-0000-7000-8000-000000000001")
AT = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
SENDER = "laboratorios@ejemplo.gob.pa"
CONTENTS = Contents(
    address="celestina@ejemplo.com",
    own=("2",),
    language="es",
    version=a_version(3),
    programme="Laboratorios de innovación, ANTAI «ñ»",
    public_url="https://publico.ejemplo.gob.pa/sesion/abc/respuesta",
    zone="America/Panama",
)


def read(contents: Contents = CONTENTS) -> EmailMessage:
    raw = bytes(return_mail(contents, mail_id=ID, sender=SENDER, at=AT))
    found = message_from_bytes(raw, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_one_sender_one_recipient_and_nobody_in_copy() -> None:
    mail = read()

    assert [str(one.addr_spec) for one in mail["To"].addresses] == ["celestina@ejemplo.com"]
    assert (mail["Cc"], mail["Bcc"]) == (None, None)
    (sender,) = mail["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Laboratorios de innovación, ANTAI «ñ»", SENDER)


def test_the_headers_say_what_it_is_and_how_to_get_no_more() -> None:
    mail = read()

    assert mail["Message-ID"] == f"<{ID}@publico.ejemplo.gob.pa>"
    assert parsedate_to_datetime(mail["Date"]) == AT
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == f"<mailto:{SENDER}?subject=Sin%20avisos>"
    assert (mail.get_content_type(), mail["Content-Language"]) == ("text/plain", "es")
    assert not mail.defects


@pytest.mark.parametrize(
    "name",
    [
        "Laboratorios\r\nBcc: otro@ejemplo.com",
        "=?utf-8?q?=0d=0aBcc:_otro@ejemplo.com?=",
        "agua =?utf-8?b?DQpCY2M6IG90cm9AZWplbXBsby5jb20=?= luz",
        "Laboratorios <otro@ejemplo.com>, Otro",
        'a" <otro@ejemplo.com>, "b',
        "\u202eatreiba",
    ],
)
def test_no_name_adds_a_header_a_recipient_or_words(name: str) -> None:
    version = CONTENTS.version
    gathered = replace(version, document=replace(version.document, gathering=name))

    raw = bytes(return_mail(replace(CONTENTS, programme=name, version=gathered), mail_id=ID, sender=SENDER, at=AT))
    mail = read(replace(CONTENTS, programme=name, version=gathered))

    headers = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert not [line for line in headers if line.lower().startswith((b"bcc", b"cc"))]
    assert [one.addr_spec for field in ("From", "To") for one in mail[field].addresses] == [SENDER, CONTENTS.address]
    assert mail.keys() == read().keys()
    assert not set("\r\n\u202e") & set(mail["Subject"] + mail["From"].addresses[0].display_name)


def test_without_a_public_address_the_id_is_of_the_sender() -> None:
    assert read(replace(CONTENTS, public_url=None))["Message-ID"] == f"<{ID}@ejemplo.gob.pa>"


def test_it_travels_in_plain_bytes_and_short_lines_with_its_accents() -> None:
    raw = bytes(return_mail(CONTENTS, mail_id=ID, sender=SENDER, at=AT))

    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.endswith(b"\r\n")
    assert "Laboratorios de innovación" in read().get_content()


def test_it_says_the_number_the_answer_and_where_the_rest_is() -> None:
    text = read().get_content()

    assert "Su aporte número 2: no se acogió." in text
    assert "https://publico.ejemplo.gob.pa/sesion/abc/respuesta" in text
    assert "conteste este correo" in text
    assert "WhatsApp" not in text
    assert SAID[:25] not in text


def test_whoever_reads_english_reads_both() -> None:
    mail = read(replace(CONTENTS, language="en"))
    text = mail.get_content()

    assert "Su aporte número 2: no se acogió." in text
    assert "Your contribution number 2: not taken up." in text
    assert text.index("Buenas.") < text.index("Good day.")
    assert mail["Content-Language"] == "es, en"


@pytest.mark.parametrize("name", ["Programa\r\nBcc: otro@ejemplo.com", "a" * 200, "«»,;<>@"])
def test_the_name_of_the_programme_cannot_write_a_header(name: str) -> None:
    mail = read(replace(CONTENTS, programme=name))

    assert mail["Bcc"] is None
    assert [one.addr_spec for one in mail["From"].addresses] == [SENDER]
