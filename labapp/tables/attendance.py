"""The list of participants as columns: the one that is signed and filed, and, for the same rows, the one without names.

Age band, first time and contact are in no file: the list is evidence of who came, not a file on persons.
"""

from __future__ import annotations

from labapp.domain.demographics import Gender, PlaceScope, Sector
from labapp.domain.places import place_if_known
from labapp.domain.tables import Audience, CellKind, Column, Language, Table, Wording, said
from labapp.queries.exports import ListRow
from labapp.words.labels import label

NAME = "list_of_participants"
WITHDRAWN: Wording = ("Datos retirados", "Data withdrawn")
"""Stands for the name of somebody who was erased: they came, and remain one in the total."""

_OTHER_PART: Wording = ("Otra parte de {area}", "Elsewhere in {area}")
_ANSWERED = frozenset({Gender.WOMAN, Gender.MAN})


def attendance_table(language: Language, *, community: str | None, area: str | None, letters: bool) -> Table[ListRow]:
    """Return the list of a session in `community` of `area`; with `letters` where another laptop gave numbers too."""
    columns = (
        Column("numero", ("N.º", "No."), lambda row: row.number, CellKind.INTEGER, Audience.STAFF),
        *((_letter(),) if letters else ()),
        Column("nombre", ("Nombre", "Name"), lambda row: shown_name(row, language), CellKind.TEXT, Audience.PERSONAL),
        _organisation(language),
        Column("cargo", ("Cargo", "Position"), lambda row: row.position, CellKind.TEXT, Audience.STAFF),
        Column(
            "lugar",
            ("De dónde viene", "Comes from"),
            lambda row: shown_place(row, language, community, area),
            CellKind.TEXT,
            Audience.STAFF,
        ),
        _gender(language),
        Column(
            "calidad", ("Participa como", "Part"), lambda row: label(row.part, language), CellKind.TEXT, Audience.STAFF
        ),
        Column("llegada", ("Llegada", "Arrival"), lambda row: row.arrived_at, CellKind.DATETIME, Audience.STAFF),
        Column("firma", ("Firma", "Signature"), lambda row: None, CellKind.SIGNATURE, Audience.PERSONAL),
    )
    return Table(NAME, ("Lista de participantes", "List of participants"), columns)


def _letter() -> Column[ListRow]:
    heading = ("Letra de la laptop", "Letter of the laptop")
    return Column("letra", heading, lambda row: row.letter or None, CellKind.TEXT, Audience.STAFF)


def _organisation(language: Language) -> Column[ListRow]:
    def named(row: ListRow) -> str | None:
        return shown_organisation(row, language)

    return Column("organizacion", ("Organización", "Organisation"), named, CellKind.TEXT, Audience.STAFF)


def _gender(language: Language) -> Column[ListRow]:
    def told(row: ListRow) -> str | None:
        return shown_gender(row, language)

    return Column("genero", ("Género", "Gender"), told, CellKind.TEXT, Audience.STAFF)


def shown_organisation(row: ListRow, language: Language) -> str | None:
    """Return for whom somebody comes, or that they come for themselves."""
    return row.organisation or (label(Sector.CITIZEN, language) if row.comes_alone else None)


def shown_gender(row: ListRow, language: Language) -> str | None:
    """Return the gender of who told it."""
    return label(row.gender, language) if row.gender in _ANSWERED else None


def shown_name(row: ListRow, language: Language) -> str | None:
    """Return the name, or that it was withdrawn."""
    return said(WITHDRAWN, language) if row.is_erased else row.name


def shown_place(row: ListRow, language: Language, community: str | None, area: str | None) -> str | None:
    """Return where somebody comes from, in the words of a session in `community` of `area`."""
    known = place_if_known(row.place_code)
    if known is not None:
        return known.shown
    match row.place_scope:
        case None | PlaceScope.UNDISCLOSED | PlaceScope.UNASKED:
            return None
        case PlaceScope.THIS_COMMUNITY if community:
            return community
        case PlaceScope.SAME_AREA if area:
            return said(_OTHER_PART, language).format(area=area)
        case scope:
            return label(scope, language)
