"""The journal as people read it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.ids import new_token
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Participant
from labapp.models.communities import Community
from labapp.models.journal import Operation
from labapp.models.recorder import recorded_classes
from labapp.queries.journal_page import ENTRIES_ON_A_PAGE
from labapp.words.labels import all_labels
from labapp.words.labels_verbs import FAULTS, TABLES
from tests.factories import a_community, a_session, an_arrival, sign_in, writing
from tests.pages import Browser

CANARY = "Xóchitl Canaria"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_OFFICER])
def test_those_who_answer_for_it_read_what_was_done_and_never_about_whom(
    desk: Browser, house: House, role: Role
) -> None:
    an_arrival(house, a_session(house), CANARY)
    with house.database.reading() as db:
        code = str(db.scalars(sa.select(Participant.code)).one())
    sign_in(desk, house, role)
    page = desk.get("/registro-de-cambios")
    assert "Registrar una llegada" in page.text
    assert "participante: 1 fila nueva" in page.text
    assert "Dato personal" in page.text
    assert "la consola de la laptop" in page.text
    assert CANARY not in str(page.soup)
    assert code not in str(page.soup)


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.FACILITATOR, Role.NOTE_TAKER, Role.APPROVER])
def test_nobody_else_reads_it(desk: Browser, house: House, role: Role) -> None:
    sign_in(desk, house, role)
    desk.get("/registro-de-cambios", status=403)


def test_staff_are_named_and_phones_are_not(desk: Browser, house: House) -> None:
    staff = sign_in(desk, house, Role.ADMINISTRATOR)
    for actor in ("phone", "house", f"staff:{staff.id}"):
        with house.database.writing(Verb.ADD_COMMUNITY, actor=actor, at=house.now()) as db:
            db.add(a_community_row(actor))
    rows = [row.get_text(" ", strip=True) for row in desk.get("/registro-de-cambios").select("tbody tr")[:3]]
    assert ["Ana Prueba" in rows[0], "el programa" in rows[1], "un celular" in rows[2]] == [True] * 3


def a_community_row(name: str) -> Community:
    return Community(token=new_token(), name=name, name_key=name)


def test_a_long_journal_comes_in_pages_newest_first(desk: Browser, house: House) -> None:
    for number in range(ENTRIES_ON_A_PAGE + 5):
        a_community(house, f"Comunidad {number}")
    with writing(house, Verb.SET_HOLIDAYS) as db:
        db.add(a_community_row("La última"))
    sign_in(desk, house, Role.ADMINISTRATOR)
    first, second = desk.get("/registro-de-cambios"), desk.get("/registro-de-cambios?p=2")
    assert len(first.select("tbody tr")) == ENTRIES_ON_A_PAGE
    assert "feriados" in first.text
    assert "feriados" not in second.text
    for unreadable in ("x", "0", "99999999999999999999"):
        desk.get(f"/registro-de-cambios?p={unreadable}")


def test_the_check_says_that_everything_agrees(desk: Browser, house: House) -> None:
    sign_in(desk, house, Role.DATA_OFFICER)
    assert "Todo coincide" in desk.fill("/registro-de-cambios", {}, status=200).text


def test_the_check_finds_an_altered_entry_and_says_it_in_words(desk: Browser, house: House) -> None:
    a_community(house)
    sign_in(desk, house, Role.DATA_OFFICER)
    was = _alter(house, "nadie")
    told = desk.fill("/registro-de-cambios", {}, status=200).text
    _alter(house, was)
    assert "Hay diferencias" in told
    assert "una anotación fue alterada" in told


def _alter(house: House, actor: str) -> str:
    """Change an entry behind the back of the program, as only somebody with the file could."""
    with house.database.engine.begin() as connection:
        if house.database.is_sqlite:
            for (name,) in connection.exec_driver_sql(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'operation'"
            ).all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("ALTER TABLE operation DISABLE TRIGGER ALL")
        first = connection.execute(sa.select(Operation.id, Operation.actor).order_by(Operation.lamport).limit(1)).one()
        connection.execute(sa.update(Operation.__table__).where(Operation.id == first.id).values(actor=actor))
    return str(first.actor)


def test_every_verb_table_and_fault_has_its_words() -> None:
    assert {(Verb, verb.value) for verb in Verb} <= all_labels().keys()
    assert set(TABLES) == {str(cls.__tablename__) for cls in recorded_classes()}
    assert set(FAULTS) == {"gap", "broken_link", "wrong_hash", "wrong_head", "truncated", "base_not_seen"}
