"""The queue in Excel at the desk: it goes out, is filled elsewhere and comes back, and each row is looked at."""

from __future__ import annotations

import io
from dataclasses import dataclass
from uuid import UUID

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.contributions import PublicState, WithholdReason
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.exports.answer_workbook import ANSWERS
from labapp.house import House
from labapp.housekeeping import forget_expired
from labapp.models.base import Base
from labapp.models.responses import Answer
from labapp.models.returned_workbooks import ReturnedWorkbook
from labapp.models.sessions import LabSession
from labapp.queries.response_document import response_facts
from labapp.words.labels import all_refusals
from tests.answering import LONG_REASON, a_contribution, a_promise, answered, published_minutes, validated, with_head
from tests.conftest import Clock
from tests.factories import a_session, an_organisation, sign_in
from tests.pages import Browser, Page
from tests.returned.files import Edit, edited, refused_files, typing

ONLY_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
"""The file is decided upon before the database is asked."""
SECRET = "Mi hermana Xóchitl Canaria no tiene agua"


@dataclass
class Case:
    """A session of ANTAI with three contributions, and somebody of ANTAI at the desk."""

    house: House
    desk: Browser
    session: LabSession

    @property
    def path(self) -> str:
        return f"/sesiones/{self.session.id}/respuesta/excel"

    def out(self) -> bytes:
        return self.desk.get(f"{self.path}/aportes.xlsx").response.get_data()

    def bring(self, data: bytes, *, status: int = 303, language: str = "es") -> Page:
        page = self.desk.get(f"{self.path}?lang={language}")
        sent = io.BytesIO(_multipart(page.token(self.path), data))
        kind = "multipart/form-data; boundary=limit"
        return self.desk.post(self.path, {}, status=status, content_type=kind, input_stream=sent)

    def review(self, data: bytes) -> Page:
        return self.desk.get(self.bring(data).location)

    def apply(self, review: Page, *numbers: str, status: int = 303) -> Page:
        path = review.response.request.path
        ticked = [box["value"] for box in review.select("input[name=row]") if str(box["value"]).split()[0] in numbers]
        return self.desk.post(path, {"token": review.token(path), "row": ticked}, status=status)

    def answers(self) -> dict[str, Answer]:
        with self.house.database.reading() as db:
            numbers = {key: number for number, key in response_facts(db, self.session.id).ids.items()}
            return {numbers[row.contribution_id]: row for row in db.scalars(sa.select(Answer))}


def _multipart(token: str, data: bytes) -> bytes:
    """The form as a browser sends it; the test client would leave a large file open."""
    name = 'name="file"; filename="respuestas de Salud.xlsx"'
    return b"".join(
        (
            f'--limit\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'.encode(),
            f"--limit\r\nContent-Disposition: form-data; {name}\r\nContent-Type: x/y\r\n\r\n".encode(),
            data,
            b"\r\n--limit--\r\n",
        )
    )


@pytest.fixture
def case(house: House, desk: Browser) -> Case:
    antai = an_organisation(house)
    sign_in(desk, house, organisation=antai)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_contribution(house, session, 1)
    a_contribution(house, session, 2, "=Ñandú\nsegunda línea, con 0042")
    withheld = {"public_state": PublicState.WITHHELD, "withhold_reason": WithholdReason.ANOTHER_PERSONS_DATA}
    a_contribution(house, session, 3, SECRET, **withheld)
    published_minutes(house, session)
    with_head(house, session)
    a_promise(house, session)
    return Case(house, desk, session)


def filling(row: int, kind: str, reason: str = LONG_REASON, **extras: str) -> Edit:
    """What an official types into one row."""

    def edit(sheet: Worksheet) -> None:
        typing("Tipo de respuesta", kind, row=row)(sheet)
        typing("La razón", reason, row=row)(sheet)
        for heading, text in extras.items():
            typing(heading.replace("_", " "), text, row=row)(sheet)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(sheet: Worksheet) -> None:
        for one in edits:
            one(sheet)

    return edit


def everything(house: House) -> dict[str, list[object]]:
    """Every row of every table."""
    with house.database.reading() as db:
        return {
            table.name: sorted(map(repr, db.execute(sa.select(table)).all())) for table in Base.metadata.sorted_tables
        }


