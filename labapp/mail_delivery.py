"""The conversation with a mail server: one connection, one recipient, and an honest word on how far it came."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from labapp.domain.mail import MailTrouble
from labapp.mail_settings import MailSecurity, MailServer

_ACCEPTED, _GO_ON = 250, 354
_RECIPIENT_ACCEPTED = frozenset({250, 251})
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_END = b".\r\n"
_FAULTS = (smtplib.SMTPException, OSError, ValueError)
"""What a line that breaks, a server that answers nonsense or a certificate that does not hold raise."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for an answer, and for the one after the final dot. Source: RFC 5321, 4.5.3.2.6: ten minutes."""

    answer: float = 30.0
    acceptance: float = 600.0


class NotSent(Exception):
    """The message was not sent, or nobody knows (`CUT_OFF`). It never holds the words of the server."""

    def __init__(self, trouble: MailTrouble, reply_code: int | None = None) -> None:
        super().__init__(trouble.value, reply_code)
        self.trouble, self.reply_code = trouble, reply_code


class MailLine:
    """Inside its block we are connected, encrypted as the settings say, and signed in. Raises NotSent."""

    def __init__(self, server: MailServer, patience: Patience | None = None) -> None:
        self._server, self._patience = server, patience or Patience()
        self._smtp: smtplib.SMTP

    def __enter__(self) -> Self:
        tls = self._server.security is MailSecurity.TLS
        with _as(MailTrouble.NO_ENCRYPTION if tls else MailTrouble.UNREACHABLE):
            self._smtp = self._connected()
        try:
            self._greet()
        except NotSent:
            self._smtp.close()
            raise
        return self

    def __exit__(self, _kind: type[BaseException] | None, _raised: BaseException | None,
                 _trace: TracebackType | None) -> None:  # fmt: skip
        try:
            self._smtp.quit()
        except _FAULTS:
            self._smtp.close()

    def _connected(self) -> smtplib.SMTP:
        server, name = self._server, self._server.domain
        if server.security is MailSecurity.TLS:
            context = self._context()
            return smtplib.SMTP_SSL(server.host, server.port, name, timeout=self._patience.answer, context=context)
        return smtplib.SMTP(server.host, server.port, name, timeout=self._patience.answer)

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._server.ca_file)

    def _greet(self) -> None:
        with _as(MailTrouble.UNREACHABLE):
            self._smtp.ehlo_or_helo_if_needed()
        if self._server.security is MailSecurity.STARTTLS:
            with _as(MailTrouble.NO_ENCRYPTION):
                self._smtp.starttls(context=self._context())
            with _as(MailTrouble.UNREACHABLE):
                self._smtp.ehlo_or_helo_if_needed()
        if self._server.user is not None and self._server.password is not None:
            with _as(MailTrouble.SIGN_IN_REFUSED):
                self._smtp.login(self._server.user, self._server.password)

    def address(self, to: str) -> None:
        """The server knows from whom and to whom the message goes. Raises NotSent."""
        with _as(MailTrouble.UNREACHABLE):
            code, _words = self._smtp.mail(self._server.sender)
            if code != _ACCEPTED:
                raise _refused(code, MailTrouble.SENDER_REFUSED)
            code, _words = self._smtp.rcpt(to)
            if code not in _RECIPIENT_ACCEPTED:
                raise _refused(code, MailTrouble.ADDRESS_REFUSED)

    def hand_over(self, message: bytes) -> int:
        """Return the code with which the server took the message on itself; lines end in CRLF, the last one too.

        Raises NotSent, with `CUT_OFF` where the answer to the final dot never came or says nothing.
        """
        with _as(MailTrouble.UNREACHABLE):
            code, _words = self._smtp.docmd("DATA")
        if code != _GO_ON:
            raise _refused(code, MailTrouble.MESSAGE_REFUSED)
        with _as(MailTrouble.CUT_OFF):
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._patience.acceptance)
            self._smtp.send(_LEADING_DOT.sub(b"..", message) + _END)
            code, _words = self._smtp.getreply()
        if code == _ACCEPTED:
            return code
        raise _refused(code, MailTrouble.MESSAGE_REFUSED, unclear=MailTrouble.CUT_OFF)


@contextmanager
def _as(trouble: MailTrouble) -> Iterator[None]:
    """What goes wrong inside is this trouble; a line that breaks says nothing of what the server thinks."""
    try:
        yield
    except _FAULTS as fault:
        if _is_broken(fault) and trouble is not MailTrouble.CUT_OFF:
            raise NotSent(MailTrouble.UNREACHABLE) from None
        code = fault.smtp_code if isinstance(fault, smtplib.SMTPResponseException) else None
        raise NotSent(trouble, code) from None


def _is_broken(fault: Exception) -> bool:
    answered = (smtplib.SMTPException, ssl.SSLError, ValueError)
    return isinstance(fault, smtplib.SMTPServerDisconnected) or not isinstance(fault, answered)


def _refused(code: int, for_good: MailTrouble, *, unclear: MailTrouble = MailTrouble.TRY_LATER) -> NotSent:
    if code // 100 == 5:
        return NotSent(for_good, code)
    return NotSent(MailTrouble.TRY_LATER if code // 100 == 4 else unclear, code)
