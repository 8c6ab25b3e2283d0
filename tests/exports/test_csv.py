from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labapp.domain.tables import Audience, CellKind, CellValue
from labapp.exports.csv import write_canonical, write_for_people
from tests.exports.guests import GUESTS, HOSTILE_NAMES, Guest, one_column

WORDS = one_column(CellKind.TEXT)
RUNS = re.compile(r"[^\S\t\n]*[=+\-@|%＝＋－＠]|[\t\n]")


def read(path: Path, encoding: str = "utf-8") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, strict=True))


def test_the_canonical_file_is_plain_utf_8_with_commas_crlf_and_keys(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"

    written = write_canonical(path, GUESTS, [Guest()], audience=Audience.PERSONAL)

    assert written == 1
    assert path.read_bytes().decode() == (
        "numero,nombre,parte,fecha,llegada,primera_vez,pagina\r\n"
        "1,Ana Ñürnberg,0.25,2026-11-20,2026-11-20T19:30:15-05:00,true,https://labs.example.pa/s/ABC234\r\n"
    )


def test_the_file_for_people_opens_in_excel_with_headings_and_hours_of_panama(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"

    write_for_people(path, GUESTS, [Guest(first_time=False)], audience=Audience.PERSONAL, language="es")

    assert path.read_bytes().decode() == (
        "\ufeffN.º,Nombre,Parte,Fecha,Llegada,Primera vez,Página\r\n"
        "1,Ana Ñürnberg,0.25,2026-11-20,2026-11-20 19:30,No,https://labs.example.pa/s/ABC234\r\n"
    )


def test_english_readers_get_english_headings_and_answers(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"

    write_for_people(path, GUESTS, [Guest()], audience=Audience.PUBLIC, language="en")

    assert read(path, "utf-8-sig") == [
        ["No.", "Share", "Date", "First time", "Page"],
        ["1", "0.25", "2026-11-20", "Yes", "https://labs.example.pa/s/ABC234"],
    ]


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.STAFF])
def test_no_personal_column_reaches_another_audience(tmp_path: Path, audience: Audience) -> None:
    canonical, people = tmp_path / "canonical.csv", tmp_path / "people.csv"

    write_canonical(canonical, GUESTS, [Guest(name="Canaria")], audience=audience)
    write_for_people(people, GUESTS, [Guest(name="Canaria")], audience=audience, language="es")

    for path in (canonical, people):
        assert "Canaria" not in path.read_text(encoding="utf-8")


def test_what_is_unknown_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    nothing = Guest(None, None, None, None, None, None, None)

    write_canonical(path, GUESTS, [nothing], audience=Audience.PERSONAL)

    assert read(path)[1] == [""] * 7


def test_the_canonical_file_gives_hostile_names_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"

    write_canonical(path, WORDS, HOSTILE_NAMES, audience=Audience.PUBLIC)

    assert [row[0] for row in read(path)[1:]] == HOSTILE_NAMES


@given(names=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_canonical_file_gives_any_clean_text_back(tmp_path: Path, names: list[str]) -> None:
    path = tmp_path / "names.csv"

    write_canonical(path, WORDS, names, audience=Audience.PUBLIC)

    assert [row[0] for row in read(path)[1:]] == names


@given(names=st.lists(st.text(st.characters() | st.sampled_from("=+-@;\t\r\n '\"|%＝"))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_for_people_begins_as_a_formula_whatever_separator_the_reader_expects(
    tmp_path: Path, names: list[str]
) -> None:
    path = tmp_path / "names.csv"

    write_for_people(path, WORDS, names, audience=Audience.PUBLIC, language="es")

    texts = [row[0] for row in read(path, "utf-8-sig")[1:]]
    assert len(texts) == len(names)
    for text in texts:
        assert not RUNS.match(text)
        assert not [piece for piece in re.split(r"[;\t\n]", text) if re.match(r"\s*[=+\-@|%＝＋－＠]", piece)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\t=1", "'\t'=1"),
        ("＝1", "'＝1"),
        ("Ana; =1+1", "Ana;' =1+1"),
        ("uno\n- dos", "uno\n'- dos"),
        ("Ana-María", "Ana-María"),
        ("a=b", "a=b"),
        ("Pérez, Ana", "Pérez, Ana"),
        ("raro\x00\ud800\uffff", "raro \ufffd\ufffd"),
        ("uno\r\ndos\rtres", "uno\ndos\ntres"),
    ],
)
def test_the_guard_is_an_apostrophe_before_what_could_run(tmp_path: Path, name: str, shown: str) -> None:
    path = tmp_path / "names.csv"

    write_for_people(path, WORDS, [name], audience=Audience.PUBLIC, language="es")

    assert read(path, "utf-8-sig")[1] == [shown]


def test_a_negative_number_needs_no_guard(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"

    write_for_people(path, GUESTS, [Guest(number=-3)], audience=Audience.PUBLIC, language="es")

    assert read(path, "utf-8-sig")[1][0] == "-3"


@pytest.mark.parametrize(
    ("value", "spelled"),
    [(3, "3"), (-0.5, "-0.5"), (Decimal("1E+3"), "1000"), (Decimal("0.10"), "0.10"), (1e-7, "0.0000001")],
)
def test_numbers_have_a_decimal_point_and_no_exponent(tmp_path: Path, value: CellValue, spelled: str) -> None:
    path = tmp_path / "values.csv"

    write_canonical(path, one_column(CellKind.NUMBER), [value], audience=Audience.PUBLIC)

    assert read(path)[1] == [spelled]


@given(
    instant=st.datetimes(
        min_value=datetime(1910, 1, 1),  # noqa: DTZ001 the zone comes from the next argument
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=9))]),
    ).filter(lambda value: value.year < 9999)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_instants_come_back_exactly(tmp_path: Path, instant: datetime) -> None:
    path = tmp_path / "guests.csv"

    write_canonical(path, GUESTS, [Guest(arrived_at=instant)], audience=Audience.STAFF)

    assert datetime.fromisoformat(read(path)[1][3]) == instant


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (CellKind.TEXT, 5),
        (CellKind.LINK, 5),
        (CellKind.INTEGER, "5"),
        (CellKind.INTEGER, True),
        (CellKind.INTEGER, 1.5),
        (CellKind.NUMBER, "0.5"),
        (CellKind.NUMBER, False),
        (CellKind.DATE, datetime(2026, 11, 20, tzinfo=UTC)),
        (CellKind.DATE, "2026-11-20"),
        (CellKind.DATETIME, datetime(2026, 11, 20)),  # noqa: DTZ001 a naive time is what is refused
        (CellKind.DATETIME, date(2026, 11, 20)),
        (CellKind.YES_NO, 1),
    ],
)
def test_a_value_of_another_kind_is_a_defect(tmp_path: Path, kind: CellKind, value: CellValue) -> None:
    with pytest.raises(TypeError):
        write_canonical(tmp_path / "values.csv", one_column(kind), [value], audience=Audience.PUBLIC)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), Decimal("Infinity")])
def test_a_number_without_end_is_a_defect(tmp_path: Path, value: CellValue) -> None:
    with pytest.raises(ValueError, match="number cell"):
        write_canonical(tmp_path / "values.csv", one_column(CellKind.NUMBER), [value], audience=Audience.PUBLIC)
