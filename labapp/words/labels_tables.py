"""Words for who may read a column and for what a column holds."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.tables import Audience, CellKind, Wording

AUDIENCES: dict[Audience, Wording] = {
    Audience.PUBLIC: ("Cualquier persona", "Anyone"),
    Audience.STAFF: ("Personal del programa", "Programme staff"),
    Audience.PERSONAL: ("Personal autorizado: dato personal", "Authorised staff: personal data"),
}

CELL_KINDS: dict[StrEnum, Wording] = {
    CellKind.TEXT: ("Texto", "Text"),
    CellKind.INTEGER: ("Número entero", "Whole number"),
    CellKind.NUMBER: ("Número", "Number"),
    CellKind.DATE: ("Fecha", "Date"),
    CellKind.DATETIME: ("Fecha y hora de Panamá", "Date and time in Panama"),
    CellKind.YES_NO: ("Sí o no", "Yes or no"),
    CellKind.SIGNATURE: ("En blanco, para firmar a mano", "Blank, to be signed by hand"),
    CellKind.BY_HAND: ("En blanco, para llenar a mano", "Blank, to be filled in by hand"),
    CellKind.LINK: ("Enlace", "Link"),
}

LABELS = CELL_KINDS
"""The vocabulary that `label` finds; an audience is a rank, not a code, and is named by its own mapping."""
