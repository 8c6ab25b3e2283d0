"""Corrections at the desk: those without phone are heard, every request is answered, publishing warns of the rest."""

from __future__ import annotations

import pytest

from labapp.domain.observations import Outcome
from labapp.domain.roles import Role
from labapp.house import House
from tests.conftest import Clock
from tests.factories import a_session, an_organisation, sign_in
from tests.observing import WORDS, Room, a_room_with_minutes
from tests.pages import Browser, Page


@pytest.fixture
def room(house: House, desk: Browser) -> Room:
    room = a_room_with_minutes(house)
    sign_in(desk, house, Role.NOTE_TAKER, organisation=an_organisation(house))
    return room


def listed(room: Room) -> str:
    return f"/sesiones/{room.session.id}/minuta/observaciones"


def minutes_of(room: Room) -> str:
    return f"/sesiones/{room.session.id}/minuta"


def noted(desk: Browser, room: Room, *, status: int = 303, **changes: str) -> Page:
    code = room.person.code
    fields = {"person_number": str(room.person.number), "code": f"{code[:4]}-{code[4:]}".lower(), "number": "1",
              "part": "", "words": WORDS} | changes  # fmt: skip
    return desk.fill(listed(room), fields, status=status)


def way(desk: Browser, room: Room) -> str:
    return next(str(a["href"]) for a in desk.get(listed(room)).select("ol.list a") if listed(room) in str(a["href"]))


def answered(desk: Browser, room: Room, *, status: int = 303, **changes: str) -> Page:
    path = way(desk, room)
    seen = str(desk.get(path).select("input[name=seen]")[0]["value"])
    fields = {"outcome": "not_corrected", "reason": "Así se leyó en la sala.", "seen": seen} | changes
    return desk.fill(path, fields, status=status)


def test_who_comes_or_calls_is_written_down_and_no_name_is_shown(desk: Browser, room: Room) -> None:
    noted(desk, room)

    page = desk.get(listed(room))
    assert "Sobre: aporte 1" in page.text
    assert WORDS in page.text
    assert "(la anotó el equipo)" in page.text
    assert "Sin contestar" in page.text
    assert "Celestina" not in page.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "ZZZZ-ZZZZ"}, "Revise los dos"),
        ({"person_number": "99"}, "Revise los dos"),
        ({"number": "99"}, "no hay un aporte 99"),
        ({"words": ""}, "Escriba qué debe decir"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_written_stays(
    desk: Browser, room: Room, changes: dict[str, str], said: str
) -> None:
    page = noted(desk, room, status=409, **changes)

    assert said in page.text
    assert page.select("details[open]")
    assert page.select(f"input[name=person_number][value='{changes.get('person_number', room.person.number)}']")


def test_a_request_is_owed_until_it_is_answered(desk: Browser, room: Room) -> None:
    room.ask()
    assert "1 sin contestar" in desk.get(minutes_of(room)).select("#correcciones")[0].get_text(" ")
    assert "Correcciones pedidas sin contestar" in desk.get("/").text

    answered(desk, room)

    page = desk.get(listed(room))
    assert "Así se leyó en la sala." in page.text
    assert "No se corrige" in page.text
    assert "sin contestar" not in desk.get(minutes_of(room)).text
    assert "Correcciones pedidas sin contestar" not in desk.get("/").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": ""}, "Elija una"),
        ({"reason": " "}, "Escriba la razón."),
        ({"reason": "Lo dijo Celestina Montezuma."}, "Celestina Montezuma"),
        ({"reason": "a" * 1001}, "más de 1000 letras"),
    ],
)
def test_an_answer_that_cannot_stand_says_why(desk: Browser, room: Room, changes: dict[str, str], said: str) -> None:
    room.ask()

    page = answered(desk, room, status=409, **changes)

    assert said in page.text
    assert room.asked()[0].is_waiting


def test_a_reason_that_may_be_needed_is_not_called_optional(desk: Browser, room: Room) -> None:
    room.ask()

    label = desk.get(way(desk, room)).select("label[for=reason]")[0].get_text()

    assert label == "Razón o explicación"


def test_two_who_answer_see_both(desk: Browser, room: Room) -> None:
    room.ask()
    path = way(desk, room)
    seen = str(desk.get(path).select("input[name=seen]")[0]["value"])
    room.answer(room.asked()[0])

    clash = desk.fill(path, {"outcome": "not_corrected", "reason": "La mía.", "seen": seen}, status=409)

    assert "Otra persona la contestó" in clash.text
    assert "Se corrige." in clash.text
    assert "La mía." in clash.select("textarea")[0].get_text()
    fresh = str(clash.select("input[name=seen]")[0]["value"])
    desk.fill(path, {"outcome": "not_corrected", "reason": "La mía.", "seen": fresh})
    assert room.asked()[0].reason == "La mía."


def test_the_note_of_the_next_version_is_proposed_and_kept_by_a_person(desk: Browser, room: Room) -> None:
    room.ask()
    room.answer(room.asked()[0])

    box = desk.get(minutes_of(room)).select("textarea[name=change_note]")[0]

    assert box.get_text().strip() == "Atiende 1 observación: aporte 1."
    room.note("Se corrige el agua.")
    page = desk.get(minutes_of(room))
    assert page.select("textarea[name=change_note]")[0].get_text().strip() == "Se corrige el agua."
    assert "se propone: Atiende 1 observación: aporte 1." in page.text


def test_publishing_with_unanswered_requests_warns_and_goes_on(house: House, desk: Browser, room: Room) -> None:
    room.ask()
    room.note("Se aclara el lugar.")
    room.approve()
    sign_in(desk, house, Role.APPROVER)

    page = desk.get(minutes_of(room))

    assert "Hay 1 corrección pedida sin contestar. Puede publicar igual: queda pendiente." in page.text
    assert "Publicar la versión 2" in page.text
    room.go_out()
    assert room.asked()[0].is_waiting


def test_what_a_version_told_links_to_it_and_is_not_answered_again(desk: Browser, room: Room) -> None:
    room.ask()
    path = way(desk, room)
    room.answer(room.asked()[0])
    room.note("Atiende 1 observación: aporte 1.")
    room.publish()

    page = desk.get(listed(room))

    assert page.select(f"a[href='{minutes_of(room)}/v2']")
    assert not page.select(f"a[href='{path}']")
    assert not desk.get(path).select(f"form[action='{path}']")


def test_who_approves_reads_and_does_not_answer(house: House, desk: Browser, room: Room) -> None:
    room.ask()
    path = way(desk, room)
    sign_in(desk, house, Role.APPROVER)

    page = desk.get(listed(room))

    assert WORDS in page.text
    assert "Contestar" not in page.text
    desk.get(path, status=403)


def test_when_the_term_is_over_nothing_more_is_noted_and_what_was_asked_is_answered(
    house: House, desk: Browser, room: Room, clock: Clock
) -> None:
    room.ask()
    clock.forward(days=8)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))

    page = desk.get(listed(room))

    assert "terminó el 27 de noviembre de 2026" in page.text
    assert not page.select(f"form[action='{listed(room)}']")
    answered(desk, room)
    assert room.asked()[0].outcome is Outcome.NOT_CORRECTED


def test_before_anything_is_published_the_page_says_what_comes(house: House, desk: Browser, room: Room) -> None:
    waiting = a_session(house)

    assert "Todavía no se reciben correcciones" in desk.get(f"/sesiones/{waiting.id}/minuta/observaciones").text
