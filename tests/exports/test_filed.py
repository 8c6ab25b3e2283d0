"""The workbook that an institution files: what stands where, that nothing in it runs, and that spreadsheets open it."""

from __future__ import annotations

import re
import shutil
import subprocess
import weakref
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import openpyxl
import pytest

from labapp.domain.attendance import Total
from labapp.domain.lists import ListColumn, ListField
from labapp.domain.tables import Audience, CellKind, Column, Table
from labapp.exports.cover import Cover
from labapp.exports.filed import write_filed
from labapp.exports.letterhead import Letterhead
from labapp.queries.lists import FiledRow
from labapp.tables.lists import filed_table
from labapp.tables.made_up import made_up_rows
from labapp.tables.summaries import summary_table
from tests.exports.guests import HOSTILE_NAMES
from tests.pictures import jpeg, png

COVER = Cover(
    "Laboratorio de Tortí", Audience.PERSONAL, "es", datetime(2026, 11, 21, 19, 30, tzinfo=UTC),
    purpose="Auditoría", export_id=UUID(int=7),
)  # fmt: skip
COLUMNS = (
    ListColumn(ListField.SIGNATURE, "Firma"),
    ListColumn(ListField.NAME, "Nombre y apellido"),
    ListColumn(ListField.BY_HAND, "Cédula"),
    ListColumn(ListField.NUMBER, "N.º"),
    ListColumn(ListField.CONTACT, "Celular"),
)
HEAD = Letterhead(png(320, 90), ("ANTAI", "=cmd|' /C calc'!A0"), "Lista de participantes", "Tortí, 20 de noviembre")
PARTS = {"xl/drawings/drawing1.xml", "xl/media/image1.png", "xl/worksheets/_rels/sheet1.xml.rels"}


def somebody(name: str, contact: str | None = None) -> FiledRow:
    row = made_up_rows()[0]
    return replace(row, listed=replace(row.listed, name=name), contact=contact)


def table(columns: Sequence[ListColumn] = COLUMNS) -> Table[FiledRow]:
    return filed_table("es", columns, place=None, letters=False)


def written(
    path: Path, rows: Iterable[FiledRow], *, head: Letterhead = HEAD, shown: Table[FiledRow] | None = None
) -> Any:
    """Write the workbook and return it read back; Any, because the stubs give a cell ten possible types."""
    file = path / "list.xlsx"
    write_filed(file, shown or table(), rows, cover=COVER, beside=(summary_table(bands=False), ()), head=head)
    return openpyxl.load_workbook(file)


def test_columns_stand_in_the_order_and_under_the_titles_of_the_template(tmp_path: Path) -> None:
    sheet = written(tmp_path, [somebody("Ana", "0061-0001")]).worksheets[0]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1:5] == [
        ["ANTAI", None, None, None, None],
        ["=cmd|' /C calc'!A0", None, None, None, None],
        ["Lista de participantes", None, None, None, None],
        ["Tortí, 20 de noviembre", None, None, None, None],
    ]
    assert rows[5] == ["Firma", "Nombre y apellido", "Cédula", "N.º", "Celular"]
    assert rows[6] == [None, "Ana", None, 1, "0061-0001"]


def test_the_list_comes_first_then_its_summary_then_what_the_file_is(tmp_path: Path) -> None:
    book = written(tmp_path, [])

    assert book.sheetnames == ["Lista de participantes", "Resumen", "Léame"]
    assert book.active.title == "Lista de participantes"
    said = {cell for row in book["Léame"].iter_rows(values_only=True) for cell in row}
    assert {"Auditoría", "Cédula", "En blanco, para llenar a mano", "Autoridades"} <= said


def test_the_headings_filter_and_repeat_on_every_page_and_only_the_list_has_lines(tmp_path: Path) -> None:
    sheet = written(tmp_path, [somebody("Ana"), somebody("Eva")]).worksheets[0]

    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A7", "A6:E8", "$6:$6")
    assert not sheet.print_options.gridLines
    (ruled,) = sheet.conditional_formatting
    assert (str(ruled.sqref), ruled.rules[0].dxf.border.left.style) == ("A6:E8", "thin")
    assert sheet.row_dimensions[6].height >= 34
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["C"].width


@pytest.mark.parametrize(("logo", "ending"), [(png(640, 180), "png"), (jpeg(640, 180), "jpeg")])
def test_the_logo_is_in_the_file_as_it_was_brought_and_anchored_in_its_corner(
    tmp_path: Path, logo: bytes, ending: str
) -> None:
    written(tmp_path, [somebody("Ana")], head=replace(HEAD, logo=logo))

    with zipfile.ZipFile(tmp_path / "list.xlsx") as parts:
        assert parts.read(f"xl/media/image1.{ending}") == logo
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
        types = parts.read("[Content_Types].xml").decode()
    assert re.findall(r"<(?:xdr:)?(?:col|row)>(\d+)<", drawing) == ["0", "0"]
    assert re.findall(r'ext cx="(\d+)" cy="(\d+)"', drawing)[0] == (str(256 * 9525), str(72 * 9525))
    assert f'Extension="{ending}"' in types


