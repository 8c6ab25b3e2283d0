"""What the house says when a list may not leave it."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "table_not_for_audience": (
        "Esta lista no tiene ninguna columna que usted pueda descargar. Pida la descarga a la coordinación.",
        "This list has no column that you may download. Ask the coordination for the download.",
    ),
    "export_without_purpose": (
        "Para descargar una lista con nombres, elija primero la finalidad.",
        "To download a list with names, choose the purpose first.",
    ),
}
