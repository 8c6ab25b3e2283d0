"""Lists as institutions file them: who is on them, who may take them, and the record that comes first."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from labapp.domain.attendance import AgeSide, ArrivalChannel
from labapp.domain.demographics import AgeBand, Gender
from labapp.domain.lists import ListColumn, ListField
from labapp.domain.privacy import Consent as ConsentKind
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Participant, Unregistered
from labapp.models.lists import ListExport
from labapp.models.people import Staff
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.services.attendance import Arrival, return_to_session
from labapp.services.desk_people import join
from labapp.services.privacy import erase_person, set_consent
from tests.conftest import Clock
from tests.factories import a_session, a_space, an_arrival, an_organisation, sign_in, writing
from tests.listing import a_template
from tests.pages import Browser, Page

CANARY, CONTACT = "=Xóchitl Canaria", "0999-0101"
FULL = (
    ListColumn(ListField.SIGNATURE, "Firma"),
    ListColumn(ListField.NUMBER, "N.º"),
    ListColumn(ListField.NAME, "Nombre completo"),
    ListColumn(ListField.BY_HAND, "Cédula"),
    ListColumn(ListField.AGE_BAND, "Edad"),
    ListColumn(ListField.CONTACT, "Celular"),
)
LISTS = "/listas"


@dataclass
class Case:
    """A lab of ANTAI with two sessions, and somebody of ANTAI at the desk."""

    space: Space
    first: LabSession
    second: LabSession
    staff: Staff
    antai: UUID

    @property
    def page(self) -> str:
        return f"/sesiones/{self.first.id}/descargas/lista"


@pytest.fixture
def case(house: House, desk: Browser) -> Case:
    antai = an_organisation(house)
    space = a_space(house, organisation=antai)
    first, second = a_session(house, space, starts_in_hours=-48), a_session(house, space)
    return Case(space, first, second, sign_in(desk, house, organisation=antai), antai)


def told_of(house: House, arrival: Arrival, *, agrees: bool | None = True) -> None:
    """Let somebody tell age band and phone, and agree or not to be reached there."""
    with writing(house, Verb.COMPLETE_PROFILE) as db:
        person = db.get_one(Participant, arrival.person.id)
        person.age_band, person.gender, person.contact = AgeBand.FROM_30_TO_44, Gender.WOMAN, CONTACT
        if agrees is not None:
            set_consent(
                db, person, ConsentKind.CONTACT, given=agrees, notice_id=None, channel=ArrivalChannel.DESK,
                captured_by="desk", at=house.now(),
            )  # fmt: skip


def came_again(house: House, session: LabSession, arrival: Arrival) -> None:
    with writing(house, Verb.RETURN_TO_SESSION) as db:
        here, person = db.get_one(LabSession, session.id), db.get_one(Participant, arrival.person.id)
        return_to_session(db, here, person, channel=ArrivalChannel.DESK, now=house.now())


def asked(desk: Browser, case: Case, *, status: int = 303, **given: str) -> Page:
    data = {"template": "usual", "scope": "session", "purpose": "audit", "format": "xlsx"} | given
    return desk.fill(case.page, data, status=status)


def days(desk: Browser, from_on: str, to_on: str, *, status: int = 303, **given: str) -> Page:
    data = {"from_on": from_on, "to_on": to_on, "template": "usual", "purpose": "audit", "format": "xlsx"} | given
    return desk.fill(LISTS, data, status=status)


def workbook(answer: Page) -> Workbook:
    return load_workbook(io.BytesIO(answer.response.get_data()))


def rows_of(answer: Page, sheet: str = "Lista de participantes") -> list[tuple[object, ...]]:
    """Return the rows under the headings of a sheet, headings first."""
    rows = [tuple(row) for row in workbook(answer)[sheet].iter_rows(values_only=True)]
    return rows[next(at for at, row in enumerate(rows) if row[1] is not None) :]


def records(house: House) -> list[ListExport]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(ListExport).order_by(ListExport.at, ListExport.id)))


def test_a_template_gives_its_columns_and_only_the_contact_of_who_agreed(
    house: House, desk: Browser, case: Case
) -> None:
    template = a_template(house, case.antai, columns=FULL, reason="Para el informe por edad")
    told_of(house, an_arrival(house, case.first, CANARY))
    told_of(house, an_arrival(house, case.first, "Nunca Preguntada"), agrees=None)
    an_arrival(house, case.first, "", age=AgeSide.MINOR, channel=ArrivalChannel.PHONE)
    gone = an_arrival(house, case.first, "Se Retira")
    with writing(house, Verb.ERASE_PERSON) as db:
        erase_person(db, db.get_one(Participant, gone.person.id), now=house.now())

    rows = rows_of(desk.get(asked(desk, case, template=str(template)).location))

    assert rows == [
        ("Firma", "N.º", "Nombre completo", "Cédula", "Edad", "Celular"),
        (None, 1, CANARY, None, "De 30 a 44 años", CONTACT),
        (None, 2, "Nunca Preguntada", None, "De 30 a 44 años", None),
        (None, 3, None, None, None, None),
        (None, 4, "Datos retirados", None, None, None),
    ]


def test_whoever_withdraws_the_consent_to_contact_is_on_the_list_without_it(
    house: House, desk: Browser, case: Case, clock: Clock
) -> None:
    template = a_template(house, case.antai, columns=FULL, reason="Para avisar")
    known = an_arrival(house, case.first, CANARY)
    told_of(house, known)
    clock.forward(minutes=1)
    told_of(house, known, agrees=False)
    with writing(house, Verb.CORRECT_PERSON) as db:
        db.get_one(Participant, known.person.id).contact = CONTACT  # typed again by mistake

    assert CONTACT not in str(rows_of(desk.get(asked(desk, case, template=str(template)).location)))


def test_without_a_template_nothing_of_age_first_time_or_contact_leaves(
    house: House, desk: Browser, case: Case
) -> None:
    told_of(house, an_arrival(house, case.first, CANARY))

    answer = desk.get(asked(desk, case).location)

    assert rows_of(answer)[0] == ("N.º", "Nombre", "Organización", "Cargo", "Género", "Cédula", "Firma")
    everything = str([list(sheet.values) for sheet in workbook(answer)])
    assert CONTACT not in everything
    assert "30 a 44" not in everything


def test_a_lab_has_a_row_for_each_person_and_a_mark_for_each_session(house: House, desk: Browser, case: Case) -> None:
    both = an_arrival(house, case.first, "Ana Ambas")
    came_again(house, case.second, both)
    kept, other = an_arrival(house, case.first, "Eva Doble"), an_arrival(house, case.second, "Eva Dobles")
    an_arrival(house, case.second, "Luz Segunda")
    with writing(house, Verb.DECIDE_DUPLICATE) as db:
        join(db, case.second.id, kept.person.id, other.person.id, now=house.now())

    rows = rows_of(desk.get(asked(desk, case, scope="space").location))

    assert rows[0][7:] == ("18 de noviembre de 2026", "20 de noviembre de 2026")
    assert [(row[1], *row[7:]) for row in rows[1:]] == [
        ("Ana Ambas", "X", "X"),
        ("Eva Doble", "X", "X"),
        ("Luz Segunda", None, "X"),
    ]


def test_two_sessions_of_one_day_are_told_apart_by_the_hour(house: House, desk: Browser, case: Case) -> None:
    a_session(house, case.space, starts_in_hours=-5)

    rows = rows_of(desk.get(asked(desk, case, scope="space").location))

    assert [str(title).replace("\xa0", " ") for title in rows[0][8:]] == [
        "20 de noviembre de 2026, 4:30 a. m.", "20 de noviembre de 2026, 8:30 a. m.",
    ]  # fmt: skip


def test_the_summary_counts_each_session_exactly(house: House, desk: Browser, case: Case) -> None:
    told_of(house, an_arrival(house, case.first, CANARY))
    an_arrival(house, case.first, "Sin Decir")
    with writing(house, Verb.COUNT_UNREGISTERED) as db:
        db.add(Unregistered(session_id=case.first.id, at=house.now()))

    header, first, second = rows_of(desk.get(asked(desk, case, scope="space").location), "Resumen")

    told = dict(zip(header, first, strict=True))
    assert (told["Participantes"], told["Todas las personas en la sala"], told["Sin registrarse"]) == (3, 3, 1)
    assert (told["Género: Mujer"], told["Género: Sin dato"]) == (1, 2)
    assert told["De dónde viene: Sin dato"] == 3
    assert dict(zip(header, second, strict=True))["Participantes"] == 0


@pytest.mark.parametrize(("zone", "on"), [("America/Los_Angeles", 20), ("America/Panama", 21)])
def test_a_period_goes_by_the_day_on_the_wall_of_the_session(
    house: House, desk: Browser, case: Case, zone: str, on: int
) -> None:
    late = a_session(house, case.space)
    an_arrival(house, late, "Noche Larga")
    with writing(house, Verb.CHANGE_SESSION) as db:
        row = db.get_one(LabSession, late.id)
        row.starts_at, row.ends_at = datetime(2026, 11, 21, 6, tzinfo=UTC), datetime(2026, 11, 21, 8, tzinfo=UTC)
        row.zone = zone

    for day in (19, 20, 21, 22):
        found = rows_of(desk.get(days(desk, f"2026-11-{day}", f"2026-11-{day}").location))
        assert ("Noche Larga" in str(found)) is (day == on), day


def test_a_period_has_a_row_for_each_person_in_each_session(house: House, desk: Browser, case: Case) -> None:
    both = an_arrival(house, case.first, "Ana Ambas")
    came_again(house, case.second, both)

    rows = rows_of(desk.get(days(desk, "2026-11-01", "2026-11-30").location))

    assert rows[0][:5] == ("Fecha", "Sesión", "Lugar", "N.º", "Nombre")
    assert [(row[0], row[4]) for row in rows[1:]] == [
        (datetime(2026, 11, day), "Ana Ambas")  # noqa: DTZ001 (a spreadsheet has no zones)
        for day in (18, 20)
    ]


def test_a_period_holds_the_sessions_of_ones_own_organisation_only(house: House, desk: Browser, case: Case) -> None:
    other = a_session(house, a_space(house, organisation=an_organisation(house, "Otra")))
    an_arrival(house, other, "Persona Ajena")
    an_arrival(house, case.first, CANARY)

    mine = str(rows_of(desk.get(days(desk, "2026-11-01", "2026-11-30").location)))
    sign_in(desk, house, Role.DATA_OFFICER)
    every = str(rows_of(desk.get(days(desk, "2026-11-01", "2026-11-30").location)))

    assert (CANARY in mine, "Persona Ajena" in mine) == (True, False)
    assert (CANARY in every, "Persona Ajena" in every) == (True, True)


def test_days_in_the_wrong_order_are_refused_and_nothing_is_recorded(house: House, desk: Browser, case: Case) -> None:
    assert "El último día está antes" in days(desk, "2026-11-30", "2026-11-01", status=409).text
    assert records(house) == []


def test_the_record_is_there_once_before_the_first_byte(house: House, desk: Browser, case: Case) -> None:
    template = a_template(house, case.antai, columns=FULL, reason="Para el informe por edad")
    where = asked(desk, case, template=str(template), scope="space").location

    (record,) = records(house)
    desk.get(where)
    desk.get(where)

    assert (record.staff_id, record.session_id, record.space_id) == (case.staff.id, None, case.space.id)
    assert (record.purpose, record.refused, record.template_id) == ("audit", None, template)
    assert [title for _field, title in record.columns] == [column.title for column in FULL]
    assert len(records(house)) == 1


def test_a_column_added_after_the_record_does_not_go_out(house: House, desk: Browser, case: Case) -> None:
    template = a_template(house, case.antai, columns=FULL[1:3])
    where = asked(desk, case, template=str(template)).location
    desk.fill(f"/listas/plantillas/{template}", {"holds": "part", "title": "Calidad"},
              action=f"/listas/plantillas/{template}/columna")  # fmt: skip

    assert rows_of(desk.get(where))[0] == ("N.º", "Nombre completo")


def test_a_grant_ends_after_ten_minutes_and_is_of_no_use_to_another_account(
    house: House, desk: Browser, case: Case, clock: Clock
) -> None:
    where = asked(desk, case).location
    sign_in(desk, house, organisation=case.antai)
    desk.get(where, status=403)

    where = asked(desk, case).location
    clock.forward(minutes=10)
    assert "diez minutos" in desk.get(where, status=409).text


def test_who_may_not_take_names_leaves_a_trace_and_gets_nothing(house: House, desk: Browser, case: Case) -> None:
    token = desk.get(case.page).token()
    with writing(house, Verb.CHANGE_STAFF) as db:
        db.get_one(Staff, case.staff.id).role = Role.NOTE_TAKER
    data = {"token": token, "template": "usual", "scope": "space", "purpose": "audit", "format": "xlsx"}

    desk.post(case.page, data, status=403)

    assert [(row.space_id, row.refused) for row in records(house)] == [(case.space.id, "not_allowed")]


def test_the_templates_of_others_are_not_offered_and_cannot_be_used(house: House, desk: Browser, case: Case) -> None:
    mine = a_template(house, case.antai, name="La nuestra")
    others = a_template(house, an_organisation(house, "Otra"), name="La ajena")
    shared = a_template(house, None, name="La de todas")

    offered = [option["value"] for option in desk.get(case.page).select("select[name=template] option")]
    asked(desk, case, template=str(others), status=422)

    assert set(offered) == {str(mine), str(shared), "usual"}
    assert "La ajena" not in desk.get(LISTS).text
    assert records(house) == []


def test_the_csv_has_the_rows_without_what_is_filled_in_by_hand(house: House, desk: Browser, case: Case) -> None:
    an_arrival(house, case.first, CANARY)

    told = desk.get(asked(desk, case, format="csv").location).response.get_data(as_text=True)

    assert told.splitlines()[0].lstrip("\ufeff") == "N.º,Nombre,Organización,Cargo,Género"
    assert f"1,'{CANARY}" in told


def test_nothing_is_left_of_a_file_that_was_sent(house: House, desk: Browser, case: Case) -> None:
    desk.get(asked(desk, case).location).response.close()

    assert [*(house.settings.instance / "exports").glob("*")] == []


def test_the_record_of_exports_tells_of_filed_lists_too(house: House, desk: Browser, case: Case) -> None:
    asked(desk, case, scope="space")
    days(desk, "2026-11-01", "2026-11-30")
    sign_in(desk, house, Role.DATA_OFFICER)

    told = desk.get("/descargas").text

    assert "Todas las sesiones: Internet en la comarca" in told
    assert "Del 1 de noviembre de 2026 al 30 de noviembre de 2026" in told
    assert "Cédula" in told


def test_stages_that_never_opened_are_in_no_list(house: House, desk: Browser, case: Case) -> None:
    a_session(house, case.space, stage=Stage.CONVENED, starts_in_hours=-24)

    assert len(rows_of(desk.get(asked(desk, case, scope="space").location))[0]) == 9
    assert records(house)[0].at.date() == date(2026, 11, 20)
