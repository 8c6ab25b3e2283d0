"""The anonymous questions: offered once, answered one by one, tied to nobody."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.dimensions import ANONYMOUS_QUESTIONS, AnonymousQuestion
from labapp.domain.urn import Question
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.journal import Operation
from labapp.models.people import Receipt
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.urn_files import UrnUnavailable
from tests.factories import a_programme, a_session, writing
from tests.pages import Browser, Page
from tests.web.participant.test_door import ADULT, people

CATALOGUE = {q.value: Question(frozenset(a.value for a in answers)) for q, answers in ANONYMOUS_QUESTIONS.items()}


@pytest.fixture
def session(house: House) -> LabSession:
    a_programme(house)
    opened = a_session(house)
    house.urns.open(opened.space_id, CATALOGUE)
    with writing(house, Verb.OPEN_URN) as db:
        db.get_one(Space, opened.space_id).urn_opened_at = house.now()
    return opened


def receipt(phone: Browser, session: LabSession) -> Page:
    return phone.get(phone.fill(f"/E/{session.code}", ADULT).location)


def first_question(phone: Browser, page: Page) -> Page:
    turn = str(page.select("input[name=turn]")[0]["value"])
    return phone.post("/q", {"token": page.token("/q"), "turn": turn}, status=200)


def _full_disk(*_: object, **__: object) -> None:
    raise UrnUnavailable


def answer(phone: Browser, page: Page, *, status: int = 0, **sent: str) -> Page:
    hidden = {str(f["name"]): str(f["value"]) for f in page.select("form[action='/q'] input[type=hidden]")}
    return phone.post("/q", hidden | sent, status=status or (200 if sent else 422))


def test_all_questions_are_answered_one_by_one(phone: Browser, house: House, session: LabSession) -> None:
    page = first_question(phone, receipt(phone, session))
    page = answer(phone, page, answer="ngabe")
    page = answer(phone, page, answer="no")
    six = dict.fromkeys(("seeing", "hearing", "walking", "remembering", "self_care"), "no_difficulty")
    page = answer(phone, page, communicating="a_lot_of_difficulty", **six)
    page = answer(phone, page, answer="undisclosed")

    assert "Gracias" in page.text
    totals = house.urns.totals_for_sealing(session.space_id)
    assert totals["indigenous_people"].totals["ngabe"] == 1
    assert totals["difficulty"].totals["yes"] == 1


def test_who_has_answered_is_not_asked_again_and_nothing_of_it_is_in_the_database(
    phone: Browser, house: House, session: LabSession
) -> None:
    page = receipt(phone, session)
    with house.database.reading() as db:
        before = db.scalar(sa.select(sa.func.count()).select_from(Operation)), db.scalar(
            sa.select(sa.func.count()).select_from(Receipt)
        )
    answer(phone, first_question(phone, page), answer="ngabe")

    assert not phone.get(page.response.request.path).select("input[name=turn]")
    with house.database.reading() as db:
        after = db.scalar(sa.select(sa.func.count()).select_from(Operation)), db.scalar(
            sa.select(sa.func.count()).select_from(Receipt)
        )
    assert before == after


def test_sending_a_page_again_counts_once_and_looks_the_same(
    phone: Browser, house: House, session: LabSession
) -> None:
    page = first_question(phone, receipt(phone, session))
    texts = {answer(phone, page, answer="guna").text for _ in range(3)}

    assert len(texts) == 1
    assert house.urns.totals_for_sealing(session.space_id)["indigenous_people"].slips == 1


def test_the_cookie_of_the_phone_is_not_sent_to_the_questions(phone: Browser, session: LabSession) -> None:
    page = first_question(phone, receipt(phone, session))

    assert phone.client.get_cookie("labapp_cel", path="/E", domain="192.168.8.2") is not None
    assert "labapp_cel" not in (page.response.request.headers.get("Cookie") or "")
    assert page.response.request.path == "/q"
    assert page.response.request.query_string == b""


def test_no_page_of_the_questions_shows_a_name_or_a_number(phone: Browser, session: LabSession, house: House) -> None:
    page = first_question(phone, receipt(phone, session))

    person = people(house)[0]
    assert "María" not in page.response.get_data(as_text=True)
    assert str(person.code) not in page.response.get_data(as_text=True)


@pytest.mark.parametrize("sent", [{"stop": "1"}, {"skip": "1"}])
def test_nobody_has_to_answer(phone: Browser, house: House, session: LabSession, sent: dict[str, str]) -> None:
    page = first_question(phone, receipt(phone, session))

    answer(phone, page, **sent)

    assert house.urns.totals_for_sealing(session.space_id)["indigenous_people"].slips == 0


def test_an_empty_page_says_what_is_missing(phone: Browser, session: LabSession) -> None:
    page = first_question(phone, receipt(phone, session))

    assert "Falta una respuesta" in answer(phone, page).text


def test_six_answers_of_which_one_is_missing_stay_and_the_one_is_pointed_out(
    phone: Browser, house: House, session: LabSession
) -> None:
    page = answer(phone, first_question(phone, receipt(phone, session)), skip="1")
    page = answer(phone, page, skip="1")
    page = answer(phone, page, status=422, seeing="cannot_do_it", hearing="no_difficulty", communicating="rubbish")

    assert [f["value"] for f in page.select("input[checked]")] == ["cannot_do_it", "no_difficulty"]
    left = [f["id"] for f in page.select("fieldset.wrong .error")]
    assert left == ["walking-error", "remembering-error", "self_care-error", "communicating-error"]
    assert house.urns.totals_for_sealing(session.space_id)["difficulty"].slips == 0


def test_an_answer_that_could_not_be_kept_is_still_touched(
    phone: Browser, house: House, session: LabSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = first_question(phone, receipt(phone, session))
    with monkeypatch.context() as broken:
        broken.setattr(type(house.urns), "answer", _full_disk)
        page = answer(phone, page, status=503, answer="ngabe")

    assert "No se pudo guardar" in page.text
    assert [f["value"] for f in page.select("input[checked]")] == ["ngabe"]
    assert "Pregunta 2" in answer(phone, page, answer="ngabe").text


@pytest.mark.parametrize("turn", ["", "nothing", "x.y"])
def test_a_turn_that_is_not_ours_leads_nowhere_bad(phone: Browser, session: LabSession, turn: str) -> None:
    page = receipt(phone, session)

    page = phone.post("/q", {"token": page.token("/q"), "turn": turn, "question": "afro_descent", "answer": "no"},
                      status=200)  # fmt: skip

    assert "Gracias" in page.text


def test_a_minor_is_not_offered_the_questions(phone: Browser, session: LabSession) -> None:
    page = phone.get(phone.fill(f"/E/{session.code}", ADULT | {"age": "minor"}).location)

    assert not page.select("input[name=turn]")


def test_the_order_of_the_questions_is_that_of_the_definition() -> None:
    assert list(ANONYMOUS_QUESTIONS) == list(AnonymousQuestion)
