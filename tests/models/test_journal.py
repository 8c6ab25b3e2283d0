"""The journal writes itself, explains every row, and notices what did not pass through it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from labapp.domain.ids import new_id
from labapp.domain.roles import CONSOLE
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.database import Busy, Database
from labapp.models.journal import Operation, PersonKey
from labapp.models.people import Organisation, Staff
from labapp.models.programme import Programme
from labapp.models.recorder import recorded_classes
from labapp.queries.journal import ERASED, verify
from labapp.queries.journal import fold as folded


def organisation(name: str = "Junta comunal") -> Organisation:
    return Organisation(name=name, name_key=fold(name))


def write(house: House, verb: Verb = Verb.ADD_ORGANISATION):  # type: ignore[no-untyped-def] # a context manager
    return house.database.writing(verb, actor=CONSOLE, at=house.now())


def test_one_verb_leaves_one_operation_that_explains_its_rows(house: House) -> None:
    with write(house) as db:
        db.add_all([organisation("Una"), organisation("Dos")])

    with house.database.reading() as db:
        operations = list(db.scalars(sa.select(Operation)))
        assert [o.verb for o in operations] == ["add_organisation"]
        assert {row.op for row in db.scalars(sa.select(Organisation))} == {operations[0].id}
        assert verify(db).holds


def test_every_value_of_a_recorded_row_is_there_before_the_database_sees_it() -> None:
    columns = [column for cls in recorded_classes() for column in cls.__table__.columns]
    made_later = [c for c in columns if c.server_default or c.onupdate or c.computed]
    called = [c for c in columns if c.default is not None and not c.default.is_scalar]
    assert made_later + called == []


def test_the_operation_is_inserted_before_the_rows_that_point_at_it(house: House) -> None:
    inserted: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO"):
            inserted.append(statement.split()[2])

    sa.event.listen(house.database.engine, "before_cursor_execute", note)
    with write(house) as db:
        db.add(organisation())

    assert [table for table in inserted if table in {"operation", "organisation"}] == ["operation", "organisation"]


def test_an_edit_names_what_it_saw_and_only_the_fields_it_changed(house: House) -> None:
    with write(house) as db:
        added = organisation()
        db.add(added)
    with write(house, Verb.CHANGE_ORGANISATION) as db:
        db.get_one(Organisation, added.id).short_name = "JC"

    with house.database.reading() as db:
        first, second = db.scalars(sa.select(Operation).order_by(Operation.lamport))
        assert f'"base":"{first.id}"' in second.changes
        assert '"set":{"short_name":"JC"}' in second.changes
        assert second.prev == first.hash


def test_after_leaving_its_chains_the_next_act_begins_another(house: House) -> None:
    for name in ("Una", "Dos"):
        with write(house) as db:
            db.add(organisation(name))
        house.database.leave_chains()

    with house.database.reading() as db:
        assert len(set(db.scalars(sa.select(Operation.chain)))) == 2
        assert verify(db).holds


def test_nothing_is_written_outside_an_act(house: House) -> None:
    with house.database.reading() as db:
        db.add(organisation())
        with pytest.raises(RuntimeError, match="outside writing"):
            db.flush()


def test_an_act_does_not_nest(house: House) -> None:
    with write(house), pytest.raises(RuntimeError, match="nest"), write(house):
        raise AssertionError("never reached")


def test_an_exception_leaves_nothing(house: House) -> None:
    def fail_after_writing() -> None:
        with write(house) as db:
            db.add(organisation())
            db.flush()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail_after_writing()

    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Organisation)) == 0
        assert db.scalar(sa.select(sa.func.count()).select_from(Operation)) == 0


def test_rows_are_never_deleted(house: House) -> None:
    with write(house) as db:
        added = organisation()
        db.add(added)

    with pytest.raises(RuntimeError, match="never deleted"), write(house) as db:
        db.delete(db.get_one(Organisation, added.id))


BYPASSES: list[tuple[str, Callable[[sa.Connection, UUID], None]]] = [
    ("insert", lambda c, i: c.execute(sa.insert(Organisation.__table__).values(
        id=new_id(), op=new_id(), name="x", name_key="x", typed_at_door=False))),
    ("update", lambda c, i: c.execute(sa.update(Organisation.__table__).values(name="otra"))),
    ("delete", lambda c, i: c.execute(sa.delete(Organisation.__table__))),
    ("rewrite", lambda c, i: c.execute(sa.update(Operation.__table__).values(actor="nobody"))),
    ("forget", lambda c, i: c.execute(sa.delete(Operation.__table__))),
]  # fmt: skip


@pytest.mark.parametrize("bypass", [b for _, b in BYPASSES], ids=[name for name, _ in BYPASSES])
def test_the_database_refuses_what_no_operation_explains(
    house: House, bypass: Callable[[sa.Connection, UUID], None]
) -> None:
    with write(house) as db:
        added = organisation()
        db.add(added)

    with pytest.raises(DBAPIError), house.database.engine.begin() as connection:
        bypass(connection, added.id)


def test_bulk_statements_through_the_session_are_refused(house: House) -> None:
    with pytest.raises(RuntimeError, match="recorded"), write(house) as db:
        db.execute(sa.update(Organisation).values(name="otra"))


def test_an_edit_of_a_row_that_somebody_else_changed_is_refused(house: House) -> None:
    with write(house) as db:
        added = organisation()
        db.add(added)
    with house.database.reading() as before:
        stale = before.get_one(Organisation, added.id)
        before.expunge(stale)
    with write(house, Verb.CHANGE_ORGANISATION) as db:
        db.get_one(Organisation, added.id).short_name = "uno"

    def write_what_was_read_before() -> None:
        with write(house, Verb.CHANGE_ORGANISATION) as db:
            db.add(stale)
            stale.short_name = "dos"

    with pytest.raises(Busy):
        write_what_was_read_before()


def test_personal_values_are_sealed_and_gone_with_the_key(house: House) -> None:
    with write(house, Verb.ADD_STAFF) as db:
        person = Staff(name="Ana Canaria", role="facilitator")
        db.add(person)

    with house.database.reading() as db:
        operations = list(db.scalars(sa.select(Operation)))
        keys = {str(k.person_id): k.key for k in db.scalars(sa.select(PersonKey))}
    assert "Canaria" not in operations[0].changes
    row = ("staff", str(person.id))
    assert folded(operations, keys)[0][row]["name"] == "Ana Canaria"
    assert folded(operations, {})[0][row]["name"] == ERASED


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [("changes", "[]", "wrong_hash"), ("prev", "f" * 64, "broken_link"), ("seq", 9, "gap")],
)
def test_a_tampered_operation_is_found(house: House, column: str, value: object, kind: str) -> None:
    for name in ("Una", "Dos"):
        with write(house) as db:
            db.add(organisation(name))
    with house.database.reading() as db:
        operations = list(db.scalars(sa.select(Operation).order_by(Operation.seq)))
        db.expunge_all()
    setattr(operations[1], column, value)

    from labapp.domain.journal import faults_of_chain
    from labapp.queries.journal import _entry

    faults = faults_of_chain([(_entry(o), o.hash) for o in operations])

    assert kind in {fault.kind for fault in faults}


def count_in_threads(house: House, verb: Verb, *, threads: int, times: int, lock: bool) -> int:
    """Let threads read a counter and write it back plus one; return what the counter says at the end."""
    with write(house, Verb.SET_UP_PROGRAMME) as db:
        programme = Programme(name="Programa", report_days=0)
        db.add(programme)

    def work() -> None:
        for _ in range(times):
            with house.database.writing(verb, actor=CONSOLE, at=house.now()) as db:
                row = db.get_one(Programme, programme.id, with_for_update=lock)
                row.report_days += 1

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with house.database.reading() as db:
        return db.get_one(Programme, programme.id).report_days


def test_thirty_two_writers_lose_nothing(house: House) -> None:
    assert count_in_threads(house, Verb.SET_UP_PROGRAMME, threads=32, times=5, lock=True) == 160


def lost_updates(house: House, *, safe: bool) -> int:
    """Count how many of 16 x 5 read-then-write updates vanish when plain SQL is used, with or without the lock."""
    url = house.settings.database_url
    engine = house.database.engine if safe else sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE race (n INTEGER)")
        connection.exec_driver_sql("INSERT INTO race VALUES (0)")
    barrier = threading.Barrier(16)

    def work() -> None:
        for _ in range(5):
            barrier.wait()
            with (engine.execution_options(writing=True) if safe else engine).begin() as connection:
                locks = safe and connection.dialect.name == "postgresql"
                read = "SELECT n FROM race FOR UPDATE" if locks else "SELECT n FROM race"
                n = connection.exec_driver_sql(read).scalar_one()
                connection.execute(sa.text("UPDATE race SET n = :n"), {"n": n + 1})

    workers = [threading.Thread(target=work) for _ in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with engine.connect() as connection:
        found = int(connection.exec_driver_sql("SELECT n FROM race").scalar_one())
    if not safe:
        engine.dispose()
    return 80 - found


def test_without_the_lock_the_race_is_there_and_with_it_it_is_not(house: House) -> None:
    assert lost_updates(house, safe=False) > 0
    with house.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE race")
    assert lost_updates(house, safe=True) == 0
    with house.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE race")


def test_a_row_without_an_operation_fails_at_commit_even_without_the_hook(house: House) -> None:
    engine = house.database.engine
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            sa.insert(Organisation.__table__).values(
                id=new_id(), op=new_id(), name="x", name_key="x", typed_at_door=False
            )
        )


def test_a_database_has_one_chain_for_one_writer(house: House) -> None:
    assert isinstance(house.database, Database)
    for name in ("a", "b", "c"):
        with write(house) as db:
            db.add(organisation(name))

    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count(sa.distinct(Operation.chain)))) == 1
