"""What comes back is read as it was meant, or refused with the sentence that helps; never something in between."""

from __future__ import annotations

import random
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.answer_sheet_cells import RowProblem
from labapp.domain.answer_sheet_decisions import Decision, Verdict, decide
from labapp.domain.answer_sheets import Sheet
from labapp.domain.errors import RuleViolated
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Answer, Disposition
from labapp.returned.reading import read_returned
from labapp.words.answer_sheets import vocabulary
from labapp.words.labels import refusal
from tests.domain.sheets import REASON, TAKEN_UP, a_row, a_sheet, seal
from tests.returned.files import Edit, answers_part, as_csv, column_of, edited, refused_files, repacked, typing, written

SHEET = a_sheet(
    a_row("1", TAKEN_UP),
    a_row("2", said="=1+1 «ñandú» 😀, '007'; _x0041_\nsegunda línea"),
    a_row("7a", part_of="7"),
    a_row("7b", Answer("7b", Disposition.NEXT_STAGE, reason="-5 =A1\n@x", extras={Extra.STAGE_ON: date(2027, 1, 2)}),
          part_of="7"),
)  # fmt: skip
MUTATIONS = 300


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(SHEET, tmp_path_factory.mktemp("out"))


def read(data: bytes, sheet: Sheet = SHEET) -> dict[str, Decision]:
    return {one.number: one for one in decide(read_returned(data), sheet, vocabulary(), seal)}


def after(book: bytes, edit: Edit, number: str = "1") -> Decision:
    return read(edited(book, edit))[number]


def verdicts(data: bytes) -> set[Verdict]:
    return {one.verdict for one in read(data).values()}


def test_what_nobody_touched_changes_nothing(book: bytes) -> None:
    assert verdicts(book) == {Verdict.UNTOUCHED}


def test_what_nobody_touched_changes_nothing_after_another_program_saved_it(book: bytes) -> None:
    assert verdicts(edited(book, lambda sheet: None)) == {Verdict.UNTOUCHED}


@pytest.mark.parametrize("text", ["0042", "=1+1", "+507", "Ñandú, «á»\n\n- 😀 _x000D_ x", "'007", "a" * 4_000])
def test_every_text_arrives_as_it_was_typed(book: bytes, text: str) -> None:
    def edit(sheet: Worksheet) -> None:
        cell = sheet.cell(2, column_of(sheet, "La razón"))
        cell.value = text.replace("_x000D_", "_x005F_x000D_")
        cell.data_type = "s"

    one = after(book, edit)

    assert one.answer is not None
    assert one.answer.reason == text


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (datetime(2027, 3, 9), "dd/mm/yyyy"),  # noqa: DTZ001 a spreadsheet knows no zones
        (46455, "General"),
        ("2027-03-09", "@"),
        ("9 de marzo de 2027", "@"),
    ],
)
def test_a_day_is_the_same_day_however_the_cell_holds_it(
    book: bytes, value: object, number_format: str
) -> None:
    one = after(book, typing("Fecha de esa etapa", value, row=5, number_format=number_format), "7b")

    assert one.answer is not None
    assert one.answer.extras == {Extra.STAGE_ON: date(2027, 3, 9)}


def test_a_number_in_a_cell_of_text_is_its_digits(book: bytes) -> None:
    one = after(book, typing("Cláusula o hito", 12))

    assert one.answer is not None
    assert one.answer.said(Extra.CLAUSE) == "12"


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"])
def test_a_formula_is_refused_beside_its_row_and_never_calculated(book: bytes, formula: str) -> None:
    one = after(book, typing("La razón", formula))

    assert [fault.problem for fault in one.faults] == [RowProblem.FORMULA]


def test_columns_in_another_order_say_the_same(book: bytes) -> None:
    def turned(sheet: Worksheet) -> None:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        for at, row in enumerate(rows, 1):
            for place, value in enumerate(reversed(row), 1):
                cell = sheet.cell(at, place)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type

    assert verdicts(edited(book, turned)) == {Verdict.UNTOUCHED}


