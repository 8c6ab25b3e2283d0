"""The mail that tells one person what was answered: plain text, one recipient, and nothing of anybody else."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote, urlsplit
from uuid import UUID

from labapp.documents.return_message import ENDINGS_BY_MAIL, return_message
from labapp.domain.replies import reply_until
from labapp.domain.text import clean_line
from labapp.queries.outbox import Contents
from labapp.words import formats

_SUBJECT = "Respuesta a lo que se dijo en «{}»"
_NO_MORE = "Sin avisos"
_BETWEEN_LANGUAGES = "\n\n* * *\n\n"


def return_mail(contents: Contents, *, mail_id: UUID, sender: str, at: datetime) -> EmailMessage:
    """Return the message, in Spanish and, for whoever reads English, in English below.

    Its Message-ID is the same at every attempt. Source: RFC 5322; RFC 3834 (Auto-Submitted); RFC 2369
    (List-Unsubscribe).
    """
    languages = ("es",) if contents.language == "es" else ("es", "en")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_words(contents.programme), addr_spec=sender)
    message["To"] = Address(addr_spec=contents.address)
    message["Subject"] = _subject(contents)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{mail_id}@{_domain(contents, sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<mailto:{sender}?subject={quote(_NO_MORE)}>"
    text = _BETWEEN_LANGUAGES.join(_text(contents, language) for language in languages)
    message.set_content(text, cte="quoted-printable")
    message["Content-Language"] = ", ".join(languages)
    return message


def _subject(contents: Contents) -> str:
    return _SUBJECT.format(_words(contents.version.document.gathering))


def _words(text: str) -> str:
    """A text as a header says it: what looks like an encoded word would be decoded, line ends and all.

    Source: RFC 2047, section 2; `email` of Python writes what it decodes.
    """
    return clean_line(text).replace("=?", "= ?")


def _domain(contents: Contents, sender: str) -> str:
    public = urlsplit(contents.public_url).hostname if contents.public_url else None
    return public or sender.rpartition("@")[2]


def _text(contents: Contents, language: str) -> str:
    version = contents.version
    return return_message(
        version,
        contents.own,
        programme=contents.programme,
        public_url=contents.public_url,
        reply_until=reply_until(formats.local(version.published_at, contents.zone).date()),
        language=language,
        ending=ENDINGS_BY_MAIL[language],
    )
