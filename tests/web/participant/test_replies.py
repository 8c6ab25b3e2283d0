"""The right of reply from a phone: small pages, no script, one's own contribution and nothing of anybody else."""

from __future__ import annotations

import gzip
from uuid import UUID

import pytest

from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import LabSession
from labapp.services import replies
from tests.answering import a_contribution, an_answered_session
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_programme, writing
from tests.pages import Browser
from tests.returning import Somebody, somebody


@pytest.fixture
def session(house: House) -> LabSession:
    a_programme(house)
    return an_answered_session(house)


@pytest.fixture
def person(house: House, session: LabSession) -> Somebody:
    return somebody(house, session, said=(1,))


def way(phone: Browser, person: Somebody) -> str:
    page = phone.get(f"/E/mio/{person.code}")
    (link,) = [str(a["href"]) for a in page.select("a") if "/respuesta/" in str(a["href"]) and "mio" in str(a["href"])]
    return link


def test_ones_own_page_shows_the_answer_and_until_when_one_may_say_something(
    phone: Browser, person: Somebody
) -> None:
    page = phone.get(f"/E/mio/{person.code}")

    assert "Respondió ANTAI: Se acogió. Se incorporó en la redacción" in page.text
    assert "Puede decirlo hasta el 5 de diciembre de 2026." in page.text
    assert "Este compromiso no alcanza" not in page.text


def test_somebody_says_that_it_does_not_answer_and_may_change_it(phone: Browser, person: Somebody) -> None:
    path = way(phone, person)

    phone.fill(path, {"verdict": "does_not_answer", "sentence": "No dice cuándo."})
    assert "Usted dijo: no responde. «No dice cuándo.»" in phone.get(f"/E/mio/{person.code}").text
    assert phone.get(path).select("input[value=does_not_answer][checked]")
    phone.fill(path, {"verdict": "answers", "sentence": ""})
    assert "Usted dijo: responde." in phone.get(f"/E/mio/{person.code}").text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"sentence": "Falta."}, "Elija una"),
        ({"verdict": "quizás", "sentence": "Falta."}, "Elija una"),
        ({"verdict": "does_not_answer", "sentence": ""}, "Diga en una frase"),
        ({"verdict": "answers", "sentence": "a" * 301}, "300 letras"),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_stays(
    phone: Browser, person: Somebody, sent: dict[str, str], said: str
) -> None:
    page = phone.fill(way(phone, person), sent, status=409)

    assert said in page.text
    assert page.select("textarea")[0].get_text().strip() == sent["sentence"]


def test_when_the_term_is_over_the_page_says_so_and_has_no_form(
    phone: Browser, person: Somebody, clock: Clock
) -> None:
    path = way(phone, person)
    clock.forward(days=16)

    assert "terminó el 5 de diciembre de 2026" in phone.get(path).text
    assert not phone.get(path).select("form[method=post]")
    assert "¿Responde a lo que usted dijo?" not in phone.get(f"/E/mio/{person.code}").text


def test_nobody_reaches_the_contribution_of_somebody_else(
    house: House, phone: Browser, session: LabSession, person: Somebody
) -> None:
    other = somebody(house, session, "Eliécer Bejerano", said=(2,))
    path = way(phone, person).replace(person.code, other.code)

    phone.get(path, status=404)


def test_a_reply_is_on_no_public_page_and_the_second_answer_is_under_the_first(
    house: House, phone: Browser, session: LabSession, person: Somebody
) -> None:
    path = way(phone, person)
    phone.fill(path, {"verdict": "does_not_answer", "sentence": "Zumbayllu no dice cuándo."})
    contribution = path.rsplit("/", 1)[-1]
    staff = a_member_of_staff(house).id
    with writing(house, Verb.ADD_SECOND_ANSWER) as db:
        replies.add_second_answer(
            db, session.id, UUID(contribution), "Llega en marzo.", office="", by=staff, now=house.now()
        )

    for public in (f"/sesion/{session.token}/respuesta", f"/aporte?sesion={session.code}&numero=1"):
        page = phone.get(public)
        article = page.select("#aporte-1")[0].get_text(" ")
        assert "Zumbayllu" not in page.text
        assert article.index("Se incorporó en la redacción") < article.index("Llega en marzo.")
    assert "Segunda respuesta" in phone.get(f"/E/mio/{person.code}").text



def test_the_pages_stay_small_with_many_contributions(house: House, phone: Browser) -> None:
    a_programme(house)
    session = an_answered_session(house, count=12)
    person = somebody(house, session, said=tuple(range(1, 13)))
    a_contribution(house, session, 13)

    page = phone.get(f"/E/mio/{person.code}")

    assert len(gzip.compress(page.response.data)) < 14_000
    link = next(str(a["href"]) for a in page.select("a") if "¿Responde" in a.get_text())
    reply = phone.get(link)
    assert len(gzip.compress(reply.response.data)) < 14_000
    assert not reply.select("script")