def test_a_title_above_and_a_note_below_stop_nothing(book: bytes) -> None:
    def framed(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Ministerio de Salud"
        sheet["C9"] = "Elaborado por la Dirección"

    decisions = read(edited(book, framed))

    assert {decisions[number].verdict for number in ("1", "2", "7a", "7b")} == {Verdict.UNTOUCHED}
    assert [fault.problem for fault in decisions[""].faults] == [RowProblem.NO_KEY]


def test_a_column_of_notes_is_named_and_passed_over(book: bytes) -> None:
    def noted(sheet: Worksheet) -> None:
        sheet.cell(1, 60).value, sheet.cell(2, 60).value = "Notas internas", "preguntar a Ana"

    assert read_returned(edited(book, noted)).ignored == ("Notas internas",)


def test_a_deleted_column_is_named_and_leaves_what_is_stored(book: bytes) -> None:
    back = read_returned(edited(book, lambda sheet: sheet.delete_cols(column_of(sheet, "Cláusula o hito"))))

    assert back.absent == ("clause",)
    assert {one.verdict for one in decide(back, SHEET, vocabulary(), seal)} == {Verdict.UNTOUCHED}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_saved_from_it_says_the_same(book: bytes, encoding: str, separator: str) -> None:
    assert verdicts(as_csv(book, separator=separator, encoding=encoding)) == {Verdict.UNTOUCHED}


def test_a_csv_in_the_letters_of_windows_says_the_same(tmp_path: Path) -> None:
    sheet = a_sheet(a_row("1", TAKEN_UP, said="Que la niñez de Soloy tenga agua: «sí»."))
    data = as_csv(written(sheet, tmp_path), separator=";", encoding="iso-8859-1")

    assert read(data, sheet)["1"].verdict is Verdict.UNTOUCHED


def test_a_csv_whose_letters_were_mistaken_is_refused_row_by_row(tmp_path: Path) -> None:
    sheet = a_sheet(a_row("1", said="Que la niñez tenga agua."))
    data = as_csv(written(sheet, tmp_path), encoding="utf-8").decode().encode("mac-roman", "replace")
    headings, rows = as_csv(written(sheet, tmp_path), encoding="cp1252").split(b"\r\n", 1)

    decisions = read(headings + b"\r\n" + data.split(b"\r\n", 1)[1], sheet)

    assert rows
    assert [fault.problem for fault in decisions["1"].faults] == [RowProblem.LOCKED_CHANGED]


def outcome(data: bytes) -> RuleViolated | None:
    """The refusal of a file, None where it is read."""
    try:
        read_returned(data)
    except RuleViolated as violation:
        return violation
    return None


def test_every_file_that_is_no_answer_sheet_is_refused_with_its_own_sentence(book: bytes) -> None:
    wrong = {}
    for name, (data, code) in refused_files(book).items():
        started = time.process_time()
        refused = outcome(data)
        took = time.process_time() - started
        if refused is None or refused.code != code or refused.details.get("field") != "file" or took > 2:
            wrong[name] = (refused.code if refused else "read", took)
            continue
        assert len({refusal(code, language, refused.details) for language in ("es", "en")}) == 2
    assert wrong == {}


def test_a_cell_a_million_rows_below_costs_no_million_rows(book: bytes) -> None:
    part, xml = answers_part(book)
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    started = time.process_time()

    decisions = read(repacked(book, {part: xml.replace(b"</sheetData>", far)}))

    assert time.process_time() - started < 3
    assert [one.line for one in decisions.values() if one.verdict is Verdict.REFUSED] == [1_048_576]


def test_hundreds_of_broken_copies_are_read_or_refused_and_nothing_else(book: bytes) -> None:
    chance = random.Random(20261121)
    for _ in range(MUTATIONS):
        broken = bytearray(book)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        data = bytes(broken[: chance.choice([len(broken), chance.randrange(len(broken))])])
        refused = outcome(data)
        assert refused is None or refused.code.startswith("sheet_")


def test_a_filled_sheet_is_a_whole_answer(book: bytes) -> None:
    def fill(sheet: Worksheet) -> None:
        for heading, value in (("Tipo de respuesta", "Fuera del alcance del compromiso"), ("La razón", REASON)):
            typing(heading, value, row=3)(sheet)

    one = after(book, fill, "2")

    assert (one.verdict, one.lacks) == (Verdict.NEW, ())
