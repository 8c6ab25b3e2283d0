"""What the house says when counts cannot be frozen yet."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "unit_not_closed": (
        "Los números se publican cuando el registro está cerrado y las preguntas anónimas también. Ciérrelos primero.",
        "The figures are published once the register and the anonymous questions are closed. Close them first.",
    ),
    "session_unknown": (
        "No hay una sesión con ese código. Está en la pantalla de la sala, en la convocatoria y en su comprobante.",
        "There is no session with that code. It stands on the wall of the room, in the call and on your receipt.",
    ),
    "contribution_unknown": (
        "En esa sesión no se publicó un aporte con ese número. Revise el número.",
        "No contribution with that number was published in that session. Check the number.",
    ),
    "contribution_not_published": (
        "Los aportes de esa sesión todavía no se publican. Vuelva cuando esté la minuta o el informe.",
        "The contributions of that session are not published yet. Come back when the minutes are.",
    ),
}
