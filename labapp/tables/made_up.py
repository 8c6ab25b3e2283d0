"""People who do not exist, to show how a list will look."""

from __future__ import annotations

from datetime import UTC, datetime

from labapp.domain.attendance import Part
from labapp.domain.demographics import AgeBand, FirstTime, Gender, PlaceScope
from labapp.queries.exports import ListRow
from labapp.queries.lists import FiledRow

_AT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
_PEOPLE = (
    ("Ana Ejemplo de Ñurí", Gender.WOMAN, "Junta comunal (ejemplo)", "Secretaria", AgeBand.FROM_30_TO_44, "6000-0001"),
    ("José Ejemplo Ábrego", Gender.MAN, None, None, AgeBand.FROM_60_TO_74, None),
    ("Yaribeth Ejemplo", Gender.WOMAN, "Alcaldía (ejemplo)", "Promotora", AgeBand.FROM_18_TO_29, None),
)


def made_up_rows() -> tuple[FiledRow, ...]:
    """Return a few rows in which nobody is real."""
    return tuple(_row(number, *person) for number, person in enumerate(_PEOPLE, 1))


def _row(
    number: int,
    name: str,
    gender: Gender,
    organisation: str | None,
    position: str | None,
    band: AgeBand,
    contact: str | None,
) -> FiledRow:
    listed = ListRow(
        number=number,
        letter="",
        name=name,
        is_erased=False,
        organisation=organisation,
        comes_alone=organisation is None,
        position=position,
        place_scope=PlaceScope.ELSEWHERE,
        place_code=None,
        gender=gender,
        part=Part.PARTICIPANT,
        arrived_at=_AT,
    )
    return FiledRow(listed, band, FirstTime.YES, contact, (Part.PARTICIPANT,), frozenset(), None)