def test_the_workbook_is_locked_where_it_is_read_and_open_where_it_is_filled(case: Case) -> None:
    book = load_workbook(io.BytesIO(case.out()))
    sheet = book[ANSWERS]

    locked = {cell.value: sheet.cell(2, cell.column).protection.locked for cell in sheet[1]}
    assert book.sheetnames == ["Léame", "Respuestas", "Listas"]
    assert all(each.protection.sheet for each in book)
    assert {name for name, is_locked in locked.items() if is_locked} == {
        "Aporte N.º", "Es parte del", "Qué se dijo", "Se responde hasta", "Clave de la fila",
    }  # fmt: skip
    lists = [(rule.formula1, str(rule.sqref)) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert ("Listas!$A$2:$A$17", "E2:E4") in lists
    assert {where for where, _ in lists} == {"Listas!$A$2:$A$17", "Listas!$B$2:$B$9", "Listas!$C$2:$C$4"}
    assert sheet.freeze_panes == "D2"
    assert sheet.column_dimensions["AO"].hidden
    assert {cell.data_type for each in book for row in each.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_what_is_typed_stays_as_it_was_typed_and_days_stay_days(case: Case) -> None:
    """A cell of numbers would make 7 of 007."""
    sheet = load_workbook(io.BytesIO(case.out()))[ANSWERS]

    formats = {cell.value: sheet.cell(2, cell.column).number_format for cell in sheet[1]}

    days = {name for name, shown in formats.items() if shown == "yyyy-mm-dd"}
    assert {"Fecha de la decisión", "Día en que se remitió", "Fecha, si no es la del documento"} <= days
    assert {name for name, shown in formats.items() if shown != "@"} == days | {"Se responde hasta"}


def test_it_carries_public_words_and_the_day_and_nothing_that_is_withheld(case: Case) -> None:
    out = case.out()
    rows = list(load_workbook(io.BytesIO(out))[ANSWERS].iter_rows(min_row=2, max_col=4, values_only=True))

    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[1][2] == "=Ñandú\nsegunda línea, con 0042"
    assert str(rows[2][2]).startswith("[El público no lee este texto")
    assert SECRET not in str(rows)
    assert str(rows[0][3]).startswith("2026-12-20")


def test_chosen_rows_are_kept_in_one_act_with_nothing_lost(case: Case) -> None:
    reason = "Se acoge: «ñandú», 0042.\n\n- Segunda línea, con acentos: áéíóú ÁÉÍÓÚ y 😀 al final."
    rows = both(
        filling(2, "Incorporado al compromiso", reason, Cláusula_o_hito="007"),
        filling(3, "Fuera del alcance del compromiso"),
    )

    review = case.review(edited(case.out(), rows))
    case.apply(review, "1")

    (one,) = case.answers().items()
    assert (one[0], one[1].disposition, one[1].reason) == ("1", Disposition.INCORPORATED, reason)
    assert one[1].extras == {Extra.CLAUSE.value: "007"}
    assert "Versión del borrador" in review.text


def test_the_same_file_again_changes_nothing(case: Case) -> None:
    data = edited(case.out(), filling(2, "Fuera del alcance del compromiso"))
    case.apply(case.review(data), "1")
    before = case.answers()["1"].op

    again = case.review(data)

    assert "No hay nada que guardar de este archivo." in again.text
    assert case.answers()["1"].op == before
    with case.house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(ReturnedWorkbook)) == 1


def test_a_form_sent_twice_is_one_act(case: Case) -> None:
    review = case.review(edited(case.out(), filling(2, "Fuera del alcance del compromiso")))

    first, second = case.apply(review, "1"), case.apply(review, "1")

    assert first.location == second.location
    assert set(case.answers()) == {"1"}


def test_a_row_that_changed_meanwhile_is_shown_beside_the_new_answer_and_not_ticked(case: Case) -> None:
    data = edited(case.out(), filling(2, "Fuera del alcance del compromiso"))
    answered(case.house, case.session, "1")

    review = case.review(edited(data, typing("La razón", "Otra razón, más larga que la que se había escrito antes.")))

    (box,) = review.select("input[name=row]")
    assert "Cambiaron aquí mientras el archivo estaba fuera" in review.text
    assert box.get("checked") is None
    case.apply(review, "1")
    assert str(case.answers()["1"].reason).startswith("Otra razón")


def test_a_change_between_looking_and_keeping_stops_everything(case: Case) -> None:
    rows = both(filling(2, "Fuera del alcance del compromiso"), filling(3, "Fuera del alcance del compromiso"))
    review = case.review(edited(case.out(), rows))
    answered(case.house, case.session, "2")
    before = everything(case.house)

    refused = case.apply(review, "1", "2", status=409)

    assert "El aporte 2 cambió mientras usted revisaba" in refused.text
    assert everything(case.house) == before


def test_keeping_without_ticking_says_so(case: Case) -> None:
    review = case.review(edited(case.out(), filling(2, "Fuera del alcance del compromiso")))

    assert "No marcó ninguna fila" in case.apply(review, status=409).text


def test_what_is_refused_stands_beside_its_row_and_does_not_stop_the_others(case: Case) -> None:
    rows = both(filling(2, "Tal vez"), filling(3, "Se considerará más adelante", "Corta."))

    review = case.review(edited(case.out(), rows))

    assert "«Tal vez» no es un tipo de respuesta" in review.text
    assert [str(box["value"]) for box in review.select("input[name=row]")] == ["2"]
    case.apply(review, "2")
    assert case.answers()["2"].reason == "Corta."


def test_references_within_a_file_are_kept_whatever_their_order(case: Case) -> None:
    rows = both(
        filling(2, "Se responde junto con otro aporte", "", Número_del_aporte_con_el_que_se_responde="2"),
        filling(3, "Fuera del alcance del compromiso"),
    )

    case.apply(case.review(edited(case.out(), rows)), "1", "2")

    assert case.answers()["1"].refers_to_id == case.answers()["2"].contribution_id


def test_a_validation_falls_only_when_something_is_kept(case: Case) -> None:
    for number in ("1", "2", "3"):
        answered(case.house, case.session, number)
    validated(case.house, case.session)
    untouched = case.out()

    case.review(untouched)

    with case.house.database.reading() as db:
        assert response_facts(db, case.session.id).document.validated_on is not None


def test_a_file_of_another_session_is_refused(case: Case) -> None:
    other = Case(case.house, case.desk, a_session(case.house, stage=Stage.REGISTER_CLOSED))
    a_contribution(case.house, other.session, 1)

    page = case.bring(edited(other.out(), filling(2, "Fuera del alcance del compromiso")), status=409)

    assert "Ese archivo es de otra sesión" in page.text


def test_what_came_back_is_forgotten_after_a_month_and_the_answers_stay(case: Case, clock: Clock) -> None:
    case.apply(case.review(edited(case.out(), filling(2, "Fuera del alcance del compromiso"))), "1")
    clock.forward(days=31)

    forget_expired(case.house.database, now=clock())

    with case.house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(ReturnedWorkbook)) == 0
    assert set(case.answers()) == {"1"}


