"""A number is dialled only where nobody has to guess: a message must not reach a stranger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.phones import Line, read_line


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("6987-6543", Line("50769876543", True)),
        ("6987 6543", Line("50769876543", True)),
        ("+507 6987-6543", Line("50769876543", True)),
        ("507 69876543", Line("50769876543", True)),
        ("00507 6987 6543", Line("50769876543", True)),
        ("(507) 6987.6543", Line("50769876543", True)),
        ("775-1234", Line("5077751234", False)),
        ("+507 775 1234", Line("5077751234", False)),
        ("+506 8888 7777", Line("50688887777", True)),
        ("0057 310 555 4444", Line("573105554444", True)),
    ],
)
def test_a_clear_number_is_dialled_with_the_code_of_its_country(contact: str, line: Line) -> None:
    assert read_line(contact) == line


@pytest.mark.parametrize(
    "contact",
    [
        "",
        "5987-6543",
        "6987-654",
        "6987-6543 y 6111-2222",
        "6987-6543 / 775-1234",
        "3105554444",
        "+507 5987-6543",
        "+0 123 456 789",
        "mi vecina 6987-6543",
        "6987-65432",
        "٦٩٨٧٦٥٤٣",
        "69876543+",
        "175-1234",
    ],
)
def test_a_number_that_is_not_clear_is_left_to_a_person(contact: str) -> None:
    assert read_line(contact) is None


@given(st.text(alphabet="0123456789+-() .", max_size=24))
def test_a_line_has_only_digits_and_never_more_than_the_world_allows(contact: str) -> None:
    line = read_line(contact)

    assert line is None or (line.digits.isdigit() and 8 <= len(line.digits) <= 15 and line.digits[0] != "0")