def test_a_list_without_logo_has_no_drawing(tmp_path: Path) -> None:
    written(tmp_path, [somebody("Ana")], head=replace(HEAD, logo=None))

    with zipfile.ZipFile(tmp_path / "list.xlsx") as parts:
        assert not PARTS & set(parts.namelist())


def test_every_part_is_well_formed_and_declared_and_leads_nowhere_outside(tmp_path: Path) -> None:
    written(tmp_path, [somebody(name, name) for name in HOSTILE_NAMES])

    with zipfile.ZipFile(tmp_path / "list.xlsx") as parts:
        names, content = parts.namelist(), {name: parts.read(name) for name in parts.namelist()}
    xml = [name for name in names if name.endswith((".xml", ".rels"))]
    types = ElementTree.fromstring(content["[Content_Types].xml"])  # noqa: S314 (a file that was just written here)
    declared = {each.get("PartName", "").lstrip("/") for each in types} | {each.get("Extension") for each in types}
    for name in xml:
        ElementTree.fromstring(content[name])  # noqa: S314 (as above)
    assert set(names) >= PARTS
    assert len(names) == len(set(names))
    assert [name for name in names if name not in declared and name.rsplit(".", 1)[-1] not in declared] == []
    assert not [name for name in names if b'TargetMode="External"' in content[name]]
    assert not [name for name in names if "vba" in name or "externalLink" in name or b"<f>" in content[name]]


def test_hostile_names_and_titles_are_text(tmp_path: Path) -> None:
    columns = [ListColumn(ListField.NAME, "Nombre"), *(ListColumn(ListField.BY_HAND, t) for t in ("=1+1", "_x0041_"))]
    sheet = written(tmp_path, [somebody(name) for name in HOSTILE_NAMES], shown=table(columns)).worksheets[0]

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [sheet["A3"].quotePrefix, sheet["B6"].quotePrefix] == [True, True]
    assert sheet["C6"].value == "_x005F_x0041_"


def test_rows_are_let_go_as_they_are_written(tmp_path: Path) -> None:
    alive: weakref.WeakSet[Kept] = weakref.WeakSet()
    most = 0

    def rows() -> Iterator[Kept]:
        nonlocal most
        for number in range(2_000):
            kept = Kept(number)
            alive.add(kept)
            most = max(most, len(alive))
            yield kept

    write_filed(tmp_path / "list.xlsx", KEPT, rows(), cover=COVER, beside=(summary_table(bands=False), ()), head=HEAD)
    assert most < 300


class Kept:
    """A row that can be watched."""

    def __init__(self, number: int) -> None:
        self.number = number


KEPT: Table[Kept] = Table(
    "kept", ("Lista", "List"), (Column("n", ("N", "N"), lambda row: row.number, CellKind.INTEGER, Audience.PERSONAL),)
)


def test_a_broken_source_leaves_no_names_behind(tmp_path: Path) -> None:
    def rows() -> Iterator[FiledRow]:
        yield somebody("Ana")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        written(tmp_path, rows())

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bands", [False, True])
def test_the_summary_counts_by_age_only_where_the_list_tells_it(bands: bool) -> None:
    headings = [column.heading[0] for column in summary_table(bands=bands).columns]

    assert headings[4:10] == [
        "Participantes", "Autoridades", "Observación y prensa", "Equipo e interpretación",
        "Todas las personas en la sala", "Sin registrarse",
    ]  # fmt: skip
    assert {"Género: Mujer", "De dónde viene: Sin dato"} < set(headings)
    assert any(heading.startswith("Edad") for heading in headings) is bands
    assert len(Total) == 5


def test_libreoffice_opens_it_finds_no_formula_and_prints_the_logo(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LIBREOFFICE IS NOT INSTALLED: the filed list was not opened by a real spreadsheet")
    written(tmp_path, [somebody(name, "0061-0001") for name in HOSTILE_NAMES])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"

    for ending in ("fods", "pdf"):
        command = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path)]
        said = subprocess.run([*command, str(tmp_path / "list.xlsx")], check=True, timeout=120, capture_output=True)
        assert b"rror" not in said.stdout + said.stderr

    opened = (tmp_path / "list.fods").read_text(encoding="utf-8")
    assert "table:formula" not in opened
    assert "<draw:image" in opened
    assert ">0061-0001<" in opened
    assert (tmp_path / "list.pdf").read_bytes().count(b"/Subtype/Image") >= 1
