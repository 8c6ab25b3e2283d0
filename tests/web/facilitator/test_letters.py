"""The nota to an institution at the desk: written, noted as sent, and answered with a scan."""

from __future__ import annotations

import io
from datetime import date, timedelta
from uuid import UUID

import docx
import pytest

from labapp.domain.assignments import ExtensionDecision
from labapp.domain.contributions import PublicState, WithholdReason
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import LabSession
from labapp.queries.assignments import assignments_of
from labapp.queries.letters import letters_to
from labapp.queries.response_document import response_facts
from labapp.services import assignments
from tests.answering import a_contribution, published_minutes
from tests.conftest import Clock
from tests.domain.test_scans import PDF
from tests.factories import a_member_of_staff, a_session, an_arrival, an_organisation, sign_in, writing
from tests.pages import Browser, Page

SECRET = "Celestina Montezuma, cédula 8-111-2222"


@pytest.fixture
def mides(house: House) -> UUID:
    return an_organisation(house, "MIDES")


@pytest.fixture
def session(house: House, mides: UUID) -> LabSession:
    """A session with published minutes: the first contribution and the second, withheld one are assigned."""
    a_member_of_staff(house)
    session = a_session(house)
    author = an_arrival(house, session, "Celestina Montezuma")
    one = a_contribution(house, session, 1, "Que el agua llegue todos los días.", person_id=author.person.id)
    two = a_contribution(house, session, 2, SECRET, public_state=PublicState.WITHHELD,
                         withhold_reason=WithholdReason.ANOTHER_PERSONS_DATA)  # fmt: skip
    a_contribution(house, session, 3, "Que arreglen la escuela.")
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED
    published_minutes(house, session)
    assigned(house, session, mides, one, two)
    return session


def assigned(house: House, session: LabSession, whom: UUID, *contributions: UUID) -> None:
    today = house.now().date()
    with writing(house, Verb.ASSIGN_RESPONSES) as db:
        assignments.assign(db, session.id, contributions, whom, due_on=today + timedelta(days=20), today=today)


def coordination(house: House, desk: Browser) -> None:
    sign_in(desk, house, organisation=an_organisation(house))


def written(house: House, session: LabSession, desk: Browser, whom: UUID, **said: str) -> str:
    """The address of the nota, written by pressing the button."""
    base = f"/sesiones/{session.id}/respuesta/institucion/{whom}"
    page = desk.get(base)
    proposed = {str(one["name"]): str(one.get("value", "")) for one in page.select("form input[name]")}
    proposed["request"] = page.select("textarea[name=request]")[0].get_text().strip()
    desk.post(base, {**proposed, "token": page.token(base), **said})
    with house.database.reading() as db:
        return f"/sesiones/{session.id}/respuesta/notas/{letters_to(db, session.id, whom)[0].id}"


def days_asked(house: House, session: LabSession, whom: UUID) -> list[date]:
    with house.database.reading() as db:
        return [one.due_on for one in letters_to(db, session.id, whom)[0].asked]


def words_of(desk: Browser, path: str) -> str:
    answer = desk.get(f"{path}.docx")
    return "\n".join(one.text for one in docx.Document(io.BytesIO(answer.response.data)).paragraphs)


def sent(desk: Browser, path: str, step: str, *, status: int = 200, **data: object) -> Page:
    page = desk.get(path)
    seen = str(page.select(f"form[action$='{step}'] input[name=seen]")[0]["value"])
    return desk.post(f"{path}/{step}", {"token": page.token(step), "seen": seen, **data}, follow=status == 200,
                     status=status)  # fmt: skip


def test_one_button_writes_the_nota_with_what_the_institution_may_read(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)

    path = written(house, session, desk, mides, addressee="Luz Ríos, ministra")
    words = words_of(desk, path)

    assert ("Que el agua llegue todos los días." in words, "Aporte 2" in words) == (True, True)
    assert "Luz Ríos, ministra" in words
    assert [secret for secret in ("Celestina", "8-111-2222", "escuela") if secret in words] == []


