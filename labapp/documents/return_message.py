"""The message that tells one person what was answered to them: their own numbers and nobody else's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from labapp.documents.wording import counted, listed
from labapp.domain.phones import Line
from labapp.domain.returning import Returned, answers_to, few_words
from labapp.queries.response_versions import Published
from labapp.words import formats
from labapp.words.labels import label

_REASON = 160
_MOST_ANSWERS = 3
_REPLY = (
    "Si no le responde a lo que dijo, dígalo hasta el {} con su número y su código, contestando este mensaje o en la "
    "próxima sesión."
)
_MORE = ("Hay {} aporte suyo más con respuesta.", "Hay {} aportes suyos más con respuesta.")


def return_message(
    version: Published, own: Sequence[str], *, programme: str, public_url: str | None, reply_until: date
) -> str:
    """Return what is written to somebody whose contributions have the numbers `own`; without any, that there is news.

    It names nobody, not even the reader, and quotes nothing that anybody said: telephones are shared.
    """
    document = version.document
    on = f" del {formats.day(document.held_on, 'es')}" if document.held_on else ""
    greeting = f"Buenas. Le escribimos de {programme}, por la sesión «{document.gathering}»{on}."
    answers = answers_to(document, own)
    shown = [_told(one, mine) for one, mine in answers[:_MOST_ANSWERS]]
    if not answers:
        shown = [f"{document.institution} ya respondió lo que se dijo ese día."]
    shown_given = any(one.group is not None for one, _ in answers)
    more = sum(len(mine) for _, mine in answers[_MOST_ANSWERS:])
    where = (
        f"La respuesta completa está en {public_url}"
        if public_url
        else "La respuesta completa se lee en la junta comunal o en la próxima sesión, con su número y su código."
    )
    lines = (
        greeting,
        *shown,
        counted(_MORE, more) if more else "",
        where,
        _REPLY.format(formats.day(reply_until, "es")) if shown_given else "",
        "Si no quiere más avisos, díganoslo y borramos su número.",
    )
    return "\n\n".join(filter(None, lines))


def _told(one: Returned, mine: tuple[str, ...]) -> str:
    numbers = "Su aporte número " if len(mine) == 1 else "Sus aportes "
    about = numbers + listed(mine, "es")
    day = f"a más tardar el {formats.day(one.by_when, 'es')}" if one.by_when else ""
    if one.group is None:
        return f"{about}: todavía no hay respuesta. La debe {one.who}{day and ', '}{day}."
    decided = f" Se decide {day}." if day else ""
    return f"Ya se respondió. {about}: {label(one.group, 'es').lower()}. {few_words(one.reason, _REASON)}{decided}"


def whatsapp_url(line: Line, text: str) -> str:
    """Return the address that opens WhatsApp with `text` written to `line`; the number is in it by its nature."""
    return f"https://wa.me/{line.digits}?text={quote(text, safe='')}"


def sms_url(line: Line, text: str) -> str:
    """Return the address that opens a text message to `line`."""
    return f"sms:+{line.digits}?body={quote(text, safe='')}"


def call_url(line: Line) -> str:
    """Return the address that dials `line`."""
    return f"tel:+{line.digits}"
