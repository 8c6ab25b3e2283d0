"""The public summary of sessions: exact totals, the frozen tables of their labs, and no number of its own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

from labapp.domain.demographics import Gender
from labapp.domain.disclosure import TotalsPolicy
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Participant, Unregistered
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.publication import shown_unit
from labapp.services.publication import freeze_tables
from labapp.words.counts import withheld
from labapp.words.labels import label
from tests.factories import a_programme, a_session, a_space, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser, Page

CANARY = "Xóchitl Canaria"


@dataclass
class Case:
    """A closed lab of ANTAI with one session of eleven people, one of whom refused any record."""

    space: Space
    antai: UUID

    @property
    def page(self) -> str:
        return f"/laboratorios/{self.space.id}/resumen-publico"


@pytest.fixture
def case(house: House, desk: Browser) -> Case:
    a_programme(house)
    antai = an_organisation(house)
    space = a_space(house, organisation=antai)
    session = a_session(house, space)
    for number in range(10):
        arrival = an_arrival(house, session, CANARY if number == 0 else f"Persona Número {number}")
        with writing(house, Verb.COMPLETE_PROFILE) as db:
            person = db.get_one(Participant, arrival.person.id)
            person.gender, person.position = (Gender.WOMAN if number else Gender.MAN), "Maestra"
    with writing(house, Verb.COUNT_UNREGISTERED) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED
        db.add(Unregistered(session_id=session.id, at=house.now()))
    sign_in(desk, house, organisation=antai)
    return Case(space, antai)


def workbook(answer: Page) -> Workbook:
    return load_workbook(io.BytesIO(answer.response.get_data()))


def rows_of(answer: Page, sheet: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in workbook(answer)[sheet].iter_rows(values_only=True)]


def test_of_a_session_only_the_exact_total_is_told(house: House, desk: Browser, case: Case) -> None:
    a_session(house, case.space, starts_in_hours=-0.5)

    header, closed, running = rows_of(desk.get(f"{case.page}.xlsx"), "Resumen público")

    assert header == ("Fecha", "Sesión", "Laboratorio o mesa", "Lugar", "Participantes")
    assert (closed[4], running[4]) == (11, None)


def test_groups_are_those_that_were_frozen_and_nothing_is_counted_anew(house: House, desk: Browser, case: Case) -> None:
    assert rows_of(desk.get(f"{case.page}.xlsx"), "Quiénes participaron")[1:] == []
    with writing(house, Verb.FREEZE_TABLES) as db:
        freeze_tables(db, case.space.id, now=house.now())
    an_arrival_after_the_freeze(house, case)

    rows = rows_of(desk.get(f"{case.page}.xlsx"), "Quiénes participaron")[1:]

    with house.database.reading() as db:
        unit = shown_unit(db, case.space.id)
    assert unit is not None
    printed = [
        (unit.total, label(table.dimension, "es"), label(cell.group, "es"), cell.count)
        for table in unit.tables
        for cell in table.cells
    ]
    unprinted = [
        (label(table.dimension, "es"), withheld(table.policy, "es")) for table in unit.tables if table.is_withheld
    ]
    assert printed
    assert {said for _, said in unprinted} == {withheld(policy, "es") for policy in TotalsPolicy}
    assert [row[1:5] for row in rows if row[4] is not None] == printed
    assert [row[2:4] for row in rows if row[4] is None] == unprinted
    assert len(rows) == len(printed) + len(unprinted)


def an_arrival_after_the_freeze(house: House, case: Case) -> None:
    late = a_session(house, case.space)
    an_arrival(house, late, "Llegó Después")


def test_no_man_is_told_of_where_he_is_the_only_one(house: House, desk: Browser, case: Case) -> None:
    with writing(house, Verb.FREEZE_TABLES) as db:
        freeze_tables(db, case.space.id, now=house.now())

    rows = rows_of(desk.get(f"{case.page}.xlsx"), "Quiénes participaron")

    assert ("Género", "Hombre", 1) not in [row[2:5] for row in rows]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_public_summary_holds_nothing_of_a_person(desk: Browser, case: Case, ending: str) -> None:
    answer = desk.get(f"{case.page}.{ending}")

    content = answer.response.get_data()
    told = content.decode() if ending == "csv" else str([list(sheet.values) for sheet in workbook(answer)])
    assert CANARY not in told
    assert "Maestra" not in told
    assert "Cualquier persona" in told or ending == "csv"


def test_a_session_that_was_never_announced_is_not_in_it(house: House, desk: Browser, case: Case) -> None:
    dropped = a_session(house, case.space, stage=Stage.CANCELLED)
    with writing(house, Verb.CHANGE_SESSION) as db:
        db.get_one(LabSession, dropped.id).opened_at = None

    assert len(rows_of(desk.get(f"{case.page}.xlsx"), "Resumen público")) == 2


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_summary_of_some_days_has_the_sessions_that_one_may_see(
    house: House, desk: Browser, case: Case, ending: str
) -> None:
    other = a_space(house, title="Un laboratorio ajeno", organisation=an_organisation(house, "Otra"))
    a_session(house, other)

    answer = desk.get(f"/listas/resumen-publico.{ending}?desde=2026-11-20&hasta=2026-11-20")

    content = answer.response.get_data()
    told = content.decode() if ending == "csv" else str([list(sheet.values) for sheet in workbook(answer)])
    assert "Internet en la comarca" in told
    assert "ajeno" not in told


@pytest.mark.parametrize("query", ["", "?desde=2026-11-20", "?desde=x&hasta=y", "?desde=2026-11-20&hasta=2026-11-19"])
def test_days_that_cannot_be_read_are_answered_with_a_sentence(desk: Browser, case: Case, query: str) -> None:
    assert "día" in desk.get(f"/listas/resumen-publico.xlsx{query}", status=409).text


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_longest_period_there_is_holds_everything(desk: Browser, house: House, ending: str) -> None:
    sign_in(desk, house, role=Role.COORDINATION)

    answer = desk.get(f"/listas/resumen-publico.{ending}?desde=0001-01-01&hasta=9999-12-31")

    assert answer.response.data


def test_the_lab_of_another_organisation_is_not_there(house: House, desk: Browser, case: Case) -> None:
    sign_in(desk, house, Role.NOTE_TAKER, organisation=an_organisation(house, "Otra"))

    desk.get(f"{case.page}.xlsx", status=404)
