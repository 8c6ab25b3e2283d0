"""A real mail server on this machine: sockets, STARTTLS, AUTH, and every way of letting a sender down."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session, syntax
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from labapp.mail_settings import MailSecurity, MailServer

USER, PASSWORD = "laboratorios", "una frase larga de prueba"
SENDER = "laboratorios@ejemplo.example.org"

DROPS = ("connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "content", "dot")
"""Where the line can break; `dot` is after the whole message came in and before it is acknowledged."""


@dataclass
class Behaviour:
    """What the server does to the next sender, and the letters that it has accepted."""

    drop: str = ""
    replies: dict[str, str] = field(default_factory=dict)
    """For a verb, the line with which it is answered in place of the usual one."""
    letters: list[Envelope] = field(default_factory=list)
    calls: dict[str, Callable[[], object]] = field(default_factory=dict)
    """What happens elsewhere when a step is reached and not yet answered."""

    def reach(self, step: str) -> None:
        """Note that a sender is at this step."""
        self.calls.get(step, lambda: None)()

    @property
    def messages(self) -> list[EmailMessage]:
        """The accepted messages, read by Python's own parser."""
        return [message_from_bytes(one.content, policy=policy.default) for one in self.letters]  # type: ignore[arg-type, misc] # content is bytes here


class _Line(SMTP):
    """One connection, which breaks or refuses where the behaviour says so."""

    def _breaks_at(self, step: str) -> bool:
        if self.event_handler.behaviour.drop != step:
            return False
        self.transport.abort()
        return True

    async def push(self, status: Any) -> None:
        if self.event_handler.behaviour.drop == "connect" and str(status).startswith("220 "):
            self.transport.abort()
            return
        await super().push(status)

    async def _told(self, step: str) -> bool:
        self.event_handler.behaviour.reach(step)
        if self._breaks_at(step):
            return True
        reply = self.event_handler.behaviour.replies.get(step)
        if reply is not None:
            await self.push(reply)
        return reply is not None

    @syntax("EHLO hostname")
    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._told("EHLO"):
            await super().smtp_EHLO(hostname)

    @syntax("STARTTLS", when="tls_context")
    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._told("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    @syntax("AUTH <mechanism>")
    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._told("AUTH"):
            await super().smtp_AUTH(arg)

    @syntax("MAIL FROM: <address>")
    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._told("MAIL"):
            await super().smtp_MAIL(arg)

    @syntax("RCPT TO: <address>")
    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._told("RCPT"):
            await super().smtp_RCPT(arg)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.behaviour.drop == "content":
            await self.push("354 go on")
            self.transport.abort()
        elif not await self._told("DATA"):
            await super().smtp_DATA(arg)


@dataclass
class _Post:
    """What happens to a message that came in whole."""

    behaviour: Behaviour

    async def handle_DATA(self, server: _Line, _session: Session, envelope: Envelope) -> str:
        self.behaviour.reach("dot")
        if self.behaviour.drop == "dot":
            self.behaviour.letters.append(envelope)
            server.transport.abort()
        reply = self.behaviour.replies.get("dot", "250 kept")
        if reply.startswith("250") and self.behaviour.drop != "dot":
            self.behaviour.letters.append(envelope)
        return reply


class _Controller(Controller):
    def factory(self) -> _Line:
        return _Line(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr] # the server is listening
        super()._trigger_server()


def _sign_in(_server: object, _session: object, _envelope: object, _how: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def certificate(folder: Path, host: str = "127.0.0.1") -> Path:
    """A file with a key and a certificate for this machine; it is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "correo de prueba")])
    begin = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "mail.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@dataclass
class Mailbox:
    """A running server: what it does, and the settings with which it is reached."""

    behaviour: Behaviour
    server: MailServer


def start(pem: Path, *, security: MailSecurity = MailSecurity.STARTTLS) -> tuple[Mailbox, Controller]:
    """Start a server on a free port; whoever started it stops the controller."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    behaviour = Behaviour()
    by_starttls = security is MailSecurity.STARTTLS
    controller = _Controller(
        _Post(behaviour),
        hostname="127.0.0.1",
        port=0,
        ssl_context=context if security is MailSecurity.TLS else None,
        tls_context=context if by_starttls else None,
        require_starttls=by_starttls,
        auth_require_tls=by_starttls,
        auth_required=by_starttls,
        authenticator=_sign_in,
    )
    controller.start()
    server = MailServer(
        host="127.0.0.1",
        port=controller.port,
        security=security,
        sender=SENDER,
        user=USER,
        password=PASSWORD,
        ca_file=pem,
    )
    return Mailbox(behaviour, server), controller
