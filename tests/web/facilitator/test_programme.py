"""The programme page: facts of the notice, terms, policy, holidays; nothing that was promised moves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from labapp.domain.obligations import ObligationKind
from labapp.domain.privacy import check_notice_complete
from labapp.domain.roles import Role
from labapp.domain.terms import DayKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.programme import Holiday, Programme
from labapp.models.responses import Obligation
from labapp.queries import programme as queries
from tests.factories import a_programme, a_session, sign_in, writing
from tests.pages import Browser

FACTS = {
    "called": "Laboratorios de innovación",
    "plan": "Sexto Plan",
    "controllers": "ANTAI y Kernel Community",
    "contact": "datos@example.org",
    "legal_basis": "El permiso de cada persona",
    "recipients": "Nadie más",
    "abroad": "No salen de Panamá",
    "retention": "Hasta el fin del plan",
    "officer": "Oficial de datos",
    "report_days": "10",
    "observation_days": "5",
    "response_days": "30",
    "public_base_url": "https://laboratorios.example.org/",
}


@pytest.fixture(autouse=True)
def _signed_in(desk: Browser, house: House) -> None:
    sign_in(desk, house, Role.ADMINISTRATOR)


def _stored(house: House) -> Programme:
    with house.database.reading() as db:
        return db.scalars(sa.select(Programme)).one()


def _save(desk: Browser, status: int = 303, **changed: str) -> Any:
    page = desk.get("/programa")
    sent = {"token": page.token(), "seen": page.select("[name=seen]")[0]["value"], **FACTS, **changed}
    return desk.post("/programa", sent, status=status)


def test_an_empty_programme_says_in_plain_words_what_is_missing(desk: Browser) -> None:
    page = desk.get("/programa")

    missing = [link.get_text() for link in page.select("#missing ~ ul a")]

    assert len(missing) == 7
    assert "Oficial de protección de datos" in missing
    assert "[por completar]" in page.text


def test_the_facts_are_filled_in_once_and_the_notice_is_complete(desk: Browser, house: House) -> None:
    _save(desk)

    stored = _stored(house)
    page = desk.get("/programa")

    assert stored.public_base_url == "https://laboratorios.example.org"
    assert stored.report_days == 10
    assert "el aviso está completo" in page.text
    with house.database.reading() as db:
        check_notice_complete(queries.notice_facts(db))


def test_the_preview_shows_the_notice_as_it_would_read_and_keeps_nothing(desk: Browser, house: House) -> None:
    page = desk.get("/programa")

    shown = desk.post("/programa", {"token": page.token(), **FACTS, "controllers": "La Junta", "ver": "1"}, status=200)

    assert "La Junta: anotamos su nombre" in shown.text
    with house.database.reading() as db:
        assert queries.programme(db) is None


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"called": " "}, 422, "Escriba cómo se llama el programa"),
        ({"report_days": "0"}, 409, "Escriba un plazo de 1 a 365 días"),
        ({"response_days": "999"}, 409, "Escriba un plazo de 1 a 365 días"),
        ({"report_days": "diez"}, 422, "sin decimales"),
        ({"public_base_url": "laboratorios"}, 409, "Escriba la dirección completa"),
        ({"public_base_url": "javascript:alert(1)"}, 409, "Escriba la dirección completa"),
        ({"public_base_url": "https://a:b@example.org"}, 409, "Escriba la dirección completa"),
        ({"public_base_url": "https://example.org:99999"}, 409, "Escriba la dirección completa"),
        ({"officer": "a" * 5000}, 409, "Acórtelo"),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_typed_is_lost(
    desk: Browser, changed: dict[str, str], status: int, sentence: str
) -> None:
    page = _save(desk, status, **changed)

    assert sentence in page.text
    assert page.select("#contact")[0].get_text(strip=True) == "datos@example.org"


def test_a_stale_form_shows_both_texts_and_saving_again_replaces(desk: Browser, house: House) -> None:
    _save(desk)
    old = desk.get("/programa")
    _save(desk, officer="La oficial nueva")

    sent = {"token": old.token(), "seen": old.select("[name=seen]")[0]["value"], **FACTS, "officer": "Otra persona"}
    both = desk.post("/programa", sent, status=409)

    assert "La oficial nueva" in both.text
    assert "Otra persona" in both.select("#officer")[0].get_text()
    assert _stored(house).officer == "La oficial nueva"
    again = {**sent, "token": both.token(), "seen": both.select("[name=seen]")[0]["value"]}
    desk.post("/programa", again)
    assert _stored(house).officer == "Otra persona"


def test_two_first_forms_make_one_programme(desk: Browser, house: House) -> None:
    first, second = desk.get("/programa"), desk.get("/programa")
    desk.post("/programa", {"token": first.token(), "seen": "", **FACTS})

    desk.post("/programa", {"token": second.token(), "seen": "", **FACTS, "called": "Otro"}, status=409)

    assert _stored(house).name == "Laboratorios de innovación"


def test_the_first_time_proposes_the_holidays_of_two_years(desk: Browser, house: House) -> None:
    _save(desk)

    with house.database.reading() as db:
        days = queries.holidays(db)

    assert date(2026, 11, 28) in days
    assert date(2027, 1, 9) in days


def test_a_day_is_set_aside_and_another_added_by_hand(desk: Browser, house: House) -> None:
    table = desk.get("/programa/feriados/2026")
    ticked = [str(box["value"]) for box in table.select("input[name=observed][checked]")]
    kept = [on for on in ticked if on != "2026-11-10"]
    desk.post("/programa/feriados/2026", {"token": table.token("/programa/feriados/2026"), "observed": kept})

    added = {"on": "2026-11-04", "holiday": "Día de los Símbolos Patrios"}
    desk.fill("/programa/feriados/2026", added, action="/programa/feriados/2026/agregar")

    with house.database.reading() as db:
        days = queries.holidays(db)
        rows = db.scalar(sa.select(sa.func.count()).select_from(Holiday).where(Holiday.on == date(2026, 11, 4)))
    assert date(2026, 11, 4) in days
    assert date(2026, 11, 10) not in days
    assert date(2026, 11, 3) in days
    assert rows == 1


def test_the_same_day_is_not_added_twice(desk: Browser) -> None:
    page = desk.fill(
        "/programa/feriados/2026", {"on": "2026-11-03", "holiday": "Otra vez"},
        action="/programa/feriados/2026/agregar", status=409,
    )  # fmt: skip

    assert "ya está en la tabla" in page.text


def test_a_day_that_was_set_aside_counts_again_under_its_new_name(desk: Browser, house: House) -> None:
    table = desk.get("/programa/feriados/2026")
    desk.post("/programa/feriados/2026", {"token": table.token("/programa/feriados/2026")})
    assert queries_holidays(house) == frozenset()

    added = {"on": "2026-11-03", "holiday": "Separación"}
    desk.fill("/programa/feriados/2026", added, action="/programa/feriados/2026/agregar")

    assert queries_holidays(house) == {date(2026, 11, 3)}
    assert "Separación" in desk.get("/programa/feriados/2026").text


def queries_holidays(house: House) -> frozenset[date]:
    with house.database.reading() as db:
        return queries.holidays(db)


def test_no_day_that_was_promised_moves(desk: Browser, house: House) -> None:
    session = a_session(house)
    promised = date(2026, 12, 4)
    with writing(house, Verb.CREATE_OBLIGATION) as db:
        db.add(Obligation(
            session_id=session.id, kind=ObligationKind.REPORT, started_on=date(2026, 11, 20), days=10,
            day_kind=DayKind.WORKING, due_on=promised,
        ))  # fmt: skip

    added = {"on": "2026-11-25", "holiday": "Duelo nacional"}
    desk.fill("/programa/feriados/2026", added, action="/programa/feriados/2026/agregar")
    _save(desk, report_days="20")

    with house.database.reading() as db:
        assert db.scalars(sa.select(Obligation.due_on)).one() == promised


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.NOTE_TAKER, Role.APPROVER])
@pytest.mark.parametrize("path", ["/programa", "/programa/feriados", "/organizaciones"])
def test_only_those_who_set_up_the_programme_reach_it(desk: Browser, house: House, role: Role, path: str) -> None:
    sign_in(desk, house, role)

    assert "no puede hacer eso" in desk.get(path, status=403).text


def test_the_page_reads_in_english(desk: Browser, house: House) -> None:
    a_programme(house)

    page = desk.get("/programa?lang=en")

    assert "How the notice reads" in page.text
    assert "Notice about your personal data" in page.text
