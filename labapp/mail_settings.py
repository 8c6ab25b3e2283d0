"""What the environment says of the mail server: all of it or nothing, and never in the clear over a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from labapp.domain.mail import read_address
from labapp.startup_messages import InstanceRefused, StartCode

PREFIX = "LABAPP_SMTP_"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class MailSecurity(StrEnum):
    """How the line to the server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_USUAL_PORT = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}
"""Source: RFC 6409 (587), RFC 8314 (465), RFC 5321 (25)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that takes our messages, and the address from which they come."""

    host: str
    port: int
    security: MailSecurity
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None

    @property
    def domain(self) -> str:
        """The domain of the sender."""
        return self.sender.rpartition("@")[2]


def mail_server(environ: Mapping[str, str], *, port: int | None) -> MailServer | None:
    """Return the mail server that the `LABAPP_SMTP_` names of `environ` describe, None where they say nothing.

    Raises InstanceRefused with the name of the first setting that is missing or cannot be used.
    """
    said = {name.removeprefix(PREFIX): value for name, value in environ.items() if name.startswith(PREFIX) and value}
    if not said:
        return None
    for needed in ("HOST", "FROM"):
        if needed not in said:
            raise InstanceRefused(StartCode.SETTING_MAIL_MISSING, name=PREFIX + needed)
    sender = read_address(said["FROM"])
    if sender is None:
        raise InstanceRefused(StartCode.SETTING_MAIL_ADDRESS, name=PREFIX + "FROM", value=said["FROM"])
    security = _security(said)
    return MailServer(
        host=said["HOST"],
        port=_USUAL_PORT[security] if port is None else port,
        security=security,
        sender=sender,
        user=said.get("USER"),
        password=_password(said),
        ca_file=_file(said, "CA_FILE"),
    )


def _security(said: Mapping[str, str]) -> MailSecurity:
    value = said.get("SECURITY", MailSecurity.STARTTLS)
    if value not in set(MailSecurity):
        raise InstanceRefused(StartCode.SETTING_MAIL_SECURITY, name=PREFIX + "SECURITY", value=value)
    security = MailSecurity(value)
    if security is MailSecurity.NONE and said["HOST"] not in _HERE:
        raise InstanceRefused(StartCode.SETTING_MAIL_CLEAR, name=PREFIX + "SECURITY", host=said["HOST"])
    return security


def _password(said: Mapping[str, str]) -> str | None:
    file = _file(said, "PASSWORD_FILE")
    if (file is not None) + ("PASSWORD" in said) != ("USER" in said):
        name = PREFIX + ("PASSWORD" if "USER" in said else "USER")
        raise InstanceRefused(StartCode.SETTING_MAIL_PASSWORD, name=name)
    if file is None:
        return said.get("PASSWORD")
    try:
        return file.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError):
        name = PREFIX + "PASSWORD_FILE"
        raise InstanceRefused(StartCode.SETTING_FILE, name=name, value=file) from None


def _file(said: Mapping[str, str], name: str) -> Path | None:
    if name not in said:
        return None
    path = Path(said[name])
    if not path.is_file():
        raise InstanceRefused(StartCode.SETTING_FILE, name=PREFIX + name, value=path)
    return path
