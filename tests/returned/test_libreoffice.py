"""The workbook through a real spreadsheet program and back: what nobody typed did not change."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from labapp.domain.answer_sheet_decisions import Verdict, decide
from labapp.domain.answer_sheets import chosen_rows
from labapp.domain.errors import RuleViolated
from labapp.exports.answer_workbook import ANSWERS
from labapp.returned.reading import read_returned
from labapp.words.answer_sheets import vocabulary
from tests.domain.sheets import REASON, seal
from tests.returned.files import edited, typing, written
from tests.returned.test_reading import SHEET

REQUIRED = "LABAPP_REQUIRE_LIBREOFFICE"
"""Set to 1 where a missing LibreOffice is a failure."""

CSV = "csv:Text - txt - csv (StarCalc):{separator},34,{letters},1,,0,false,true,false,false,false,2"
"""The sheet in second place as CSV: separator, quotes, letters, values as they are shown."""


@pytest.fixture
def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        assert os.environ.get(REQUIRED) != "1", "LIBREOFFICE IS NOT INSTALLED, and it is required here"
        pytest.skip("LIBREOFFICE IS NOT INSTALLED: the workbook did not go through a real spreadsheet")
    return found


def converted(office: str, file: Path, kind: str) -> Path:
    """Open a file with LibreOffice, save it as `kind` and return what it saved."""
    out = file.parent / "saved"
    profile = (file.parent / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(out)]
    subprocess.run([*command, str(file)], check=True, timeout=180, capture_output=True)
    (saved,) = out.iterdir()
    return saved


def back(data: bytes) -> list[Verdict]:
    returned = read_returned(data)
    assert (returned.ignored, returned.absent) == ((), ())
    return [one.verdict for one in decide(returned, SHEET, vocabulary(), seal)]


def test_saved_again_by_libreoffice_it_says_the_same_and_keeps_its_locks_and_lists(office: str, tmp_path: Path) -> None:
    out = tmp_path / "respuestas.xlsx"
    out.write_bytes(written(SHEET, tmp_path))

    saved = converted(office, out, "xlsx:Calc MS Excel 2007 XML")

    assert back(saved.read_bytes()) == [Verdict.UNTOUCHED] * len(SHEET.rows)
    sheet = load_workbook(saved)[ANSWERS]
    assert sheet.protection.sheet
    assert (sheet["A2"].protection.locked, sheet["E2"].protection.locked) == (True, False)
    assert sum(rule.type == "list" for rule in sheet.data_validations.dataValidation) >= 3
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_an_answer_typed_before_libreoffice_saved_it_arrives_whole(office: str, tmp_path: Path) -> None:
    reason = f"{REASON}\n\n- «Ñandú», 0042, =1+1 😀"
    filled = edited(written(SHEET, tmp_path), typing("La razón", reason))
    (tmp_path / "respuestas.xlsx").write_bytes(filled)

    saved = converted(office, tmp_path / "respuestas.xlsx", "xlsx:Calc MS Excel 2007 XML")

    one = decide(read_returned(saved.read_bytes()), SHEET, vocabulary(), seal)[0]
    assert (one.verdict, [change.new for change in one.changes]) == (Verdict.CHANGED, [reason])


def test_the_rows_of_one_nota_come_back_filled_from_libreoffice_and_say_nothing_of_the_others(
    office: str, tmp_path: Path
) -> None:
    asked = replace(SHEET, rows=chosen_rows(SHEET, frozenset({"1", "7"})))
    filled = edited(written(asked, tmp_path), typing("La razón", f"{REASON} Y más.", row=2))
    (tmp_path / "respuestas.xlsx").write_bytes(filled)

    saved = converted(office, tmp_path / "respuestas.xlsx", "xlsx:Calc MS Excel 2007 XML")

    decisions = decide(read_returned(saved.read_bytes()), SHEET, vocabulary(), seal)
    assert [(one.number, one.verdict) for one in decisions] == [
        ("1", Verdict.CHANGED), ("7a", Verdict.UNTOUCHED), ("7b", Verdict.UNTOUCHED),
    ]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_csv_that_libreoffice_saves_says_the_same(office: str, tmp_path: Path, separator: str) -> None:
    out = tmp_path / "respuestas.xlsx"
    out.write_bytes(written(SHEET, tmp_path))

    saved = converted(office, out, CSV.format(separator=ord(separator), letters=76))

    assert back(saved.read_bytes()) == [Verdict.UNTOUCHED] * len(SHEET.rows)


def test_the_ods_and_the_xls_that_libreoffice_saves_are_refused_with_what_to_do(office: str, tmp_path: Path) -> None:
    (tmp_path / "respuestas.xlsx").write_bytes(written(SHEET, tmp_path))
    for kind, code in (("ods", "sheet_open_document"), ("xls", "sheet_old_excel")):
        saved = converted(office, tmp_path / "respuestas.xlsx", kind)
        with pytest.raises(RuleViolated, match=code):
            read_returned(saved.read_bytes())
        saved.unlink()
