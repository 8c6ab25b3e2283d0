from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import weakref
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from labapp.domain.errors import RuleViolated
from labapp.domain.tables import Audience, CellKind, CellValue, Table
from labapp.exports import values
from labapp.exports.cells import CUT
from labapp.exports.cover import Cover
from labapp.exports.csv import write_canonical, write_for_people
from labapp.exports.xlsx import write_workbook
from tests.exports.guests import GUESTS, HOSTILE_NAMES, Guest, one_column

MADE_AT = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)
EXPORT = UUID("01932f00-0000-7000-8000-000000000001")
NOMINAL = Cover("Laboratorio de Tortí", Audience.PERSONAL, "es", MADE_AT, purpose="Informe a ANTAI", export_id=EXPORT)
OPEN = Cover("Laboratorio de Tortí", Audience.PUBLIC, "es", MADE_AT)

anything = st.text(st.characters() | st.sampled_from("=+-@#\t\r\n_x0041 \ud800\x00"), max_size=60)


def written(path: Path, table: Table[Any], rows: Iterable[Any], cover: Cover = NOMINAL) -> Any:
    """Write the workbook and return it read back; Any, because the stubs give a cell ten possible types."""
    write_workbook(path / "book.xlsx", table, rows, cover=cover)
    return openpyxl.load_workbook(path / "book.xlsx")


def texts_back(path: Path, texts: Iterable[str]) -> list[str]:
    """Return what a spreadsheet shows for `texts`: openpyxl leaves the standard's `_x005F_` as it stands."""
    sheet = written(path, one_column(CellKind.TEXT), texts, OPEN).worksheets[1]
    return [unescape(cell.value or "") for (cell,) in sheet.iter_rows(min_row=2)]


def value_back(path: Path, kind: CellKind, value: CellValue) -> Any:
    return written(path, one_column(kind), [value], OPEN).worksheets[1]["A2"]


def test_every_kind_comes_back_as_what_it_is(tmp_path: Path) -> None:
    sheet = written(tmp_path, GUESTS, [Guest()]).worksheets[1]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["N.º", "Nombre", "Parte", "Fecha", "Llegada", "Primera vez", "Página", "Firma"],
        [
            1,
            "Ana Ñürnberg",
            0.25,
            datetime(2026, 11, 20),  # noqa: DTZ001 a spreadsheet knows no zones
            datetime(2026, 11, 20, 19, 30, 15),  # noqa: DTZ001 (a spreadsheet has no zones)
            "Sí",
            "https://labs.example.pa/s/ABC234",
            None,
        ],
    ]


def test_days_and_hours_are_real_dates_that_nobody_reads_month_first(tmp_path: Path) -> None:
    sheet = written(tmp_path, GUESTS, [Guest()]).worksheets[1]

    assert (sheet["D2"].is_date, sheet["D2"].number_format) == (True, "[$-180A]dd mmm yyyy")
    assert (sheet["E2"].is_date, sheet["E2"].number_format) == (True, "[$-180A]dd mmm yyyy h:mm AM/PM")


def test_english_readers_get_english_headings_answers_and_months(tmp_path: Path) -> None:
    book = written(tmp_path, GUESTS, [Guest(first_time=False)], Cover("Lab", Audience.STAFF, "en", MADE_AT))
    sheet = book.worksheets[1]

    assert book.sheetnames == ["Read me", "List of participants"]
    assert [cell.value for cell in sheet[1]] == ["No.", "Share", "Date", "Arrival", "First time", "Page"]
    assert sheet["E2"].value == "No"
    assert sheet["C2"].number_format == "[$-409]dd mmm yyyy"


def test_hostile_names_come_back_as_they_were(tmp_path: Path) -> None:
    assert texts_back(tmp_path, HOSTILE_NAMES) == HOSTILE_NAMES


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a b"),
        ("a\x1bb", "a b"),
        ("a\ud800b", "a\ufffdb"),
        ("a\ufffeb", "a\ufffdb"),
        ("a\uffffb", "a\ufffdb"),
        ("a\rb\r\nc", "a\nb\nc"),
        ("\r=1", "\n=1"),
    ],
)
def test_what_no_workbook_may_contain_is_replaced_and_the_file_opens(tmp_path: Path, text: str, shown: str) -> None:
    assert texts_back(tmp_path, [text]) == [shown]


