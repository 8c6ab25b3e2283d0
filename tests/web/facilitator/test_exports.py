"""Files of a session: what each holds, who gets it, and that nothing with names leaves without a record."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from labapp.domain.attendance import AgeSide, ArrivalChannel
from labapp.domain.demographics import AgeBand, Gender, PlaceScope
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Participant, Unregistered
from labapp.models.contributions import Contribution
from labapp.models.people import Staff
from labapp.models.publication import ExportGrant, ExportRecord
from labapp.models.sessions import LabSession
from labapp.services.privacy import erase_person
from tests.conftest import Clock
from tests.factories import a_session, a_space, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser, Page

CANARY = "Xóchitl Canaria"
CANARY_CONTACT = "6999-0101"


@dataclass
class Case:
    """A session of ANTAI with people in it, and somebody of ANTAI at the desk."""

    session: LabSession
    staff: Staff

    @property
    def page(self) -> str:
        return f"/sesiones/{self.session.id}/descargas"


@pytest.fixture
def case(house: House, desk: Browser) -> Case:
    antai = an_organisation(house)
    session = a_session(house, a_space(house, organisation=antai), stage=Stage.OPEN)
    known = an_arrival(house, session, CANARY)
    with writing(house, Verb.COMPLETE_PROFILE) as db:
        person = db.get_one(Participant, known.person.id)
        person.gender, person.age_band, person.position = Gender.WOMAN, AgeBand.FROM_30_TO_44, "Maestra"
        person.organisation_id, person.place_scope = antai, PlaceScope.THIS_COMMUNITY
        person.contact = CANARY_CONTACT
    an_arrival(house, session, "", age=AgeSide.MINOR, channel=ArrivalChannel.PHONE)
    gone = an_arrival(house, session, "Se Retira")
    with writing(house, Verb.ERASE_PERSON) as db:
        erase_person(db, db.get_one(Participant, gone.person.id), now=house.now())
        db.add(Unregistered(session_id=session.id, at=house.now()))
    return Case(session, sign_in(desk, house, organisation=antai))


def asked(desk: Browser, case: Case, purpose: str = "signed_file", ending: str = "xlsx", status: int = 303) -> Page:
    return desk.fill(case.page, {"purpose": purpose, "format": ending}, status=status)


def workbook(answer: Page) -> Workbook:
    return load_workbook(io.BytesIO(answer.response.get_data()))


def rows_of(answer: Page) -> list[tuple[object, ...]]:
    book = workbook(answer)
    return [tuple(row) for row in book[book.sheetnames[1]].iter_rows(values_only=True)]


def records(house: House) -> list[ExportRecord]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(ExportRecord).order_by(ExportRecord.at)))


def left_in(house: House) -> list[Path]:
    return [*(house.settings.instance / "exports").glob("*")]


def test_the_list_tells_what_an_attendance_file_needs_and_nothing_else(desk: Browser, case: Case) -> None:
    answer = desk.get(asked(desk, case).location)
    header, first, minor, erased = rows_of(answer)
    assert header == (
        "N.º", "Nombre", "Organización", "Cargo", "De dónde viene", "Género", "Participa como", "Llegada", "Firma",
    )  # fmt: skip
    assert first[:7] == (1, CANARY, "ANTAI", "Maestra", "Soloy", "Mujer", "Participante")
    assert (minor[0], *minor[1:6]) == (2, None, None, None, None, None)
    assert (erased[0], *erased[1:6]) == (3, "Datos retirados", None, None, None, None)
    assert CANARY_CONTACT not in str(rows_of(answer))


def test_the_first_sheet_says_who_took_it_when_and_why_and_counts_who_has_no_row(
    house: House, desk: Browser, case: Case
) -> None:
    book = workbook(desk.get(asked(desk, case, "audit").location))
    told = {row[0]: row[1] for row in book["Léame"].iter_rows(values_only=True) if row[0]}
    assert told["Finalidad"] == "Auditoría"
    assert told["Quién lo descargó"] == "Ana Prueba"
    assert told["Número de exportación"] == str(records(house)[0].id)
    assert told["Filas"] == 3
    facts = [row[1] for row in book["Léame"].iter_rows(values_only=True) if row[0] == "Qué cuenta"]
    assert facts == [
        "Todas las personas en la sala: 4. Participantes: 4.",
        "Asistieron sin registrarse: 1. Se cuentan en el total y no tienen fila.",
    ]


def test_the_file_says_in_its_name_that_it_holds_personal_data(desk: Browser, case: Case) -> None:
    answer = desk.get(asked(desk, case).location)
    named = answer.response.headers["Content-Disposition"]
    assert named == 'attachment; filename="2026-11-20-soloy-lista-de-participantes-con-datos-personales.xlsx"'
    assert answer.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("which", ["lista-sin-nombres", "aportes-internos", "aportes"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_no_file_without_names_holds_anything_of_a_person(
    house: House, desk: Browser, case: Case, which: str, ending: str
) -> None:
    with writing(house, Verb.CONTRIBUTE) as db:
        person = db.scalars(sa.select(Participant).where(Participant.name == CANARY)).one()
        db.add(a_contribution(case, 1, "Falta internet", person=person))
        db.get_one(LabSession, case.session.id).stage = Stage.PUBLISHED
        code = str(person.code)
    answer = desk.get(f"{case.page}/{which}.{ending}")
    content = answer.response.get_data()
    told = content.decode() if ending == "csv" else str([list(s.values) for s in load_workbook(io.BytesIO(content))])
    for personal in (CANARY, code, CANARY_CONTACT, "Firma"):
        assert personal not in told
    assert ("Maestra" in told) == (which == "lista-sin-nombres")
    assert records(house) == []


def a_contribution(case: Case, number: int, text: str, *, person: Participant | None = None) -> Contribution:
    return Contribution(
        session_id=case.session.id, number=number, text=text, text_key=text.casefold(), channel="voice",
        said_at=case.session.starts_at, person_id=person.id if person else None,
    )  # fmt: skip


def test_contributions_for_everybody_wait_for_publication(desk: Browser, case: Case) -> None:
    assert "se publique la minuta" in desk.get(f"{case.page}/aportes.xlsx", status=409).text
    assert "aportes.xlsx" not in str(desk.get(case.page).soup)


def test_the_record_is_there_before_the_address_is(house: House, desk: Browser, case: Case) -> None:
    asked(desk, case, "minutes")
    (record,) = records(house)
    assert (record.staff_id, record.session_id, record.purpose, record.refused) == (
        case.staff.id, case.session.id, "minutes", None,
    )  # fmt: skip


def test_the_same_account_may_fetch_again_for_ten_minutes_and_then_not(
    desk: Browser, house: House, case: Case, clock: Clock
) -> None:
    where = asked(desk, case).location
    clock.forward(minutes=9, seconds=59)
    desk.get(where)
    desk.get(where)
    clock.forward(seconds=1)
    assert "diez minutos" in desk.get(where, status=409).text
    assert len(records(house)) == 1


def test_the_page_serves_one_choice_after_another(desk: Browser, house: House, case: Case) -> None:
    token = desk.get(case.page).token()
    first = desk.post(case.page, {"token": token, "purpose": "audit", "format": "xlsx"}).location
    again = desk.post(case.page, {"token": token, "purpose": "audit", "format": "xlsx"}).location
    other = desk.post(case.page, {"token": token, "purpose": "audit", "format": "csv"}).location
    assert first == again != other
    assert len(records(house)) == 2
    assert CANARY in desk.get(other).response.get_data(as_text=True)


def test_a_grant_is_of_no_use_to_another_account(desk: Browser, house: House, case: Case) -> None:
    where = asked(desk, case).location
    sign_in(desk, house, organisation=case.staff.organisation_id)
    assert CANARY not in desk.get(where, status=403).text
    assert left_in(house) == []


def test_nothing_is_served_when_the_record_cannot_be_written(desk: Browser, house: House, case: Case) -> None:
    page = desk.get(case.page)
    with house.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE export_record RENAME TO elsewhere")
    answer = desk.post(case.page, {"token": page.token(), "purpose": "audit", "format": "xlsx"}, status=500)
    with house.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO export_record")
    assert CANARY not in answer.text
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(ExportGrant)) == 0
    assert records(house) == []


@pytest.mark.parametrize(
    "data",
    [{"format": "xlsx"}, {"purpose": "curiosity", "format": "xlsx"}, {"purpose": "audit", "format": "exe"}],
)
def test_a_purpose_of_the_list_is_asked_for(desk: Browser, house: House, case: Case, data: dict[str, str]) -> None:
    assert "Falta corregir" in desk.fill(case.page, data, status=422).text
    assert records(house) == []


def test_who_may_not_take_names_is_told_so_and_an_attempt_leaves_a_trace(
    desk: Browser, house: House, case: Case
) -> None:
    token = desk.get(case.page).token()
    with writing(house, Verb.CHANGE_STAFF) as db:
        db.get_one(Staff, case.staff.id).role = Role.NOTE_TAKER
    assert "no puede descargar listas con nombres" in desk.get(case.page).text
    desk.post(case.page, {"token": token, "purpose": "audit", "format": "xlsx"}, status=403)
    assert [(record.staff_id, record.refused) for record in records(house)] == [(case.staff.id, "not_allowed")]


def test_a_session_of_others_is_not_there_and_asking_for_its_names_leaves_a_trace(
    desk: Browser, house: House, case: Case
) -> None:
    token = desk.get(case.page).token()
    other = a_session(house, a_space(house, organisation=an_organisation(house, "Otra")))
    desk.post(f"/sesiones/{other.id}/descargas", {"token": token, "purpose": "audit", "format": "csv"}, status=404)
    assert [(record.session_id, record.refused) for record in records(house)] == [(other.id, "not_allowed")]


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.APPROVER])
def test_the_list_without_names_is_for_all_who_work_on_the_session(
    desk: Browser, house: House, case: Case, role: Role
) -> None:
    sign_in(desk, house, role, organisation=case.staff.organisation_id)
    assert rows_of(desk.get(f"{case.page}/lista-sin-nombres.xlsx"))[1][:3] == (1, "ANTAI", "Maestra")


def test_the_draft_of_a_sent_file_is_gone(desk: Browser, house: House, case: Case) -> None:
    desk.get(asked(desk, case).location).response.close()
    desk.get(f"{case.page}/aportes-internos.xlsx").response.close()
    assert left_in(house) == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_OFFICER])
def test_the_record_of_exports_is_read_by_those_who_answer_for_it(
    desk: Browser, house: House, case: Case, role: Role
) -> None:
    asked(desk, case, "rights_request")
    sign_in(desk, house, role)
    told = desk.get("/descargas").text
    assert "Responder a una persona sobre sus datos" in told
    assert "Concedida" in told
    assert CANARY not in told


def test_the_record_of_exports_is_not_for_everybody(desk: Browser, case: Case) -> None:
    desk.get("/descargas", status=403)


def test_a_redacted_and_a_withheld_contribution_read_so_in_the_public_column(
    desk: Browser, house: House, case: Case
) -> None:
    with writing(house, Verb.CONTRIBUTE) as db:
        short, hidden = a_contribution(case, 1, "Llamen a Pedro Secreto"), a_contribution(case, 2, "Ofensa secreta")
        short.public_state, short.public_text, short.withhold_reason = "redacted", "Llamen", "another_persons_data"
        hidden.public_state, hidden.withhold_reason = "withheld", "offence"
        db.add_all([short, hidden])
        db.get_one(LabSession, case.session.id).stage = Stage.PUBLISHED
    rows = rows_of(desk.get(f"{case.page}/aportes.xlsx"))
    assert [row[1] for row in rows[1:]] == [
        "Llamen", "Este aporte se conserva y no se muestra al público porque contiene una ofensa."
    ]  # fmt: skip
    assert "ecret" not in str(rows)
    assert "Pedro Secreto" in str(rows_of(desk.get(f"{case.page}/aportes-internos.xlsx")))
