"""An expected list is taken as it is pasted: every row arrives, and what nobody needs is left behind."""

from __future__ import annotations

import pytest

from labapp.domain.pasted import MOST_ROWS
from labapp.domain.rosters import ExpectedRow, RowProblem, parse_expected


def test_columns_are_found_by_their_headings_below_a_title() -> None:
    text = (
        "LISTA DE INVITADOS\t\t\t\t\n"
        "\t\t\t\t\n"
        "N.º\tNombre completo\tInstitución\tCargo\tCorregimiento\n"
        "1\tMaría Pérez\tJunta Comunal\tRepresentante\tSan Miguel\n"
        "2\tLuis Ríos\tANTAI\t\t"
    )

    found = parse_expected(text)

    assert found.rows == (
        ExpectedRow(4, "María Pérez", "Junta Comunal", "Representante", "San Miguel"),
        ExpectedRow(5, "Luis Ríos", "ANTAI"),
    )


def test_what_nobody_needs_is_left_behind_and_named() -> None:
    text = "Nombre\tCédula\tCorreo electrónico\tCelular\nAna Gil\t8-123-456\tana@ejemplo.pa\t6123-4567"

    found = parse_expected(text)

    assert found.ignored == ("Cédula", "Correo electrónico", "Celular")
    assert "8-123-456" not in repr(found.rows)
    assert "6123" not in repr(found.rows)


def test_first_name_and_surname_become_one_name() -> None:
    found = parse_expected("Nombres\tApellidos\tEntidad\nAna María\tGil Solís\tMIDES")

    assert (found.rows[0].name, found.rows[0].organisation) == ("Ana María Gil Solís", "MIDES")


@pytest.mark.parametrize(
    "text",
    [
        "Nombre,Organización\nAna Gil,MIDES",
        "Name;Organisation\nAna Gil;MIDES",
        "Full name\tOrganization\nAna Gil\tMIDES",
        "1\t8-123-456\tAna Gil\tMIDES",
        "Ana Gil\tana@ejemplo.pa\tMIDES",
    ],
)
def test_it_is_read_with_and_without_headings(text: str) -> None:
    assert [(row.name, row.organisation) for row in parse_expected(text).rows] == [("Ana Gil", "MIDES")]


def test_a_plain_list_keeps_its_commas() -> None:
    assert [row.name for row in parse_expected("Gil, Ana\nRíos, Luis").rows] == ["Gil, Ana", "Ríos, Luis"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", RowProblem.NAME_ABSENT),
        ("A" * 121, RowProblem.NAME_LONG),
        ("iPhone de Ana", RowProblem.NAME_OF_DEVICE),
        ("Usuario 3", RowProblem.NAME_OF_DEVICE),
        ("ana GIL", RowProblem.NAME_REPEATED),
    ],
)
def test_a_row_with_a_problem_is_kept_with_it(name: str, problem: RowProblem) -> None:
    found = parse_expected(f"Nombre\tEntidad\nAna Gil\tMIDES\n{name}\tANTAI")

    assert (found.rows[1].organisation, found.rows[1].problems) == ("ANTAI", (problem,))


def test_a_person_called_like_half_a_device_is_a_person() -> None:
    assert parse_expected("Nombre\nAndroida Ríos\nUsuaria Gil").rows[0].problems == ()


@pytest.mark.parametrize("text", ["", "\n\n", "Nombre\tEntidad", "\t\t\t"])
def test_an_empty_paste_is_an_empty_list(text: str) -> None:
    assert parse_expected(text).rows == ()


def test_a_paste_beyond_the_bounds_says_that_it_was_cut() -> None:
    found = parse_expected("Ana Gil\tMIDES\n" * (MOST_ROWS + 5))

    assert (len(found.rows), found.cut) == (MOST_ROWS, True)
