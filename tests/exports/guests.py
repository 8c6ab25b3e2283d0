"""Rows to export: a list to sign, and names that try to be something else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from labapp.domain.tables import Audience, CellKind, CellValue, Column, Table


@dataclass(frozen=True)
class Guest:
    """A row with a value of every kind. Has no slots, so that a test can see it being let go."""

    number: int | None = 1
    name: str | None = "Ana Ñürnberg"
    share: float | None = 0.25
    came_on: date | None = date(2026, 11, 20)
    arrived_at: datetime | None = datetime(2026, 11, 21, 0, 30, 15, tzinfo=UTC)
    first_time: bool | None = True
    page: str | None = "https://labs.example.pa/s/ABC234"


GUESTS: Table[Guest] = Table(
    "guests",
    ("Lista de participantes", "List of participants"),
    (
        Column("numero", ("N.º", "No."), lambda row: row.number, CellKind.INTEGER, Audience.PUBLIC),
        Column("nombre", ("Nombre", "Name"), lambda row: row.name, CellKind.TEXT, Audience.PERSONAL),
        Column("parte", ("Parte", "Share"), lambda row: row.share, CellKind.NUMBER, Audience.PUBLIC),
        Column("fecha", ("Fecha", "Date"), lambda row: row.came_on, CellKind.DATE, Audience.PUBLIC),
        Column("llegada", ("Llegada", "Arrival"), lambda row: row.arrived_at, CellKind.DATETIME, Audience.STAFF),
        Column(
            "primera_vez",
            ("Primera vez", "First time"),
            lambda row: row.first_time,
            CellKind.YES_NO,
            Audience.PUBLIC,
        ),
        Column("pagina", ("Página", "Page"), lambda row: row.page, CellKind.LINK, Audience.PUBLIC),
        Column("firma", ("Firma", "Signature"), lambda row: None, CellKind.SIGNATURE, Audience.PERSONAL),
    ),
)


def one_column(kind: CellKind) -> Table[CellValue]:
    """Return a table whose rows are the values of its only column."""
    return Table(
        "values", ("Valores", "Values"), (Column("valor", ("V", "V"), lambda row: row, kind, Audience.PUBLIC),)
    )


HOSTILE_NAMES = [
    "=cmd|' /C calc'!A0",
    "=1+1",
    "=",
    '=HYPERLINK("http://evil.example","x")',
    "+1",
    "-1",
    "@x",
    "@SUM(A1:A9)",
    "#N/A",
    "#REF!",
    "#etiqueta",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\t=1+1",
    "  =1+1",
    "{=1+1}",
    "%0A=1",
    "|cmd",
    "'=1+1",
    'Ana "la Nena", Pérez; =1+1',
    "renglón\n=1+1",
    "<f>1+1</f>",
    "a & b < c > d ]]>",
    "_x0041_",
    "_x005F_x0041_",
    "null",
    "TRUE",
    "1e5",
    "2026-11-20",
    "👩‍👩‍👧 Ana 🇵🇦",
    "\u202eحسن\u202c",
    "e\u0301\u0301\u0301 n\u0303",
    "Z̸̢̛͎̜a̶l̷g̵o",
    "Ñ" * 5000,
    "   ",
]
