"""The nota with its workbook: one zip, the rows of what is asked and no others, filled elsewhere and brought back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import docx
import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from labapp.domain.contributions import PublicState, WithholdReason
from labapp.domain.responses import Disposition
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.exports.answer_workbook import ANSWERS
from labapp.exports.drafts import FOLDER
from labapp.house import House
from labapp.models.responses import Answer
from labapp.models.sessions import LabSession
from labapp.queries.assignments import assignments_of
from labapp.queries.letters import letters_to
from labapp.queries.response_document import response_facts
from labapp.services import assignments
from labapp.services.letters import LetterFacts, record_sent, write_letter
from tests.answering import LONG_REASON, a_contribution, answered, published_minutes, with_head
from tests.factories import a_member_of_staff, a_session, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser, Page
from tests.returned.files import column_of, edited, typing
from tests.web.facilitator.test_response_workbook import Case, both, everything, filling

SECRET = "Celestina Montezuma, cédula 8-111-2222"
NAME = "2026-11-20-soloy-ministerio-de-desarrollo-social-con-aux"


@dataclass
class Asked(Case):
    """Contributions 1, 2 (withheld) and 4 are asked of one institution, 3 of nobody; the nota is written."""

    whom: UUID
    other: UUID

    @property
    def nota(self) -> str:
        with self.house.database.reading() as db:
            (letter,) = letters_to(db, self.session.id, self.whom)
        return f"/sesiones/{self.session.id}/respuesta/notas/{letter.id}"

    def got(self, ending: str) -> bytes:
        return self.desk.get(f"{self.nota}.{ending}").response.get_data()

    def went_out(self) -> None:
        with writing(self.house, Verb.RECORD_LETTER) as db:
            (letter,) = letters_to(db, self.session.id, self.whom)
            record_sent(db, letter.id, number="DS-1", sent_on=self.house.now().date(), seen=letter.op)

    def assigned(self, whom: UUID, *numbers: str) -> None:
        today = self.house.now().date()
        with writing(self.house, Verb.ASSIGN_RESPONSES) as db:
            ids = response_facts(db, self.session.id).ids
            chosen = [ids[number] for number in numbers]
            assignments.assign(db, self.session.id, chosen, whom, due_on=today + timedelta(days=20), today=today)

    def given_back(self, number: str) -> None:
        with writing(self.house, Verb.GIVE_BACK_ASSIGNMENT) as db:
            row = next(one for one in assignments_of(db, self.session.id) if one.number == number)
            today = self.house.now().date()
            assignments.give_back(db, row.id, reason="No nos compete.", belongs_to="MEDUCA", seen=row.op, today=today)


@pytest.fixture
def case(house: House, desk: Browser) -> Asked:
    sign_in(desk, house, organisation=an_organisation(house))
    whom = an_organisation(house, "Ministerio de Desarrollo Social: con/aux?")
    other = an_organisation(house, "MEDUCA")
    a_member_of_staff(house)
    session = a_session(house)
    author = an_arrival(house, session, "Celestina Montezuma")
    a_contribution(house, session, 1, "Que el agua llegue todos los días.", person_id=author.person.id)
    withheld = {"public_state": PublicState.WITHHELD, "withhold_reason": WithholdReason.ANOTHER_PERSONS_DATA}
    a_contribution(house, session, 2, SECRET, **withheld)
    a_contribution(house, session, 3, "Que arreglen la escuela.")
    a_contribution(house, session, 4, "Que haya doctora.")
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED
    published_minutes(house, session)
    with_head(house, session)
    found = Asked(house, desk, session, whom, other)
    found.assigned(whom, "1", "2", "4")
    with writing(house, Verb.WRITE_LETTER) as db:
        facts = LetterFacts(place="Panamá", dated_on=house.now().date(), request="Respondan.", addressee="Luz Ríos")
        write_letter(db, session.id, whom, facts, now=house.now())
    return found


def numbers_in(book: bytes) -> list[object]:
    rows = load_workbook(io.BytesIO(book))[ANSWERS].iter_rows(min_row=2, max_col=1, values_only=True)
    return [row[0] for row in rows]


def words_of(nota: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(nota)).paragraphs)


def badges(page: Page) -> list[str]:
    return [one.get_text() for one in page.select("section h2")]


def test_one_button_gives_the_nota_and_the_workbook_that_it_names(case: Asked) -> None:
    page = case.desk.get(case.nota)
    (button,) = page.select(".actions a.primary")
    answer = case.desk.get(str(button["href"])).response

    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        names = archive.namelist()
        nota, book = (archive.read(name) for name in names)
    assert f'filename="{NAME}-nota-y-excel.zip"' in answer.headers["Content-Disposition"]
    assert names == [f"{NAME}-nota.docx", f"{NAME}-respuestas-por-llenar.xlsx"]
    assert f"Anexo: {NAME}-respuestas-por-llenar.xlsx, hoja de Excel con 3 aportes" in words_of(nota)
    assert numbers_in(book) == ["1", "2", "4"]
    assert numbers_in(case.got("xlsx")) == ["1", "2", "4"]
    assert words_of(case.got("docx")) == words_of(nota)


def test_what_is_given_is_gone_from_the_disk_and_has_the_time_of_the_nota(case: Asked) -> None:
    response = case.desk.get(f"{case.nota}.zip").response
    with zipfile.ZipFile(io.BytesIO(response.get_data())) as archive:
        times = {entry.date_time for entry in archive.infolist()}

    response.close()

    assert len(times) == 1
    assert list((case.house.settings.instance / FOLDER).iterdir()) == []
    assert case.got("docx") == case.got("docx")


def test_neither_holds_who_said_it_nor_a_word_that_is_withheld(case: Asked) -> None:
    sheets = load_workbook(io.BytesIO(case.got("xlsx")))
    cells = "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    words = words_of(case.got("docx"))

    assert [secret for secret in ("Celestina", "8-111-2222", "escuela") if secret in cells or secret in words] == []
    assert ("Luz Ríos" in words, "Luz" in cells) == (True, False)


def test_an_answer_may_still_refer_to_a_number_that_is_not_in_the_workbook(case: Asked) -> None:
    lists = load_workbook(io.BytesIO(case.got("xlsx")))["Listas"]

    assert [row[2].value for row in lists.iter_rows(min_row=2, max_row=5)] == ["1", "2", "3", "4"]


def test_it_comes_back_with_these_rows_only_and_leaves_the_others_as_they_are(case: Asked) -> None:
    answered(case.house, case.session, "3")
    before = case.answers()["3"].op
    filled = edited(case.got("xlsx"), both(filling(2, "Fuera del alcance del compromiso"), filling(4, "No viable")))

    review = case.review(filled)
    case.apply(review, "1", "4")

    assert [str(box["value"]).split()[0] for box in review.select("input[name=row]")] == ["1", "4"]
    assert "Filas sin cambios" in review.text
    kept = {number: row.disposition for number, row in case.answers().items()}
    assert kept == {"1": Disposition.OUT_OF_SCOPE, "2": None, "3": Disposition.OUT_OF_SCOPE,
                    "4": Disposition.NOT_VIABLE}  # fmt: skip
    assert case.answers()["3"].op == before


def test_what_comes_back_is_signed_by_the_institution_that_was_asked(case: Asked) -> None:
    name = "Ministerio de Desarrollo Social: con/aux?"
    filled = case.got("xlsx")
    book = load_workbook(io.BytesIO(filled))
    assert book[ANSWERS].cell(2, column_of(book[ANSWERS], "Institución, si no es la del documento")).value == name

    review = case.review(edited(filled, filling(2, "Fuera del alcance del compromiso")))
    case.apply(review, "1")

    assert "Indique la oficina que responde." in review.text
    assert (case.answers()["1"].institution, case.answers()["1"].office) == (name, None)


def test_what_is_typed_at_the_desk_is_proposed_as_theirs(case: Asked) -> None:
    with case.house.database.reading() as db:
        ids = response_facts(db, case.session.id).ids
    pages = (case.desk.get(f"/sesiones/{case.session.id}/respuesta/{ids[one]}?tipo=out_of_scope") for one in "13")

    proposed = [page.select("input[name=institution]")[0].get("value") or "" for page in pages]

    assert proposed == ["Ministerio de Desarrollo Social: con/aux?", ""]


def _passed_on(case: Asked) -> str:
    case.given_back("4")
    case.assigned(case.other, "4")
    return "lo devolvió el 20 de noviembre de 2026. Ahora lo debe MEDUCA."


def _left_to_nobody(case: Asked) -> str:
    case.given_back("4")
    return "lo devolvió el 20 de noviembre de 2026. Ahora no lo debe ninguna institución."


def _taken(case: Asked) -> str:
    case.assigned(case.other, "4")
    return "dejó de deberlo el 20 de noviembre de 2026. Ahora lo debe MEDUCA."


@pytest.mark.parametrize("moved", [_passed_on, _left_to_nobody, _taken])
@pytest.mark.parametrize("kind", ["Fuera del alcance del compromiso", None])
def test_a_row_that_is_no_longer_theirs_says_so_and_is_not_ticked(
    case: Asked, moved: Callable[[Asked], str], kind: str | None
) -> None:
    case.went_out()
    rows = [filling(2, "Fuera del alcance del compromiso")] + ([filling(4, kind)] if kind else [])
    filled = edited(case.got("xlsx"), both(*rows))
    sentence = moved(case)

    review = case.review(filled)

    assert sentence in " ".join(review.text.split())
    assert " ".join(review.text.split()).count("El Excel se hizo cuando lo debía") == 1
    ticked = [str(box["value"]).split()[0] for box in review.select("input[name=row][checked]")]
    assert ticked == ["1"]


def test_what_went_back_is_in_no_later_workbook_and_the_nota_says_so(case: Asked) -> None:
    case.went_out()
    case.given_back("4")
    case.assigned(case.other, "4")
    answered(case.house, case.session, "4")

    assert numbers_in(case.got("xlsx")) == ["1", "2"]
    assert "con 2 aportes de esta nota" in words_of(case.got("docx"))
    assert "No están en esa hoja, porque ya no se responden ahí: 4." in words_of(case.got("docx"))
    assert LONG_REASON not in str(case.got("xlsx"))


def test_a_nota_of_which_nothing_is_owed_any_longer_has_no_workbook(case: Asked) -> None:
    case.went_out()
    case.assigned(case.other, "1", "2", "4")

    page = case.desk.get(case.nota)

    assert "Excel" not in " ".join(one.get_text() for one in page.select(".actions a"))
    assert "Anexo" not in words_of(case.got("docx"))
    for ending in ("xlsx", "zip"):
        case.desk.get(f"{case.nota}.{ending}", status=404)


def test_a_row_of_somebody_elses_key_is_not_believed(case: Asked) -> None:
    key = load_workbook(io.BytesIO(case.got("xlsx")))[ANSWERS]
    at = column_of(key, "Clave de la fila")
    parts = str(key.cell(2, at).value).split(".")
    parts[3] = case.other.hex
    before = everything(case.house)

    page = case.review(edited(case.got("xlsx"), typing("Clave de la fila", ".".join(parts))))

    assert "No se pueden guardar" in badges(page)
    assert {key: rows for key, rows in everything(case.house).items() if key == "answer"} == {
        "answer": before["answer"]
    }


def test_who_assigns_nothing_gets_none_of_the_files(house: House, case: Asked, desk: Browser) -> None:
    paths = [f"{case.nota}.{ending}" for ending in ("docx", "xlsx", "zip")]
    sign_in(desk, house, Role.APPROVER)

    for path in paths:
        desk.get(path, status=403)


def test_nothing_was_written_by_looking(case: Asked) -> None:
    with case.house.database.reading() as db:
        before = db.scalars(sa.select(Answer.op).order_by(Answer.id)).all()

    case.got("zip")

    with case.house.database.reading() as db:
        assert db.scalars(sa.select(Answer.op).order_by(Answer.id)).all() == before
