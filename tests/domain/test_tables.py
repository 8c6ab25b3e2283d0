from __future__ import annotations

from dataclasses import dataclass

import pytest

from labapp.domain.errors import RuleViolated
from labapp.domain.tables import Audience, CellKind, Column, Table, said


@dataclass(frozen=True, slots=True)
class Neighbour:
    name: str
    number: int


def column(key: str, audience: Audience) -> Column[Neighbour]:
    return Column(key, ("Encabezado", "Heading"), lambda row: row.name, CellKind.TEXT, audience)


OPEN, INNER, PRIVATE = (
    column("numero", Audience.PUBLIC),
    column("notas", Audience.STAFF),
    column("nombre", Audience.PERSONAL),
)


@pytest.mark.parametrize(
    ("audience", "keys"),
    [
        (Audience.PUBLIC, ["numero"]),
        (Audience.STAFF, ["numero", "notas"]),
        (Audience.PERSONAL, ["numero", "notas", "nombre"]),
    ],
)
def test_each_audience_reads_its_columns_and_those_of_the_audiences_before_it(
    audience: Audience, keys: list[str]
) -> None:
    table = Table("people", ("Personas", "People"), (OPEN, INNER, PRIVATE))

    assert [shown.key for shown in table.visible_to(audience).columns] == keys


def test_a_table_cut_for_the_public_stays_cut_for_whoever_asks_next() -> None:
    table = Table("people", ("Personas", "People"), (OPEN, PRIVATE))

    assert table.visible_to(Audience.PUBLIC).visible_to(Audience.PERSONAL).columns == (OPEN,)


def test_a_table_without_a_column_for_the_reader_is_refused() -> None:
    table = Table("people", ("Personas", "People"), (PRIVATE,))

    with pytest.raises(RuleViolated) as refused:
        table.visible_to(Audience.STAFF)

    assert refused.value.code == "table_not_for_audience"
    assert refused.value.details == {"table": "people", "audience": "staff"}


def test_the_audiences_are_ordered_from_the_widest_to_the_narrowest() -> None:
    assert sorted(Audience) == [Audience.PUBLIC, Audience.STAFF, Audience.PERSONAL]


def test_a_key_names_one_column_only() -> None:
    with pytest.raises(ValueError, match="repeats nombre"):
        Table("people", ("Personas", "People"), (PRIVATE, OPEN, PRIVATE))


@pytest.mark.parametrize("key", ["Nombre", "nombre completo", "género", "1", "", "=cmd"])
def test_a_heading_is_never_a_key(key: str) -> None:
    with pytest.raises(ValueError, match="lower snake case"):
        column(key, Audience.PUBLIC)


def test_words_are_said_in_the_language_asked_for() -> None:
    assert (said(("Nombre", "Name"), "es"), said(("Nombre", "Name"), "en")) == ("Nombre", "Name")
