"""What the servers answer by themselves, before any application is asked: one small page in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; img-src data:; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
)

_PAGE = """<!doctype html>
<html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,"></head>
<body><main><h1>{title}</h1><p>{spanish}</p><p lang="en">{english}</p></main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened and what to do, for somebody whose language is not known yet."""

    title: str
    spanish: str
    english: str

    def page(self) -> bytes:
        """The sentence as a page that needs no other request."""
        return _PAGE.format(
            title=escape(self.title), spanish=escape(self.spanish), english=escape(self.english)
        ).encode()


NOT_UNDERSTOOD = Sentence(
    "No se entendió el envío",
    "El navegador envió algo que este programa no entiende. Cierre la página y ábrala de nuevo.",
    "The browser sent something that this program does not understand. Close the page and open it again.",
)
FAILED = Sentence(
    "Algo falló",
    "Su envío no se pudo atender. Vuelva atrás y envíelo otra vez: si ya estaba guardado, no se duplica.",
    "What you sent could not be handled. Go back and send it again: if it was saved already, it is not doubled.",
)
OF_ERRORS: Mapping[int, Sentence] = {
    400: NOT_UNDERSTOOD,
    413: Sentence(
        "El envío es demasiado grande",
        "No se guardó nada de este envío. Vuelva atrás y envíe un texto más corto o un archivo más pequeño.",
        "Nothing of this was saved. Go back and send a shorter text or a smaller file.",
    ),
    431: Sentence(
        "El envío es demasiado largo",
        "El navegador envió demasiado. Cierre la página y ábrala de nuevo; en la sala, escanee el código QR.",
        "The browser sent too much. Close the page and open it again; in the room, scan the QR code.",
    ),
    501: NOT_UNDERSTOOD,
}
NOT_THIS_DESK = Sentence(
    "Esta dirección no es la de la mesa de trabajo",
    "Esta parte del programa solo se abre en la propia laptop, con una dirección que empieza por http://localhost.",
    "This part of the program opens only on the laptop itself, with an address that begins with http://localhost.",
)
NOT_THIS_ROOM = Sentence(
    "Esta dirección ya no es la de la sala",
    "Escanee otra vez el código QR de la pantalla o del cartel. Lo que usted ya envió sigue guardado.",
    "Scan the QR code on the screen or on the poster again. What you have already sent is kept.",
)
