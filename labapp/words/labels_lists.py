"""Words for the lists that institutions file: what a column holds, whose list it is, what a button does."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.lists import ColumnAct, ListField, ListScope
from labapp.domain.pictures import PictureKind

_FIELDS: dict[StrEnum, tuple[str, str]] = {
    ListField.NUMBER: ("N.º", "No."),
    ListField.NAME: ("Nombre", "Name"),
    ListField.ORGANISATION: ("Organización", "Organisation"),
    ListField.POSITION: ("Cargo", "Position"),
    ListField.PLACE: ("De dónde viene", "Comes from"),
    ListField.GENDER: ("Género", "Gender"),
    ListField.PART: ("Participa como", "Part"),
    ListField.ARRIVED: ("Llegada", "Arrival"),
    ListField.AGE_BAND: ("Grupo de edad", "Age group"),
    ListField.FIRST_TIME: ("Primera vez", "First time"),
    ListField.CONTACT: (
        "Celular, WhatsApp o correo, de quien lo aceptó",
        "Phone, WhatsApp or mail, of those who agreed",
    ),
    ListField.BY_HAND: ("En blanco, para llenar a mano", "Blank, to be filled in by hand"),
    ListField.SIGNATURE: ("En blanco y ancha, para firmar", "Blank and wide, to be signed"),
}
_SCOPES: dict[StrEnum, tuple[str, str]] = {
    ListScope.SESSION: ("Esta sesión: una fila por persona", "This session: one row for each person"),
    ListScope.SPACE: (
        "Todas las sesiones del laboratorio o la mesa: una fila por persona y una columna por sesión",
        "All sessions of the lab or table: one row for each person and one column for each session",
    ),
    ListScope.PERIOD: (
        "Las sesiones de unos días: una fila por persona y sesión",
        "The sessions of some days: one row for each person and session",
    ),
}
_ACTS: dict[StrEnum, tuple[str, str]] = {
    ColumnAct.SAVE: ("Guardar", "Save"),
    ColumnAct.UP: ("Subir", "Move up"),
    ColumnAct.DOWN: ("Bajar", "Move down"),
    ColumnAct.REMOVE: ("Quitar", "Remove"),
}
_PICTURES: dict[StrEnum, tuple[str, str]] = {
    PictureKind.PNG: ("Imagen PNG", "PNG picture"),
    PictureKind.JPEG: ("Imagen JPG", "JPG picture"),
}
LABELS = (_FIELDS, _SCOPES, _ACTS, _PICTURES)
"""One mapping for each vocabulary."""

FIRST_TITLES: dict[ListField, tuple[str, str]] = {
    ListField.CONTACT: ("Celular, WhatsApp o correo", "Phone, WhatsApp or mail"),
    ListField.BY_HAND: ("Cédula", "ID card"),
    ListField.SIGNATURE: ("Firma", "Signature"),
}
"""What a column is called at first where that is not what it holds."""
