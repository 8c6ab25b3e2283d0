"""Sentences for refusals of the anonymous questions."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "urn_closed": (
        "Las preguntas anónimas de este laboratorio o mesa ya se cerraron.",
        "The anonymous questions of this lab or table are closed.",
    ),
    "urn_turn_unknown": (
        "Esta página ya no sirve. Vuelva a su comprobante y abra las preguntas otra vez.",
        "This page no longer works. Go back to your receipt and open the questions again.",
    ),
    "urn_answer_unknown": (
        "Esa respuesta no está entre las opciones. Toque una de las que se muestran.",
        "That answer is not among the options. Tap one of those shown.",
    ),
    "urn_sheets_used_up": (
        "Ya se escribieron todas las hojas que se declararon. Cuente otra vez las hojas.",
        "All the slips that were declared have been typed. Count the slips again.",
    ),
    "urn_still_open": (
        "Las preguntas anónimas todavía están abiertas.",
        "The anonymous questions are still open.",
    ),
}
