"""The list as an institution files it: the columns of its template, and a mark for each session where it tells several.

Every column is personal: a list under a template never leaves without a purpose and a record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from labapp.domain.lists import ListColumn, ListField
from labapp.domain.tables import Audience, CellKind, CellValue, Column, Language, Table, Wording
from labapp.queries.lists import FiledRow, day_of
from labapp.queries.sessions import SessionHead
from labapp.tables.attendance import shown_gender, shown_name, shown_organisation, shown_place
from labapp.words import formats
from labapp.words.labels import label

NAME = "filed_list"
TITLE: Wording = ("Lista de participantes", "List of participants")
MARK = "X"
"""Says that somebody was in a session."""

_Value = Callable[[FiledRow], CellValue]


def filed_table(
    language: Language,
    columns: Sequence[ListColumn],
    *,
    place: SessionHead | None,
    letters: bool,
    before: tuple[Column[FiledRow], ...] = (),
    after: tuple[Column[FiledRow], ...] = (),
) -> Table[FiledRow]:
    """Return a list with these columns, in their order and under their titles, between those of `before` and `after`.

    `place` is a session of the lab, whose community and area "this community" means; None where each row has its own.
    """
    of_template = []
    for position, column in enumerate(columns, 1):
        kind, value = _cell(column.field, language, place, letters)
        key = f"{column.field.value}_{position}"
        of_template.append(_column(key, (column.title, column.title), value, kind))
    return Table(NAME, TITLE, (*before, *of_template, *after))


def session_columns(language: Language) -> tuple[Column[FiledRow], ...]:
    """Return the columns that tell of which session a row is."""

    def told(fact: Callable[[SessionHead], CellValue]) -> _Value:
        return lambda row: fact(row.head) if row.head else None

    return (
        _column("sesion_fecha", ("Fecha", "Date"), told(day_of), CellKind.DATE),
        _column("sesion_nombre", ("Sesión", "Session"), told(lambda head: head.name), CellKind.TEXT),
        _column("sesion_lugar", ("Lugar", "Place"), told(lambda head: head.where or None), CellKind.TEXT),
    )


def presence_columns(heads: Sequence[SessionHead], language: Language) -> tuple[Column[FiledRow], ...]:
    """Return a column for each session, with a mark for those who were in it; two on one day also tell the hour."""
    days = Counter(day_of(head) for head in heads)
    return tuple(
        _column(f"sesion_{position}", _on(head, hour=days[day_of(head)] > 1), _presence(head), CellKind.TEXT)
        for position, head in enumerate(heads, 1)
    )


def _on(head: SessionHead, *, hour: bool) -> Wording:
    def words(language: Language) -> str:
        if hour:
            return formats.moment(head.starts_at, language, head.zone)
        return formats.day(day_of(head), language)

    return words("es"), words("en")


def _presence(head: SessionHead) -> _Value:
    return lambda row: MARK if head.id in row.sessions else None


def _column(key: str, heading: Wording, value: _Value, kind: CellKind) -> Column[FiledRow]:
    return Column(key, heading, value, kind, Audience.PERSONAL)


def _cell(
    field: ListField, language: Language, place: SessionHead | None, letters: bool
) -> tuple[CellKind, _Value]:
    match field:
        case ListField.NUMBER:
            return (CellKind.TEXT, _lettered) if letters else (CellKind.INTEGER, lambda row: row.listed.number)
        case ListField.ARRIVED:
            return CellKind.DATETIME, lambda row: row.listed.arrived_at
        case ListField.SIGNATURE:
            return CellKind.SIGNATURE, _nothing
        case ListField.BY_HAND:
            return CellKind.BY_HAND, _nothing
        case ListField.PLACE:
            return CellKind.TEXT, _place(language, place)
        case _:
            return CellKind.TEXT, _text(field, language)


def _text(field: ListField, language: Language) -> _Value:
    told: dict[ListField, _Value] = {
        ListField.NAME: lambda row: shown_name(row.listed, language),
        ListField.ORGANISATION: lambda row: shown_organisation(row.listed, language),
        ListField.POSITION: lambda row: row.listed.position,
        ListField.GENDER: lambda row: shown_gender(row.listed, language),
        ListField.PART: lambda row: "; ".join(label(part, language) for part in row.parts),
        ListField.AGE_BAND: lambda row: label(row.age_band, language) if row.age_band else None,
        ListField.FIRST_TIME: lambda row: label(row.first_time, language) if row.first_time else None,
        ListField.CONTACT: lambda row: row.contact,
    }
    return told[field]


def _place(language: Language, place: SessionHead | None) -> _Value:
    def told(row: FiledRow) -> str | None:
        head = row.head or place
        community = head.community if head else None
        area = head.place.area if head and head.place else None
        return shown_place(row.listed, language, community, area)

    return told


def _lettered(row: FiledRow) -> str:
    return f"{row.listed.letter}-{row.listed.number}" if row.listed.letter else str(row.listed.number)


def _nothing(row: FiledRow) -> None:
    """Leave the cell to the pen."""