@ONLY_SQLITE
def test_no_accident_and_no_attack_changes_one_row_or_ends_without_a_sentence(case: Case) -> None:
    wrong = {}
    for name, (data, code) in refused_files(edited(case.out(), filling(2, "No viable"))).items():
        before = everything(case.house)
        for language in ("es", "en"):
            page = case.bring(data, status=409, language=language)
            words = all_refusals()[code][language == "en"].split("{")[0].strip()
            if words not in page.text or everything(case.house) != before:
                wrong[name] = page.text[:200]
    assert wrong == {}


@ONLY_SQLITE
def test_a_hundred_megabytes_are_sent_away(case: Case) -> None:
    before = everything(case.house)

    page = case.bring(b"a" * (100 * 1024 * 1024), status=413)

    assert "demasiado grande" in page.text
    assert everything(case.house) == before


@ONLY_SQLITE
@pytest.mark.parametrize("role", [Role.APPROVER, Role.DATA_OFFICER])
def test_who_does_not_write_answers_gets_no_workbook(house: House, desk: Browser, case: Case, role: Role) -> None:
    sign_in(desk, house, role)

    desk.get(f"{case.path}/aportes.xlsx", status=403)


@ONLY_SQLITE
def test_a_session_of_others_and_a_file_of_others_are_not_found(house: House, desk: Browser, case: Case) -> None:
    review = case.bring(case.out()).location
    elsewhere = a_session(house, stage=Stage.REGISTER_CLOSED)

    desk.get(review.replace(str(case.session.id), str(elsewhere.id)), status=404)
    desk.get(f"{case.path}/{UUID(int=9)}", status=404)