def test_a_nota_that_did_not_go_out_is_written_anew_and_the_next_one_asks_only_for_the_rest(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    first = written(house, session, desk, mides, place="David")
    again = written(house, session, desk, mides)
    sent(desk, first, "enviada", number="DS-12-2026", sent_on="2026-11-21")
    base = f"/sesiones/{session.id}/respuesta/institucion/{mides}"
    nothing_left = desk.get(base)
    with house.database.reading() as db:
        three = response_facts(db, session.id).ids["3"]
    assigned(house, session, mides, three)

    second = written(house, session, desk, mides)

    assert first == again
    assert "No hay aportes por pedir" in nothing_left.text
    assert (second != first, "escuela" in words_of(desk, second), "Aporte 1" in words_of(desk, second)) == (
        True, True, False,
    )  # fmt: skip
    assert "Nota n.º DS-12-2026" in words_of(desk, first)


def test_without_published_minutes_nothing_is_sent_out(house: House, mides: UUID, desk: Browser) -> None:
    session = a_session(house)
    assigned(house, session, mides, a_contribution(house, session, 1))
    coordination(house, desk)
    base = f"/sesiones/{session.id}/respuesta/institucion/{mides}"

    page = desk.fill(base, {"place": "Panamá", "dated_on": "2026-11-20", "request": "Respondan."}, status=409)

    assert "Primero se publica la minuta" in page.text


def test_what_came_back_is_noted_with_its_scan(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    path = written(house, session, desk, mides)
    sent(desk, path, "enviada", number="DS-12-2026", sent_on="2026-11-21")

    page = sent(desk, path, "contestada", reply_number="MIDES-004", reply_on="2026-12-01",
                scan=(io.BytesIO(PDF), "nota.exe"))  # fmt: skip

    assert "MIDES-004 del 1 de diciembre de 2026" in page.text
    scan = desk.get(f"{path}/escaneo").response
    assert (scan.data, scan.mimetype) == (PDF, "application/pdf")
    assert scan.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04", "no es un PDF, una foto"),
        (PDF[:30], "Escanéelo otra vez"),
        (PDF.replace(b"/Catalog", b"/JavaScript"), "trae programas"),
    ],
)
def test_a_scan_that_is_none_is_refused_and_the_rest_stays(
    house: House, session: LabSession, mides: UUID, desk: Browser, data: bytes, sentence: str
) -> None:
    coordination(house, desk)
    path = written(house, session, desk, mides)
    sent(desk, path, "enviada", number="DS-12-2026", sent_on="2026-11-21")

    page = sent(desk, path, "contestada", reply_number="MIDES-004", reply_on="2026-12-01",
                scan=(io.BytesIO(data), "nota.pdf"), status=409)  # fmt: skip

    assert sentence in page.text
    assert page.select("#reply_number")[0]["value"] == "MIDES-004"
    desk.get(f"{path}/escaneo", status=404)


def test_a_number_that_somebody_else_noted_meanwhile_is_not_overwritten(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    path = written(house, session, desk, mides)
    page = desk.get(path)
    stale = {"token": page.token("enviada"), "seen": str(page.select("input[name=seen]")[0]["value"])}
    sent(desk, path, "enviada", number="DS-12-2026", sent_on="2026-11-21")

    refused = desk.post(f"{path}/enviada", {**stale, "number": "DS-13", "sent_on": "2026-11-22"}, status=409)

    assert "DS-12-2026" in refused.text


def test_a_reply_cannot_be_older_than_the_nota_that_it_answers(
    house: House, session: LabSession, mides: UUID, desk: Browser
) -> None:
    coordination(house, desk)
    path = written(house, session, desk, mides)
    sent(desk, path, "enviada", number="ANTAI-1", sent_on="2026-11-23")

    page = sent(desk, path, "contestada", status=409, reply_number="MIDES-004", reply_on="2026-11-22")

    assert "no puede ser de antes del día en que salió" in page.text


def test_a_nota_that_went_out_keeps_the_day_that_it_named(
    house: House, session: LabSession, mides: UUID, desk: Browser, clock: Clock
) -> None:
    coordination(house, desk)
    path = written(house, session, desk, mides)
    sent(desk, path, "enviada", number="ANTAI-1", sent_on=house.now().date().isoformat())
    went_out = days_asked(house, session, mides)
    clock.forward(days=2)
    today = house.now().date()
    with writing(house, Verb.ASK_EXTENSION) as db:
        row = next(one for one in assignments_of(db, session.id) if one.number == "1")
        until = row.due_on + timedelta(days=30)
        assignments.ask_extension(db, row.id, reason="Falta.", until_on=until, seen=row.op, today=today)
    with writing(house, Verb.DECIDE_EXTENSION) as db:
        row = next(one for one in assignments_of(db, session.id) if one.number == "1")
        assignments.decide_extension(db, row.id, ExtensionDecision.GRANTED, seen=row.op, today=today)

    assert days_asked(house, session, mides) == went_out