@given(texts=st.lists(anything, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_any_text_comes_back_and_the_file_opens(tmp_path: Path, texts: list[str]) -> None:
    assert texts_back(tmp_path, texts) == [values.text(text) for text in texts]


@given(
    texts=st.lists(
        st.sampled_from("=+-@#\t＝").flatmap(lambda first: anything.map(lambda rest: first + rest)), max_size=5
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_no_cell_of_any_sheet_is_a_formula_or_an_error(tmp_path: Path, texts: list[str]) -> None:
    text = (texts or ["=1"])[0]
    cover = Cover(text, Audience.PERSONAL, "es", MADE_AT, purpose=text, export_id=EXPORT)

    book = written(tmp_path, GUESTS, [Guest(name=text, page=text) for text in [*texts, *HOSTILE_NAMES]], cover)

    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name) or b"<f " in parts.read(name)]


@pytest.mark.parametrize("name", ["=1+1", "+507 6123-4567", "-1", "@x", "#N/A", "\t=1", "＝1"])
def test_what_could_run_stays_text_also_after_somebody_edits_the_cell(tmp_path: Path, name: str) -> None:
    cell = value_back(tmp_path, CellKind.TEXT, name)

    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_ordinary_text_carries_no_style(tmp_path: Path) -> None:
    assert not value_back(tmp_path, CellKind.TEXT, "Ana = María").has_style


def test_long_text_and_lines_wrap_inside_the_cell(tmp_path: Path) -> None:
    sheet = written(tmp_path, one_column(CellKind.TEXT), ["uno\ndos", "palabra " * 20, "corto"], OPEN).worksheets[1]

    assert [bool(sheet[cell].alignment.wrap_text) for cell in ("A2", "A3", "A4")] == [True, True, False]


@pytest.mark.parametrize("letter", ["a", "😀", "_x0041_"])
def test_text_that_no_cell_holds_ends_in_a_visible_mark_and_is_whole_in_the_csv(tmp_path: Path, letter: str) -> None:
    text = letter * 40_000

    (back,) = texts_back(tmp_path, [text])
    write_canonical(tmp_path / "whole.csv", one_column(CellKind.TEXT), [text], audience=Audience.PUBLIC)

    kept = back.removesuffix(CUT)
    assert kept != back
    assert len(back.encode("utf-16-le")) <= 2 * 32_767
    assert "\ufffd" not in kept
    assert text in (tmp_path / "whole.csv").read_text(encoding="utf-8")


def test_text_that_just_fits_is_left_whole(tmp_path: Path) -> None:
    assert texts_back(tmp_path, ["a" * 32_767]) == ["a" * 32_767]


@pytest.mark.parametrize(
    ("kind", "given_value", "shown"),
    [
        (CellKind.INTEGER, -7, -7),
        (CellKind.INTEGER, 12345678901234567, "12345678901234567"),
        (CellKind.NUMBER, Decimal("2.5"), 2.5),
        (CellKind.DATE, date(1826, 11, 20), "1826-11-20"),
        (CellKind.DATETIME, datetime(1826, 11, 20, 12, tzinfo=UTC), "1826-11-20T06:41:52-05:18:08"),
        (CellKind.TEXT, "", None),
        (CellKind.YES_NO, None, None),
    ],
)
def test_what_excel_cannot_hold_is_written_as_text(
    tmp_path: Path, kind: CellKind, given_value: CellValue, shown: object
) -> None:
    assert value_back(tmp_path, kind, given_value).value == shown


@given(instant=st.datetimes(min_value=datetime(1909, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 the zone is the next argument
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_instants_come_back_to_the_second_in_the_hour_of_panama(tmp_path: Path, instant: datetime) -> None:
    shown = value_back(tmp_path, CellKind.DATETIME, instant).value

    wall = (instant - timedelta(hours=5)).replace(tzinfo=None, microsecond=0)
    assert abs(shown - wall) < timedelta(milliseconds=10)


@pytest.mark.parametrize(
    ("audience", "keys"),
    [
        (Audience.PUBLIC, ["N.º", "Parte", "Fecha", "Primera vez", "Página"]),
        (Audience.STAFF, ["N.º", "Parte", "Fecha", "Llegada", "Primera vez", "Página"]),
    ],
)
def test_no_personal_column_reaches_another_audience(tmp_path: Path, audience: Audience, keys: list[str]) -> None:
    book = written(tmp_path, GUESTS, [Guest(name="Canaria")], Cover("Lab", audience, "es", MADE_AT))

    assert [cell.value for cell in book.worksheets[1][1]] == keys
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        assert not [name for name in parts.namelist() if b"Canaria" in parts.read(name)]


@pytest.mark.parametrize(("purpose", "export_id"), [(None, EXPORT), ("", EXPORT), ("Informe", None)])
def test_no_file_with_names_without_a_purpose_and_a_journal_entry(purpose: str | None, export_id: UUID | None) -> None:
    with pytest.raises(RuleViolated, match="export_without_purpose"):
        Cover("Lab", Audience.PERSONAL, "es", MADE_AT, purpose=purpose, export_id=export_id)


def test_the_first_sheet_says_what_the_file_is_and_who_may_have_it(tmp_path: Path) -> None:
    book = written(tmp_path, GUESTS, [Guest(), Guest()])

    rows = [[cell for cell in row if cell is not None] for row in book.worksheets[0].iter_rows(values_only=True)]
    facts = {row[0]: row[1] for row in rows if len(row) == 2}
    assert book.sheetnames == ["Léame", "Lista de participantes"]
    assert rows[0] == ["Lista de participantes"]
    assert facts["Qué es"] == "Laboratorio de Tortí"
    assert facts["Generado (hora de Panamá)"] == datetime(2026, 11, 21, 14, 30)  # noqa: DTZ001 (a spreadsheet has no zones)
    assert facts["Filas"] == 2
    assert facts["Finalidad"] == "Informe a ANTAI"
    assert facts["Número de exportación"] == str(EXPORT)
    assert "Ley 81 de 2019" in facts["Quién puede tenerlo"]
    assert ["Nombre", "Texto", "Personal autorizado: dato personal", "nombre"] in rows


def test_the_first_sheet_names_no_column_that_the_file_has_not(tmp_path: Path) -> None:
    sheet = written(tmp_path, GUESTS, [], OPEN).worksheets[0]

    said = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "Llegada" not in said
    assert "Finalidad" not in said


def test_the_rows_are_ready_to_filter_and_to_print(tmp_path: Path) -> None:
    sheet = written(tmp_path, GUESTS, [Guest(), Guest()]).worksheets[1]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 1)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.oddFooter.left.text == "Personal autorizado: dato personal"


def test_a_table_without_rows_is_a_header(tmp_path: Path) -> None:
    sheet = written(tmp_path, GUESTS, []).worksheets[1]

    assert (sheet.max_row, sheet.auto_filter.ref) == (1, "A1:H1")


def test_rows_are_tall_enough_to_sign_only_where_somebody_signs(tmp_path: Path) -> None:
    signed = written(tmp_path, GUESTS, [Guest()]).worksheets[1]
    unsigned = written(tmp_path, GUESTS, [Guest()], OPEN).worksheets[1]

    assert (signed.sheet_format.defaultRowHeight, signed.sheet_format.customHeight) == (34, True)
    assert signed.column_dimensions["H"].width > 30
    assert not unsigned.sheet_format.customHeight


def test_columns_are_as_wide_as_their_texts_within_reason(tmp_path: Path) -> None:
    def width(*texts: str) -> Any:
        return written(tmp_path, one_column(CellKind.TEXT), texts, OPEN).worksheets[1].column_dimensions["A"].width

    assert width("a") < width("a" * 30) < width("a" * 48) == width("a" * 500)


def test_only_web_addresses_can_be_clicked(tmp_path: Path) -> None:
    addresses = [
        "https://a.pa/?x=1&y=2",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.pa/\x00",
        "=https://a.pa",
    ]

    sheet = written(tmp_path, one_column(CellKind.LINK), addresses, OPEN).worksheets[1]

    targets = [cell.hyperlink.target if cell.hyperlink else None for (cell,) in sheet.iter_rows(min_row=2)]
    assert targets == ["https://a.pa/?x=1&y=2", None, None, None, None]


def test_links_beyond_what_a_sheet_bears_are_text(tmp_path: Path) -> None:
    write_workbook(tmp_path / "book.xlsx", one_column(CellKind.LINK), ["https://a.pa/"] * 10_002, cover=OPEN)

    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml")
    assert (sheet.count(b"<hyperlink "), sheet.count(b"<t>https://a.pa/</t>")) == (10_000, 10_002)


def test_rows_are_let_go_as_they_are_written(tmp_path: Path) -> None:
    alive: weakref.WeakSet[Guest] = weakref.WeakSet()
    most = 0

    def rows() -> Iterator[Guest]:
        nonlocal most
        for number in range(2_000):
            guest = Guest(number)
            alive.add(guest)
            most = max(most, len(alive))
            yield guest

    assert write_workbook(tmp_path / "book.xlsx", GUESTS, rows(), cover=NOMINAL) == 2_000
    assert most < 300


@pytest.mark.parametrize("good_rows", [0, 1, 500])
def test_a_broken_source_leaves_no_names_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good_rows: int
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[Guest]:
        for number in range(good_rows):
            yield Guest(number)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_workbook(tmp_path / "book.xlsx", GUESTS, rows(), cover=NOMINAL)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_leaves_no_names_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(FileNotFoundError):
        write_workbook(tmp_path / "missing" / "book.xlsx", GUESTS, [Guest()], cover=NOMINAL)

    assert list(tmp_path.iterdir()) == []


def test_all_of_this_holds_where_lxml_is_not_installed() -> None:
    if not openpyxl.LXML:
        pytest.skip("this run is already without lxml")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", __file__, "-k", "not lxml"]

    done = subprocess.run(
        command, env={**os.environ, "OPENPYXL_LXML": "False"}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_libreoffice_finds_no_formula_in_any_of_the_files(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        assert os.environ.get("LABAPP_REQUIRE_LIBREOFFICE") != "1", "LIBREOFFICE IS NOT INSTALLED and is required"
        pytest.skip("LIBREOFFICE IS NOT INSTALLED: the exports were not opened by a real spreadsheet")
    table = one_column(CellKind.TEXT)
    write_workbook(tmp_path / "book.xlsx", table, HOSTILE_NAMES, cover=OPEN)
    write_for_people(tmp_path / "people.csv", table, HOSTILE_NAMES, audience=Audience.PUBLIC, language="es")

    for name in ("book.xlsx", "people.csv"):
        convert = [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "fods",
        ]
        subprocess.run([*convert, "--outdir", str(tmp_path), str(tmp_path / name)], check=True, timeout=120)

        opened = (tmp_path / name).with_suffix(".fods").read_text(encoding="utf-8")
        assert "table:formula" not in opened
        assert "HYPERLINK" in opened
