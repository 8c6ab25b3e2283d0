"""The words of personal data found in texts, and of the reasons for which they may stay."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.personal_traces import Stays, TraceKind

LABELS: dict[StrEnum, tuple[str, str]] = {
    TraceKind.NAME: ("Nombre de alguien que participó", "Name of somebody who took part"),
    TraceKind.ID_CARD: ("Parece una cédula", "Looks like an identity card"),
    TraceKind.TELEPHONE: ("Teléfono", "Telephone"),
    TraceKind.EMAIL: ("Correo", "E-mail"),
    Stays.IN_FUNCTION: ("Habla por su cargo o función", "Speaks for their office or function"),
    Stays.OFFICE: ("Es de una oficina", "It is that of an office"),
    Stays.AGREED: ("La persona aceptó que se publique", "The person agreed to its publication"),
    Stays.NOT_PERSONAL: ("No es un dato personal", "It is no personal data"),
}
