"""The start page: what is owed across the sessions that somebody may see, what is overdue first."""

from __future__ import annotations

from datetime import date

from labapp.domain.obligations import ObligationKind
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.services import responses
from tests.answering import LONG_REASON, a_contribution, a_promise, answered, with_head
from tests.conftest import Clock
from tests.factories import a_session, a_space, an_organisation, sign_in
from tests.pages import Browser


def test_what_is_overdue_comes_first_and_says_which_days_passed(house: House, desk: Browser, clock: Clock) -> None:
    antai = an_organisation(house)
    late = a_session(house, a_space(house, title="Agua", organisation=antai), stage=Stage.REGISTER_CLOSED)
    soon = a_session(house, a_space(house, title="Luz", organisation=antai), stage=Stage.REGISTER_CLOSED)
    a_promise(house, soon, days=30)
    a_promise(house, late, days=3, kind=ObligationKind.REPORT)
    clock.forward(days=5)
    sign_in(desk, house, organisation=antai)

    page = desk.get("/")

    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert ["Minuta" in rows[0], "Respuesta razonada" in rows[1]] == [True, True]
    assert ("Vencida hace 2 días calendario" in rows[0], "Faltan 25 días calendario" in rows[1]) == (True, True)
    assert "1 cosa pasó de su fecha" in page.text


def test_a_promised_decision_and_an_owed_answer_stand_there_with_who_owes_them(house: House, desk: Browser) -> None:
    antai = an_organisation(house)
    session = a_session(house, a_space(house, organisation=antai), stage=Stage.REGISTER_CLOSED)
    a_contribution(house, session, 1)
    with_head(house, session)
    promised = {Extra.DECIDE_ON: date(2026, 12, 1), Extra.RESPONSIBLE_OFFICE: "Obras", Extra.DECIDING_BODY: "Junta"}
    given = responses.GivenAnswer(primary=Disposition.WILL_BE_CONSIDERED, reason=LONG_REASON, extras=promised)
    answered(house, session, "1", given)
    sign_in(desk, house, organisation=antai)

    text = desk.get("/").text

    assert ("decisión prometida" in text, "Obras" in text, "1 de diciembre de 2026" in text) == (True, True, True)


def test_nobody_sees_what_other_organisations_owe_and_administrators_see_no_sessions(
    house: House, desk: Browser
) -> None:
    session = a_session(house, a_space(house, title="Agua secreta"), stage=Stage.REGISTER_CLOSED)
    a_promise(house, session)

    for role, organisation in ((Role.COORDINATION, an_organisation(house, "Otra")), (Role.ADMINISTRATOR, None)):
        sign_in(desk, house, role, organisation=organisation)
        assert "Agua secreta" not in desk.get("/").text
