"""Whoever holds one printed code finds that the journal before it was edited, cut or written anew in the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.journal import canonical
from labapp.domain.responses import VersionKind
from labapp.domain.sessions import Stage
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.domain.verification_codes import code_of, sha256_of, short_code
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.responses import ResponseVersion
from labapp.models.sessions import LabSession
from labapp.queries.journal import verify
from labapp.queries.printed_codes import Broken, code_faults
from labapp.queries.verification import read_code
from tests.answering import an_answered_session, answered, gone_out, printed_edition, validated
from tests.factories import an_organisation, writing
from tests.tampering import Attacker, Row, an_operation, attacking

Act = Callable[[Attacker], None]
Attack = Callable[[Act], None]
Save = Callable[[Attacker, list[Row]], None]

PUT_UP = "Que no haya agua."


@pytest.fixture
def printed(house: House) -> str:
    """The code on a printed answer; two contributions and a change of an organisation came before it."""
    session = an_answered_session(house, kind=VersionKind.PROGRESS)
    added = an_organisation(house, "Junta comunal")
    with writing(house, Verb.CHANGE_ORGANISATION) as db:
        db.get_one(Organisation, added).short_name = "JC"
    answered(house, session, "2")
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE, edition=printed_edition(house, session, VersionKind.COMPLETE))
    with house.database.reading() as db:
        newest = sa.select(ResponseVersion).order_by(ResponseVersion.number.desc())
        version = db.scalars(newest).first()
    assert version is not None
    return str(version.content["document"]["code"])


@pytest.fixture
def attack(house: House, printed: str) -> Iterator[Attack]:
    """A way into the database, after the paper went out."""
    with attacking(house) as way:
        yield way


def found(house: House, code: str) -> set[str]:
    """Return what somebody finds who has the database before them and holds a code on paper."""
    held = read_code(code)
    assert held is not None
    with house.database.reading() as db:
        checked = verify(db)
        faults = code_faults(db, [held])
    kinds = {fault.kind for fault in checked.faults} | {fault.kind.value for fault in faults}
    return kinds | {"table" for _ in checked.differences}


def nth(operations: list[Row], verb: Verb, which: int = 0) -> int:
    return [place for place, row in enumerate(operations) if row["verb"] == verb][which]


def first_change(row: Row) -> dict[str, Any]:
    changes: list[dict[str, Any]] = json.loads(row["changes"])
    return changes[0]


def edit(attacker: Attacker, save: Save) -> None:
    """Other words under number 1, in the journal and in the table."""
    operations = attacker.operations()
    at = nth(operations, Verb.CONTRIBUTE)
    change = first_change(operations[at])
    change["set"]["text"] = PUT_UP
    operations[at]["changes"] = canonical([change])
    attacker.put(Contribution, UUID(change["id"]), text=PUT_UP, text_key=fold(PUT_UP))
    save(attacker, operations)


def _organisation(attacker: Attacker) -> Row:
    rows = attacker.rows(Organisation.__table__)  # type: ignore[arg-type] # a mapped class has a table
    return next(row for row in rows if row["name"] == "Junta comunal")


def delete(attacker: Attacker, save: Save) -> None:
    """The change of an organisation never happened."""
    operations = attacker.operations()
    gone = operations.pop(nth(operations, Verb.CHANGE_ORGANISATION))
    row = _organisation(attacker)
    assert row["op"] == gone["id"]
    born = operations[nth(operations, Verb.ADD_ORGANISATION, -1)]
    attacker.put(Organisation, row["id"], op=born["id"], short_name=None)
    save(attacker, operations)


def insert(attacker: Attacker, save: Save) -> None:
    """The organisation was renamed once more, before the paper went out."""
    operations, row = attacker.operations(), _organisation(attacker)
    after = nth(operations, Verb.CHANGE_ORGANISATION)
    change = {"entity": "organisation", "id": str(row["id"]), "base": str(row["op"]), "set": {"short_name": "X"}}
    new = an_operation(operations[after], changes=canonical([change]))  # type: ignore[list-item] # plain values
    attacker.put(Organisation, row["id"], op=new["id"], short_name="X")
    save(attacker, [*operations[: after + 1], new, *operations[after + 1 :]])


def swap(attacker: Attacker, save: Save) -> None:
    """The second contribution came first."""
    operations = attacker.operations()
    one, two = (nth(operations, Verb.CONTRIBUTE, which) for which in (0, 1))
    operations[one], operations[two] = operations[two], operations[one]
    save(attacker, operations)


def truncate(attacker: Attacker, save: Save) -> None:
    """The last act, by which the paper went out, is gone with what it wrote."""
    *operations, last = attacker.operations()
    for change in json.loads(last["changes"]):
        if change["entity"] == "response_version":
            attacker.remove(ResponseVersion, UUID(change["id"]))
        else:
            attacker.put(LabSession, UUID(change["id"]), op=UUID(change["base"]), stage=Stage.REGISTER_CLOSED)
    save(attacker, operations)


def rewrite(attacker: Attacker, save: Save) -> None:
    """Everything was done by somebody else."""
    save(attacker, [{**row, "actor": "house"} for row in attacker.operations()])


ATTACKS = [edit, delete, insert, swap, truncate, rewrite]


@pytest.mark.parametrize("tamper", ATTACKS)
def test_an_attack_that_forges_no_hash_is_found(
    house: House, printed: str, attack: Attack, tamper: Callable[[Attacker, Save], None]
) -> None:
    def plainly(attacker: Attacker, operations: list[Row]) -> None:
        if tamper is swap:  # the places change hands
            places = [row["seq"] for row in attacker.operations()]
            operations = [{**row, "seq": seq} for row, seq in zip(operations, places, strict=True)]
        if tamper is insert:  # at the end, where there is a free place
            operations = [{**row, "seq": seq} for seq, row in enumerate(operations, start=1)]
        attacker.write_journal(operations)

    attack(lambda attacker: tamper(attacker, plainly))

    assert found(house, printed) & {"gap", "broken_link", "wrong_hash", "wrong_head"}


@pytest.mark.parametrize("tamper", ATTACKS)
def test_an_attack_whose_journal_agrees_with_itself_is_found_by_the_printed_code_alone(
    house: House, printed: str, attack: Attack, tamper: Callable[[Attacker, Save], None]
) -> None:
    attack(lambda attacker: tamper(attacker, Attacker.forge_journal))

    with house.database.reading() as db:
        assert verify(db).holds
    assert found(house, printed) == {Broken.UNKNOWN.value if tamper is truncate else Broken.HISTORY.value}


def rewrite_the_document_too(attacker: Attacker) -> None:
    """The newest answer names the forged history, and its code, hashes and operation agree with that."""
    edit(attacker, Attacker.forge_journal)
    operations = attacker.operations()
    last = operations[-1]
    changes = json.loads(last["changes"])
    change = next(each for each in changes if each["entity"] == "response_version")
    content = change["set"]["content"]
    content["document"]["journal"] = [operations[-2]["hash"]]
    content["document"]["code"] = short_code(code_of(content["document"]))
    change["set"]["sha256"] = sha256_of(content)
    last["changes"] = canonical(changes)
    attacker.put(ResponseVersion, UUID(change["id"]), content=content, sha256=change["set"]["sha256"])
    attacker.forge_journal(operations)


def test_a_document_that_was_made_to_fit_a_forged_history_has_another_code_than_the_paper(
    house: House, printed: str, attack: Attack
) -> None:
    attack(rewrite_the_document_too)

    with house.database.reading() as db:
        assert verify(db).holds
        assert code_faults(db, ()) == ()
    assert found(house, printed) == {Broken.UNKNOWN.value}


def test_an_untouched_database_holds_and_knows_its_printed_codes(house: House, printed: str) -> None:
    assert found(house, printed) == set()
    assert found(house, "FFFF-FFFF-FFFF-FFFF") == {Broken.UNKNOWN.value}


def test_what_was_done_after_the_last_printed_document_is_bound_by_no_paper(
    house: House, printed: str, attack: Attack
) -> None:
    added = an_organisation(house, "Después")

    def rename(attacker: Attacker) -> None:
        operations = attacker.operations()
        change = first_change(operations[-1])
        change["set"] |= {"name": "Otra", "short_name": "X"}
        operations[-1]["changes"] = canonical([change])
        attacker.put(Organisation, added, name="Otra", name_key="otra", short_name="X")
        attacker.forge_journal(operations)

    attack(rename)

    assert found(house, printed) == set()
