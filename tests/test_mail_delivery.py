"""The conversation with a real server over real sockets: encrypted, signed in, and honest about how far it came."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from labapp.domain.mail import MailTrouble
from labapp.mail_delivery import MailLine, NotSent, Patience
from labapp.mail_settings import MailSecurity, MailServer
from tests import mail_server
from tests.mail_server import DROPS, SENDER, Mailbox

MESSAGE = b"Subject: hola\r\n\r\n.un punto al principio\r\n..dos\r\n"
TO = "ana@ejemplo.com"
BRIEFLY = Patience(answer=5, acceptance=5)


def send(server: MailServer, patience: Patience = BRIEFLY) -> int:
    with MailLine(server, patience) as line:
        line.address(TO)
        return line.hand_over(MESSAGE)


def trouble(server: MailServer, patience: Patience = BRIEFLY) -> tuple[MailTrouble, int | None]:
    with pytest.raises(NotSent) as caught:
        send(server, patience)
    return caught.value.trouble, caught.value.reply_code


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_a_message_arrives_byte_for_byte_with_one_recipient(security: MailSecurity, mail_certificate: Path) -> None:
    box, controller = mail_server.start(mail_certificate, security=security)
    try:
        assert send(box.server) == 250
    finally:
        controller.stop()
    (letter,) = box.behaviour.letters
    assert (letter.mail_from, letter.rcpt_tos, letter.content) == (SENDER, [TO], MESSAGE)


BREAKS = {
    "content": MailTrouble.CUT_OFF,
    "dot": MailTrouble.CUT_OFF,
}


@pytest.mark.parametrize("step", DROPS)
def test_a_line_that_breaks_leaves_doubt_only_once_the_text_may_have_arrived(mailbox: Mailbox, step: str) -> None:
    mailbox.behaviour.drop = step

    assert trouble(mailbox.server) == (BREAKS.get(step, MailTrouble.UNREACHABLE), None)
    assert bool(mailbox.behaviour.letters) == (step == "dot")


@pytest.mark.parametrize(
    ("step", "reply", "said"),
    [
        ("STARTTLS", "454 ahora no", MailTrouble.NO_ENCRYPTION),
        ("AUTH", "535 no", MailTrouble.SIGN_IN_REFUSED),
        ("AUTH", "454 ahora no", MailTrouble.SIGN_IN_REFUSED),
        ("MAIL", "451 luego", MailTrouble.TRY_LATER),
        ("MAIL", "553 esa no", MailTrouble.SENDER_REFUSED),
        ("RCPT", "450 lista gris", MailTrouble.TRY_LATER),
        ("RCPT", f"550 5.1.1 <{TO}> no existe", MailTrouble.ADDRESS_REFUSED),
        ("DATA", "451 luego", MailTrouble.TRY_LATER),
        ("DATA", "554 no", MailTrouble.MESSAGE_REFUSED),
        ("dot", "452 sin espacio", MailTrouble.TRY_LATER),
        ("dot", f"550 no para {TO}", MailTrouble.MESSAGE_REFUSED),
        ("dot", "354 ¿sigue?", MailTrouble.CUT_OFF),
    ],
)
def test_every_refusal_has_its_trouble_and_never_the_words_of_the_server(
    mailbox: Mailbox, step: str, reply: str, said: MailTrouble
) -> None:
    mailbox.behaviour.replies[step] = reply

    with pytest.raises(NotSent) as caught:
        send(mailbox.server)

    assert caught.value.trouble is said
    assert caught.value.reply_code in {int(reply[:3]), None}
    assert TO not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert not mailbox.behaviour.letters


def test_nothing_is_said_to_a_server_whose_certificate_does_not_hold(mailbox: Mailbox) -> None:
    assert trouble(replace(mailbox.server, ca_file=None))[0] is MailTrouble.NO_ENCRYPTION


def test_a_certificate_for_another_name_does_not_hold(mailbox: Mailbox) -> None:
    assert trouble(replace(mailbox.server, host="localhost"))[0] is MailTrouble.NO_ENCRYPTION


def test_a_server_without_encryption_gets_neither_password_nor_message(mail_certificate: Path) -> None:
    box, controller = mail_server.start(mail_certificate, security=MailSecurity.NONE)
    try:
        assert trouble(replace(box.server, security=MailSecurity.STARTTLS))[0] is MailTrouble.NO_ENCRYPTION
    finally:
        controller.stop()
    assert not box.behaviour.letters


def test_a_wrong_password_is_refused_with_its_code(mailbox: Mailbox) -> None:
    wrong = replace(mailbox.server, password="otra cosa")

    assert trouble(wrong) == (MailTrouble.SIGN_IN_REFUSED, 535)


@pytest.fixture
def silent() -> Iterator[int]:
    """A port where somebody listens and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_who_never_answers_is_not_waited_for_without_end(mailbox: Mailbox, silent: int) -> None:
    dumb = replace(mailbox.server, port=silent)

    assert trouble(dumb, Patience(answer=0.2, acceptance=0.2)) == (MailTrouble.UNREACHABLE, None)


def test_where_nobody_listens_the_server_is_unreachable(mailbox: Mailbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        free = listening.getsockname()[1]

    assert trouble(replace(mailbox.server, port=free)) == (MailTrouble.UNREACHABLE, None)
