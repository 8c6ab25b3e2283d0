"""The start page: what is owed across the sessions that somebody may see, what is overdue first."""

from __future__ import annotations

from datetime import date

from labapp.domain.obligations import ObligationKind
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition
from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.proposals import Validation
from labapp.queries.proposals import proposal_draft
from labapp.services import proposals, responses, validations
from tests.answering import (
    LONG_REASON,
    a_contribution,
    a_promise,
    answered,
    more_time,
    more_time_asked,
    with_head,
)
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session, a_space, an_organisation, sign_in, writing
from tests.pages import Browser, Page
from tests.proposing import a_proposal, approved, asked, published


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


def test_more_time_that_was_asked_for_waits_there_until_somebody_decides(house: House, desk: Browser) -> None:
    antai = an_organisation(house)
    session = a_session(house, a_space(house, organisation=antai), stage=Stage.REGISTER_CLOSED)
    for number in (1, 2):
        a_contribution(house, session, number)
    more_time(house, session, "1", days=20)
    waiting = more_time_asked(house, session, "2", days=30)
    sign_in(desk, house, organisation=antai)

    (table,) = (one for one in desk.get("/").select("table") if "Prórrogas pedidas" in one.get_text())

    (row,) = table.select("tbody tr")
    assert row.a["href"] == f"/sesiones/{session.id}/respuesta/asignado/{waiting}"
    assert ["Aporte 2" in row.text, "MIDES" in row.text, "20 de diciembre de 2026" in row.text] == [True] * 3
    desk.get(row.a["href"])

    sign_in(desk, house, organisation=an_organisation(house, "Otra"))
    assert "Prórrogas pedidas" not in desk.get("/").text


def test_nobody_sees_what_other_organisations_owe_and_administrators_see_no_sessions(
    house: House, desk: Browser
) -> None:
    session = a_session(house, a_space(house, title="Agua secreta"), stage=Stage.REGISTER_CLOSED)
    a_promise(house, session)

    for role, organisation in ((Role.COORDINATION, an_organisation(house, "Otra")), (Role.ADMINISTRATOR, None)):
        sign_in(desk, house, role, organisation=organisation)
        assert "Agua secreta" not in desk.get("/").text


def owed_words(page: Page) -> list[str]:
    """What the table of proposals on the start page says, row by row."""
    tables = [one for one in page.select("table") if "deben validar" in one.get_text()]
    return [row.get_text(" ", strip=True) for one in tables for row in one.select("tbody tr")]


def test_the_word_of_an_institution_on_a_proposal_is_owed_from_its_nota_until_it_is_given(
    house: House, desk: Browser, clock: Clock
) -> None:
    antai = an_organisation(house)
    made = a_proposal(house, a_space(house, organisation=antai))
    published(house, made)
    mef, mides = asked(house, made, an_organisation(house, "MEF")), an_organisation(house, "MIDES")
    asked(house, made, mides, days=3)
    asked(house, made, an_organisation(house, "MEDUCA"), sent=False)
    approved(house, mef)
    clock.forward(days=5)
    sign_in(desk, house, organisation=antai)

    page = desk.get("/")

    (only,) = owed_words(page)
    assert [part in only for part in ("Laboratorios en las comarcas", "MIDES", "Vencida hace 2 días")] == [True] * 3
    assert "1 cosa pasó de su fecha" in page.text
    link = next(one for one in page.select("main a") if "Laboratorios en las comarcas" in one.get_text())
    assert desk.get(str(link["href"]).split("#")[0]).select("#instituciones")


def test_a_nota_about_a_later_version_takes_the_place_of_the_earlier_one_and_one_taken_back_is_not_owed(
    house: House, desk: Browser
) -> None:
    antai, mides = an_organisation(house), an_organisation(house, "MIDES")
    made = a_proposal(house, a_space(house, organisation=antai))
    published(house, made)
    asked(house, made, mides)
    author = a_member_of_staff(house, Role.FACILITATOR).id
    with writing(house, Verb.WRITE_PROPOSAL) as db:
        proposals.rename(db, made, "Laboratorios nuevos", seen=proposal_draft(db, made).op, by=author)
    published(house, made, note="Otro título.")
    sign_in(desk, house, organisation=antai)
    before = owed_words(desk.get("/"))
    second = asked(house, made, mides)
    after = owed_words(desk.get("/"))
    with writing(house, Verb.TAKE_BACK_VALIDATION) as db:
        row = db.get_one(Validation, second)
        validations.take_back(db, second, "Se pidió a otra.", seen=row.op, today=house.now().date())
    back = owed_words(desk.get("/"))

    assert [len(before), len(after), len(back)] == [1, 1, 1]
    assert ["versión 1" in before[0], "versión 2" in after[0], "versión 1" in back[0]] == [True] * 3
    assert "Laboratorios nuevos" in after[0]


def test_the_word_that_is_owed_to_another_organisation_s_lab_is_not_told(house: House, desk: Browser) -> None:
    made = a_proposal(house, a_space(house))
    published(house, made)
    asked(house, made, an_organisation(house, "MIDES"))
    sign_in(desk, house, organisation=an_organisation(house, "Otra"))

    assert owed_words(desk.get("/")) == []
