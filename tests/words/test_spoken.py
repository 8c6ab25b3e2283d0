"""What is read at the microphone has no figures left to stumble over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.words.spoken import read_aloud, spoken_day, spoken_number


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "cero"),
        (16, "dieciséis"),
        (21, "veintiuno"),
        (31, "treinta y uno"),
        (100, "cien"),
        (101, "ciento uno"),
        (555, "quinientos cincuenta y cinco"),
        (1000, "mil"),
        (2026, "dos mil veintiséis"),
        (21_000, "veintiún mil"),
        (131_001, "ciento treinta y un mil uno"),
        (999_999, "novecientos noventa y nueve mil novecientos noventa y nueve"),
    ],
)
def test_a_number_is_said_in_words(value: int, words: str) -> None:
    assert spoken_number(value) == words


@pytest.mark.parametrize("value", [-1, 1_000_000])
def test_a_number_that_is_not_read_aloud_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="not read aloud"):
        spoken_number(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hay 21 familias y 21 niños", "hay veintiuna familias y veintiún niños"),
        ("el hito 1 del plan", "el hito uno del plan"),
        ("1 de cada 3", "uno de cada tres"),
        ("1,250 metros", "mil doscientos cincuenta metros"),
        ("el 35 % de la ruta", "el treinta y cinco por ciento de la ruta"),
        ("el 3.5 por mil", "el tres punto cinco por mil"),
        ("cuesta B/. 21", "cuesta veintiún balboas"),
        ("el 6.º Plan y la 2.ª etapa", "el sexto Plan y la segunda etapa"),
        ("a las 2:30 p. m.", "a las dos y treinta de la tarde"),
        ("a las 8:00 p. m. y a la 1:00 p. m.", "a las ocho de la noche y a la una de la tarde"),
        ("llame al 6000-0000", "llame al seis cero cero cero, cero cero cero cero"),
        ("la parte 7a", "la parte siete a"),
        ("nota N.º 12", "nota número doce"),
        ("vea https://ejemplo.gob.pa/a1.", "vea la página que dice la respuesta."),
    ],
)
def test_figures_in_a_text_are_said_as_people_say_them(text: str, said: str) -> None:
    assert read_aloud(text) == said


def test_a_day_is_said_with_its_year() -> None:
    assert spoken_day(date(2026, 11, 20)) == "veinte de noviembre de dos mil veintiséis"
    assert spoken_day(date(2027, 1, 1)) == "primero de enero de dos mil veintisiete"


@given(st.text(alphabet="0123456789 .,:%-ºapm$B/aez", max_size=40))
def test_no_figure_is_left_whatever_is_written(text: str) -> None:
    assert not any(one in "0123456789" for one in read_aloud(text))


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_two_numbers_never_sound_alike(one: int, other: int) -> None:
    assert (spoken_number(one) == spoken_number(other)) is (one == other)
