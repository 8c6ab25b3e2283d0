"""The words of what waits before a register is closed."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.closing import Missing

LABELS: dict[StrEnum, tuple[str, str]] = {
    Missing.PAIRS: ("Parejas que pueden ser la misma persona", "Pairs that may be the same person"),
    Missing.ROSTER: ("Filas de la lista virtual por revisar", "Rows of the online list to review"),
    Missing.ORGANISATIONS: ("Organizaciones sin sector", "Organisations without sector"),
    Missing.MINORS: ("Menores de edad sin autorización en papel", "Minors without paper authorisation"),
    Missing.UNCONFIRMED: ("Aportes sin leer y confirmar", "Contributions not read back"),
    Missing.REPLAYS: ("Formularios repetidos con otros datos", "Forms sent twice with other content"),
}
