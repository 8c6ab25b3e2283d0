"""The message that tells one person what was answered to them: their own numbers and nobody else's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from labapp.documents.wording import counted, listed
from labapp.domain.phones import Line
from labapp.domain.responses import Group
from labapp.domain.returning import Returned, answers_to, few_words
from labapp.queries.response_versions import Published
from labapp.words import formats
from labapp.words.labels import label

_REASON = 160
_MOST_ANSWERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    greeting: str
    on: str
    one: str
    several: str
    answered_that_day: str
    answered: str
    owed: str
    until: str
    decided: str
    more: tuple[str, str]
    online: str
    on_paper: str
    reply: str


_WORDS = {
    "es": _Words(
        greeting="Buenas. Le escribimos de {programme}, por la sesión «{gathering}»{on}.",
        on=" del {}",
        one="Su aporte número {}",
        several="Sus aportes {}",
        answered_that_day="{} ya respondió lo que se dijo ese día.",
        answered="{who} ya respondió. {about}: {answer}{reason}",
        owed="{about}: todavía no hay respuesta. La debe {who}{day}.",
        until="a más tardar el {}",
        decided=" Se decide {}.",
        more=("Hay {} aporte suyo más con respuesta.", "Hay {} aportes suyos más con respuesta."),
        online="La respuesta completa está en {}",
        on_paper="La respuesta completa se lee en la junta comunal o en la próxima sesión, con su número y su código.",
        reply="Si no le responde a lo que dijo, dígalo hasta el {} con su número y su código, contestando este "
        "mensaje o en la próxima sesión.",
    ),
    "en": _Words(
        greeting="Good day. We write from {programme}, about the session “{gathering}”{on}.",
        on=" of {}",
        one="Your contribution number {}",
        several="Your contributions {}",
        answered_that_day="{} has answered what was said that day.",
        answered="{who} has answered. {about}: {answer}{reason}",
        owed="{about}: there is no answer yet. {who} owes it{day}.",
        until="by {}",
        decided=" It is decided {}.",
        more=("{} more contribution of yours has an answer.", "{} more contributions of yours have an answer."),
        online="The whole answer is at {}",
        on_paper="The whole answer can be read at the junta comunal or at the next session, with your number and code.",
        reply="If it does not answer what you said, say so until {} with your number and your code, by replying to "
        "this message or at the next session.",
    ),
}

ENDING = "Si no quiere más avisos, díganoslo y borramos su número."
ENDINGS_BY_MAIL = {
    "es": "Si no quiere más avisos, conteste este correo diciéndolo y borramos su dirección.",
    "en": "If you want no more messages, say so in a reply and we erase your address.",
}


def return_message(
    version: Published,
    own: Sequence[str],
    *,
    programme: str,
    public_url: str | None,
    reply_until: date,
    language: str = "es",
    ending: str = ENDING,
) -> str:
    """Return what is written to somebody whose contributions have the numbers `own`; without any, that there is news.

    It names nobody, not even the reader, and quotes nothing that anybody said: telephones are shared. The reasons
    stay in the words in which they were published.
    """
    document, words = version.document, _WORDS[language]
    on = words.on.format(formats.day(document.held_on, language)) if document.held_on else ""
    answers = answers_to(document, own)
    shown = [_told(one, mine, language) for one, mine in answers[:_MOST_ANSWERS]]
    if not answers:
        shown = [words.answered_that_day.format(document.institution)]
    shown_given = any(one.group is not None for one, _ in answers)
    more = sum(len(mine) for _, mine in answers[_MOST_ANSWERS:])
    lines = (
        words.greeting.format(programme=programme, gathering=document.gathering, on=on),
        *shown,
        counted(words.more, more) if more else "",
        words.online.format(public_url) if public_url else words.on_paper,
        words.reply.format(formats.day(reply_until, language)) if shown_given else "",
        ending,
    )
    return "\n\n".join(filter(None, lines))


def _told(one: Returned, mine: tuple[str, ...], language: str) -> str:
    words = _WORDS[language]
    about = (words.one if len(mine) == 1 else words.several).format(listed(mine, language))
    day = words.until.format(formats.day(one.by_when, language)) if one.by_when else ""
    if one.group is None:
        return words.owed.format(about=about, who=one.who, day=f", {day}" if day else "")
    answer = "" if one.group is Group.NO_REQUEST else f"{label(one.group, language).lower()}. "
    reason = few_words(one.reason, _REASON)
    decided = words.decided.format(day) if day else ""
    return words.answered.format(who=one.who, about=about, answer=answer, reason=reason) + decided


def whatsapp_url(line: Line, text: str) -> str:
    """Return the address that opens WhatsApp with `text` written to `line`; the number is in it by its nature."""
    return f"https://wa.me/{line.digits}?text={quote(text, safe='')}"


def sms_url(line: Line, text: str) -> str:
    """Return the address that opens a text message to `line`."""
    return f"sms:+{line.digits}?body={quote(text, safe='')}"


def call_url(line: Line) -> str:
    """Return the address that dials `line`."""
    return f"tel:+{line.digits}"
