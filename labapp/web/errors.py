"""What goes wrong gets one clear page that says what to do. Unknown faults show a number and nothing else."""

from __future__ import annotations

import errno
import logging
import sqlite3
import traceback
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from labapp.domain.errors import NotAllowed, NotFound, Refusal
from labapp.domain.ids import new_code
from labapp.models.database import Busy
from labapp.web import context
from labapp.web.access import SignInNeeded
from labapp.web.forms import Forged
from labapp.web.pages import _, render
from labapp.web.transaction import OtherContent
from labapp.words.labels import refusal

_FULL = {errno.ENOSPC, errno.EDQUOT}

log = logging.getLogger("labapp.incident")


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A page that says what happened and what to do next."""

    title: str
    text: str
    next_url: str | None = None
    next_text: str | None = None


def error_page(status: int, page: ErrorPage) -> Response:
    """Return the page in the layout of whoever asked: the phone's, or the plain one."""
    on_phone = request.blueprint == "participant"
    return render("errors/phone.html" if on_phone else "errors/plain.html", page, status=status)


def _where() -> str:
    # the urn's addresses are written nowhere, not even here, with their time or their body
    return "-" if g.get("unlogged") else f"{request.method} {request.url_rule or '-'}"


def _incident(error: Exception) -> str:
    number = new_code(6)
    # the message of a fault may quote what people typed (PostgreSQL prints whole rows): the frames tell enough
    frames = "" if g.get("unlogged") else "".join(traceback.format_tb(error.__traceback__))
    log.error("incident %s at %s: %s\n%s", number, _where(), type(error).__name__, frames)
    return number


def _refusal(error: Refusal) -> Response:
    status = 403 if isinstance(error, NotAllowed) else 404 if isinstance(error, NotFound) else 409
    titles = {403: _("No le corresponde"), 404: _("No está aquí"), 409: _("Así no se puede")}
    return error_page(status, ErrorPage(titles[status], refusal(error.code, context.language(), error.details)))


def _sign_in(_error: SignInNeeded) -> Response:
    return redirect(url_for("facilitator.sign_in", next=request.path if request.method == "GET" else None), 303)


def _forged(_error: Forged) -> Response:
    text = _("Esta página no se abrió aquí o ya no sirve. Vuelva atrás, abra la página de nuevo y envíe otra vez.")
    return error_page(403, ErrorPage(_("Abra la página de nuevo"), text))


def _other_content(error: OtherContent) -> Response:
    kept = _("Ya habíamos recibido este formulario con otros datos. No se perdió nada: lo primero quedó en la lista "
             "y lo segundo quedó guardado para que una persona lo revise en el registro.")  # fmt: skip
    lost = _("Ya habíamos recibido este formulario con otros datos, y vale lo primero. Lo segundo no se guardó: abra "
             "la página de nuevo y envíelo otra vez.")  # fmt: skip
    text = kept if error.is_kept else lost
    return error_page(409, ErrorPage(_("Ya lo habíamos recibido"), text, error.location, _("Ver lo que quedó")))


def _busy(_error: Busy) -> Response:
    response = error_page(503, ErrorPage(_("Espere un momento"), _("Hay mucha gente a la vez. Toque otra vez.")))
    response.headers["Retry-After"] = "3"
    return response


def _disk_is_full(error: OSError | OperationalError) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    cause = error.orig
    return isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL


def _storage(error: OSError | OperationalError) -> Response:
    if not _disk_is_full(error):
        return _unknown(error)
    log.error("disk full at %s", _where())
    text = _("No se guardó: el disco de la laptop está lleno. Avise en el registro.")
    return error_page(507, ErrorPage(_("El disco está lleno"), text))


def _http(error: HTTPException) -> Response:
    texts: dict[int | None, tuple[str, str]] = {
        404: (_("No está aquí"), _("Esa dirección no existe. Revise que la escribió completa, o vuelva al inicio.")),
        405: (_("Así no se puede"), _("Abra la página y use su botón para enviar.")),
        413: (_("Es demasiado grande"), _("Lo que envió es demasiado grande. Envíe algo más corto.")),
    }
    title, text = texts.get(error.code, (_("No se pudo leer"), _("No pudimos leer lo que llegó. Vuelva a intentar.")))
    return error_page(error.code or 400, ErrorPage(title, text, "/", _("Ir al inicio")))


def _unknown(error: Exception) -> Response:
    number = _incident(error)
    text = _("No se guardó lo último que envió. Vuelva a intentar; si pasa otra vez, muestre este número en el "
             "registro: %(number)s.", number=number)  # fmt: skip
    return error_page(500, ErrorPage(_("Algo falló de nuestro lado"), text))


def answer_errors(app: Flask) -> None:
    """Give an application its error pages."""
    handlers: list[tuple[type[Exception], Any]] = [
        (Refusal, _refusal),
        (SignInNeeded, _sign_in),
        (Forged, _forged),
        (OtherContent, _other_content),
        (Busy, _busy),
        (OSError, _storage),
        (OperationalError, _storage),
        (HTTPException, _http),
        (Exception, _unknown),
    ]
    for kind, handler in handlers:
        app.register_error_handler(kind, handler)
